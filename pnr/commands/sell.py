"""Take seats into the booking in hand."""
from dataclasses import dataclass, replace

from ..engine.booking.elements import REQUEST, Segment, Service
from ..engine.booking.order import number
from ..engine.booking.times import arrival, departure
from ..engine.inventory import nesting
from ..engine.schedule.flights import Flight
from ..engine.schedule.scenarios import REQUESTED, kind
from ..errors import (
    ChronologicalOrder,
    NoSeats,
    NoSuchClass,
    PastDate,
    SeatsDifferFromNames,
    TooManySegments,
)
from ..values.dates import DayMonth
from ..values.spans import Span
from .availability import DisplayAvailability, travel_day
from .command import Command, execute
from .display import BookingDisplay, shown
from .ending import WarningDisplay
from .flown import MOST_SEGMENTS, demand_seats, in_each, line, segments
from .passive import SellArrivalUnknown, SellOpen, SellPassive, SellPassiveLine  # noqa: F401 (the family reads them)
from .seats import RequestSeats, request_seats


@dataclass(frozen=True)
class SellFromAvailability(Command):
    """One class for every flight of the line, or one for each."""

    seats: int
    booking_classes: str
    line: int
    waitlist: bool = False


@dataclass(frozen=True)
class SellReturn(Command):
    """From two lines, both or none; the second in the class of the first where it has none of its own."""

    seats: int
    booking_classes: str
    line: int
    second_line: int
    second_classes: str = ""


@dataclass(frozen=True)
class SellWithSeats(Command):
    """With seats on board, wherever the party sits together."""

    seats: int
    booking_classes: str
    line: int
    seated: bool = True


@dataclass(frozen=True)
class SellAlone(Command):
    """For a child who travels alone, of this age."""

    seats: int
    booking_classes: str
    line: int
    age: str


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
    classes = in_each(flights, command.booking_classes)
    return sell(work, flights, classes, command.seats, command.waitlist)


@execute.register
def sell_return(command: SellReturn, work) -> BookingDisplay | WarningDisplay:
    first = work.area.working.next_tattoo
    for place, classes in ((command.line, command.booking_classes),
                           (command.second_line, command.second_classes or command.booking_classes)):
        flights = line(work, place)
        answer = sell(work, flights, in_each(flights, classes), command.seats, waitlist=False)
        if isinstance(answer, WarningDisplay):
            return answer
    return shown(work, fresh=tuple(range(first, work.area.working.next_tattoo)))


@execute.register
def sell_with_seats(command: SellWithSeats, work) -> BookingDisplay | WarningDisplay:
    """Raises also what stands against a seat on board."""
    answer, fresh = sell_line(command, work)
    if not isinstance(answer, WarningDisplay):
        numbers = [found.number for found in number(work.area.working, work.manners.order)
                   if found.element.tattoo in fresh]
        request_seats(RequestSeats(segments=tuple(Span(place, place) for place in numbers)), work)
        answer = shown(work, fresh=fresh)
    return answer


@execute.register
def sell_alone(command: SellAlone, work) -> BookingDisplay | WarningDisplay:
    """The airline is asked to take care of the child, flight by flight."""
    answer, fresh = sell_line(command, work)
    if not isinstance(answer, WarningDisplay):
        flown = [each for each in work.area.working.segments if each.tattoo in fresh]
        work.area = work.area.add(*(Service("UMNR", each.carrier, REQUEST, each.seats, f"UM{command.age}", (),
                                            (each.tattoo,)) for each in flown))
        answer = shown(work, fresh=fresh)
    return answer


def sell_line(command: SellWithSeats | SellAlone, work) -> tuple[BookingDisplay | WarningDisplay, tuple[int, ...]]:
    """A line as ever, and the tattoos of what was sold."""
    flights, first = line(work, command.line), work.area.working.next_tattoo
    answer = sell(work, flights, in_each(flights, command.booking_classes), command.seats, waitlist=False)
    return answer, tuple(range(first, work.area.working.next_tattoo))


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


def sell(work, flights: tuple[Flight, ...], classes: str, seats: int,
         waitlist: bool) -> BookingDisplay | WarningDisplay:
    """Sell one connection, or ask to wait for it, whole or not at all; raises before anything is taken."""
    check(work, flights, seats)
    warning = f"duplicate-segment {flights[0].key}"
    if duplicate(work, flights) and (work.manners.insists or warning not in work.area.warnings):
        work.area = replace(work.area, warnings=(*work.area.warnings, warning))
        return WarningDisplay((("duplicate-segment", {}),))
    requested = bool(work.area.working.group) or any(kind(each.carrier, each.number) in REQUESTED for each in flights)
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
    demand_seats(seats, work)
    if len(booking.itinerary) + len(flights) > MOST_SEGMENTS:
        raise TooManySegments(most=MOST_SEGMENTS)
    if work.manners.counts_seats_at_sale and booking.party not in (0, seats):
        raise SeatsDifferFromNames(seats=seats, names=booking.party)
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
