"""Filed fares: which there are between two cities, by formula from the levels of the tariff and one by one."""
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from ...fare_rules import application
from ...fare_rules.facts import Facts, Filed, Point
from ...fare_rules.geography import point
from ...fare_rules.judge import Levels
from ...values.money import Money
from ..tariff.loaded import NONE, Filings
from . import distance, filed, tax_rows
from .booking_codes import BookingCodes
from .by_rule import ByRule
from .currency import Rates
from .fare import Fare
from .filed import Discount, Level
from .interline import Agreements
from .loaded import LoadedFares
from .mileage import Mileage
from .rounding import half_up, to_unit
from .routings import Routings
from .rulebook import Rules
from .tax_rows import TaxRow

if TYPE_CHECKING:
    from ..schedule.places import Places

CHINA, WORLD = "CN", "WORLD"
PRIVATE = 35  # the category of fares not for everybody


class Tariff:
    """Fares and rules over the places of the world, and what was loaded into the host.

    `more` are fares filed besides, `text` rules besides.
    """

    def __init__(self, places: "Places", more: Iterable[Fare] = (), text: str = "", filings: Filings = NONE):
        self.places, self.text, self.filings = places, text, filings
        self.rates = Rates(filings)
        self.point = lru_cache(maxsize=4096)(self.codes)
        self.standing: dict[tuple[str, str, date], Levels] = {}
        self.filed: dict[tuple[str, str, str], list[Fare]] = {}
        for fare in (*filed.fares(), *more):
            self.filed.setdefault((fare.carrier, fare.origin, fare.destination), []).append(fare)

    @classmethod
    def embedded(cls, places: "Places | None" = None) -> "Tariff":
        if places is None:
            from ..schedule.places import Places

            places = Places.embedded()
        return cls(places)

    @cached_property
    def rules(self) -> Rules:
        return Rules(self.filings, self.text)

    @cached_property
    def loaded(self) -> LoadedFares:
        return LoadedFares(self.filings, self.places, self.rules)

    @cached_property
    def mileage(self) -> Mileage:
        return Mileage.embedded(self.places, self.filings)

    @cached_property
    def routings(self) -> Routings:
        return Routings.embedded(self.filings)

    @cached_property
    def booking_codes(self) -> BookingCodes:
        return BookingCodes.embedded()

    @cached_property
    def agreements(self) -> Agreements:
        return Agreements(self.filings)

    @cached_property
    def by_rule(self) -> ByRule:
        return ByRule(self)

    def levels(self, fare: Fare, day: date | None = None) -> Levels:
        """The rules a fare ticketed on a day stands under."""
        if fare.made:
            return self.by_rule.levels(fare, day or fare.effective)
        on = day or fare.effective
        key = fare.rule, fare.footnote, on
        if key not in self.standing:
            rules = self.rules.on(on)
            self.standing[key] = application.standing(rules, fare.rule, filter(None, (fare.footnote,)))
        found = self.standing[key]
        return application.narrowed(found, self.filed_as(fare), on) if found.chooses else found

    def family(self, fare: Fare) -> str:
        """Fares under one rule are a family, called what the rule is called."""
        rule = self.rules.get(fare.rule)
        return rule.title if rule else ""

    def filed_as(self, fare: Fare) -> Filed:
        """What rules match a fare by."""
        return Filed(fare.carrier, fare.tariff, fare.rule, fare.fare_class, fare.oneway, fare.tag,
                     self.point(fare.origin), self.point(fare.destination), routing=fare.routing,
                     footnotes=(fare.footnote,) if fare.footnote else ())

    def codes(self, city: str) -> Point:
        end = self.places.place(city)
        return point(end.code, end.city, end.country, end.state)

    def taken_in(self, fare: Fare, day: date) -> Filed | None:
        """A fare as its rule takes it in; None where there is no such rule, or it is not about this fare."""
        if fare.made:
            return self.by_rule.taken_in(fare, day)
        rule = self.rules.on(day).get(fare.rule)
        return application.filed(rule, self.filed_as(fare), day) if rule else None

    def taxes(self, countries: Iterable[str], carriers: Iterable[str] = ()) -> tuple[TaxRow, ...]:
        """Every row of these countries and carriers, as filed: which stand on a day is for who levies them to say."""
        wanted = {("", carrier) for carrier in carriers} | {(country, "") for country in countries}
        shipped = tuple(row for row in tax_rows.taxes() if (row.country, row.carrier) in wanted)
        loaded = [tax_rows.tax(row) for country, _ in sorted(wanted) if country
                  for row in self.filings.of("tax", country)]
        own = [tax_rows.surcharge(row) for _, carrier in sorted(wanted) if carrier
               for row in self.filings.of("surcharge", carrier)]
        return (*shipped, *loaded, *own)

    def discounts(self, type: str, day: date) -> tuple[Discount, ...]:
        """What a passenger type pays of fares: of the areas of the newest filing for the day, else as shipped."""
        newest: dict[str, tuple[int, list[Discount]]] = {}
        for row in self.filings.of("passenger", type):
            if row["effective"] <= day and (row["discontinue"] is None or day <= row["discontinue"]):
                number, rows = newest.get(row["area"], (0, []))
                newest[row["area"]] = row["filing"], [*(rows if number == row["filing"] else []), filed.discount(row)]
        shipped = (row for row in filed.discounts() if row.area not in newest)
        return (*(each for _, rows in newest.values() for each in rows), *shipped)

    def charge(self, code: str, airport: str, when: str, day: date) -> Money | None:
        """What an airport charges on an occasion, as filed last for the day."""
        rows = (*tax_rows.charges().get((code, airport), ()),
                *map(tax_rows.charge, self.filings.of("charge", f"{code}/{airport}")))
        found = [row for row in rows if row.when == when and filed.in_force(row, day)]
        return max(found, key=lambda row: (row.filing, row.effective)).amount if found else None

    def bands(self, code: str) -> dict[str, str]:
        """By country of destination; one loaded counts instead of one shipped."""
        loaded = {row["country"]: row["band"] for row in self.filings.of("band", code)}
        return tax_rows.bands().get(code, {}) | loaded

    def area(self, origin: str, destination: str) -> str:
        """CN for markets inside China, which have fares of their own kind."""
        both = {self.places.place(code).country for code in (origin, destination)}
        return CHINA if both == {CHINA} else WORLD

    def miles(self, origin: str, destination: str) -> int:
        return distance.miles(self.places.place(origin), self.places.place(destination))

    def fares(self, carrier: str, origin: str, destination: str, day: date, letters: str = "") -> list[Fare]:
        """Every fare of a carrier from city to city by day of ticketing, highest class first, or of these classes."""
        found = self._drawn(carrier, origin, destination, day, letters)
        single = [fare for fare in self.filed.get((carrier, origin, destination), ())
                  if filed.in_force(fare, day) and (not letters or fare.booking_class in letters)]
        loaded = self._loaded(carrier, origin, destination, day, letters) if self.filings else []
        replaced = {fare.fare_class for fare in (*single, *loaded)}
        public = {fare.booking_class for fare in loaded if PRIVATE not in self.levels(fare, day).categories}
        return [fare for fare in found if fare.fare_class not in replaced and fare.booking_class not in public] + [
            fare for fare in single if fare.fare_class not in {other.fare_class for other in loaded}] + loaded

    def _loaded(self, carrier: str, origin: str, destination: str, day: date, letters: str) -> list[Fare]:
        return [fare for fare in self.loaded.fares(carrier, origin, destination, day)
                if not letters or fare.booking_class in letters]

    def full(self, carrier: str, origin: str, destination: str, day: date, cabin: str) -> Fare:
        """The full one-way fare of a cabin: what discounts for children and infants may be counted from."""
        letter = {"F": "F", "C": "J", "W": "W"}.get(cabin, "Y")
        found = (fare for fare in self.fares(carrier, origin, destination, day, letter) if fare.oneway)
        return next(found, None) or next(fare for fare in self._drawn(carrier, origin, destination, day, letter)
                                         if fare.oneway)

    def _drawn(self, carrier: str, origin: str, destination: str, day: date, letters: str) -> list[Fare]:
        """Demonstration fares by distance."""
        percent, known = filed.carriers().get(carrier, 100), filed.classes()
        return [fare.like(carrier=carrier) for letter in (letters or known) if letter in known
                for fare in self.drawn(origin, destination, day, percent, letter)]

    def drawn(self, origin: str, destination: str, day: date, percent: int, letter: str) -> list[Fare]:
        """The fares of a class of whichever carrier asks so many percent of the level."""
        area = self.area(origin, destination)
        draw = self._china if area == CHINA else self._world
        seasons = (season for season in filed.dated(filed.seasons(), day) if season.area == area)
        return [fare for season in seasons for fare in draw(origin, destination, day, percent, season, letter)]

    def _china(self, origin: str, destination: str, day: date, percent: int, season: filed.Season, letter: str) \
            -> Iterator[Fare]:
        """A one-way fare, a percentage of the published Y."""
        length = distance.between(self.places.place(origin), self.places.place(destination))
        each = filed.classes()[letter]
        level = drawn_level(filed.levels()[CHINA], length) * season.percent * percent / 10000
        full = half_up(level, self.rates.unit("CNY"))
        amount = half_up(full.amount * each.china / 100, self.rates.unit("CNY"))
        yield Fare("", "DOMCN", origin, destination, letter, letter, each.cabin, 3, amount, each.china_rule,
                   season.effective, season.discontinue, "", each.china, filed.baggage()[each.cabin, CHINA])

    def _world(self, origin: str, destination: str, day: date, percent: int, season: filed.Season, letter: str) \
            -> Iterator[Fare]:
        """The one-way and the return fare of each family, if it has both, in the currency of the country of origin."""
        each, currency = filed.classes()[letter], self.rates.filing(self.places.place(origin).currency)
        usd = drawn_level(filed.levels()[WORLD], self.miles(origin, destination)) * season.percent * percent
        local, unit = usd * each.world * self.rates.roe(currency, day) / 1000000, self.rates.unit(currency)
        plain = Fare("", "WORLD", origin, destination, "", letter, each.cabin, 1, Money(0, currency), "",
                     season.effective, season.discontinue, "", None, filed.baggage()[each.cabin, WORLD])
        for family in map(filed.families().__getitem__, each.families):
            single = to_unit(local * family.percent / 100, unit)
            both = to_unit(single.amount * 2 * family.return_percent / 100, unit)
            if family.oneway:
                yield plain.like(fare_class=family.oneway.format(letter), amount=single, rule=family.rule)
            yield plain.like(fare_class=family.return_.format(letter), amount=both, rule=family.rule, tag=2)

    def fares_of(self, origin: str, destination: str, day: date, carriers: Iterable[str],
                 viewer: Facts | None = None) -> list[Fare]:
        """What a fare display lists, in order of amount: all that is filed, or all that a viewer may see."""
        ends = origin, destination
        found = [fare for carrier in carriers for fare in (
            self.by_rule.shown(carrier, *ends, day, viewer) if viewer else self.fares(carrier, *ends, day))]
        return sorted(found, key=lambda fare: (fare.amount.minor, fare.carrier, fare.fare_class))


def drawn_level(points: tuple[Level, ...], length: int) -> Decimal:
    """The amount at a distance, on the straight line between the points around it."""
    for near, far in zip(points, points[1:], strict=False):
        if length <= far.distance:
            part = Decimal(length - near.distance) / (far.distance - near.distance)
            return near.amount + (far.amount - near.amount) * part
    return points[-1].amount
