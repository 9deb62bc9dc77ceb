"""Take seats into the booking in hand."""
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..engine.booking.elements import REQUEST, Segment
from ..engine.booking.times import arrival, departure
from ..engine.inventory import nesting
from ..engine.schedule.flights import Flight
from ..engine.schedule.scenarios import REQUESTED, kind
from ..errors import (
    ChronologicalOrder,
    NoSeats,
    NoSuchClass,
    NoSuchLine,
    PastDate,
    SeatsDifferFromNames,
    TooManySeats,
    TooManySegments,
)
from ..values.dates import DayMonth
from .availability import DisplayAvailability, displayed, travel_day
from .command import Command, execute
from .display import BookingDisplay, shown
from .ending import WarningDisplay

MOST_SEATS = 9  # ten and more are a group
MOST_SEGMENTS = 16


@dataclass(frozen=True)
class SellFromAvailability(Command):
    """One class for every flight of the line, or one for each."""

    seats: int
    booking_classes: str
    line: int
    waitlist: bool = False


@dataclass(frozen=True)
class SellFlight(Command):
    carrier: str
    number: int
    booking_class: str
    date: DayMonth
    origin: str
    destination: str
    seats: int
    waitlist: bool = False


@execute.register
def sell_from_availability(command: SellFromAvailability, work) -> BookingDisplay | WarningDisplay:
    flights = line(work, command.line)
    classes = command.booking_classes if len(command.booking_classes) > 1 else command.booking_classes * len(flights)
    if len(classes) != len(flights):
        raise NoSuchClass(booking_class=command.booking_classes)
    return sell(work, flights, classes, command.seats, command.waitlist)


@execute.register
def sell_flight(command: SellFlight, work) -> BookingDisplay | WarningDisplay:
    day = travel_day(command.date, work)
    origin, destination = (work.world.places.place(code).code for code in (command.origin, command.destination))
    flight = work.world.timetable.flight(command.carrier, command.number, origin, destination, day)
    try:
        return sell(work, (flight,), command.booking_class, command.seats, command.waitlist)
    except NoSeats as full:
        if work.manners.offers_alternatives:
            full.facts["instead"] = alternatives(work, flight, command.seats)
        raise


def alternatives(work, flight: Flight, seats: int) -> DisplayAvailability:
    """What some hosts answer a long sell of a full class with: what else there is, to sell from."""
    places = work.world.places
    return DisplayAvailability(
        places.city_of(flight.destination), places.city_of(flight.origin), DayMonth.of(flight.date),
        f"{flight.departs // 60:02}{flight.departs % 60:02}", seats=seats, order="D")


def line(work, number: int) -> tuple[Flight, ...]:
    """The flights of a line of the availability shown; raises NoAvailabilityDisplayed or NoSuchLine."""
    seen = displayed(work)
    if not seen.first <= number < seen.first + len(seen.lines):
        raise NoSuchLine(line=number)
    return tuple(work.world.timetable.by_key(key) for key in seen.lines[number - seen.first])


def sell(work, flights: tuple[Flight, ...], classes: str, seats: int,
         waitlist: bool) -> BookingDisplay | WarningDisplay:
    """Sell one connection, or ask to wait for it, whole or not at all; raises before anything is taken."""
    check(work, flights, seats)
    warning = f"duplicate-segment {flights[0].key}"
    if duplicate(work, flights) and (work.manners.insists or warning not in work.area.warnings):
        work.area = replace(work.area, warnings=(*work.area.warnings, warning))
        return WarningDisplay((("duplicate-segment", {}),))
    requested = any(kind(flight.carrier, flight.number) in REQUESTED for flight in flights)
    if waitlist:
        check_waitlists(work, flights, classes)
    elif requested:
        check_classes(work, flights, classes)
    else:
        take(work, flights, classes, seats)
    status = REQUEST if requested else work.manners.waits_as if waitlist else work.manners.sold_as
    first = work.area.working.next_tattoo
    sold = segments(flights, classes, seats, status, first)
    work.area = work.area.add(*sold)
    return shown(work, fresh=tuple(range(first, first + len(sold))))


def take(work, flights: tuple[Flight, ...], classes: str, seats: int) -> None:
    """Seats on every leg of every flight, or on none; raises NoSeats, with the flight that is full."""
    wanted = [(leg, booking_class) for flight, booking_class in zip(flights, classes, strict=True)
              for leg in flight.legs]
    try:
        work.seats.take_all(wanted, seats)
    except NoSeats as full:
        flight = next(each for each in flights if any(leg.key == full.facts["leg"] for leg in each.legs))
        full.facts.update(carrier=flight.carrier, number=flight.number, date=flight.date, origin=flight.origin,
                          destination=flight.destination, seats=seats)
        raise


def check_classes(work, flights: tuple[Flight, ...], classes: str) -> None:
    """Raises NoSuchClass."""
    left = work.seats.available(flights)
    for flight, booking_class in zip(flights, classes, strict=True):
        if booking_class not in left[flight.key]:
            raise NoSuchClass(booking_class=booking_class)


def check_waitlists(work, flights: tuple[Flight, ...], classes: str) -> None:
    """Raises NoSuchClass or WaitlistClosed; a party is on the list once it is filed."""
    left = work.seats.available(flights)
    for flight, booking_class in zip(flights, classes, strict=True):
        nesting.check_waitlist(left[flight.key].get(booking_class), booking_class)


def check(work, flights: tuple[Flight, ...], seats: int) -> None:
    booking = work.area.working
    if not 1 <= seats <= MOST_SEATS:
        raise TooManySeats(seats=seats)
    if len(booking.segments) + len(flights) > MOST_SEGMENTS:
        raise TooManySegments(most=MOST_SEGMENTS)
    if work.manners.counts_seats_at_sale and booking.names and len(booking.names) != seats:
        raise SeatsDifferFromNames(seats=seats, names=len(booking.names))
    if flights[0].leaves < work.now:
        raise PastDate(date=flights[0].date)
    if any(overlaps(work, flight) for flight in flights):
        raise ChronologicalOrder()


def overlaps(work, flight: Flight) -> bool:
    """Whether a passenger would have to be in two aeroplanes at once; the same flight again is a duplicate instead."""
    return any(flight.leaves < arrival(segment, work.world) and departure(segment, work.world) < flight.lands
               for segment in work.area.working.segments if not (segment.unable or same(segment, flight)))


def same(segment: Segment, flight: Flight) -> bool:
    return (segment.carrier, segment.number, segment.date) == (flight.carrier, flight.number, flight.date)


def duplicate(work, flights: tuple[Flight, ...]) -> bool:
    return any(same(segment, flight) and not segment.unable for segment in work.area.working.segments
               for flight in flights)


def segments(flights: tuple[Flight, ...], classes: Iterable[str], seats: int, status: str, group: int) -> list[Segment]:
    """One segment a flight; a connection of one carrier is married, under the tattoo of its first segment."""
    connection = group if len(flights) > 1 else 0
    married = connection if len({flight.carrier for flight in flights}) == 1 else 0
    return [segment(flight, booking_class, seats, status, married, connection)
            for flight, booking_class in zip(flights, classes, strict=True)]


def segment(flight: Flight, booking_class: str, seats: int, status: str, married: int, connection: int) -> Segment:
    return Segment(
        flight.carrier, flight.number, booking_class, flight.date, flight.origin, flight.destination, flight.departs,
        flight.arrives, flight.arrives_day, flight.equipment, status, seats,
        () if status == REQUEST else tuple(leg.key for leg in flight.legs), flight.operating, married, connection)

