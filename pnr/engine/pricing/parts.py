"""Fare components and pricing units before they have fares: which segments, and in what role."""
from typing import NamedTuple

ONEWAY, OUT, IN = "OW", "OUT", "IN"


class Part(NamedTuple):
    """Segments one fare is to cover, by their places in the journey; a side trip lies between two of them.

    `way` is OW for a one-way fare; in a pricing unit that comes back OUT, or IN, priced from where it ends.
    """

    places: tuple[int, ...]
    way: str = ONEWAY

    @property
    def half(self) -> bool:
        """Whether half of a return fare will do."""
        return self.way != ONEWAY

    @property
    def first(self) -> int:
        return self.places[0]

    @property
    def end(self) -> int:
        """The place after the last segment."""
        return self.places[-1] + 1

    @property
    def gaps(self) -> list[tuple[int, int]]:
        """The side trips inside it, each from place to place."""
        return between(self.places)


class PricingUnit(NamedTuple):
    """Components priced as one: OW, RT, SOJ (one end open), DOJ (both), CT (a circle of three or more)."""

    kind: str
    parts: tuple[Part, ...]

    @property
    def gaps(self) -> list[tuple[int, int]]:
        """What other units price inside it: side trips, and travel between its components."""
        return between(tuple(place for part in self.parts for place in part.places))


def between(places: tuple[int, ...]) -> list[tuple[int, int]]:
    return [(one + 1, other) for one, other in zip(places, places[1:], strict=False) if other > one + 1]


def oneway(*places: int) -> PricingUnit:
    """One component alone."""
    return PricingUnit(ONEWAY, (Part(places),))
