"""Look for seats."""
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from ..engine.booking.area import Search, Shown
from ..engine.store.weight import Weight
from ..errors import (
    NoAvailabilityDisplayed,
    NoEarlierFlights,
    NoFlights,
    NoLaterFlights,
    NoSuchFlight,
)
from ..values.dates import DayMonth
from .command import Command, Reply, execute
from .flight_days import DAYS_AHEAD as DAYS_AHEAD
from .flight_days import clock_time as clock_time
from .flight_days import travel_day as travel_day
from .flight_days import within_range as within_range
from .flight_lines import CLOSED as CLOSED
from .flight_lines import MOST_JOURNEYS, TIMETABLE, Lines, TimetableDisplay, fitting, sellable
from .flight_lines import REQUEST as REQUEST
from .flight_lines import FlightLine as FlightLine
from .flight_lines import JourneyLine as JourneyLine
from .flight_lines import lines as flight_lines
from .flight_search import ReturnAsked, resolved, returning

MOST_LINES, SECOND = 10, 11  # of a half of a return display, and the first number of its second half


@dataclass(frozen=True)
class DisplayAvailability(Command):
    """`origin` may be left out for the office's own city; `order` N neutral, D departure, A arrival, E elapsed time;
    `full` shows every class, where that is not the custom; `priced` the lowest fare of each journey, lowest first.

    `week`: of seven days; `schedule`: what is flown, sold out or not; `back`: a second display, of the way back.
    """

    destination: str
    origin: str | None = None
    date: DayMonth | None = None
    time: str | None = None
    carriers: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    booking_classes: tuple[str, ...] = ()
    cabin: str | None = None
    seats: int = 1
    connections: str | None = None  # N non-stop, D direct, C connections only
    via: tuple[str, ...] = ()
    order: str = "N"
    full: bool = field(default=False, metadata={"manner": True})  # hosts that always do need not be asked
    priced: bool = False
    alliance: str | None = None
    avoided: tuple[str, ...] = ()
    also_from: tuple[str, ...] = ()
    also_to: tuple[str, ...] = ()
    week: bool = False
    schedule: bool = False
    back: ReturnAsked | None = None
    weight = Weight.LOOK


@dataclass(frozen=True)
class DisplayFlight(Command):
    """One flight under its number, whatever is left on it."""

    carrier: str
    number: int
    date: DayMonth | None = None
    full: bool = False
    weight = Weight.LOOK


@dataclass(frozen=True)
class MoreFlights(Command):
    """Later or earlier flights of what is shown, or of the last display of a kind; `half` F or S of a return display.

    `end`: the last or the first of them; `again`: the same once more.
    """

    later: bool = True
    kind: str = ""
    half: str = ""
    end: bool = False
    again: bool = False
    weight = Weight.LOOK


@dataclass(frozen=True)
class NextDay(Command):
    """The availability shown, a day later."""

    weight = Weight.LOOK


@dataclass(frozen=True)
class PreviousDay(Command):
    weight = Weight.LOOK


@dataclass(frozen=True)
class AvailabilityDisplay(Reply):
    """`changed`: made of an earlier one, so that an agent wants to read what it is of; `second`: the way back."""

    search: Search
    today: date
    lines: tuple[JourneyLine, ...]
    more: bool
    first_page: bool
    hours: int = 24
    place: str = ""  # the destination's name and country, as a title has it
    cities: str = ""  # both cities, when airports were asked for
    changed: bool = False
    second: "AvailabilityDisplay | None" = None


@execute.register
def display_availability(command: DisplayAvailability, work) -> AvailabilityDisplay | TimetableDisplay:
    """Raises NoFlights, SamePlace, UnknownPlace, PastDate and the like."""
    search = resolved(command, work)
    if command.back is None:
        return display(work, Shown(search, 1, ()))
    second = Shown(returning(command.back, search, work), SECOND, ())
    return display(work, Shown(search, 1, (), second=second))


@execute.register
def display_flight(command: DisplayFlight, work) -> AvailabilityDisplay:
    """The whole flight, all its legs, as the only line of a display to sell from; raises NoSuchFlight."""
    timetable, day = work.world.timetable, travel_day(command.date, work)
    legs = timetable.flights_of(command.carrier, command.number, day)
    if not legs:
        raise NoSuchFlight(carrier=command.carrier, number=command.number, date=day)
    origin, destination = legs[0].origin, legs[-1].destination
    flight = timetable.flight(command.carrier, command.number, origin, destination, day)
    search = Search(origin, destination, day, carriers=(command.carrier,), most=0, full=command.full)
    found = [flight_lines((flight,), work.seats.available([flight]), search)]
    remember(work, part(Shown(search, 1, ()), found))
    return drawn(work, part(Shown(search, 1, ()), found), found, more=False)


