"""Rebook segments: another class, another day, another flight, or the flight of a line of the availability shown."""
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from ..engine.booking.elements import REQUEST, Element, FareText, IssuedTicket, Remark, Seating, Segment, Service
from ..engine.booking.seated import of_area, places
from ..engine.booking.surface import ArrivalUnknown, OpenSegment
from ..engine.booking.times import arrival, departure
from ..engine.guards import demand_flights
from ..engine.schedule.flights import Flight
from ..engine.schedule.seatmaps import cabin_plan
from ..errors import (
    ChronologicalOrder,
    NoSeats,
    NoSuchFlight,
    NoSuchLine,
    NoSuchSegment,
    PastDate,
    RebookRejected,
    SegmentsMarried,
)
from ..values.dates import DayMonth, short
from ..values.spans import Span, numbers
from .availability import travel_day
from .command import Command, execute
from .details import segment_tattoos
from .display import BookingDisplay, shown
from .flown import line, segment
from .sell import alternatives

FOLLOWING = (Service, Remark, FareText, IssuedTicket)


@dataclass(frozen=True)
class RebookSegments(Command):
    """Into a class, onto a day, or both; segments by number, or all."""

    booking_class: str = ""
    date: DayMonth | None = None
    segments: tuple[Span, ...] = ()


@dataclass(frozen=True)
class RebookFlight(Command):
    """One segment onto another flight of the same pair, perhaps in another class and on another day."""

    carrier: str
    number: int
    target: Span
    booking_class: str = ""
    date: DayMonth | None = None


@dataclass(frozen=True)
class Move:
    """One segment to another flight, class or day, or all of that."""

    target: Span
    carrier: str = ""
    number: int = 0
    booking_class: str = ""
    date: DayMonth | None = None


@dataclass(frozen=True)
class RebookSeveral(Command):
    """Each segment its own way, all or none."""

    moves: tuple[Move, ...]


@dataclass(frozen=True)
class RebookLine(Command):
    """One segment onto the flight of a line of the availability shown."""

    line: int
    target: Span


@execute.register
def rebook_segments(command: RebookSegments, work) -> BookingDisplay:
    """Raises SegmentsMarried where a connection would be torn, RebookRejected where a flight is full or does not go."""
    chosen = named(numbers(command.segments), work)
    day = travel_day(command.date, work) if command.date else None
    return rebooked(work, [(each, flying(each, each.carrier, each.number, day or each.date, work),
                            command.booking_class or each.booking_class) for each in chosen])


@execute.register
def rebook_flight(command: RebookFlight, work) -> BookingDisplay:
    chosen = one(command.target, work)
    day = travel_day(command.date, work) if command.date else chosen.date
    flight = flying(chosen, command.carrier, command.number, day, work)
    return rebooked(work, [(chosen, flight, command.booking_class or chosen.booking_class)])


@execute.register
def rebook_several(command: RebookSeveral, work) -> BookingDisplay:
    """Raises NoSuchSegment also where one is named twice."""
    chosen = [one(move.target, work) for move in command.moves]
    if len({each.tattoo for each in chosen}) < len(chosen):
        raise NoSuchSegment()
    return rebooked(work, [moved(each, move, work) for each, move in zip(chosen, command.moves, strict=True)])


def moved(old: Segment, move: Move, work) -> "Wanted":
    day = travel_day(move.date, work) if move.date else old.date
    flight = flying(old, move.carrier or old.carrier, move.number or old.number, day, work)
    return old, flight, move.booking_class or old.booking_class


@execute.register
def rebook_line(command: RebookLine, work) -> BookingDisplay:
    """Raises NoSuchLine for a line of several flights."""
    chosen = one(command.target, work)
    flights = line(work, command.line)
    if len(flights) != 1:
        raise NoSuchLine(line=command.line)
    return rebooked(work, [(chosen, flights[0], chosen.booking_class)])


def named(wanted: Iterable[int], work) -> list[Segment]:
    """Segments by number, or all that were sold here; raises NoSuchSegment."""
    spans = tuple(Span(number, number) for number in wanted)
    chosen = segment_tattoos(work, spans)
    found = [each for each in work.area.working.segments
             if each.own is None and (not spans or each.tattoo in chosen)]
    if not found:
        raise NoSuchSegment()
    return found


def one(target: Span, work) -> Segment:
    """Raises NoSuchSegment unless one segment is meant."""
    found = named(numbers((target,)), work)
    if len(found) != 1:
        raise NoSuchSegment()
    return found[0]


def flying(old: Segment, carrier: str, number: int, day, work) -> Flight:
    """The flight of that day between the same airports; raises RebookRejected where there is none."""
    try:
        flight = work.world.timetable.flight(carrier, number, old.origin, old.destination, day)
    except NoSuchFlight:
        raise RebookRejected(flight=told(old)) from None
    if flight.leaves < work.now:
        raise PastDate(date=day)
    return flight


