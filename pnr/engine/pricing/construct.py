"""Cut a journey into fare components and pricing units, and take the cheapest way that every rule allows.

What a stretch of the journey costs at least is known from the stretches it falls into: a pricing unit that begins with
its first segment, what lies in the gaps of that unit, and what follows it. Ways come lowest first and are computed no
further than needed, so that category 10 may refuse the lowest and the next is at hand.
"""
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, partial

from ...errors import CircularRouting, NoFare, PnrError, TooManyFlights
from .built import Built
from .components import Components
from .lazily import Kept, Offer, lowest, merged
from .parts import PricingUnit, oneway
from .units import Units
from .work import Work

MOST_SEGMENTS = 16  # a ticket has no more coupons

Order = tuple[Decimal, int, int, tuple[str, ...]]


@dataclass(frozen=True)
class Solution:
    """Pricing units with their components; `capped` where there was too much to try everything."""

    units: tuple[tuple[Built, ...], ...]
    capped: bool = False

    @cached_property
    def components(self) -> tuple[Built, ...]:
        """In the order of travel."""
        return tuple(sorted((built for unit in self.units for built in unit), key=lambda built: built.first))

    @cached_property
    def total(self) -> Decimal:
        return sum((built.total for unit in self.units for built in unit), Decimal(0))

    @cached_property
    def order(self) -> Order:
        """The lowest total; of equals fewer units, fewer components, then the alphabet."""
        bases = tuple(built.fare_basis for built in self.components)
        return self.total, len(self.units), len(bases), bases


def cheapest(parts: Components) -> Solution:
    """The lowest valid solution; raises TooManyFlights, CircularRouting, or what stood in its way: NoFare or
    RuleRefuses."""
    for each in parts.itinerary.segments:
        if each.origin_city == each.destination_city:
            raise CircularRouting(origin=each.origin, destination=each.destination)
    if len(parts.itinerary) > MOST_SEGMENTS:
        raise TooManyFlights(most=MOST_SEGMENTS, flights=len(parts.itinerary))
    found = Construction(parts, Work()).cheapest()
    if not found:
        raise obstacle(parts)
    return found


def obstacle(parts: Components) -> PnrError:
    """The first flight that has no price alone; a rule of a return fare tells more than that no one-way is filed."""
    alone = next((unit.parts[0] for unit in map(oneway, range(len(parts.itinerary)))
                  if parts.choices(unit, 0).at(0) is None), None)
    ruled = next(iter(parts.refused.values()), None)
    if alone in parts.refused:
        return parts.refused[alone]
    return ruled or (parts.missing(alone) if alone else NoFare())


class Construction:
    """The ways to price each stretch of a journey, each found once."""

    def __init__(self, parts: Components, work: Work):
        self.parts, self.work = parts, work
        breaks = (place - 1 for place in parts.request.breaks)
        self.units = Units(parts.itinerary, parts.through, work, breaks)
        self.known: dict[tuple[int, int], Kept[Solution]] = {}
        self.offered: dict[tuple[int, int], list[Offer[Solution]]] = {}
        self.priced: dict[PricingUnit, Kept[Solution]] = {}

    def cheapest(self) -> Solution | None:
        found = self.ways(0, len(self.parts.itinerary)).at(0)
        return Solution(found.units, self.work.capped) if found else None

    def ways(self, first: int, last: int) -> Kept[Solution]:
        """Every way to price segments first to last - 1, lowest first."""
        if (first, last) not in self.known:
            self.known[first, last] = Kept(merged(self.offers(first, last)))
        return self.known[first, last]

    def offers(self, first: int, last: int) -> list[Offer[Solution]]:
        """Each unit that may come first with all around it, and the least that comes to, lowest first."""
        if (first, last) not in self.offered:
            self.offered[first, last] = sorted(self._offers(first, last), key=lambda offer: offer[0])
        return self.offered[first, last]

    def _offers(self, first: int, last: int) -> Iterator[Offer[Solution]]:
        for unit in self.units.starting(first, last):
            around = [*unit.gaps, *([(end, last)] if (end := unit.parts[-1].end) < last else [])]
            least = self.least(unit, around)
            if least:
                yield least, partial(self.around, unit, around)

    def least(self, unit: PricingUnit, around: Iterable[tuple[int, int]]) -> tuple | None:
        """No rule is asked for this; nothing where there is no fare, or none around it."""
        own = [self.parts.least(part) for part in unit.parts]
        if None in own:
            return None
        beside = [self.offers(*stretch) for stretch in around]
        if not all(beside):
            return None
        orders = [offers[0][0] for offers in beside]
        return (sum((each for each in own if each is not None), Decimal(0)) + sum(each[0] for each in orders),
                1 + sum(each[1] for each in orders), len(unit.parts) + sum(each[2] for each in orders), ())

    def around(self, unit: PricingUnit, around: list[tuple[int, int]]) -> Iterator[Solution]:
        """A unit joined with what is around it, where the fares of all allow it."""
        for whole in lowest([self.fares(unit), *(self.ways(*stretch) for stretch in around)], joined):
            if len(whole.units) == 1 or self.parts.combined(*whole.units) is None:
                yield whole

    def fares(self, unit: PricingUnit) -> Kept[Solution]:
        """The ways to price one unit, lowest first."""
        if unit not in self.priced:
            columns = [self.parts.choices(unit, place) for place in range(len(unit.parts))]
            rows = lowest(columns, lambda row: Solution((tuple(row),)))
            self.priced[unit] = Kept(merged((row.order, partial(self.allowed, row)) for row in rows))
        return self.priced[unit]

    def allowed(self, row: Solution) -> list[Solution]:
        if self.parts.combined(*row.units) is not None:
            return []
        (unit,) = row.units
        return [Solution((self.parts.minimums.circle(unit),))] if unit[0].unit.kind == "CT" else [row]


def joined(row: list[Solution]) -> Solution:
    return Solution(tuple(unit for each in row for unit in each.units))
