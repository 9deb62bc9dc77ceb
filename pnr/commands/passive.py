"""Segments that take no seats here: sold elsewhere (passive, ghost), open, and stretches nobody sells."""
from dataclasses import dataclass, replace
from datetime import date

from ..engine.booking.elements import Segment
from ..engine.booking.surface import PASSIVE, ArrivalUnknown, OpenSegment
from ..errors import PastDate, StatusNotAllowed, TooManySegments
from ..values.dates import DayMonth
from .availability import clock_time, travel_day
from .command import Command, execute
from .display import BookingDisplay, shown
from .flown import MOST_SEGMENTS, demand_seats, in_each, line, segments


@dataclass(frozen=True)
class SellPassive(Command):
    """A flight sold elsewhere; the timetable knows its times where none are told."""

    carrier: str
    number: int
    booking_class: str
    date: DayMonth
    origin: str
    destination: str
    status: str
    seats: int
    departs: str | None = None
    arrives: str | None = None
    locator: str = ""


@dataclass(frozen=True)
class SellPassiveLine(Command):
    """The same of a line of the availability shown."""

    seats: int
    booking_classes: str
    line: int
    status: str
    locator: str = ""


@dataclass(frozen=True)
class SellOpen(Command):
    """A carrier and class without a flight."""

    carrier: str
    booking_class: str
    origin: str
    destination: str
    date: DayMonth | None = None
    standby: bool = False


@dataclass(frozen=True)
class SellArrivalUnknown(Command):
    date: DayMonth | None = None


@execute.register
def sell_passive(command: SellPassive, work) -> BookingDisplay:
    """Raises NoSuchFlight where no times are told and the timetable has none."""
    day = travel_day(command.date, work)
    origin, destination = (work.world.places.place(code).code for code in (command.origin, command.destination))
    work.world.airlines.airline(command.carrier)
    if command.departs is None or command.arrives is None:
        flight = work.world.timetable.flight(command.carrier, command.number, origin, destination, day)
        sold = segments((flight,), command.booking_class, command.seats, command.status, 0)
    else:
        leaves, lands = clock_time(command.departs), clock_time(command.arrives)
        sold = [Segment(command.carrier, command.number, command.booking_class, day, origin, destination, leaves, lands,
                        int(lands <= leaves), "", command.status, command.seats, ())]
    return elsewhere(work, sold, command.status, command.locator)


@execute.register
def sell_passive_line(command: SellPassiveLine, work) -> BookingDisplay:
    flights = line(work, command.line)
    classes = in_each(flights, command.booking_classes)
    sold = segments(flights, classes, command.seats, command.status, work.area.working.next_tattoo)
    return elsewhere(work, sold, command.status, command.locator)


def elsewhere(work, sold: list[Segment], status: str, locator: str) -> BookingDisplay:
    """With no seats of ours; raises what stands against it."""
    if status not in PASSIVE:
        raise StatusNotAllowed(status=status)
    demand_seats(sold[0].seats, work)
    room(work, len(sold))
    if sold[0].date < work.today:
        raise PastDate(date=sold[0].date)
    work.area = work.area.add(*(replace(each, legs=(), own=locator, married=0) for each in sold))
    return shown(work)


def room(work, more: int) -> None:
    """Raises TooManySegments."""
    if len(work.area.working.itinerary) + more > MOST_SEGMENTS:
        raise TooManySegments(most=MOST_SEGMENTS)


@execute.register
def sell_open(command: SellOpen, work) -> BookingDisplay:
    room(work, 1)
    work.world.airlines.airline(command.carrier)
    origin, destination = (work.world.places.place(code).code for code in (command.origin, command.destination))
    work.area = work.area.add(OpenSegment(command.carrier, command.booking_class, origin, destination,
                                          on_day(command.date, work), command.standby))
    return shown(work)


@execute.register
def sell_arrival_unknown(command: SellArrivalUnknown, work) -> BookingDisplay:
    room(work, 1)
    work.area = work.area.add(ArrivalUnknown(on_day(command.date, work)))
    return shown(work)


def on_day(day: DayMonth | None, work) -> date | None:
    return travel_day(day, work) if day else None
