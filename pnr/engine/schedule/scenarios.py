"""Flights that always end the same way, every day of the year, between places nobody else flies between."""
import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from .files import packaged
from .legs import Flight, Leg

CARRIER = "XX"
EQUIPMENT, SEATS, ZONE = "320", 150, "Europe/Paris"  # the three places share a clock
REQUESTED = frozenset({"confirms", "declines"})
LETTERS = "JCDYBMHK"


@dataclass(frozen=True)
class Scenario:
    """One row of the table: local departure in minutes after midnight, block time, and how it ends."""

    number: int
    origin: str
    destination: str
    departs: int
    minutes: int
    kind: str
    outcome: str

    def on(self, day: date) -> Flight:
        arrives = self.departs + self.minutes
        leg = Leg(CARRIER, self.number, self.origin, self.destination, day, self.departs, arrives, 0, self.minutes,
                  EQUIPMENT, SEATS, ZONE)
        return Flight(CARRIER, self.number, None, (leg,))


@cache
def table() -> dict[int, Scenario]:
    rows = csv.DictReader(packaged("scenarios.csv").decode().splitlines())
    made = (Scenario(int(row["number"]), row["origin"], row["destination"], int(row["departs"]), int(row["minutes"]),
                     row["kind"], row["outcome"]) for row in rows)
    return {scenario.number: scenario for scenario in made}


@cache
def origins() -> frozenset[str]:
    return frozenset(scenario.origin for scenario in table().values())


def between(starts: Sequence[str], ends: Sequence[str], day: date) -> list[Flight]:
    """The flights of the table between two sets of airports, by departure; none for almost everybody."""
    if origins().isdisjoint(starts):
        return []
    return [scenario.on(day) for scenario in table().values()
            if scenario.origin in starts and scenario.destination in ends]


def flight(number: int, day: date) -> Flight | None:
    scenario = table().get(number)
    return scenario.on(day) if scenario else None


def kind(carrier: str, number: int) -> str:
    """How a flight of the table ends; empty for every other."""
    return table()[number].kind if carrier == CARRIER and number in table() else ""


def cabins(leg: Leg) -> tuple[tuple[tuple[str, int], ...], ...]:
    """What its classes may sell: all, nothing at all, or one seat; a class with a list sells what it never has."""
    front, limit = {"closed": (0, 0), "single": (0, 1)}.get(kind(leg.carrier, leg.number), (8, SEATS - 8))
    return (tuple((letter, front) for letter in LETTERS[:3]), tuple((letter, limit) for letter in LETTERS[3:]))
