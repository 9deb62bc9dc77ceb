"""Bring a filed booking to the work area, or list those that fit."""
from dataclasses import dataclass, replace
from datetime import date

from ..engine.booking.booking import Booking
from ..engine.booking.changes import Envelope
from ..engine.booking.elements import Name, Segment
from ..engine.booking.order import concealed
from ..engine.booking.requests import covered
from ..engine.store.weight import Weight
from ..errors import BookingCancelledAlready, FinishOrIgnore, NoHistory, NoList, NoSuchLine, NoSuchName, NothingInHand
from ..values.dates import DayMonth
from .command import Command, Reply, execute
from .display import BookingDisplay, Redisplay, aliases, shown  # noqa: F401 (the family reads it)


@dataclass(frozen=True)
class Retrieve(Command):
    locator: str
    weight = Weight.LOOK


@dataclass(frozen=True)
class RetrieveByName(Command):
    """By the beginning of a name; perhaps on a flight and date, perhaps only those still to fly."""

    surname: str
    given: str | None = None
    date: DayMonth | None = None
    carrier: str | None = None
    number: int | None = None
    active: bool = False
    weight = Weight.LOOK


@dataclass(frozen=True)
class RetrieveFromList(Command):
    line: int
    weight = Weight.LOOK


@dataclass(frozen=True)
class DisplayList(Command):
    """The last list of names again."""

    weight = Weight.LOOK


@dataclass(frozen=True)
class DisplayHistory(Command):
    """Of the booking in hand, or of another without taking it up."""

    locator: str | None = None
    weight = Weight.LOOK


@dataclass(frozen=True)
class ListLine:
    """A passenger with the next flight still to come, if any."""

    name: Name
    locator: str
    segment: Segment | None


@dataclass(frozen=True)
class NameList(Reply):
    search: str
    lines: tuple[ListLine, ...]


@dataclass(frozen=True)
class HistoryDisplay(Reply):
    booking: Booking
    envelopes: tuple[Envelope, ...]
    aliases: tuple[tuple[str, str], ...] = ()
    locators: tuple[tuple[str, str], ...] = ()
    hours: int = 24  # of the office's clock


@execute.register
def retrieve(command: Retrieve, work) -> BookingDisplay:
    found = work.bookings.find(command.locator)
    if found.cancelled and work.manners.hides_cancelled:
        unchanged(work)
        raise BookingCancelledAlready(locator=found.locator, display=history(work, found))
    return take_up(work, found)


def take_up(work, booking: Booking) -> BookingDisplay:
    """Put a filed booking in hand; raises FinishOrIgnore when something unfiled is there."""
    unchanged(work)
    work.area = work.area.holding(booking)
    return shown(work)


def unchanged(work) -> None:
    if work.area.changed:
        raise FinishOrIgnore()


@execute.register
def retrieve_by_name(command: RetrieveByName, work) -> BookingDisplay | NameList:
    unchanged(work)
    start = f"{command.surname}/{command.given}" if command.given else command.surname
    lines = [line for line in matching(work, start) if fits(line, command, work)]
    if not lines:
        raise NoSuchName(name=start)
    locators = tuple(line.locator for line in lines)
    if len(set(locators)) == 1:
        return take_up(work, work.bookings.find(locators[0]))
    work.area = replace(work.area, listed=locators)
    return NameList(start, tuple(lines))


def matching(work, start: str) -> list[ListLine]:
    """A line for each passenger whose name begins so, with what is still to be flown."""
    lines = []
    for value, locator in work.bookings.matching("name", start):
        booking = work.bookings.find(locator)
        ahead = next((segment for segment in booking.segments if segment.date >= work.today), None)
        lines += [ListLine(name, locator, ahead) for name in booking.names if name.text == value]
    return lines


def fits(line: ListLine, command: RetrieveByName, work) -> bool:
    segment = line.segment
    if segment is None:
        return not (command.active or command.date or command.carrier)
    day: date | None = command.date.on_or_after(work.today) if command.date else None
    return (day in (None, segment.date) and command.carrier in (None, segment.carrier)
            and command.number in (None, segment.number))


@execute.register
def retrieve_from_list(command: RetrieveFromList, work) -> BookingDisplay:
    if not work.area.listed:
        raise NoList()
    if not 1 <= command.line <= len(work.area.listed):
        raise NoSuchLine(line=command.line)
    return take_up(work, work.bookings.find(work.area.listed[command.line - 1]))


@execute.register
def display_list(command: DisplayList, work) -> NameList:
    if not work.area.listed:
        raise NoList()
    found = [work.bookings.find(locator) for locator in dict.fromkeys(work.area.listed)]
    lines = [ListLine(name, booking.locator, next((item for item in booking.segments if item.date >= work.today), None))
             for booking in found for name in booking.names]
    return NameList("", tuple(lines))


@execute.register
def display_history(command: DisplayHistory, work) -> HistoryDisplay:
    if work.area.empty and not command.locator:
        raise NothingInHand()
    if not command.locator and not work.area.working.version:
        raise NoHistory()
    return history(work, work.bookings.find(command.locator or work.area.working.locator))


def history(work, booking: Booking) -> HistoryDisplay:
    envelopes = tuple(without_numbers(envelope, work.office.id) for envelope in work.bookings.history(booking))
    offices = aliases(work, booking, *(envelope.filing.office for envelope in envelopes))
    flown = (change.element for envelope in envelopes for change in envelope.changes)
    carriers = sorted({element.carrier for element in flown if isinstance(element, Segment)})
    own = tuple((carrier, work.airline_locator(booking, carrier)) for carrier in carriers)
    return HistoryDisplay(booking, envelopes, offices, own, work.office.hours)


def without_numbers(envelope: Envelope, office: str) -> Envelope:
    """With no number of a document in it, and nothing that is not for this office."""
    return replace(envelope, changes=tuple(replace(change, element=covered(change.element))
                                           for change in envelope.changes if not concealed(change.element, office)))
