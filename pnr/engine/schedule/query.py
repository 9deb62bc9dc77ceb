"""A search for connections made ready: airports as numbers, bounds in minutes and kilometres, clocks of the days."""
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from . import offsets
from .connecting import between, within
from .flights import Timetable
from .season import wanted

DAY = 1440
EARTH, SPEED, GROUND, ROUNDED = 6371.0, 830, 35, 3
TIMES_NONSTOP, CHANGE = 2.0, 120  # so much longer than a non-stop flight, and so many minutes beside each wait
FIRST_DAY, LAST_DAY = -1, 4  # onward flights may leave on the day before (date line) to three days later
Dated = tuple[int, int]  # row, days after the date of the search


@dataclass(frozen=True, slots=True)
class Found:
    """Dated rows that make a journey; minutes from first take-off to last landing, and UTC minute of landing."""

    minutes: int
    lands: int
    rows: tuple[Dated, ...]


@dataclass(frozen=True, slots=True)
class Patience:
    """How long one waits between flights, and how far a way may lead: so many times the straight line, and km more."""

    wait: int
    detour: float
    slack: int


USUAL, GREAT = Patience(360, 1.5, 800), Patience(1440, 2.5, 2500)


@dataclass(frozen=True)
class Query:
    timetable: Timetable
    day: date
    origins: tuple[int, ...]
    destinations: tuple[int, ...]
    allowed: bytes  # by carrier: 1 may be used
    via: tuple[frozenset[int], ...] = ()  # airports of each point asked for, in order
    time: int = 0
    patience: Patience = USUAL
    limit: int = 64
    avoided: frozenset[int] = frozenset()  # airports where nobody is to change
    straight: float = field(init=False)

    def __post_init__(self):
        object.__setattr__(self, "straight", kilometres(self.timetable, self.origins[0], self.destinations[0]))

    def with_patience(self, patience: Patience) -> "Query":
        return replace(self, patience=patience)

    @property
    def wait(self) -> int:
        return self.patience.wait

    @property
    def farthest(self) -> float:
        return self.straight * self.patience.detour + self.patience.slack

    def longest(self, connections: int) -> float:
        """Minutes a journey may take."""
        return TIMES_NONSTOP * (self.straight / SPEED * 60 + GROUND) + (self.wait + CHANGE) * connections

    @property
    def closed(self) -> set[int]:
        """Airports of the two cities: nobody changes there, nor where it was said so."""
        city = self.timetable.airport_city
        ends = {city[place] for place in (*self.origins, *self.destinations)}
        return {place for code in ends for place in city_airports(self.timetable)[code]} | self.avoided

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

    def around(self, via: "Via") -> int:
        """Kilometres of the way through a change."""
        timetable = self.timetable
        return round(min(kilometres(timetable, origin, via.arrive) for origin in self.origins)
                     + min(kilometres(timetable, via.leave, destination) for destination in self.destinations))

    def bits(self, days: int) -> int:
        return wanted(self.day + timedelta(days))

    def ahead(self, airport: int, days: int) -> tuple[int, int, int]:
        """Offsets of an airport's clock on a day: at its start, at its end, and the minute of the change."""
        timetable = self.timetable
        return offsets.changes(timetable.zones[timetable.airport_zone[airport]], self.day + timedelta(days))


def ahead(clock: tuple[int, int, int], minute: int) -> int:
    """Minutes ahead of UTC at a local minute of a day with this clock."""
    start, end, switch = clock
    return start if start == end or minute < switch else end


def least(kilometres, flights: int):
    """No journey of so many flights over so many kilometres (a number or an array) takes fewer minutes."""
    return kilometres / SPEED * 60 + (GROUND - ROUNDED) * flights


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


# ---- where one may change

@dataclass(slots=True)
class Reach:
    """The markets that join one airport with a city, and how near it is."""

    markets: list[int]
    kilometres: int


@dataclass(frozen=True, slots=True)
class Via:
    """A change: where one lands and takes off, the markets there and onward, minutes it takes at the very least."""

    arrive: int
    leave: int
    out: list[int]
    into: list[int]
    least: float


def out_of(query: Query, connections: int) -> dict[int, Reach]:
    """Where one can land first."""
    timetable, found = query.timetable, dict[int, Reach]()
    destination, far, closed = timetable.market_destination, timetable.market_distance, query.closed
    for origin in query.origins:
        for market in range(timetable.airport_market[origin], timetable.airport_market[origin + 1]):
            airport = destination[market]
            if airport not in closed and query.changes_at(airport, 0, connections):
                add(found, airport, market, far[market])
    return found


def into(query: Query, connections: int) -> dict[int, Reach]:
    """Where one can take off for the last time."""
    timetable, found = query.timetable, dict[int, Reach]()
    origin, far, closed = timetable.market_origin, timetable.market_distance, query.closed
    for destination in query.destinations:
        start, end = timetable.airport_inbound[destination], timetable.airport_inbound[destination + 1]
        for market in timetable.market_inbound[start:end]:
            airport = origin[market]
            if airport not in closed and (connections == 1 or query.changes_at(airport, 1, connections)):
                add(found, airport, market, far[market])
    return found


def add(found: dict[int, Reach], airport: int, market: int, kilometres: int) -> None:
    reach = found.get(airport)
    if reach is None:
        found[airport] = Reach([market], kilometres)
    else:
        reach.markets.append(market)
        reach.kilometres = min(reach.kilometres, kilometres)


def vias(query: Query) -> list[Via]:
    """Every change on the way that is not too far out of it, the shortest way first."""
    out, last = out_of(query, 1), into(query, 1)
    found = []
    for airport, reach in out.items():
        for onward in neighbours(query.timetable, airport):
            if onward in last:
                far = reach.kilometres + last[onward].kilometres
                if far <= query.farthest:
                    found.append(Via(airport, onward, reach.markets, last[onward].markets, least(far, 2)))
    return sorted(found, key=lambda via: (via.least, via.arrive, via.leave))


def rows_in(timetable: Timetable, markets: list[int]) -> int:
    return sum(timetable.market_row[market + 1] - timetable.market_row[market] for market in markets)
