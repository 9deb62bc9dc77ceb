"""The timetable: who flies from where to where on a date, from columns that are mapped and never changed."""
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache, cached_property

from ...errors import NoSuchFlight
from . import offsets, scenarios
from .connecting import Ends, minimum
from .distance import apart
from .files import Mapped, Progress, mapped
from .legs import Flight, Journey, Leg
from .places import Places
from .season import wanted
from .snapshot import unpack

__all__ = ["Flight", "Journey", "Leg", "Timetable"]
NUMBERS = 10000


class Timetable:
    """Immutable: periods of flights by origin, destination and departure, times local, days by weekday and season."""

    def __init__(self, data: Mapped):
        head, self.columns = unpack(data)
        self.airports: list[str] = head["airports"]
        self.zones: list[str] = head["zones"]
        self.countries: list[str] = head["countries"]
        self.cities: list[str] = head["cities"]
        self.carriers: list[str] = head["carriers"]
        self.kinds: list[str] = head["equipment"]
        self.markets: dict[tuple[int, int], range] = {}

    @classmethod
    def embedded(cls, progress: Progress | None = None) -> "Timetable":
        """The one the package ships; unpacked into the user's cache the first time."""
        return embedded(progress)

    def __getattr__(self, name: str) -> memoryview:
        """A column under its own name."""
        try:
            column = self.__dict__["columns"][name]
        except KeyError:
            raise AttributeError(name) from None
        self.__dict__[name] = column
        return column

    @cached_property
    def places(self) -> dict[str, int]:
        return {code: place for place, code in enumerate(self.airports)}

    @cached_property
    def carrier_places(self) -> dict[str, int]:
        return {code: place for place, code in enumerate(self.carriers)}

    # ---- rows

    def market(self, origin: int, destination: int) -> range:
        """The rows from one airport to another, by departure."""
        start, end = self.airport_market[origin], self.airport_market[origin + 1]
        at = bisect_left(self.market_destination, destination, start, end)
        if at == end or self.market_destination[at] != destination:
            return range(0)
        return range(self.market_row[at], self.market_row[at + 1])

    def rows_of(self, carrier: str, number: int) -> list[int]:
        """Every row under a marketing number."""
        if carrier not in self.carrier_places:
            return []
        key = self.carrier_places[carrier] * NUMBERS + number
        start = bisect_left(self.number_key, key)
        return list(self.number_row[start:bisect_right(self.number_key, key, start)])

    def known(self, carrier: str, number: int) -> bool:
        """Whether anything flies under this number on some day."""
        staged = carrier == scenarios.CARRIER and scenarios.flight(number, date.min)
        return bool(staged or self.rows_of(carrier, number))

    def runs(self, row: int, day: date) -> bool:
        bits = wanted(day)
        return self.days[row] & bits == bits

    def ends(self, row: int) -> tuple[str, str]:
        """Board and off point of a row."""
        market = bisect_right(self.market_row, row) - 1
        return self.airports[self.market_origin[market]], self.airports[self.market_destination[market]]

    def shares(self, row: int) -> list[int]:
        """Every row whose seats an operating row carries, itself included."""
        market = bisect_right(self.market_row, row) - 1
        rows = range(self.market_row[market], self.market_row[market + 1])
        return [sold for sold in rows if self.operating[sold] == row]

    def flying_from(self, country: str) -> frozenset[str]:
        """The carriers with a flight from this country."""
        found: set[int] = set()
        wanted = self.countries.index(country) if country in self.countries else -1
        for at, here in enumerate(self.airport_country):
            if here == wanted:
                start, end = self.airport_market[at], self.airport_market[at + 1]
                found.update(self.carrier[self.market_row[start]:self.market_row[end]])
        return frozenset(self.carriers[place] for place in found)

    def near(self, latitude: float, longitude: float) -> list[tuple[str, float]]:
        """The airports flights leave from, the nearest first, each with its kilometres."""
        served = [at for at in range(len(self.airports)) if self.airport_market[at] < self.airport_market[at + 1]]
        found = [(self.airports[at], apart(latitude, longitude, self.airport_latitude[at], self.airport_longitude[at]))
                 for at in served]
        return sorted(found, key=lambda pair: (pair[1], pair[0]))

    # ---- flights

    def direct(self, origins: Sequence[str], destinations: Sequence[str], day: date) -> list[Flight]:
        """Every flight between two sets of airports, by departure; operating flights before codeshares."""
        bits = wanted(day)
        days = self.days
        found = [row for market in self.between(origins, destinations) for row in market if days[row] & bits == bits]
        found.sort(key=lambda row: (self.departs[row], self.operating[row] != row, self.minutes[row], row))
        return [self.dated(row, day) for row in found] + scenarios.between(origins, destinations, day)

    def between(self, origins: Sequence[str], destinations: Sequence[str]) -> Iterator[range]:
        places = self.places
        ends = [places[code] for code in destinations if code in places]
        for start in origins:
            if start in places:
                for end in ends:
                    yield self.market(places[start], end)

    def flight(self, carrier: str, number: int, origin: str, destination: str, day: date) -> Flight:
        """The flight under this number between two airports on this local date of departure; raises NoSuchFlight."""
        for row in self.rows_of(carrier, number):
            if self.runs(row, day) and self.ends(row) == (origin, destination):
                return self.dated(row, day)
        found = scenarios.flight(number, day) if carrier == scenarios.CARRIER else None
        if found and (found.origin, found.destination) == (origin, destination):
            return found
        raise NoSuchFlight(carrier=carrier, number=number, origin=origin, destination=destination, date=day)

    def by_key(self, key: str) -> Flight:
        """The flight of a key; raises NoSuchFlight when it no longer runs."""
        day = date(2000 + int(key[6:8]), int(key[8:10]), int(key[10:12]))
        return self.flight(key[:2], int(key[2:6]), key[12:15], key[15:], day)

    def flights_of(self, carrier: str, number: int, day: date) -> tuple[Leg, ...]:
        """The legs of a number that leaves its first airport on this date; none when it does not run."""
        rows = [row for row in self.rows_of(carrier, number) if self.runs(row, day)]
        if not rows:
            found = scenarios.flight(number, day) if carrier == scenarios.CARRIER else None
            return found.legs if found else ()
        whole = [row for row in rows if self.through[row]]
        return self.dated((whole or rows)[0], day).legs

    def minimum_connection(self, places: Places, earlier: Ends, later: Ends) -> int:
        """Minutes needed to change from one flight to another."""
        return minimum(places, earlier, later)

    def dated(self, row: int, day: date) -> Flight:
        """A row on a date; the legs are those of the operating flight."""
        carrier, number = self.carriers[self.carrier[row]], self.number[row]
        flown = self.operating[row]
        operating = None if flown == row else f"{self.carriers[self.carrier[flown]]}{self.number[flown]}"
        return Flight(carrier, number, operating, tuple(self.legs(flown, day)))

    def legs(self, row: int, day: date) -> Iterator[Leg]:
        """The leg of a row, or those of a through segment; a later one leaves at its first time after landing."""
        place = self.through[row]
        if not place:
            yield self.leg(row, day)
            return
        for part in self.through_legs[2 * place - 2:2 * place]:
            leg = self.leg(part, day)
            yield leg
            day += timedelta(leg.arrives_day)
            onward = self.through_legs[2 * place - 1]
            day += timedelta(self.departs[onward] < leg.arrives)

    def leg(self, row: int, day: date) -> Leg:
        origin, destination = self.ends(row)
        departs, minutes = self.departs[row], self.minutes[row]
        zone, there = (self.zones[self.airport_zone[self.places[code]]] for code in (origin, destination))
        arrives_day, arrives = offsets.landing(zone, there, day, departs, minutes)
        return Leg(self.carriers[self.carrier[row]], self.number[row], origin, destination, day, departs, arrives,
                   arrives_day, minutes, self.kinds[self.equipment[row]], self.seats[row], zone)


@cache
def opened() -> list[Timetable]:
    return []


def embedded(progress: Progress | None) -> Timetable:
    if not opened():
        opened().append(Timetable(mapped("timetable.bin", progress)))
    return opened()[0]
