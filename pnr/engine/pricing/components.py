"""Price one fare component: consecutive flights under the lowest fare whose class, mileage and rules allow it."""
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

from ...errors import NoFare
from ...fare_rules.facts import Facts
from ...values.money import Money
from . import distance, filed
from .built import Built
from .conditions import conditions
from .facts import FactsOf
from .fare import Fare
from .fares import CHINA, Tariff
from .filed import Discount
from .itinerary import Itinerary
from .lazily import Kept, merged
from .parts import IN, ONEWAY, Part, PricingUnit, oneway
from .passengers import basis, rate
from .paying import Paying
from .quote import PricedSegment, PricingRequest
from .rounding import half_up, truncated
from .rulings import Rulings
from .surcharges import charged

MILEAGE = ((100, 0), (105, 5), (110, 10), (115, 15), (120, 20), (125, 25))  # percent of the maximum, surcharge
PERMITTED = 120  # percent of the direct way that may be flown without surcharge


class Components(Rulings):
    """The components of one journey for one passenger type; each is priced once, and why one cannot be is kept."""

    def __init__(self, itinerary: Itinerary, tariff: Tariff, request: PricingRequest, type: str,
                 age: int | None = None, born: date | None = None):
        super().__init__(FactsOf(itinerary, request, type, age, born), tariff, request.now.date())
        self.itinerary, self.request, self.type, self.rates = itinerary, request, type, tariff.rates
        home = itinerary.flown[0].origin.currency
        self.currency = self.rates.filing(home)
        self.local = bool(itinerary.country)
        self.age, self.born = age, born
        self.known: dict[Part, Sequence[Built]] = {}
        self.chosen: dict[tuple[PricingUnit, int], Kept[Built]] = {}
        self.paying = Paying(self)

    def through(self, places: tuple[int, ...]) -> bool:
        """Whether one fare may cover several flights: not too long a way, and inside China every flight is its own."""
        return self.excess(places) is not None and not all(map(self.single, places))

    def least(self, part: Part) -> Decimal | None:
        """What the component costs at least; None where there is no fare."""
        offers = self.offers(part)
        return offers[0].value if offers else None

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
        charges = charged(self.levels(built.fare), facts, built.value, built.first == 0, self.charge)
        return replace(built, charges=charges, unit=unit)

    def offers(self, part: Part) -> Sequence[Built]:
        """Every fare of a component, lowest first, whatever rules say of the sale and add to it."""
        if part not in self.known:
            surcharge = self.excess(part.places)
            fares = self.candidates(part) if surcharge is not None else []
            self.known[part] = sorted((self.valued(fare, part, surcharge or 0) for fare in fares),
                                      key=lambda built: built.order)
        return self.known[part]

    def market(self, part: Part) -> tuple[str, str]:
        """From city to city; the way back of a pricing unit is priced from where it ends."""
        origin, destination = self.itinerary.start(part.first), self.itinerary.end(part.end - 1)
        return (destination, origin) if part.way == IN else (origin, destination)

    def candidates(self, part: Part) -> list[Fare]:
        """Fares of the highest class booked, or of any class that is open on every flight."""
        segments = [self.itinerary.segments[place] for place in part.places]
        letters = self.letters(part.places) if self.request.open else self.letter(segments)
        market = self.market(part)
        offered = self.offered(part, market, letters) if letters else []
        fares = [fare for fare in offered if fare.tag in ((1, 2) if part.half else (1, 3)) and self.taken_in(fare)
                 and self.wanted(fare, part)]
        if not fares:
            self.refused[part] = NoFare(
                carrier=segments[0].carrier, booking_class=segments[0].booking_class, passenger_type=self.type,
                origin=market[0], destination=market[1])
        return fares

    def offered(self, part: Part, market: tuple[str, str], letters: str) -> list[Fare]:
        """Fares filed and made by rules, as this office sells them."""
        return self.tariff.by_rule.offered(
            self.carrier(part.places), *market, self.day, self.alone(part), letters)

    def wanted(self, fare: Fare, part: Part) -> bool:
        """Whether a fare of this basis, and of this kind of tariff, is asked for."""
        levels, request = self.levels(fare), self.request
        kind = "private" if levels.restricted else "published"
        ends = self.itinerary.segments[part.places[0]].origin, self.itinerary.segments[part.places[-1]].destination
        return (request.tariffs in ("", kind) and fare.at(*ends) and request.wants(fare.fare_class, part.places)
                and (not request.restrictions.names or request.restrictions.fit(conditions(levels))))

    def alone(self, part: Part) -> Facts:
        """Its facts while nobody knows in what pricing unit it will stand."""
        return self.facts(PricingUnit(ONEWAY, (part,)))

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

    def excess(self, places: tuple[int, ...]) -> int | None:
        """The mileage surcharge in percent, or None where the way is too long for one fare."""
        if len(places) == 1:
            return 0
        flown = [self.itinerary.flown[place] for place in places]
        ticketed = sum(distance.miles(each.origin, each.destination) for each in flown)
        ends = self.itinerary.start(places[0]), self.itinerary.end(places[-1])
        most = distance.miles(*map(self.itinerary.city, ends)) * PERMITTED // 100
        return next((percent for limit, percent in MILEAGE if ticketed <= most * limit // 100), None)

    def used(self, fare: Fare, half: bool) -> Decimal:
        """The filed amount, or half of a return fare, unrounded."""
        return fare.amount.amount / 2 if half and fare.tag == 2 else fare.amount.amount

    def valued(self, fare: Fare, part: Part, surcharge: int) -> Built:
        market = self.market(part)
        row, full, fared_as = self.paying.part(fare, market, part)
        used = self.used(full, part.half)
        value = self.discounted(self.neutral(used, full, row), row)
        if surcharge:
            value = truncated(value * (100 + surcharge) / 100)
        return Built(part, market, fare, basis(fare, row, full), used, value, surcharge,
                     percent=Decimal(row.percent), fared_as=fared_as)

    def charge(self, amount: Money) -> Decimal:
        """What a rule adds, as amounts of this journey are counted."""
        if self.local:
            return self.rates.converted(amount, self.currency, self.day).amount
        return truncated(amount.amount / self.rates.roe(amount.currency, self.day))

    def neutral(self, used: Decimal, fare: Fare, row: Discount) -> Decimal:
        """In neutral units; on a domestic journey money stays what it is. Chinese discounts are rounded before."""
        if row.rounding == "unit":
            used = half_up(used * rate(row), self.rates.unit(fare.amount.currency)).amount
        return used if self.local else truncated(used / self.rates.roe(fare.amount.currency, self.day))

    def discounted(self, value: Decimal, row: Discount) -> Decimal:
        return value if row.rounding == "unit" or row.percent == 100 else truncated(value * rate(row))

    def oneway(self, built: Built) -> Built:
        """The one-way fare of the same class in the direction travelled, whatever it asks of the sale."""
        if built.fare.oneway:
            return built
        alone = oneway(*built.segments)
        fares = self.tariff.fares(built.fare.carrier, *self.market(alone.parts[0]), self.day, built.fare.booking_class)
        found = min((fare for fare in fares if fare.oneway),
                    key=lambda fare: (fare.rule != built.fare.rule, fare.amount.minor), default=None)
        if found is None:
            return replace(built, value=built.value * 2, charges=())
        return self.charged(self.valued(found, alone.parts[0], built.surcharge), alone, 0)

    def single(self, place: int) -> bool:
        """Inside China every flight is a fare of its own."""
        each = self.itinerary.segments[place]
        return self.tariff.area(each.origin_city, each.destination_city) == CHINA
