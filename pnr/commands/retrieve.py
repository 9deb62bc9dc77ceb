"""Bring a filed booking to the work area, or list those that fit."""
from dataclasses import dataclass, replace
from datetime import date

from ..engine.booking.booking import Booking
from ..engine.booking.changes import Envelope
from ..engine.booking.elements import Name, Segment
from ..engine.booking.order import concealed
from ..engine.booking.requests import covered
from ..engine.booking.security import demand_read
from ..engine.queues.places import Placed
from ..engine.store.weight import Weight
from ..errors import (
    BookingCancelledAlready,
    FinishOrIgnore,
    NoHistory,
    NoList,
    NoSuchLine,
    NoSuchName,
    NoSuchTicket,
    NotFound,
    NothingInHand,
)
from ..values.dates import DayMonth
from .carrier_notes import DisplayNotes  # noqa: F401 (the family reads it)
from .command import Command, Reply, execute
from .display import BookingDisplay, Redisplay, aliases, shown  # noqa: F401 (and it)

QUEUES = "Q"  # of the parts of history: where the booking is queued


@dataclass(frozen=True)
class Retrieve(Command):
    """By its locator, if everybody named is in it."""

    locator: str
    names: tuple[str, ...] = ()
    weight = Weight.LOOK


@dataclass(frozen=True)
class RetrieveByName(Command):
    """By the beginning of a name; perhaps on a flight and date, of an office, perhaps only those still to fly.

    `*` in the office stands for any character.
    """

    surname: str
    given: str | None = None
    date: DayMonth | None = None
    carrier: str | None = None
    number: int | None = None
    active: bool = False
    origin: str | None = None
    destination: str | None = None
    office: str | None = None
    weight = Weight.LOOK


@dataclass(frozen=True)
class RetrieveByTicket(Command):
    """The booking a document belongs to."""

    ticket: str
    weight = Weight.LOOK


@dataclass(frozen=True)
class RetrieveByAirline(Command):
    """By the locator an airline has for it."""

    airline: str
    locator: str
    weight = Weight.LOOK


@dataclass(frozen=True)
class RetrieveFromList(Command):
    """A line, if it is the one named."""

    line: int
    names: tuple[str, ...] = ()
    weight = Weight.LOOK


@dataclass(frozen=True)
class DisplayList(Command):
    """The last list of names again."""

    weight = Weight.LOOK


@dataclass(frozen=True)
class DisplayHistory(Command):
    """Of the booking in hand, or of another without taking it up; perhaps only some kinds of elements."""

    locator: str | None = None
    past: tuple[str, ...] = ()
    whole: str = ""  # the queues as well
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
    past: tuple[str, ...] = ()
    placed: tuple[Placed, ...] | None = None  # where asked for


@execute.register
def retrieve(command: Retrieve, work) -> BookingDisplay:
    found = work.bookings.find(command.locator)
    if found.cancelled and work.manners.hides_cancelled:
        unchanged(work)
        raise BookingCancelledAlready(locator=found.locator, display=history(work, found))
    return take_up(work, with_all(found, command.names))


def with_all(booking: Booking, names: tuple[str, ...]) -> Booking:
    """Raises NoSuchName unless somebody's name begins with each of these."""
    for name in names:
        if not any(each.text.startswith(name.strip()) for each in listed(booking)):
            raise NoSuchName(name=name)
    return booking


def take_up(work, booking: Booking) -> BookingDisplay:
    """Put a filed booking in hand; raises FinishOrIgnore when something unfiled is there."""
    unchanged(work)
    work.area = work.area.holding(demand_read(booking, work.office.id))
    return shown(work)


def unchanged(work) -> None:
    if work.area.changed:
        raise FinishOrIgnore()


@execute.register
def retrieve_by_name(command: RetrieveByName, work) -> BookingDisplay | NameList:
    unchanged(work)
    start = f"{command.surname}/{command.given}" if command.given else command.surname
    lines = matching(command, work, start)
    if not lines:
        raise NoSuchName(name=start)
    locators = tuple(line.locator for line in lines)
    if len(set(locators)) == 1:
        return take_up(work, work.bookings.find(locators[0]))
    work.area = replace(work.area, listed=locators)
    return NameList(start, tuple(lines))


