"""Taxes: each filed row asked of the journey by its kind, and attributed to the coupons it is paid for."""
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ...values.money import Money
from . import filed
from .distance import between
from .fares import Tariff
from .filed import TaxRow
from .itinerary import Itinerary
from .passengers import Group, taxed
from .quote import PricingRequest, Tax
from .rounding import percent_of

CHILDREN = {"CHD": 11, "INF": 1, "INS": 1}  # the oldest a type may be, where no birth date is known
LOWEST = "Y"
Levied = Iterator[tuple[tuple[int, ...], Money]]


@dataclass(frozen=True)
class Levy:
    """One row asked of one passenger: the journey, its fare by segment (for percentages), and who travels."""

    row: TaxRow
    itinerary: Itinerary
    shares: tuple[tuple[tuple[int, ...], Money], ...]
    currency: str
    day: date

    @property
    def amount(self) -> Money:
        return Money.of(self.row.amount, self.row.currency)

    def limit(self, place: int = 0) -> timedelta:
        """The wait that still counts as going on."""
        hours = self.row.stop_hours
        return timedelta(hours=hours[min(place, len(hours) - 1)] if hours else 0)

    def here(self, country: str) -> bool:
        return country == self.row.country


def taxes(tariff: Tariff, itinerary: Itinerary, request: PricingRequest, group: Group,
          shares: tuple[tuple[tuple[int, ...], Money], ...]) -> tuple[Tax, ...]:
    """Every tax in the currency of sale, rows of one code together, in the order they are filed."""
    found: dict[str, Tax] = {}
    for row in filed.taxes():
        if not itinerary.countries & {row.country} or not request.levies(row.code, row.country, exempt(row, group)):
            continue
        levy = Levy(row, itinerary, shares, request.currency, request.now.date())
        for segments, amount in KINDS[row.kind](levy):
            if in_force(levy, segments[0]):
                paid = tariff.rates.converted(amount, request.currency, levy.day)
                tax = found.get(row.code) or Tax(row.code, Money(0, request.currency), (), row.refundable != "no",
                                                 row.refundable == "fare", row.nature)
                found[row.code] = _added(tax, paid, segments)
    return tuple(tax for tax in found.values() if tax.amount.minor)


def _added(tax: Tax, amount: Money, segments: tuple[int, ...]) -> Tax:
    return replace(tax, amount=tax.amount + amount, segments=tuple(sorted({*tax.segments, *segments})),
                   parts=(*tax.parts, (segments, amount.minor)))


def in_force(levy: Levy, place: int) -> bool:
    """By the day of sale, or of the flight it belongs to."""
    row = levy.row
    return filed.in_force(row, levy.day if row.basis == "sale" else levy.itinerary.segments[place].date)


def exempt(row: TaxRow, group: Group) -> bool:
    """By passenger type where the row lists them, else by age: a child whose age nobody told is as old as it may be."""
    type = taxed(group.type)
    if row.passengers:
        return type not in row.passengers
    age = CHILDREN.get(type) if group.age is None else group.age
    infant = type == "INF" and row.kind == "duty"
    return infant or (row.age_exempt is not None and age is not None and age <= row.age_exempt)


def departure(levy: Levy) -> Levied:
    """Each departure; changing from abroad to abroad without a stop is none."""
    for place, each in enumerate(levy.itinerary.flown):
        if not levy.here(each.origin.country) or each.domestic is not (levy.row.scope == "domestic"):
            continue
        before = levy.itinerary.flown[place - 1] if levy.row.stop_hours and levy.itinerary.joined(
            place - 1, levy.limit()) else None
        if before is None or before.domestic:
            yield (place,), levy.amount


def distance_band(levy: Levy) -> Levied:
    """Each flight at home, by its length."""
    low, high = map(int, levy.row.bands[0].split("-"))
    for place, each in enumerate(levy.itinerary.flown):
        if levy.here(each.origin.country) and each.domestic and low <= between(each.origin, each.destination) <= high:
            yield (place,), levy.amount


