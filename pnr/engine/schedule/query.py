"""A search for connections made ready: airports as numbers, bounds in minutes and kilometres, clocks of the days."""
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from . import offsets
from .connecting import between, within
from .flights import Timetable
from .season import wanted

DAY = 1440
EARTH, SPEED, GROUND = 6371.0, 830, 35
DETOUR, SLACK = 1.5, 800  # a way may be so many times as long as the straight line, and so many km more
TIMES_NONSTOP, MINUTES_EACH = 2.0, 480  # so much longer than a non-stop flight, and so many minutes a connection
FIRST_DAY, LAST_DAY = -1, 4  # onward flights may leave on the day before (date line) to three days later
Dated = tuple[int, int]  # row, days after the date of the search


@dataclass(frozen=True, slots=True)
class Found:
    """Dated rows that make a journey; minutes from the first take-off to the last landing, and UTC minute of landing."""

    minutes: int
    lands: int
    rows: tuple[Dated, ...]


@dataclass(frozen=True)
class Query:
    timetable: Timetable
    day: date
    origins: tuple[int, ...]
    destinations: tuple[int, ...]
    allowed: bytes  # by carrier: 1 may be used
    via: tuple[frozenset[int], ...] = ()  # airports of each point asked for, in order
    time: int = 0
    wait: int = 360
    limit: int = 64
    straight: float = field(init=False)

    def __post_init__(self):
        object.__setattr__(self, "straight", kilometres(self.timetable, self.origins[0], self.destinations[0]))

    def waiting(self, minutes: int) -> "Query":
        """The same with this longest wait."""
        return replace(self, wait=minutes)

    @property
    def farthest(self) -> float:
        return self.straight * DETOUR + SLACK

    def longest(self, connections: int) -> float:
        """Minutes a journey may take."""
        return TIMES_NONSTOP * (self.straight / SPEED * 60 + GROUND) + MINUTES_EACH * connections

    @property
    def closed(self) -> set[int]:
        """Airports of the two cities: nobody changes there."""
        city = self.timetable.airport_city
        ends = {city[place] for place in (*self.origins, *self.destinations)}
        return {place for code in ends for place in city_airports(self.timetable)[code]}

    def changes_at(self, airport: int, place: int, connections: int) -> bool:
        """Whether the via points asked for let the journey change here, as its so manieth change."""
        if not self.via:
            return True
        if len(self.via) == connections:
            return airport in self.via[place]
        return len(self.via) < connections

    def runs(self, row: int, bits: int) -> bool:
        """A flight of one leg, on these days, of an airline that was not excluded."""
        timetable = self.timetable
        return timetable.days[row] & bits == bits and not timetable.through[row] and \
            self.allowed[timetable.carrier[row]] == 1

    def bits(self, days: int) -> int:
        return wanted(self.day + timedelta(days))

    def ahead(self, airport: int, days: int) -> tuple[int, int, int]:
        """Offsets of an airport's clock on a day: at its start, at its end, and the minute of the change."""
        timetable = self.timetable
        return offsets.changes(timetable.zones[timetable.airport_zone[airport]], self.day + timedelta(days))


def kilometres(timetable: Timetable, one: int, other: int) -> float:
    north, south = radians(timetable.airport_latitude[one]), radians(timetable.airport_latitude[other])
    east = radians(timetable.airport_longitude[other] - timetable.airport_longitude[one])
    half = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(east / 2) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(half)))


@lru_cache(maxsize=4)
def city_airports(timetable: Timetable) -> list[list[int]]:
    """The airports of each city."""
    found: list[list[int]] = [[] for _ in timetable.cities]
    for airport, city in enumerate(timetable.airport_city):
        found[city].append(airport)
    return found


def neighbours(timetable: Timetable, airport: int) -> list[int]:
    """Where one may go on: the airport itself and the others of its city."""
    return city_airports(timetable)[timetable.airport_city[airport]]


def changing(timetable: Timetable, arrive: int, leave: int, origin: int, destination: int) -> int:
    """Minutes needed between landing and take-off; origin and destination tell what is domestic."""
    if arrive != leave:
        return between(timetable.cities[timetable.airport_city[leave]])
    country = timetable.airport_country
    return within(timetable.airports[leave], country[origin] != country[leave], country[destination] != country[leave])


def joins(timetable: Timetable, earlier: int, later: int) -> bool:
    """Whether two rows may be sold as a connection: one airline's, or two that fly themselves and sell each other."""
    carrier, number, operating = timetable.carrier, timetable.number, timetable.operating
    if carrier[earlier] == carrier[later]:
        return number[earlier] != number[later]
    return operating[earlier] == earlier and operating[later] == later and \
        not timetable.carrier_kind[carrier[earlier]] and not timetable.carrier_kind[carrier[later]]


def markets_out(timetable: Timetable, airports: Sequence[int]) -> Iterator[tuple[int, int]]:
    """(airport flown to, market) out of any of these."""
    for airport in airports:
        for market in range(timetable.airport_market[airport], timetable.airport_market[airport + 1]):
            yield timetable.market_destination[market], market


def markets_in(timetable: Timetable, airports: Sequence[int]) -> Iterator[tuple[int, int]]:
    """(airport flown from, market) into any of these."""
    for airport in airports:
        start, end = timetable.airport_inbound[airport], timetable.airport_inbound[airport + 1]
        for market in timetable.market_inbound[start:end]:
            yield timetable.market_origin[market], market
