"""Contacts, ticketing arrangement, remarks, received-from."""
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from ..engine.booking.elements import Contact, Element, Remark, Ticketing
from ..engine.booking.order import passengers
from ..engine.booking.times import departure
from ..errors import CheckTimeLimit, NoSuchPassenger, TicketingArranged
from ..values.dates import DayMonth, placed
from ..values.spans import Span, numbers
from .availability import DAYS_AHEAD, clock_time
from .command import Command, execute
from .display import BookingDisplay, shown


@dataclass(frozen=True)
class AddContact(Command):
    """`medium`: M mobile, E e-mail, H home, B business, A agency; passengers by number."""

    text: str
    medium: str = ""
    passengers: tuple[Span, ...] = ()


@dataclass(frozen=True)
class TicketNow(Command):
    """The ticket is issued today, or is being issued."""


@dataclass(frozen=True)
class TicketBy(Command):
    date: DayMonth
    time: str | None = None
    office: str | None = None


@dataclass(frozen=True)
class AddRemark(Command):
    text: str
    category: str = ""


@dataclass(frozen=True)
class SetReceivedFrom(Command):
    text: str


@execute.register
def add_contact(command: AddContact, work) -> BookingDisplay:
    chosen = tattoos(work, command.passengers)
    return added(work, Contact(command.text.strip(), command.medium, chosen))


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
    return arranged(work, Ticketing("TL", day, office, minute))


def arranged(work, ticketing: Ticketing) -> BookingDisplay:
    """One arrangement a booking; another takes its place only when the first was cancelled."""
    if work.area.working.each(Ticketing):
        raise TicketingArranged()
    return added(work, ticketing)


@execute.register
def add_remark(command: AddRemark, work) -> BookingDisplay:
    return added(work, Remark(command.text.strip(), command.category))


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

