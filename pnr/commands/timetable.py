"""When a flight goes: the periods of the timetable between two cities."""
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ..engine.booking.area import Search, Shown
from ..engine.schedule import scenarios
from ..engine.schedule.cabins import cabins
from ..engine.schedule.connections import ends
from ..engine.schedule.flights import Flight
from ..engine.schedule.season import bounds
from ..engine.store.weight import Weight
from ..errors import NoEarlierFlights, NoFlights, NoLaterFlights
from ..values.dates import WEEKDAYS, DayMonth, placed
from .availability import MoreFlights, remember
from .command import Command, execute
from .flight_changes import ReturnAvailability as ReturnAvailability
from .flight_days import clock_time, within_range
from .flight_lines import TIMETABLE, TimetableDisplay, TimetableLine
from .flight_search import apart, carriers, codes

WEEK = 7


@dataclass(frozen=True)
class DisplayTimetable(Command):
    """`origin` may be left out for the office's own city; `weekdays` as MO TU; `order` as of an availability."""

    destination: str
    origin: str | None = None
    date: DayMonth | None = None
    time: str | None = None
    carriers: tuple[str, ...] = ()
    weekdays: tuple[str, ...] = ()
    booking_classes: tuple[str, ...] = ()
    order: str = "N"
    excluded: tuple[str, ...] = ()
    alliance: str | None = None
    weight = Weight.LOOK


@dataclass(frozen=True)
class Period:
    """A flight as it goes on these days of the week (0 Monday), between two days."""

    flight: Flight
    weekdays: tuple[int, ...]
    first: date
    last: date


@execute.register
def display_timetable(command: DisplayTimetable, work) -> TimetableDisplay:
    """Raises NoFlights, SamePlace, UnknownPlace, UnknownCarrier, PastDate or DateOutOfRange."""
    origin, destination = codes((command.origin or work.office.city, command.destination), work)
    day = within_range(placed(command.date, work.today), work)
    search = Search(origin, destination, day, clock_time(command.time), carriers(command, work), command.excluded,
                    command.booking_classes, order=command.order, display=TIMETABLE,
                    weekdays=tuple(WEEKDAYS.index(name) for name in command.weekdays))
    return page(work, apart(search, work), 0)


def page(work, search: Search, start: int, changed: bool = False) -> TimetableDisplay:
    """Remembered, so that it can be paged; nothing is sold from it."""
    first, last = window(work, search)
    found = periods(work, search)
    if not found:
        raise NoFlights(origin=search.origin, destination=search.destination, date=search.date)
    shown = found[start:start + work.manners.rows_shown]
    remember(work, Shown(search, start + 1, ((),) * len(shown), start))
    lines = tuple(line(number, period) for number, period in enumerate(shown, start + 1))
    places = work.world.places
    to = places.place(places.city_of(search.destination))
    return TimetableDisplay(search, work.today, lines, first, last, len(found) > start + len(shown),
                            f"{to.name.upper()}.{to.country}", changed,
                            places.city_of(search.origin) + places.city_of(search.destination))


def line(number: int, period: Period) -> TimetableLine:
    letters = tuple(letter for cabin in cabins(period.flight.legs[0]) for letter, _ in cabin)
    return TimetableLine(number, period.flight, period.weekdays, period.first, period.last, letters)


def window(work, search: Search) -> tuple[date, date]:
    """The first and the last day that are looked at."""
    before, after = work.manners.timetable_days
    return search.date - timedelta(before), search.date + timedelta(after)


def turned(work, seen: Shown, command: MoreFlights) -> TimetableDisplay:
    """Another page; raises NoLaterFlights or NoEarlierFlights."""
    rows, count = work.manners.rows_shown, len(periods(work, seen.search))
    if command.again:
        start = seen.start
    elif command.end:
        start = (count - 1) // rows * rows if command.later else 0
    else:
        start = seen.start + (rows if command.later else -rows)
    if start >= count:
        raise NoLaterFlights()
    if start < 0:
        raise NoEarlierFlights()
    return page(work, seen.search, start)


def periods(work, search: Search) -> list[Period]:
    """Those that go on some day of the window, on one of the days of the week asked for."""
    first, last = window(work, search)
    days = [first + timedelta(count) for count in range((last - first).days + 1)]
    wanted = [day for day in days if not search.weekdays or day.weekday() in search.weekdays]
    found = [period for period in (*filed(work, search, wanted), *staged(work, search, wanted))
             if period.flight.departs >= search.time and carried(period.flight, search)]
    keys = {"A": lambda flight: flight.arrives, "E": lambda flight: flight.minutes}
    key = keys.get(search.order, lambda flight: flight.departs)
    return sorted(found, key=lambda each: (key(each.flight), each.flight.operating is not None, each.flight.carrier,
                                           each.flight.number, each.weekdays))


def carried(flight: Flight, search: Search) -> bool:
    """Whether the carrier is asked for, and the flight has the class."""
    if search.carriers and flight.carrier not in search.carriers or flight.carrier in search.excluded:
        return False
    letters = {letter for cabin in cabins(flight.legs[0]) for letter, _ in cabin}
    return not search.booking_classes or bool(letters & set(search.booking_classes))


def filed(work, search: Search, days: list[date]) -> Iterator[Period]:
    timetable, places = work.world.timetable, work.world.places
    starts, stops = (ends(places, *some) for some in (
        (search.origin, *search.also_from), (search.destination, *search.also_to)))
    for market in timetable.between(starts, stops):
        for row in market:
            day = next((day for day in days if timetable.runs(row, day)), None)
            if day is not None:
                bits = timetable.days[row]
                weekdays = tuple(weekday for weekday in range(WEEK) if bits >> weekday & 1)
                yield Period(timetable.dated(row, day), weekdays, *bounds(day))


def staged(work, search: Search, days: list[date]) -> Iterator[Period]:
    """Flights of the scenario table go every day."""
    places = work.world.places
    for flight in scenarios.between(places.airports(search.origin), places.airports(search.destination), days[0]) \
            if days else ():
        yield Period(flight, tuple(range(WEEK)), *bounds(days[0]))


