"""Price one fare component: consecutive flights under the lowest fare whose class, mileage and rules allow it."""
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from ...errors import NoFare, PnrError, RuleRefuses
from ...fare_rules.actions import refused
from ...fare_rules.facts import Facts, Filed, Unit
from ...fare_rules.judge import Levels, Verdict, judge
from ...values.money import Money
from . import distance, filed
from .conditions import conditions
from .facts import FactsOf
from .fares import CHINA, Tariff
from .filed import Discount
from .itinerary import Itinerary
from .passengers import basis, rate
from .paying import Paying
from .quote import Fare, PricedSegment, PricingRequest
from .rounding import half_up, truncated
from .surcharges import Charged, charged

OF_THE_FARE = frozenset({3, 10})  # categories that ask what fare it is
MILEAGE = ((100, 0), (105, 5), (110, 10), (115, 15), (120, 20), (125, 25))  # percent of the maximum, surcharge
PERMITTED = 120  # percent of the direct way that may be flown without surcharge


@dataclass(frozen=True)
class Built:
    """Segments first to last - 1 under a fare. `used` is the filed amount or its half, `value` what the passenger's
    type pays of it, in neutral units or, on a domestic journey, in local money."""

    first: int
    last: int
    market: tuple[str, str]
    fare: Fare
    fare_basis: str
    half: bool
    used: Decimal
    value: Decimal
    surcharge: int = 0
    charges: tuple[Charged, ...] = ()
    percent: Decimal = Decimal(100)  # of the fare, that the passenger's type pays
    fared_as: str = "ADT"

    @property
    def total(self) -> Decimal:
        """With what rules add."""
        return self.value + sum(amount for _, amount in self.charges)

    @property
    def segments(self) -> tuple[int, ...]:
        return tuple(range(self.first, self.last))

    @property
    def order(self) -> tuple:
        """The lowest first; of equals the one filed lower, then the alphabet."""
        return self.total, self.used, self.fare.fare_class