def at_home(levy: Levy) -> Iterator[int]:
    """Domestic flights that do not carry on from or to another country."""
    for chain in levy.itinerary.chains(levy.limit()):
        flown = [levy.itinerary.flown[place] for place in chain]
        if all(each.domestic and levy.here(each.origin.country) for each in flown):
            yield from chain


def percent(levy: Levy) -> Levied:
    """A percentage of the fare of domestic travel, and no more often than the fare is paid."""
    places = set(at_home(levy))
    for segments, share in levy.shares:
        if places.issuperset(segments):
            yield segments, percent_of(share, levy.row.percent)


def segment(levy: Levy) -> Levied:
    """Each take-off and landing at home."""
    for place in at_home(levy):
        yield (place,), levy.amount * levy.itinerary.segments[place].legs


def outlying(levy: Levy) -> Levied:
    """Flights between the mainland and its outlying states."""
    for place in at_home(levy):
        each = levy.itinerary.flown[place]
        if (each.origin.state in levy.row.bands) is not (each.destination.state in levy.row.bands):
            yield (place,), levy.amount


def border(levy: Levy) -> Levied:
    """Each departure to and arrival from abroad, unless the country is only changed through."""
    flown = levy.itinerary.flown
    for place, each in enumerate(flown):
        if each.domestic:
            continue
        if levy.here(each.origin.country) and not _through(levy, place - 1, place):
            yield (place,), levy.amount
        if levy.here(each.destination.country) and not _through(levy, place, place + 1):
            yield (place,), levy.amount


def _through(levy: Levy, before: int, after: int) -> bool:
    """Whether two flights from and to abroad join here."""
    flown = levy.itinerary.flown
    return levy.itinerary.joined(before, levy.limit()) and not flown[before].domestic and not flown[after].domestic


def arrival(levy: Levy) -> Levied:
    for place, each in enumerate(levy.itinerary.flown):
        if levy.here(each.destination.country) and not each.domestic:
            yield (place,), levy.amount


def oneway(levy: Levy) -> Levied:
    """Each one-way trip that begins here, up to the cap: at home a shorter wait ends a trip than at the border."""
    trips: list[int] = []
    for place, each in enumerate(levy.itinerary.flown):
        limit = levy.limit(0 if each.domestic else 1)
        if levy.here(each.origin.country) and not levy.itinerary.joined(place - 1, limit):
            trips.append(place)
    for place in trips[:levy.row.cap]:
        yield (place,), levy.amount


def facility(levy: Levy) -> Levied:
    """Airports that charge for boarding: the first and the last ones of each direction, so many of them."""
    charged = [place for place, each in enumerate(levy.itinerary.flown)
               if ("XF", each.origin.code, "any") in filed.charges()]
    cap = levy.row.cap or len(charged)
    ends = charged[-cap:] if levy.itinerary.returns else []
    for place in dict.fromkeys([*charged[:cap], *ends]):
        yield (place,), filed.charges()["XF", levy.itinerary.flown[place].origin.code, "any"]


def duty(levy: Levy) -> Levied:
    """Once for flights that connect, where the first leaves this country: by where the last one goes."""
    band, rate = levy.row.bands
    for chain in levy.itinerary.chains(levy.limit()):
        first, last = levy.itinerary.flown[chain[0]], levy.itinerary.flown[chain[-1]]
        cabins = {filed.classes()[levy.itinerary.segments[place].booking_class].cabin for place in chain}
        reduced = cabins == {LOWEST}
        if levy.here(first.origin.country) and filed.bands().get(last.destination.country) == band \
                and reduced is (rate == "reduced"):
            yield (chain[0],), levy.amount


def service(levy: Levy) -> Levied:
    """What the airport asks of who departs, less of who only changes there."""
    for place, each in enumerate(levy.itinerary.flown):
        when = "changing" if levy.itinerary.joined(place - 1, levy.limit()) else "departing"
        amount = filed.charges().get((levy.row.code, each.origin.code, when))
        if amount:
            yield (place,), amount


KINDS: dict[str, Callable[[Levy], Levied]] = {
    "departure": departure, "distance": distance_band, "percent": percent, "segment": segment, "outlying": outlying,
    "border": border, "arrival": arrival, "oneway": oneway, "facility": facility, "duty": duty, "service": service,
}