@execute.register
def more_flights(command: MoreFlights, work) -> AvailabilityDisplay | TimetableDisplay:
    """Raises NoLaterFlights or NoEarlierFlights where none of what is to be moved can be."""
    seen = displayed(work, command.kind)
    if seen.search.display == TIMETABLE:
        from .timetable import turned as turned_timetable

        return turned_timetable(work, seen, command)
    if command.again:
        return display(work, seen)
    halves = {name: half for name, half in (("F", seen), ("S", seen.second)) if half and command.half in ("", name)}
    if not halves:
        raise NoAvailabilityDisplayed()
    other = {name: turned(work, half, command, room(seen, work)) for name, half in halves.items()}
    if not any(other.values()):
        raise NoLaterFlights() if command.later else NoEarlierFlights()
    return display(work, replace(other.get("F") or seen, second=other.get("S") or seen.second))


def turned(work, half: Shown, command: MoreFlights, rows: int) -> Shown | None:
    """This half at its next page, or the one before; None where there is none."""
    if command.end and not command.later:
        return replace(half, start=0)
    if command.later and not command.end:
        start = half.start + len(half.lines)
        return replace(half, start=start) if len(sellable(work, half.search, start + 1)) > start else None
    if not half.start and not command.end:
        return None
    before = sellable(work, half.search, MOST_JOURNEYS * half.search.days if command.end else half.start)
    start = len(before) if command.end else half.start
    return replace(half, start=start - fitting(before[:start][::-1], rows, work))


@execute.register
def next_day(command: NextDay, work) -> AvailabilityDisplay | TimetableDisplay:
    return other_day(work, 1)


@execute.register
def previous_day(command: PreviousDay, work) -> AvailabilityDisplay | TimetableDisplay:
    return other_day(work, -1)


def other_day(work, days: int) -> AvailabilityDisplay | TimetableDisplay:
    """Both ways of a return display."""
    seen = displayed(work)
    return display(work, replace(moved(seen, days, work), second=seen.second and moved(seen.second, days, work)))


def moved(half: Shown, days: int, work) -> Shown:
    day = within_range(half.search.date + timedelta(days), work)
    return replace(half, start=0, search=replace(half.search, date=day))


def displayed(work, kind: str = "") -> Shown:
    """What was shown last, of a kind if one is named; raises NoAvailabilityDisplayed."""
    for seen in (work.area.shown, *work.area.aside):
        if seen is not None and kind in ("", seen.search.display):
            return seen
    raise NoAvailabilityDisplayed()


def sold_from(work) -> Shown:
    """The last display that has flights of a day."""
    for seen in filter(None, (work.area.shown, *work.area.aside)):
        if seen.search.display != TIMETABLE:
            return seen
    raise NoAvailabilityDisplayed()


# ---- a page

def room(asked: Shown, work) -> int:
    """Rows that a display has for flights, or each half of a return display."""
    return work.manners.rows_shown // (2 if asked.second else 1)


def display(work, asked: Shown, changed: bool = False) -> AvailabilityDisplay | TimetableDisplay:
    """One page of the journeys from where it begins, or of both ways, remembered for a short sell; raises NoFlights."""
    if asked.search.display == TIMETABLE:
        from . import timetable

        return timetable.page(work, asked.search, asked.start, changed)
    rows = room(asked, work)
    parts = list(filled(work, asked, rows))
    first, *others = (part(half, found) for half, found, _ in parts)
    remember(work, replace(first, second=others[0] if others else None))
    replies = [drawn(work, half, found, more, changed) for half, (_, found, more)
               in zip((first, *others), parts, strict=True)]
    return replace(replies[0], second=replies[1]) if others else replies[0]


def filled(work, asked: Shown, rows: int) -> Iterator[tuple[Shown, Lines, bool]]:
    """Each way with its lines, and whether there are more; the way out raises NoFlights, the way back may be empty."""
    for half in filter(None, (asked, asked.second)):
        found = sellable(work, half.search, half.start + rows + 1)[half.start:]
        kept = found[:fitting(found, rows, work)][:MOST_LINES if asked.second else None]
        if not kept and half is asked:
            raise NoFlights(origin=half.search.origin, destination=half.search.destination, date=half.search.date)
        number = 1 if asked.second else half.start + 1
        yield replace(half, first=SECOND if half is asked.second else number), kept, len(found) > len(kept)


def part(half: Shown, found: Lines) -> Shown:
    """With the keys of its flights."""
    return replace(half, lines=tuple(tuple(flight.flight.key for flight in flights) for flights in found), second=None)


def remember(work, seen: Shown) -> None:
    """As what is shown; the last of another kind is kept aside."""
    kept = {seen.search.display: seen}
    for each in filter(None, (work.area.shown, *work.area.aside)):
        kept.setdefault(each.search.display, each)
    shown, *aside = kept.values()
    work.area = replace(work.area, shown=shown, aside=tuple(aside))


def drawn(work, half: Shown, found: Lines, more: bool, changed: bool = False) -> AvailabilityDisplay:
    search, places = half.search, work.world.places
    numbered = tuple(JourneyLine(number, flights) for number, flights in enumerate(found, half.first))
    to = places.place(places.city_of(search.destination))
    return AvailabilityDisplay(search, work.today, numbered, more, half.start == 0, work.office.hours,
                               f"{to.name.upper()}.{to.country}",
                               places.city_of(search.origin) + places.city_of(search.destination), changed)