def matching(command: RetrieveByName, work, start: str) -> list[ListLine]:
    """A line for each passenger whose name begins so, with what is still to be flown of what was asked for."""
    lines = []
    for value, locator in work.bookings.matching("name", start):
        booking = work.bookings.find(locator)
        ahead = [segment for segment in booking.segments if segment.date >= work.today]
        wanted = [segment for segment in ahead if fits(segment, command, work)]
        if of_office(booking, command.office) and (wanted or not flying(command)):
            first = next(iter(wanted or ahead), None)
            lines += [ListLine(name, locator, first) for name in listed(booking) if name.text == value]
    return lines


def listed(booking: Booking) -> list[Name]:
    """Who is on a list of names: the passengers, and a group under its own."""
    return [*booking.names, *([Name(booking.group.name)] if booking.group else ())]


def flying(command: RetrieveByName) -> bool:
    """Whether only those are asked for who have a flight to come, or one flight."""
    return bool(command.active or command.date or command.carrier)


def of_office(booking: Booking, office: str | None) -> bool:
    return office is None or all(wanted in ("*", found) for wanted, found in zip(office, booking.office, strict=False))


def fits(segment: Segment, command: RetrieveByName, work) -> bool:
    day: date | None = command.date.on_or_after(work.today) if command.date else None
    place = work.world.places.city_of
    asked = [(day, segment.date), (command.carrier, segment.carrier), (command.number, segment.number)]
    asked += [(told and place(told), place(flown)) for told, flown in (
        (command.origin, segment.origin), (command.destination, segment.destination))]
    return all(wanted in (None, found) for wanted, found in asked)


@execute.register
def retrieve_by_ticket(command: RetrieveByTicket, work) -> BookingDisplay:
    """Raises NotFound; every number of a set leads to its booking."""
    try:
        found = work.tickets.find(command.ticket.replace("-", ""))
    except NoSuchTicket:
        raise NotFound(locator="") from None
    return take_up(work, work.bookings.find(found.locator))


@execute.register
def retrieve_by_airline(command: RetrieveByAirline, work) -> BookingDisplay:
    """Raises NotFound, also where the airline has none like it."""
    return take_up(work, work.of_airline(command.airline, command.locator))


@execute.register
def retrieve_from_list(command: RetrieveFromList, work) -> BookingDisplay:
    if not work.area.listed:
        raise NoList()
    if not 1 <= command.line <= len(work.area.listed):
        raise NoSuchLine(line=command.line)
    return take_up(work, with_all(work.bookings.find(work.area.listed[command.line - 1]), command.names))


@execute.register
def display_list(command: DisplayList, work) -> NameList:
    if not work.area.listed:
        raise NoList()
    found = [work.bookings.find(locator) for locator in dict.fromkeys(work.area.listed)]
    lines = [ListLine(name, booking.locator, next((item for item in booking.segments if item.date >= work.today), None))
             for booking in found for name in listed(booking)]
    return NameList("", tuple(lines))


@execute.register
def display_history(command: DisplayHistory, work) -> HistoryDisplay:
    if work.area.empty and not command.locator:
        raise NothingInHand()
    if not command.locator and not work.area.working.version:
        raise NoHistory()
    asked = work.bookings.find(command.locator or work.area.working.locator)
    found = history(work, demand_read(asked, work.office.id), command.past)
    if not command.whole and QUEUES not in command.past:
        return found
    return replace(found, placed=tuple(work.queues.placed(found.booking.number)))


def history(work, booking: Booking, past: tuple[str, ...] = ()) -> HistoryDisplay:
    envelopes = tuple(without_numbers(envelope, work.office.id) for envelope in work.bookings.history(booking))
    offices = aliases(work, booking, *(envelope.filing.office for envelope in envelopes))
    flown = (change.element for envelope in envelopes for change in envelope.changes)
    carriers = sorted({element.carrier for element in flown if isinstance(element, Segment)})
    own = tuple((carrier, work.airline_locator(booking, carrier)) for carrier in carriers)
    return HistoryDisplay(booking, envelopes, offices, own, work.office.hours, past)


def without_numbers(envelope: Envelope, office: str) -> Envelope:
    """With no number of a document in it, and nothing that is not for this office."""
    return replace(envelope, changes=tuple(replace(change, element=covered(change.element))
                                           for change in envelope.changes if not concealed(change.element, office)))