class Components:
    """The components of one journey for one passenger type; each is priced once, and why one cannot be is kept."""

    def __init__(self, itinerary: Itinerary, tariff: Tariff, request: PricingRequest, type: str,
                 age: int | None = None, born: date | None = None):
        self.itinerary, self.tariff, self.request, self.type = itinerary, tariff, request, type
        self.journey = FactsOf(itinerary, request, type, age, born)
        self.day, self.rates = request.now.date(), tariff.rates
        home = itinerary.flown[0].origin.currency
        self.currency = self.rates.filing(home)
        self.local = bool(itinerary.country)
        self.known: dict[tuple[int, int, bool], Built | None] = {}
        self.refused: dict[tuple[int, int, bool], PnrError] = {}
        self.asked: dict[tuple[int, int, int], Facts] = {}
        self.filed: dict[Fare, Filed | None] = {}
        self.under: dict[Fare, Levels] = {}  # kept while their identities are keys
        self.verdicts: dict[tuple, Verdict | None] = {}
        self.paying = Paying(self)

    def component(self, first: int, last: int, half: bool = False) -> Built | None:
        """The lowest valid fare; `half` prices one of the two directions of a return journey."""
        key = (first, last, half)
        if key not in self.known:
            self.known[key] = self._built(first, last, half)
        return self.known[key]

    def _built(self, first: int, last: int, half: bool) -> Built | None:
        ways = self.ways(first, last, half)
        return next((built for built in ways if self.allowed(built.fare, first, last, half)), None)

    def choices(self, first: int, last: int, half: bool) -> list[Built]:
        """Every way to price the component that its rules allow, the lowest first."""
        return [built for built in self.ways(first, last, half) if self.allowed(built.fare, first, last, half)]

    def ways(self, first: int, last: int, half: bool) -> list[Built]:
        """Every way to price it, whatever rules say of the sale."""
        surcharge = self.excess(first, last)
        if surcharge is None or not self.itinerary.unbroken(first, last):
            return []
        found = (self.valued(fare, first, last, half, surcharge) for fare in self.candidates(first, last, half))
        return sorted(found, key=lambda built: built.order)

    def market(self, first: int, last: int, half: bool) -> tuple[str, str]:
        """From city to city; the way back of a return journey is priced from where the journey began."""
        origin, destination = self.itinerary.segments[first].origin_city, self.itinerary.cities[last]
        return (destination, origin) if half and first else (origin, destination)

    def candidates(self, first: int, last: int, half: bool) -> list[Fare]:
        """Fares of the highest class booked, or of any class that is open on every flight; lowest amount first."""
        segments = self.itinerary.segments[first:last]
        carrier = self.carrier(first, last)
        letters = self.letters(first, last) if self.request.open else self.letter(segments)
        market = self.market(first, last, half)
        if not letters or market[0] == market[1]:
            self._refuse(first, last, half, segments, market)
            return []
        fares = [fare for fare in self.offered(carrier, market, letters, (first, last, half))
                 if fare.tag in ((1, 2) if half else (1, 3)) and self.taken_in(fare)
                 and self.wanted(fare, first, last)]
        if not fares:
            self._refuse(first, last, half, segments, market)
        return sorted(fares, key=lambda fare: (self.used(fare, half), fare.fare_class))

    def offered(self, carrier: str, market: tuple[str, str], letters: str, key: tuple[int, int, bool]) -> list[Fare]:
        """Fares filed and made by rules, as this office sells them."""
        by_rule, facts = self.tariff.by_rule, self.facts(*key)
        fares = [*self.tariff.fares(carrier, *market, self.day, letters),
                 *by_rule.fares(carrier, *market, self.day, facts, letters)]
        return [by_rule.terms(fare, facts, self.day) if 35 in self.levels(fare).categories else fare for fare in fares]

    def wanted(self, fare: Fare, first: int, last: int) -> bool:
        """Whether a fare of this basis, and of this kind of tariff, is asked for."""
        levels, request = self.levels(fare), self.request
        kind = "private" if levels.restricted else "published"
        return (request.tariffs in ("", kind) and request.wants(fare.fare_class, first, last)
                and (not request.restrictions.names or request.restrictions.fit(conditions(levels))))

    def _refuse(self, first: int, last: int, half: bool, segments: tuple[PricedSegment, ...], market: tuple[str, str]):
        self.refused[first, last, half] = NoFare(
            carrier=segments[0].carrier, booking_class=segments[0].booking_class, passenger_type=self.type,
            origin=market[0], destination=market[1])

    def taken_in(self, fare: Fare) -> Filed | None:
        """As what its rule takes a fare in, if it does."""
        if fare not in self.filed:
            self.filed[fare] = self.tariff.taken_in(fare, self.day)
        return self.filed[fare]

    def levels(self, fare: Fare) -> Levels:
        """The rules a fare stands under."""
        if fare not in self.under:
            self.under[fare] = self.tariff.levels(fare, self.day)
        return self.under[fare]

    def carrier(self, first: int, last: int) -> str:
        """Whose fare it is: the carrier that crosses the border first, at home the first."""
        flown = self.itinerary.flown[first:last]
        if self.request.governing in (each.segment.carrier for each in flown):
            return self.request.governing
        return next((each for each in flown if not each.domestic), flown[0]).segment.carrier

    def letter(self, segments: tuple[PricedSegment, ...]) -> str:
        """The highest class booked: its fares may also be flown in the classes below."""
        ranks = filed.classes()
        letters = [each.booking_class for each in segments]
        return min(letters, key=lambda letter: ranks[letter].rank) if all(each in ranks for each in letters) else ""

    def letters(self, first: int, last: int) -> str:
        """The classes open on every one of these flights, the highest first."""
        return "".join(each for each in filed.classes() if all(each in some for some in self.request.open[first:last]))

    def excess(self, first: int, last: int) -> int | None:
        """The mileage surcharge in percent, or None where the way is too long for one fare."""
        if last - first == 1:
            return 0
        flown = self.itinerary.flown[first:last]
        ticketed = sum(distance.miles(each.origin, each.destination) for each in flown)
        places = self.tariff.places
        ends = places.place(self.itinerary.segments[first].origin_city), places.place(self.itinerary.cities[last])
        most = distance.miles(*ends) * PERMITTED // 100
        return next((percent for limit, percent in MILEAGE if ticketed <= most * limit // 100), None)

    def used(self, fare: Fare, half: bool) -> Decimal:
        """The filed amount, or half of a return fare, unrounded."""
        return fare.amount.amount / 2 if half and fare.tag == 2 else fare.amount.amount

    def allowed(self, fare: Fare, first: int, last: int, half: bool) -> bool:
        verdict = self.verdict(fare, first, last, half)
        if verdict:
            self.refuse(fare, (first, last, half), verdict)
        return verdict is None

    def refuse(self, fare: Fare, key: tuple[int, int, bool], verdict: Verdict) -> None:
        self.refused[key] = RuleRefuses(category=verdict.category, rule=verdict.rule, fact=verdict.fact,
                                        fare_basis=fare.fare_class, component=verdict.component)

    def verdict(self, fare: Fare, first: int, last: int, half: bool) -> Verdict | None:
        """Why the rules forbid it, or None; asked once for all fares under them, unless they ask what fare it is."""
        levels, barred = self.levels(fare), self.paying.barred(fare, (first, last, half))
        if barred:
            return barred
        if levels.categories & OF_THE_FARE:
            return refused(levels, self.facts(first, last, half, fare))
        key = id(levels), first, last, half
        if key not in self.verdicts:
            self.verdicts[key] = refused(levels, self.facts(first, last, half))
        return self.verdicts[key]

    def facts(self, first: int, last: int, half: bool, fare: Fare | None = None) -> Facts:
        """What a rule may ask of this component under a fare."""
        turn = (first or last) if half else 0
        if (first, last, turn) not in self.asked:
            self.asked[first, last, turn] = self.journey.component(first, last, turn)
        found = self.asked[first, last, turn]
        return replace(found, fare=self.taken_in(fare) or found.fare) if fare else found

    def combined(self, *units: tuple[Built, ...]) -> Verdict | None:
        """Why these pricing units may not stand together, by category 10 of any of their fares, or None."""
        for own in units:
            others = [built.fare for each in units if each is not own for built in each]
            for built in (each for each in own if 10 in self.levels(each.fare).categories):
                partners = [each.fare for each in own if each is not built]
                verdict = self.combination(built, partners, others, len(units))
                if verdict.refuses:
                    self.refuse(built.fare, (built.first, built.last, built.half), verdict)
                    return verdict
        return None

    def combination(self, built: Built, partners: list[Fare], others: list[Fare], units: int) -> Verdict:
        facts = self.facts(built.first, built.last, built.half, built.fare)
        paired = replace(facts.unit or Unit(), partners=tuple(map(self.named, partners)))
        beside = tuple(map(self.named, others))
        return judge(self.levels(built.fare), 10, replace(facts, unit=paired, beside=beside, units=units))

    def named(self, fare: Fare) -> Filed:
        return self.taken_in(fare) or Filed()

    def valued(self, fare: Fare, first: int, last: int, half: bool, surcharge: int) -> Built:
        market = self.market(first, last, half)
        row, full, fared_as = self.paying.part(fare, market, (first, last, half))
        used = self.used(full, half)
        value = self.discounted(self.neutral(used, full, row), row)
        if surcharge:
            value = truncated(value * (100 + surcharge) / 100)
        charges = charged(self.levels(fare), self.facts(first, last, half), value, first == 0, self.charge)
        return Built(first, last, market, fare, basis(fare, row, full), half, used, value, surcharge, charges,
                     Decimal(row.percent), fared_as)

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
        segments = self.itinerary.segments[built.first:built.last]
        ends = segments[0].origin_city, segments[-1].destination_city
        fares = self.tariff.fares(built.fare.carrier, *ends, self.day, built.fare.booking_class)
        found = min((fare for fare in fares if fare.oneway),
                    key=lambda fare: (fare.rule != built.fare.rule, fare.amount.minor), default=None)
        if found is None:
            return replace(built, value=built.value * 2, charges=())
        return self.valued(found, built.first, built.last, False, built.surcharge)

    def single(self, place: int) -> bool:
        """Inside China every flight is a fare of its own."""
        each = self.itinerary.segments[place]
        return self.tariff.area(each.origin_city, each.destination_city) == CHINA
