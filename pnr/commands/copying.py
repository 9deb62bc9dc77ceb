"""Copy a booking: everybody or some, on the same flights or some days on, in the same classes or another."""
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ..engine.booking.booking import Booking
from ..engine.booking.copying import copied
from ..engine.booking.elements import AssociatedRecord, Name, Segment
from ..engine.booking.order import passengers
from ..engine.booking.surface import ArrivalUnknown, OpenSegment
from ..errors import FinishOrIgnore, InvalidParty, NothingInHand, StatusNotAllowed, TooManySeats
from ..values.dates import DayMonth
from ..values.spans import Span
from .availability import travel_day
from .command import Command, Reply, execute
from .details import tattoos
from .display import BookingDisplay, shown
from .flown import MOST_SEATS, segment
from .payment import segment_tattoos
from .rebook import flying, in_order
from .sell import take


@dataclass(frozen=True)
class SegmentChange:
    """Of one segment by number: another day, or another class."""

    number: int
    date: DayMonth | None = None
    booking_class: str = ""


@dataclass(frozen=True)
class CopyTerms:
    """Seats, where they are not those of the passengers; days later or earlier; a class; whom and what, or what not."""

    seats: int | None = None
    later: int | None = None
    earlier: int | None = None
    booking_class: str = ""
    passengers: tuple[Span, ...] = ()
    not_passengers: tuple[Span, ...] = ()
    segments: tuple[Span, ...] = ()
    not_segments: tuple[Span, ...] = ()
    changes: tuple[SegmentChange, ...] = ()


@dataclass(frozen=True)
class CopyBooking(Command, CopyTerms):
    pass


@dataclass(frozen=True)
class CopyItinerary(Command, CopyTerms):
    """Without passengers."""


@dataclass(frozen=True)
class CopyPassengers(Command, CopyTerms):
    """Without flights."""


@dataclass(frozen=True)
class CopyAndLink(Command, CopyTerms):
    """The copy says what it is one of."""


@dataclass(frozen=True)
class CopyDisplay(Reply):
    display: BookingDisplay


@execute.register
def copy_booking(command: CopyBooking, work) -> CopyDisplay:
    return copy(command, work)


@execute.register
def copy_itinerary(command: CopyItinerary, work) -> CopyDisplay:
    return copy(command, work, names=False)


@execute.register
def copy_passengers(command: CopyPassengers, work) -> CopyDisplay:
    return copy(command, work, flights=False)


@execute.register
def copy_and_link(command: CopyAndLink, work) -> CopyDisplay:
    old = work.area.working.locator
    copy(command, work)
    work.area = work.area.add(AssociatedRecord(old, work.today, work.office.id, work.agent.sign, work.agent.duty))
    return CopyDisplay(shown(work))


def copy(command: CopyTerms, work, names: bool = True, flights: bool = True) -> CopyDisplay:
    """Raises FinishOrIgnore unless the booking in hand is as filed, and what stands against selling its flights."""
    booking = work.area.working
    if work.area.empty or not booking.version:
        raise NothingInHand()
    if work.area.changed:
        raise FinishOrIgnore()
    if booking.group:
        raise StatusNotAllowed(status="")
    people = who(command, work)
    seats = len(people) if command.seats is None else command.seats
    if not 1 <= seats <= MOST_SEATS:
        raise TooManySeats(seats=seats)
    sold = {old.tattoo: again(old, seats, command, work) for old in which(command, work)} if flights else {}
    moving = shifted(booking, (command.later or 0) - (command.earlier or 0))
    work.area = replace(work.area.holding(), working=copied(moving, people, sold, names), changed=True)
    in_order(work)
    return CopyDisplay(shown(work, fresh=tuple(each.tattoo for each in work.area.working.segments if each.legs)))


def shifted(booking: Booking, days: int) -> Booking:
    """With what is no flight some days later."""
    kinds = (ArrivalUnknown, OpenSegment)
    return booking.swap(*(replace(each, date=each.date + timedelta(days=days)) for each in booking.elements
                          if isinstance(each, kinds) and each.date))


def who(command: CopyTerms, work) -> list[Name]:
    """Raises InvalidParty where nobody is left."""
    wanted, without = tattoos(work, command.passengers), tattoos(work, command.not_passengers)
    found = [name for name in passengers(work.area.working, work.manners.order)
             if (not wanted or name.tattoo in wanted) and name.tattoo not in without]
    if not found:
        raise InvalidParty()
    return found


def which(command: CopyTerms, work) -> list[Segment]:
    wanted, without = segment_tattoos(work, command.segments), segment_tattoos(work, command.not_segments)
    return [each for each in work.area.working.segments if (not wanted or each.tattoo in wanted)
            and each.tattoo not in without and not each.unable]


def again(old: Segment, seats: int, command: CopyTerms, work) -> Segment:
    """Sold anew, with what it was sold with unless it goes its own way; raises NoSeats or RebookRejected."""
    if old.own is not None:
        return replace(old, seats=seats, own="", date=moved(old.date, command, [], work))
    own = [each for each in command.changes if old.tattoo in segment_tattoos(work, (Span(each.number, each.number),))]
    letter = next((each.booking_class for each in own if each.booking_class), command.booking_class) \
        or old.booking_class
    flight = flying(old, old.carrier, old.number, moved(old.date, command, own, work), work)
    take(work, (flight,), letter, seats)
    married, connection = (0, 0) if own else (old.married, old.connection)
    return segment(flight, letter, seats, work.manners.sold_as, married, connection)


def moved(day: date, command: CopyTerms, own: list[SegmentChange], work) -> date:
    named = next((each.date for each in own if each.date), None)
    if named:
        return travel_day(named, work)
    return day + timedelta(days=(command.later or 0) - (command.earlier or 0))
