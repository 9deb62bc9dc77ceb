"""Routing maps: by which cities and carriers a fare may be flown from one end to the other.

A line of a map has `-` between its points and `/` between points that may stand for each other, with carriers where
only some may fly: `BJS-FRA/MUC-LON`, `COR-BUE-BSB/SAO-AR/G3-BPS`. A point may be left out, none put in.
"""
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ..tariff.loaded import NONE, Filings
from . import filed
from .fare import Fare
from .mileage import standing

Names = frozenset[str]
Way = list[tuple[Names, Names]]  # points, and who may fly to them; nobody named: anybody


@dataclass(frozen=True)
class Routing:
    """The map a carrier files under a number."""

    carrier: str
    number: str
    lines: tuple[str, ...]

    def permits(self, cities: Sequence[str], carriers: Sequence[str]) -> bool:
        """Whether the cities, the second and later each reached by its carrier, follow a line in either direction."""
        ways = [way for line in self.lines for way in (points(line), points("-".join(reversed(line.split("-")))))]
        return any(along(way, cities, carriers) for way in ways)


def points(line: str) -> Way:
    found: Way = []
    flying: Names = frozenset()
    for part in line.split("-"):
        names = frozenset(part.split("/"))
        if all(len(name) == 2 for name in names):
            flying = names
        else:
            found.append((names, flying))
            flying = frozenset()
    return found


def along(way: Way, cities: Sequence[str], carriers: Sequence[str]) -> bool:
    """From the first point to the last, in order; whoever may fly to a point may fly past it."""
    if cities[0] not in way[0][0] or cities[-1] not in way[-1][0]:
        return False
    at = 0
    for city, carrier in zip(cities[1:], carriers, strict=True):
        reached = next((place for place in range(at + 1, len(way)) if city in way[place][0]), None)
        if reached is None or any(flying and carrier not in flying for _, flying in way[at + 1:reached + 1]):
            return False
        at = reached
    return at == len(way) - 1


class Routings:
    """Maps by carrier and number: those of the tariff, and those loaded into the host."""

    def __init__(self, maps: Iterable[Routing] = (), filings: Filings = NONE):
        self.maps, self.filings = {(each.carrier, each.number): each for each in maps}, filings

    @classmethod
    def embedded(cls, filings: Filings = NONE) -> "Routings":
        return cls(routings(filed.rows("routings")), filings)

    @cached_property
    def carriers(self) -> set[str]:
        """Who files maps at all."""
        return {carrier for carrier, _ in self.maps} | {key.split("/")[0] for key in self.filings.keys("routing")}

    def permit(self, fare: Fare, cities: Sequence[str], carriers: Sequence[str], day: date) -> bool:
        """Whether a fare may be flown so; a number nobody filed permits nothing."""
        lines = self.lines(fare.carrier, fare.routing, day)
        return Routing(fare.carrier, fare.routing, lines).permits(cities, carriers)

    def lines(self, carrier: str, number: str, day: date) -> tuple[str, ...]:
        """A map as it is filed; nothing where nobody filed it."""
        rows = self.filings.of("routing", f"{carrier}/{number}")
        lines = tuple(row["map"].replace("*", "-") for row in rows if standing(row, day))
        known = self.maps.get((carrier, number))
        return lines or (known.lines if known else ())


def routings(rows: Iterable[filed.Row]) -> list[Routing]:
    """Rows of one number are the lines of one map."""
    lines: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in rows:
        key = row["carrier"], row["routing"]
        lines[key] = (*lines.get(key, ()), row["map"])
    return [Routing(*key, found) for key, found in lines.items()]
