"""Seat maps, and seats: by number, by preference, or wherever a party sits together."""
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ..engine.booking.elements import Name, Seating, Segment, Service
from ..engine.booking.order import passengers
from ..engine.booking.seated import of_area, places
from ..engine.schedule.flights import Flight
from ..engine.schedule.seatmaps import CabinPlan, cabin_plan
from ..engine.store.weight import Weight
from ..errors import (
    NeedPassengerNames,
    NoItinerary,
    NoSeating,
    NoSeatMap,
    NoSeatsFound,
    NoSuchSeat,
    NoSuchSegment,
    SeatNotPossible,
    SeatRestricted,
)
from ..values.dates import DayMonth
from ..values.spans import Span
from .availability import travel_day
from .command import Command, Reply, execute
from .details import segment_tattoos, tattoos
from .display import BookingDisplay, shown

READY = frozenset({"HK", "KK", "KL", "TK", "RR", "DK", "SS"})
NOT_AT_EXITS = frozenset({"CHD", "INS", "INF"})
CARE = ("WCH", "BLND", "DEAF", "MEDA", "UMNR", "PETC")


@dataclass(frozen=True)
class DisplaySeatMap(Command):
    """Of a segment by number, or the only one; or of a flight nobody has booked.

    `vertical`: rows from top to bottom; `plain`: without the legend; `deck` 1 is all that our maps have.
    """

    segment: int | None = None
    carrier: str = ""
    number: int | None = None
    booking_class: str = "Y"
    date: DayMonth | None = None
    origin: str = ""
    destination: str = ""
    pair: str = ""  # of the segment, where it is told
    vertical: bool = False
    plain: bool = False
    deck: int = 1
    cabin: str = ""  # by a class of it; else that of the class booked
    weight = Weight.LOOK


@dataclass(frozen=True)
class RequestSeats(Command):
    """These seats (12A, 14AB), or by preference: W window, A aisle, B bulkhead, L legroom; for all, or for some."""

    seats: tuple[str, ...] = ()
    preferences: str = ""
    passengers: tuple[Span, ...] = ()
    segments: tuple[Span, ...] = ()
    pair: str = ""  # of the segment, where it is told


@dataclass(frozen=True)
class CancelSeats(Command):
    passengers: tuple[Span, ...] = ()
    segments: tuple[Span, ...] = ()


@dataclass(frozen=True)
class DisplaySeats(Command):
    """Who sits where."""

    weight = Weight.LOOK


@dataclass(frozen=True)
class SeatMapDisplay(Reply):
    """`taken` are others' seats, `own` those of the booking in hand."""

    flight: Flight
    booking_class: str
    cabin: CabinPlan
    taken: frozenset[str]
    own: frozenset[str]
    vertical: bool = False
    plain: bool = False


@dataclass(frozen=True)
class SeatList(Reply):
    """A line a passenger and flight."""

    lines: tuple[tuple[Segment, str, str, str], ...]  # flight, passenger, seat, status


# ---- the map

@execute.register
def display_seat_map(command: DisplaySeatMap, work) -> SeatMapDisplay:
    flight, booked, segment = asked(command, work)
    letter = command.cabin or booked
    cabin = cabin_plan(flight.legs[0], letter)
    if cabin is None or not cabin.rows or command.deck != 1:
        raise NoSeatMap()
    own = {seat for each in work.area.working.each(Seating) if segment and each.segments == (segment.tattoo,)
           for _, seat in each.seats}
    taken = set(work.assigned.on(leg.key for leg in flight.legs))
    return SeatMapDisplay(flight, letter, cabin, frozenset(taken - own), frozenset(own), command.vertical,
                          command.plain)


def asked(command: DisplaySeatMap, work) -> tuple[Flight, str, Segment | None]:
    """Raises NoItinerary, NoSuchSegment or NoSuchFlight."""
    if command.carrier:
        ends = (work.world.places.place(code).code for code in (command.origin, command.destination))
        flight = work.world.timetable.flight(command.carrier, command.number, *ends, travel_day(command.date, work))
        return flight, command.booking_class, None
    flown = list(work.area.working.segments)
    if not flown:
        raise NoItinerary()
    if command.segment is not None:
        flown = [each for each in flown if each.tattoo in segment_tattoos(work, (Span(command.segment,
                                                                                      command.segment),))]
    if len(flown) != 1:
        raise NoSuchSegment()
    between(command.pair, flown)
    return flight_of(flown[0], work), flown[0].booking_class, flown[0]


def between(pair: str, flown: list[Segment]) -> None:
    """Raises NoSuchSegment where a flight is not between the cities named."""
    if pair and any(pair != each.origin + each.destination for each in flown):
        raise NoSuchSegment()


def flight_of(segment: Segment, work) -> Flight:
    return work.world.timetable.flight(segment.carrier, segment.number, segment.origin, segment.destination,
                                       segment.date)


# ---- seats

@execute.register
def request_seats(command: RequestSeats, work) -> BookingDisplay:
    """Raises what stands against it; a seat somebody else has is SeatTaken."""
    people = travellers(command.passengers, work)
    flown = chosen(command.segments, work)
    if command.seats and len(flown) != 1:
        raise NoSuchSegment()
    between(command.pair, flown)
    for segment in flown:
        seat_on(segment, people, command, work)
    return shown(work)


def travellers(spans: tuple[Span, ...], work) -> list[Name]:
    """Raises NeedPassengerNames."""
    wanted = tattoos(work, spans)
    found = [name for name in passengers(work.area.working, work.manners.order)
             if not wanted or name.tattoo in wanted]
    if not found:
        raise NeedPassengerNames()
    return found


