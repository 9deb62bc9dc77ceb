"""What there is filed between two cities, as an office sells it to a type of passenger on a day of travel."""
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from ...fare_rules.judge import judge
from ...values.money import Money, total
from .by_rule import viewer
from .components import Components
from .conditions import Conditions, conditions
from .fare import Fare
from .fares import Tariff
from .imagined import flight
from .itinerary import Itinerary
from .parts import IN, ONEWAY, OUT, Part, PricingUnit
from .passengers import Group, basis
from .passengers import known as type_at
from .request import PricingRequest
from .rounding import half_up, to_unit
from .taxes import taxes

OF_TRAVEL, OF_STAY = (3, 4, 11, 14), (6, 7)  # categories that look at the days asked for
CLASS = "Y"  # of flights nobody has booked


@dataclass(frozen=True)
class Offer:
    """A fare with what the passenger pays of it, under which fare basis, and what its rules say in short."""

    fare: Fare
    fare_basis: str
    amount: Money
    conditions: Conditions
    fared_as: str = ""
    family: str = ""


class Market:
    """The fares of one carrier; `request` says for whom and where they are sold, its segments are there and back."""

    def __init__(self, tariff: Tariff, request: PricingRequest):
        self.tariff, self.request = tariff, request
        passenger = request.passengers[0]
        self.group = Group(passenger.type, passenger.age, (0,))
        self.itinerary = Itinerary(request.segments, tariff.places)
        self.parts = Components(self.itinerary, tariff, request, type_at(passenger.type, passenger.age), passenger.age)
        self.out, self.alone = Part((0,), OUT), Part((0,), ONEWAY)
        self.read: dict[tuple[int, str], Conditions] = {}  # by rules that the parts keep

    def offers(self, dated: bool = False, stay: bool = False) -> Iterator[Offer]:
        """Every fare; with `dated` those whose rules let it be flown that day, with `stay` for that long."""
        sale = self.request
        who = viewer(sale.now, sale.office, sale.country, sale.currency, self.parts.type, sale.accounts)
        ends = self.parts.market(self.alone)
        for fare in self.tariff.by_rule.shown(self.itinerary.segments[0].carrier, *ends, self.parts.day, who):
            part = self.alone if fare.oneway else self.out
            if self.sold(fare, part) and self.flown(fare, (*OF_TRAVEL * dated, *OF_STAY * stay)):
                yield self.offer(fare, part)

    def sold(self, fare: Fare, part: Part) -> bool:
        """Whether its rule takes it in, for this passenger, and it is what was asked for."""
        parts = self.parts
        return bool(parts.taken_in(fare)) and parts.wanted(fare, part) and not parts.paying.barred(fare, part)

    def offer(self, fare: Fare, part: Part) -> Offer:
        """The amount in the unit of the currency it is filed in."""
        row, full, fared_as = self.parts.paying.part(fare, self.parts.market(part), part)
        unit = self.tariff.rates.unit(fare.amount.currency)
        share = full.amount.amount * row.percent / 100
        amount = full.amount if row.percent == 100 else half_up(share, unit) if row.rounding == "unit" else to_unit(
            share, unit)
        return Offer(fare, basis(fare, row, full), amount, self.said(fare), fared_as, self.tariff.family(fare))

    def said(self, fare: Fare) -> Conditions:
        """What its rules say, read once for all fares of a season that stand under them."""
        taken, levels = self.parts.taken_in(fare), self.parts.levels(fare)
        season = taken.season if taken else ""
        key = id(levels), season
        if key not in self.read:
            self.read[key] = conditions(levels, self.itinerary.segments[0].date, season)
        return self.read[key]

    def flown(self, fare: Fare, numbers: tuple[int, ...]) -> bool:
        """Whether no category of these forbids the days asked for; stays are asked of return fares."""
        levels = self.parts.levels(fare)
        asked = [each for each in numbers if each in levels.categories and not (fare.oneway and each in OF_STAY)]
        facts = self.parts.facts(self.unit(fare), 0, fare) if asked else None
        return facts is None or not any(judge(levels, number, facts).refuses for number in asked)

    def unit(self, fare: Fare) -> PricingUnit:
        if fare.oneway or len(self.itinerary) == 1:
            return PricingUnit(ONEWAY, (self.alone,))
        return PricingUnit("RT", (self.out, Part((1,), IN)))

    def taxed(self, offer: Offer) -> Money:
        """With the taxes of flights there, and of a return fare back; in the currency of the fare."""
        places = (0,) if offer.fare.oneway else tuple(range(len(self.itinerary)))
        flown = Itinerary(tuple(self.itinerary.segments[place] for place in places), self.tariff.places)
        wanted = replace(self.request, currency=offer.amount.currency)
        levied = taxes(self.tariff, flown, wanted, self.group, ((places, offer.amount),))
        return total([offer.amount, *(tax.amount for tax in levied)], offer.amount.currency)


def there_and_back(tariff: Tariff, request: PricingRequest, carrier: str, ends: tuple[str, str], day: date,
                   back: date) -> Market:
    """The market of a carrier on a day out and a day home."""
    origin, destination = ends
    segments = (flight(tariff.places, carrier, CLASS, origin, destination, day),
                flight(tariff.places, carrier, CLASS, destination, origin, back))
    return Market(tariff, replace(request, segments=segments))


def counted(amount: Money, currency: str, tariff: Tariff, day: date) -> Money:
    """An amount in neutral units (NUC), or as it is sold in another currency."""
    rates = tariff.rates
    if currency == "NUC":
        return Money.of((amount.amount / rates.roe(amount.currency, day)).quantize(Decimal("0.01")), currency)
    return amount if amount.currency == currency else rates.equivalent(amount, currency, day)[0]
