"""Price one fare component: consecutive flights under the lowest fare whose class, mileage and rules allow it."""
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

from ...errors import NoFare
from ...fare_rules.actions import intermediate
from . import filed
from .amounts import Amounts
from .built import Built
from .conditions import conditions
from .differentials import differentials, lower
from .facts import FactsOf
from .fare import Fare
from .fares import CHINA, Tariff
from .itinerary import Itinerary
from .lazily import Kept, merged
from .mileage import Measured
from .minimums import NOTHING, Least, Minimums
from .parts import IN, Part, PricingUnit, oneway
from .passengers import basis
from .paying import Paying
from .quote import PricedSegment, PricingRequest
from .rounding import truncated
from .rulings import Rulings
from .surcharges import charged


class Components(Rulings):
    """The components of one journey for one passenger type; each is priced once, and why one cannot be is kept."""

    def __init__(self, itinerary: Itinerary, tariff: Tariff, request: PricingRequest, type: str,
                 age: int | None = None, born: date | None = None):
        super().__init__(FactsOf(itinerary, request, type, age, born), tariff, request.now.date())
        self.itinerary, self.request, self.type, self.rates = itinerary, request, type, tariff.rates
        self.currency, self.local = self.rates.filing(itinerary.flown[0].origin.currency), bool(itinerary.country)
        self.amounts = Amounts(self.rates, self.day, self.currency, self.local)
        self.minimums = Minimums(self)
        self.age, self.born = age, born
        self.known: dict[Part, Sequence[Built]] = {}
        self.lengths: dict[tuple[int, ...], Measured] = {}
        self.markets: dict[tuple, list[Fare]] = {}
        self.chosen: dict[tuple[PricingUnit, int], Kept[Built]] = {}
        self.paying = Paying(self)

    def through(self, places: tuple[int, ...]) -> bool:
        """Whether one fare may cover several flights: not too long a way, and inside China every flight is its own."""
        known = self.measured(places).percent is not None or self.carrier(places) in self.tariff.routings.carriers
        return known and not all(map(self.single, places))

    def least(self, part: Part) -> Decimal | None:
        """What the component costs at least; None where there is no fare."""
        offers = self.offers(part)
        return offers[0].total if offers else None

    def choices(self, unit: PricingUnit, place: int) -> Kept[Built]:
        """Every way to price a component of a unit that its rules allow, the lowest first."""
        if (unit, place) not in self.chosen:
            offers = ((built.order, partial(self.allowed, built, unit, place))
                      for built in self.offers(unit.parts[place]))
            self.chosen[unit, place] = Kept(merged(offers))
        return self.chosen[unit, place]

    def allowed(self, built: Built, unit: PricingUnit, place: int) -> list[Built]:
        """The component with what its rules add, where they let it be sold."""
        verdict = self.paying.barred(built.fare, built.part) or self.verdict(built.fare, unit, place)
        if verdict:
            self.refuse(built.fare, built.part, verdict)
        return [] if verdict else [self.charged(built, unit, place)]

    def charged(self, built: Built, unit: PricingUnit, place: int) -> Built:
        facts = self.facts(unit, place)
        charges = charged(self.levels(built.fare), facts, built.value, built.first == 0, self.amounts.charge)
        return replace(built, charges=charges, unit=unit)

    def offers(self, part: Part) -> Sequence[Built]:
        """Every fare of a component, lowest first, whatever rules say of the sale and add to it."""
        if part not in self.known:
            found = [*self.priced(part, self.booked(part)), *self.mixed(part)]
            self.known[part] = sorted(found, key=lambda built: built.order)
        return self.known[part]

    def priced(self, part: Part, letters: str) -> Iterator[Built]:
        """The fares of some booking classes that may be flown this way."""
        for fare in self.candidates(part, letters):
            surcharge = self.surcharge(fare, part)
            if surcharge is not None:
                yield self.valued(fare, part, surcharge)

    def mixed(self, part: Part) -> Iterator[Built]:
        """Fares of a lower cabin than some flights are booked in, with the differentials."""
        letter = "" if self.request.open else lower(self, part)
        for built in self.priced(part, letter) if letter else ():
            extras = differentials(self, built)
            if extras is not None:
                yield replace(built, extras=(*built.extras, *extras))

    def missing(self, part: Part) -> NoFare:
        """What there is no fare of: this carrier's in this market, or in this booking class and for this passenger."""
        first, market, carrier = self.itinerary.segments[part.first], self.market(part), self.carrier(part.places)
        filed = self.tariff.fares(carrier, *market, self.day)
        return NoFare(carrier=carrier, booking_class=first.booking_class, passenger_type=self.type, origin=market[0],
                      destination=market[1], lacking="booking class" if filed else "carrier")

    def market(self, part: Part) -> tuple[str, str]:
        """From city to city; the way back of a pricing unit is priced from where it ends."""
        origin, destination = self.itinerary.start(part.first), self.itinerary.end(part.end - 1)
        return (destination, origin) if part.way == IN else (origin, destination)

    def booked(self, part: Part) -> str:
        """The highest class booked, each where booking codes have exceptions, or all open on each of its flights."""
        if self.request.open:
            return self.letters(part.places)
        segments = [self.itinerary.segments[place] for place in part.places]
        letter = self.letter(segments)
        each = "".join(dict.fromkeys(each.booking_class for each in segments))
        return each if letter and len(each) > 1 and self.excepted(part) else letter

    def excepted(self, part: Part) -> bool:
        flying = [self.itinerary.segments[place].carrier for place in part.places]
        return self.tariff.booking_codes.excepting(self.carrier(part.places), flying)

    def bookable(self, fare: Fare, part: Part) -> bool:
        """Whether it is flown in the classes that are booked, where that is not how the fares were looked for."""
        segments = [self.itinerary.segments[place] for place in part.places]
        return bool(self.request.open) or not self.excepted(part) or all(
            self.tariff.booking_codes.permit(fare, each.carrier, each.booking_class) for each in segments)

    def candidates(self, part: Part, letters: str) -> list[Fare]:
        """Fares in these booking classes that are asked for."""
        tags = (1, 2) if part.half else (1, 3)
        offered = self.offered(part, self.market(part), letters) if letters else []
        return [fare for fare in offered if fare.tag in tags and self.taken_in(fare) and self.wanted(fare, part)
                and self.bookable(fare, part)]

    def offered(self, part: Part, market: tuple[str, str], letters: str) -> list[Fare]:
        """Fares filed and made by rules, as this office sells them; the same out as one way."""
        key = part.places, part.way == IN, letters
        if key not in self.markets:
            self.markets[key] = self.tariff.by_rule.offered(
                self.carrier(part.places), *market, self.day, self.alone(part), letters)
        return self.markets[key]

    def wanted(self, fare: Fare, part: Part) -> bool:
        """Whether a fare of this basis, and of this kind of tariff, is asked for."""
        levels, request = self.levels(fare), self.request
        kind = "private" if levels.restricted else "published"
        ends = self.itinerary.segments[part.places[0]].origin, self.itinerary.segments[part.places[-1]].destination
        return (request.tariffs in ("", kind) and fare.at(*ends) and request.wants(fare.fare_class, part.places)
                and (not request.restrictions.names or request.restrictions.fit(conditions(levels)))
                and self.tariff.family(fare).startswith(request.family))

    def carrier(self, places: Sequence[int]) -> str:
        """Whose fare it is: the carrier that crosses the border first, at home the first."""
        flown = [self.itinerary.flown[place] for place in places]
        if self.request.governing in (each.segment.carrier for each in flown):
            return self.request.governing
        return next((each for each in flown if not each.domestic), flown[0]).segment.carrier

    def letter(self, segments: Sequence[PricedSegment]) -> str:
        """The highest class booked: its fares may also be flown in the classes below."""
        ranks = filed.classes()
        letters = [each.booking_class for each in segments]
        return min(letters, key=lambda letter: ranks[letter].rank) if all(each in ranks for each in letters) else ""

    def letters(self, places: Sequence[int]) -> str:
        """The classes open on every one of these flights, the highest first."""
        open = [self.request.open[place] for place in places]
        return "".join(each for each in filed.classes() if all(each in some for some in open))

    def measured(self, places: tuple[int, ...]) -> Measured:
        """The mileage of several flights."""
        if places not in self.lengths:
            way = self.itinerary.way(places)
            self.lengths[places] = self.tariff.mileage.measured(way, self.itinerary.indicator(places), self.day)
        return self.lengths[places]

    def surcharge(self, fare: Fare, part: Part) -> int | None:
        """What a long way adds in percent; None where the fare may not be flown so: by its routing, or else mileage."""
        places = part.places
        abroad = not all(self.itinerary.flown[place].domestic for place in places)  # at home there is one way round
        if fare.gi and abroad and fare.gi != self.itinerary.indicator(places):
            return None
        if fare.routing:
            return 0 if self.routed(fare, places) else None
        if len(places) == 1:
            return 0
        percent = self.measured(places).percent
        excess = not percent or 17 not in self.levels(fare).categories \
            or intermediate(self.levels(fare), self.alone(part)).excess
        return percent if excess else None

    def routed(self, fare: Fare, places: tuple[int, ...]) -> bool:
        carriers = [self.itinerary.segments[place].carrier for place in places]
        return self.tariff.routings.permit(fare, self.itinerary.way(places), carriers, self.day)

    def valued(self, fare: Fare, part: Part, surcharge: int) -> Built:
        """What the passenger's type pays, raised to higher fares on the way and by the mileage surcharge."""
        market = self.market(part)
        row, full, fared_as = self.paying.part(fare, market, part)
        higher = self.minimums.higher(full, part) if len(part.places) > 1 else NOTHING
        value = self.amounts.paid(full, part.half, row, higher.amount)
        if surcharge:
            value = truncated(value * (100 + surcharge) / 100)
        built = Built(part, market, fare, basis(fare, row, full), self.amounts.used(full, part.half), value, surcharge,
                      higher=higher.cities, percent=Decimal(row.percent), fared_as=fared_as)
        return self.along(built, full, higher) if len(part.places) > 1 else built

    def along(self, built: Built, full: Fare, higher: Least) -> Built:
        """With what a way over other points adds."""
        allowance = "" if built.fare.routing else self.measured(built.part.places).allowance
        more = self.minimums.backhaul(full, built.part, max(higher.amount, self.amounts.of(full, built.half)))
        extras = tuple(each._replace(amount=truncated(each.amount * built.percent / 100)) for each in more)
        return replace(built, allowance=allowance, extras=extras)

    def oneway(self, built: Built) -> Built:
        """The one-way fare of the same class in the direction travelled, whatever it asks of the sale."""
        if built.fare.oneway:
            return built
        alone = oneway(*built.segments)
        fares = self.tariff.fares(built.fare.carrier, *self.market(alone.parts[0]), self.day, built.fare.booking_class)
        found = min((fare for fare in fares if fare.oneway),
                    key=lambda fare: (fare.rule != built.fare.rule, fare.amount.minor), default=None)
        if found is None:
            return replace(built, value=built.value * 2, charges=(), extras=())
        return self.charged(self.valued(found, alone.parts[0], built.surcharge), alone, 0)

    def single(self, place: int) -> bool:
        """Inside China every flight is a fare of its own."""
        each = self.itinerary.segments[place]
        return self.tariff.area(each.origin_city, each.destination_city) == CHINA