def chosen(spans: tuple[Span, ...], work) -> list[Segment]:
    """Raises NoItinerary, or SeatNotPossible for a flight that is not confirmed."""
    wanted = segment_tattoos(work, spans)
    found = [each for each in work.area.working.segments if not wanted or each.tattoo in wanted]
    if not found:
        raise NoItinerary()
    if any(each.status not in READY or not each.legs for each in found):
        raise SeatNotPossible()
    return found


def seat_on(segment: Segment, people: list[Name], command: RequestSeats, work) -> None:
    """Give these people seats on one flight, in place of those they have."""
    flight = flight_of(segment, work)
    cabin = cabin_plan(flight.legs[0], segment.booking_class)
    if cabin is None:
        raise NoSeatMap()
    give_up(segment, people, work)
    taken = set(work.assigned.on(segment.legs))
    seats = named(command.seats, people, cabin, work) if command.seats else found(people, cabin, taken, command, work)
    owner = of_area(work.agent.terminal)
    work.assigned.take(owner, {(leg, seat) for leg in segment.legs for seat in seats})
    pairs = tuple((name.tattoo, seat) for name, seat in zip(people, seats, strict=True))
    work.area = work.area.add(Seating(segment.carrier, segment.origin, segment.destination, pairs, (segment.tattoo,),
                                      segment.legs))


def give_up(segment: Segment, people: Iterable[Name], work) -> bool:
    """Seats these people have on a flight are theirs no more; whether there were any."""
    who, booking, any_there = {name.tattoo for name in people}, work.area.working, False
    for each in booking.each(Seating):
        left = tuple(pair for pair in each.seats if pair[0] not in who)
        if each.segments == (segment.tattoo,) and left != each.seats:
            any_there = True
            booking = booking.swap(replace(each, seats=left)) if left else booking.without([each])
    if any_there:
        work.area = work.area.with_working(booking)
        work.assigned.keep(of_area(work.agent.terminal), held(work))
    return any_there


def held(work) -> set[tuple[str, str]]:
    """Seats of the area that no filed booking has."""
    return places(work.area.working) - places(work.area.base)


def named(texts: tuple[str, ...], people: list[Name], cabin: CabinPlan, work) -> list[str]:
    """12A or 14AB as seats, one for each; raises NoSuchSeat or SeatRestricted."""
    seats = [f"{int(text[:-len(letters(text))])}{letter}" for text in texts for letter in letters(text)]
    if len(seats) != len(people) or len(set(seats)) != len(seats):
        raise NoSuchSeat(seat=",".join(texts))
    for name, seat in zip(people, seats, strict=True):
        row = cabin.row(int(seat[:-1]))
        if row is None or seat[-1] not in row.seats:
            raise NoSuchSeat(seat=seat)
        if row.exit and restricted(name, work):
            raise SeatRestricted(seat=seat)
    return seats


def letters(text: str) -> str:
    return text.lstrip("0123456789")


def restricted(name: Name, work) -> bool:
    """Whether somebody may not sit at an exit: children, who holds one, and who needs help himself."""
    helped = any(name.tattoo in each.passengers and each.code.startswith(CARE)
                 for each in work.area.working.each(Service))
    return name.type in NOT_AT_EXITS or name.infant is not None or helped


# ---- found by the host

def found(people: list[Name], cabin: CabinPlan, taken: set[str], command: RequestSeats, work) -> list[str]:
    """Together in one row if there is one, as asked for if there are such seats; raises NoSeatsFound."""
    exits = not any(restricted(name, work) for name in people)
    rows = [(row.number, row, [letter for letter in row.seats if f"{row.number}{letter}" not in taken])
            for row in cabin.rows if exits or not row.exit]
    for wish in (command.preferences, ""):
        wanted = [(number, [each for each in free if suits(cabin, row, each, wish)]) for number, row, free in rows]
        for number, free in wanted:
            if together := next(adjacent(cabin, free, len(people)), None):
                return [f"{number}{letter}" for letter in together]
    loose = [f"{number}{letter}" for number, _, free in rows for letter in free]
    if len(loose) < len(people):
        raise NoSeatsFound()
    return loose[:len(people)]


def suits(cabin: CabinPlan, row, letter: str, wish: str) -> bool:
    tests = {"W": cabin.window(letter), "A": cabin.aisle(letter), "B": row.bulkhead, "L": row.exit or row.bulkhead}
    return all(tests[each] for each in wish)


def adjacent(cabin: CabinPlan, free: list[str], many: int) -> Iterator[str]:
    """So many free seats side by side, an aisle between them at most."""
    order = cabin.letters
    for start in range(len(order) - many + 1):
        run = order[start:start + many]
        if all(letter in free for letter in run):
            yield run


@execute.register
def cancel_seats(command: CancelSeats, work) -> BookingDisplay:
    """Raises NoSeating where nobody has a seat."""
    people = travellers(command.passengers, work)
    if not [True for segment in chosen(command.segments, work) if give_up(segment, people, work)]:
        raise NoSeating()
    return shown(work)


@execute.register
def display_seats(command: DisplaySeats, work) -> SeatList:
    """Raises NoSeating."""
    names = {name.tattoo: name.text for name in work.area.working.names}
    flown = {each.tattoo: each for each in work.area.working.segments}
    lines = tuple((flown[each.segments[0]], names[who], seat, each.status)
                  for each in work.area.working.each(Seating) for who, seat in each.seats)
    if not lines:
        raise NoSeating()
    return SeatList(lines)

