"""Ticketed mileage: what is flown, the most a fare permits, and what more costs.

Distances between cities are filed (TPM) or, where nobody filed them, great circles; the most for a fare (MPM) is filed
or a fifth more than the straight way. An allowance (EMA) for going by a certain city is taken from what is flown.
"""
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ...fare_rules.facts import Point
from ...fare_rules.geography import point
from ..tariff.forms import NAMED
from ..tariff.loaded import NONE, Filings, Row
from . import distance, filed

if TYPE_CHECKING:
    from ..schedule.places import Places

TPM, MPM, EMA = "tpm", "mpm", "allowance"  # as the forms are called
PERCENTS = (0, 5, 10, 15, 20, 25)
COMPUTED = 120  # percent of the straight way, where no maximum is filed


@dataclass(frozen=True)
class Miles:
    """A row: tpm or mpm between two cities, or an allowance between two places of any size for a way by `via`."""

    kind: str
    origin: str
    destination: str
    via: str
    gi: str
    miles: int


class Measured(NamedTuple):
    """Miles flown and permitted; the city the allowance is for; the surcharge in percent, None where it is too far."""

    flown: int
    most: int
    allowance: str
    percent: int | None


class Mileage:
    """Rows filed with the tariff and those loaded into the host, over the places of the world."""

    def __init__(self, places: "Places", rows: Iterable[Miles] = (), filings: Filings = NONE):
        self.places, self.filings = places, filings
        self.filed: dict[tuple[str, str, str, str], int] = {}
        self.rows = [row for row in rows if row.kind == EMA]
        for row in rows:
            for pair in ((row.origin, row.destination), (row.destination, row.origin)):
                self.filed[row.kind, *pair, row.gi] = row.miles

    @classmethod
    def embedded(cls, places: "Places", filings: Filings = NONE) -> "Mileage":
        return cls(places, [miles(row) for row in filed.rows("mileage")], filings)

    def between(self, kind: str, one: str, other: str, gi: str, day: date | None) -> int | None:
        """As filed for this way round the world, or for any; what was loaded goes before what came with the tariff."""
        form = NAMED[kind]
        rows = self.filings.of(kind, form.under((one, other), self.places.city_of)) if self.filings else ()
        loaded = {row["gi"]: row[kind] for row in rows if standing(row, day)}
        known = loaded.get(gi) or loaded.get("")
        return known or self.filed.get((kind, one, other, gi)) or self.filed.get((kind, one, other, ""))

    def ticketed(self, one: str, other: str, gi: str = "") -> int:
        """TPM of two cities."""
        found = self.between(TPM, one, other, gi, None)
        return found or distance.miles(self.places.place(one), self.places.place(other))

    def most(self, origin: str, destination: str, gi: str = "", day: date | None = None) -> int:
        """MPM of a market on a day."""
        found = self.between(MPM, origin, destination, gi, day)
        return found or self.ticketed(origin, destination, gi) * COMPUTED // 100

    @cached_property
    def allowances(self) -> list[tuple[Miles, Row]]:
        """Those of the tariff, and those loaded with their dates."""
        loaded = [row for key in self.filings.keys(EMA) for row in self.filings.of(EMA, key)]
        return [*((row, {}) for row in self.rows), *(
            (Miles(EMA, row["origin"], row["destination"], via, "", row["allowance"]), row)
            for row in loaded for via in row["via"])]

    def allowance(self, cities: Sequence[str], day: date | None = None) -> tuple[int, str]:
        """The largest allowance for one of the points on the way, and that point."""
        if len(cities) < 3 or not self.allowances:
            return 0, ""
        ends = self.codes(cities[0]), self.codes(cities[-1])
        return max(((row.miles, row.via) for row, dates in self.allowances
                    if row.via in cities[1:-1] and _for(row, *ends) and standing(dates, day)), default=(0, ""))

    def codes(self, city: str) -> Point:
        end = self.places.place(city)
        return point(end.code, end.city, end.country, end.state)

    def measured(self, cities: Sequence[str], gi: str, day: date | None = None) -> Measured:
        """A way from city to city; the limits of the surcharges are whole miles, cut off."""
        flown = sum(self.ticketed(one, other, gi) for one, other in zip(cities, cities[1:], strict=False))
        most = self.most(cities[0], cities[-1], gi, day)
        less, via = self.allowance(cities, day)
        percent = next((each for each in PERCENTS if flown - less <= most * (100 + each) // 100), None)
        needed = via if less and flown > most else ""
        return Measured(flown, most, needed, percent)


def _for(row: Miles, one: Point, other: Point) -> bool:
    return (row.origin in one and row.destination in other) or (row.origin in other and row.destination in one)


def standing(row: Row, day: date | None) -> bool:
    """Whether a row is in force on a day; most of them have no dates."""
    return day is None or "effective" not in row or (
        row["effective"] <= day and (not row["discontinue"] or day <= row["discontinue"]))


def miles(row: filed.Row) -> Miles:
    return Miles(row["kind"], row["origin"], row["destination"], row["via"], row["gi"], int(row["miles"]))
