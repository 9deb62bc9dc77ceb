"""Cut a journey into fare components and pricing units, and take the cheapest way that every rule allows.

Two ways are tried: a return journey of two components, each half of a return fare, turning at every point; and one-way
fares laid end to end. An open jaw is priced as one-way fares.
"""
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from ...errors import NoFare, PnrError, RuleRefuses
from .components import Built, Components


@dataclass(frozen=True)
class Solution:
    """Pricing units in order, each of one or two components."""

    units: tuple[tuple[Built, ...], ...]

    @property
    def components(self) -> tuple[Built, ...]:
        return tuple(built for unit in self.units for built in unit)

    @property
    def total(self) -> Decimal:
        return sum((built.total for built in self.components), Decimal(0))

    @property
    def order(self) -> tuple:
        """The lowest total; of equals fewer units, fewer components, then the alphabet."""
        return self.total, len(self.units), len(self.components), [built.fare_basis for built in self.components]


def cheapest(parts: Components) -> Solution:
    """The lowest valid solution; raises what stood in its way: NoFare or RuleRefuses."""
    found = min(solutions(parts), key=lambda solution: solution.order, default=None)
    if not found:
        raise obstacle(parts)
    return found


def obstacle(parts: Components) -> PnrError:
    """The first flight that has no price alone; a rule of a return fare tells more than that no one-way is filed."""
    keys = ((place, place + 1, False) for place in range(len(parts.itinerary)))
    alone = next((parts.refused[key] for key in keys if parts.component(*key) is None), None)
    ruled = next((error for error in parts.refused.values() if isinstance(error, RuleRefuses)), None)
    return alone if isinstance(alone, RuleRefuses) or (alone and not ruled) else ruled or NoFare()


def solutions(parts: Components) -> Iterator[Solution]:
    ends = end_to_end(parts)
    if ends:
        yield ends
    if parts.itinerary.returns:
        for turn in turning_points(parts):
            yield from returning(parts, turn)


def turning_points(parts: Components) -> list[int]:
    """Where a return journey may turn: at stopovers; at connections only when there is nothing else."""
    turns = range(1, len(parts.itinerary))
    return [turn for turn in turns if not parts.itinerary.connection(turn - 1)] or list(turns)


def returning(parts: Components, turn: int) -> Iterator[Solution]:
    """Out to the turning point and back, where nothing is left open."""
    if parts.itinerary.surface(turn - 1) or not parts.itinerary.unbroken(0, len(parts.itinerary)):
        return
    out, back = parts.component(0, turn, True), parts.component(turn, len(parts.itinerary), True)
    paired = together(parts, turn, out, back) if out and back else None
    if paired:
        yield paired


def together(parts: Components, turn: int, out: Built, back: Built) -> Solution | None:
    """The two lowest halves, or where their rules keep them apart the lowest two that may be combined."""
    if parts.combined((out, back)) is None:
        return Solution(((out, back),))
    outs, backs = parts.choices(0, turn, True), parts.choices(turn, len(parts.itinerary), True)
    pairs = sorted((Solution((pair,)) for pair in product(outs, backs)), key=lambda solution: solution.order)
    return next((pair for pair in pairs if parts.combined(*pair.units) is None), None)


def end_to_end(parts: Components) -> Solution | None:
    """The cheapest row of one-way components up to each point, from those before it."""
    best: list[Solution | None] = [Solution(())]
    for last in range(1, len(parts.itinerary) + 1):
        ways = (joined(parts, best[first], first, last) for first in range(last))
        best.append(min((way for way in ways if way), key=lambda solution: solution.order, default=None))
    return best[-1]


def joined(parts: Components, before: Solution | None, first: int, last: int) -> Solution | None:
    alone = last - first > 1 and all(map(parts.single, range(first, last)))
    built = parts.component(first, last) if before and not alone else None
    if not before or not built or (before.units and parts.combined(*before.units, (built,))):
        return None
    return Solution((*before.units, (built,)))
