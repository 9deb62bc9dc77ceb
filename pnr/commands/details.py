"""Contacts, ticketing arrangement, remarks, received-from."""
import re
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from ..engine.booking.elements import PRIORITY, Contact, Element, Option, Remark, Segment, Ticketing
from ..engine.booking.order import number, passengers
from ..engine.booking.times import departure
from ..errors import (
    CheckTimeLimit,
    InvalidAddress,
    NoSuchPassenger,
    NoSuchSegment,
    NothingInHand,
    TicketingArranged,
)
from ..values.dates import DayMonth, placed
from ..values.spans import Span, numbers
from .availability import DAYS_AHEAD, clock_time
from .command import Command, execute
from .display import BookingDisplay, shown

ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
BY_MAIL = "E+"  # of a notice


@dataclass(frozen=True)
class AddContact(Command):
    """`medium`: M mobile, E e-mail, H home, B business, A agency, F fax, N notices."""

    text: str
    medium: str = ""
    passengers: tuple[Span, ...] = ()


@dataclass(frozen=True)
class AddAddress(Command):
    """`purpose`: AM for mail, AB for the bill."""

    text: str
    purpose: str
    passengers: tuple[Span, ...] = ()


@dataclass(frozen=True)
class TicketNow(Command):
    """The ticket is issued today, or is being issued."""


class Arrangement(str):
    """TL, of an entry that says TKTL."""

    @classmethod
    def read(cls, text: str) -> "Arrangement":
        return cls(text.removeprefix("TK"))


@dataclass(frozen=True)
class TicketBy(Command):
    """`arrangement`: TL a reminder, XL cancelled when it is over, DO delivered, IN called for, MA mailed."""

    date: DayMonth
    time: str | None = None
    office: str | None = None
    arrangement: Arrangement = Arrangement("TL")


@dataclass(frozen=True)
class AddOption(Command):
    """A day to be reminded on, and of what."""

    date: DayMonth
    text: str = ""


@dataclass(frozen=True)
class AddRemark(Command):
    """`type`: RM general, RX corporate, RIR itinerary, RIF invoice, RII both, RIZ beside them."""

    text: str
    category: str = ""
    type: str = "RM"
    passengers: tuple[Span, ...] = ()
    segments: tuple[Span, ...] = ()


@dataclass(frozen=True)
class SetPriority(Command):
    """A line above the booking (UHP), beside those that stand there; none takes them all away."""

    text: str = ""


@dataclass(frozen=True)
class AddConfidentialRemark(Command):
    """Seen by the office it was made at, and by the other owners."""

    text: str
    owners: tuple[str, ...] = ()


@dataclass(frozen=True)
class SetReceivedFrom(Command):
    text: str


@execute.register
def add_contact(command: AddContact, work) -> BookingDisplay:
    """Raises InvalidAddress for mail that would go nowhere."""
    chosen, text = tattoos(work, command.passengers), command.text.strip(" -")
    reached(command.medium, text)
    return added(work, Contact(text, command.medium, chosen))


def reached(medium: str, text: str) -> None:
    """Raises InvalidAddress where a contact that is mail is no address."""
    if (medium == "E" and not ADDRESS.fullmatch(text)) or (medium == "N" and text.startswith(BY_MAIL)
                                                           and not ADDRESS.fullmatch(text[len(BY_MAIL):])):
        raise InvalidAddress(address=text)


@execute.register
def add_address(command: AddAddress, work) -> BookingDisplay:
    return added(work, Contact(command.text.strip(), command.purpose, tattoos(work, command.passengers)))


@execute.register
def ticket_now(command: TicketNow, work) -> BookingDisplay:
    return arranged(work, Ticketing("OK", work.today, work.office.id))


@execute.register
def ticket_by(command: TicketBy, work) -> BookingDisplay:
    """A limit that lies ahead and before the first departure; raises CheckTimeLimit."""
    day, minute = placed(command.date, work.today), clock_time(command.time) if command.time else None
    office = work.world.offices.office(command.office).id if command.office else work.office.id
    limit = datetime.combine(day, time(), work.zone) + timedelta(minutes=minute if minute is not None else 24 * 60 - 1)
    first = next(iter(work.area.working.segments), None)
    if limit < work.local or day > work.ahead(DAYS_AHEAD) or (first and limit > departure(first, work.world)):
        raise CheckTimeLimit(date=day)
    return arranged(work, Ticketing(command.arrangement, day, office, minute))


@execute.register
def add_option(command: AddOption, work) -> BookingDisplay:
    """Raises CheckTimeLimit for a day that is over, or past all schedules."""
    day = placed(command.date, work.today)
    if not work.today <= day <= work.ahead(DAYS_AHEAD):
        raise CheckTimeLimit(date=day)
    return added(work, Option(day, work.office.id, command.text.strip()))


def arranged(work, ticketing: Ticketing) -> BookingDisplay:
    """One arrangement a booking; another takes its place only when the first was cancelled."""
    if work.area.working.each(Ticketing):
        raise TicketingArranged()
    return added(work, ticketing)


@execute.register
def add_remark(command: AddRemark, work) -> BookingDisplay:
    text = command.text.strip().removeprefix("/") if command.category else command.text.strip()
    return added(work, Remark(text, command.category, command.type, tattoos(work, command.passengers),
                              segment_tattoos(work, command.segments)))


@execute.register
def set_priority(command: SetPriority, work) -> BookingDisplay:
    """Raises NothingInHand where there is nothing to take away."""
    if command.text.strip():
        return added(work, Remark(command.text.strip(), type=PRIORITY))
    there = [each for each in work.area.working.each(Remark) if each.type == PRIORITY]
    if not there:
        raise NothingInHand()
    work.area = work.area.with_working(work.area.working.without(there))
    return shown(work)


@execute.register
def add_confidential_remark(command: AddConfidentialRemark, work) -> BookingDisplay:
    """Raises as for any office that is not known."""
    owners = tuple(work.world.offices.office(owner).id for owner in command.owners)
    return added(work, Remark(command.text.strip(), type="RC", owners=(work.office.id, *owners)))


@execute.register
def set_received_from(command: SetReceivedFrom, work) -> BookingDisplay:
    work.area = replace(work.area, received_from=command.text.strip(), changed=True)
    return shown(work)


def added(work, *elements: Element) -> BookingDisplay:
    work.area = work.area.add(*elements)
    return shown(work)


def tattoos(work, spans: tuple[Span, ...]) -> tuple[int, ...]:
    """Passengers by the numbers this dialect shows; raises NoSuchPassenger."""
    named = passengers(work.area.working, work.manners.order)
    chosen = numbers(spans)
    if any(not 1 <= number <= len(named) for number in chosen):
        raise NoSuchPassenger(numbers=tuple(chosen))
    return tuple(named[number - 1].tattoo for number in chosen)


def segment_tattoos(work, spans: tuple[Span, ...]) -> tuple[int, ...]:
    """Segments by the element numbers this dialect shows; raises NoSuchSegment."""
    lines = {line.number: line.element for line in number(work.area.working, work.manners.order)}
    chosen = [lines.get(place) for place in numbers(spans)]
    if any(not isinstance(element, Segment) for element in chosen):
        raise NoSuchSegment()
    return tuple(element.tattoo for element in chosen if element)