Wanted = tuple[Segment, Flight, str]


def rebooked(work, wanted: list[Wanted]) -> BookingDisplay:
    together([each for each, _, _ in wanted], work)
    first = work.area.working.next_tattoo
    try:
        for old, flight, letter in wanted:
            put(work, old, flight, letter)
    except RebookRejected as rejected:
        if work.manners.offers_alternatives:
            rejected.facts["flights"] = tuple(told(wish(each, flight, letter)) for each, flight, letter in wanted)
            rejected.facts["instead"] = alternatives(work, wanted[0][1], wanted[0][0].seats)
        raise
    in_order(work)
    return shown(work, fresh=tuple(range(first, work.area.working.next_tattoo)))


def wish(old: Segment, flight: Flight, letter: str) -> Segment:
    """The segment as it would have become."""
    return replace(old, carrier=flight.carrier, number=flight.number, booking_class=letter, date=flight.date)


def together(chosen: list[Segment], work) -> None:
    """A married connection is rebooked as one."""
    gone = {each.tattoo for each in chosen}
    groups = {each.married for each in chosen if each.married}
    if any(each.married in groups and each.tattoo not in gone for each in work.area.working.segments):
        raise SegmentsMarried()


def put(work, old: Segment, flight: Flight, letter: str, seats: int = 0) -> None:
    """New seats in place of old ones; those that are filed go back when the change is filed."""
    demand_flights(work, {old.tattoo})
    many = seats or old.seats
    if old.held:
        work.seats.give_back([old])
    try:
        status = taken(work, flight, letter, many)
    except NoSeats:
        raise RebookRejected(flight=told(wish(old, flight, letter))) from None
    sold = replace(segment(flight, letter, many, status, old.married, old.connection),
                   tattoo=work.area.working.next_tattoo)
    succeed(work, old, sold, flight)


def succeed(work, old: Segment, sold: Segment, flight: Flight) -> None:
    """A new segment in place of an old one: what was about that is about this, and who sat there sits here."""
    booking = work.area.working
    seating = [each for each in booking.each(Seating) if each.segments == (old.tattoo,)]
    booking = booking.without(each for each in booking.each(Service) if each.limit and each.segments == (old.tattoo,))
    work.area = work.area.with_working(booking.without([old, *seating]).add(sold).map(
        Element, lambda each: followed(each, old.tattoo, sold.tattoo)))
    for each in seating:
        reseat(work, each, sold, flight)


def taken(work, flight: Flight, letter: str, seats: int) -> str:
    """What the new seats are: sold, or for a group asked of the airline; raises NoSeats."""
    if work.area.working.group:
        return REQUEST
    work.seats.take_all([(leg, letter) for leg in flight.legs], seats)
    return work.manners.sold_as


def followed(element: Any, old: int, new: int) -> Element:
    """What was about the old segment is about the new one; a stored fare is not, for it was priced for the old."""
    if isinstance(element, FOLLOWING) and old in element.segments:
        return replace(element, segments=tuple(new if tattoo == old else tattoo for tattoo in element.segments))
    if isinstance(element, ArrivalUnknown | OpenSegment) and element.behind == old:
        return replace(element, behind=new)
    return element


def reseat(work, before: Seating, sold: Segment, flight: Flight) -> None:
    """The same seats on the new flight, if its cabin has them and nobody else does; else none."""
    cabin = cabin_plan(flight.legs[0], sold.booking_class)
    rows = {f"{row.number}{letter}" for row in (cabin.rows if cabin else ()) for letter in row.seats}
    asked = {seat for _, seat in before.seats}
    wanted = {(leg, seat) for leg in sold.legs for seat in asked}
    filed = places(work.area.base)
    owner = of_area(work.agent.terminal)
    work.assigned.keep(owner, places(work.area.working) - filed)
    taken = {(leg, seat) for leg in sold.legs for seat in work.assigned.on([leg])} - filed
    if wanted & taken or not asked <= rows:
        return
    work.assigned.take(owner, wanted - filed)
    work.area = work.area.add(replace(before, carrier=sold.carrier, segments=(sold.tattoo,), legs=sold.legs))


def in_order(work) -> None:
    """Nobody flies twice at a time; raises ChronologicalOrder."""
    times = [(departure(each, work.world), arrival(each, work.world))
             for each in work.area.working.segments if not each.unable]
    if any(later[0] < earlier[1] for earlier, later in pairs(times)):
        raise ChronologicalOrder()


def pairs(times: list) -> Iterator[tuple]:
    return zip(times, times[1:], strict=False)


def told(each: Segment) -> str:
    return (f"{each.carrier}{each.number:>4} {each.booking_class} {short(each.date)} {each.date.isoweekday()} "
            f"{each.origin}{each.destination}")
