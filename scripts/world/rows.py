"""Rows of the timetable: each flight in the seasons it runs, the through segments of several legs, the codeshares."""
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pnr.engine.schedule.season import SUMMER, WINTER

from .chance import between, chance
from .flights import Flight
from .geography import Airport, clocks_move_together, offset

ALL_YEAR = SUMMER | WINTER
SUMMER_ONLY, WINTER_ONLY, MOVED_IN_WINTER = 0.04, 0.07, 0.25  # cumulated shares


@dataclass(slots=True, eq=False)
class Row:
    """From a board to an off point under one number, in some seasons."""

    origin: str
    destination: str
    departs: int
    carrier: str
    number: int
    minutes: int
    days: int  # weekdays and seasons
    equipment: str
    seats: int
    legs: tuple["Row", ...] = ()  # of a through segment
    operating: "Row | None" = None  # of a codeshare


def seasons(flight: Flight, fixed: bool) -> list[tuple[int, int]]:
    """(seasons, minutes later) in which a flight runs."""
    key = flight.carrier, flight.number, min(flight.origin, flight.destination)
    share = 1.0 if fixed else chance("season", *key)
    if share < WINTER_ONLY:
        return [(SUMMER if share < SUMMER_ONLY else WINTER, 0)]
    by = between(-20, 25, 5, "winter", *key)
    legs = flight, flight.onward or flight
    if by and share < MOVED_IN_WINTER and all(20 <= leg.departs + by < 1420 for leg in legs):
        return [(SUMMER, 0), (WINTER, by)]
    return [(ALL_YEAR, 0)]


def row(flight: Flight, season: int, later: int) -> Row:
    return Row(flight.origin, flight.destination, flight.departs + later, flight.carrier, flight.number, flight.minutes,
               flight.days | season, flight.equipment, flight.seats)


def operated(flights: Iterable[Flight], fixed: set[int], airports: dict[str, Airport]) -> Iterator[Row]:
    """Rows of the airline that flies; a flight of two legs gives both legs and the whole."""
    for flight in flights:
        if flight.onward_of:
            continue
        for season, later in seasons(flight, flight.number in fixed):
            first = row(flight, season, later)
            yield first
            if flight.onward:
                second = row(flight.onward, season, later)
                yield second
                yield whole(first, second, airports)


def whole(first: Row, second: Row, airports: dict[str, Airport]) -> Row:
    """A to C: the time on the ground is the same all year, for only such places were joined."""
    zones = airports[first.origin].zone, airports[first.destination].zone
    assert clocks_move_together(*zones)
    ground = (second.departs - first.departs - first.minutes - offset(zones[1]) + offset(zones[0])) % 1440
    return Row(first.origin, second.destination, first.departs, first.carrier, first.number,
               first.minutes + ground + second.minutes, first.days, first.equipment, min(first.seats, second.seats),
               (first, second))


def marketed(row: Row, carrier: str, number: int) -> Row:
    return Row(row.origin, row.destination, row.departs, carrier, number, row.minutes, row.days, row.equipment,
               row.seats, operating=row)
