"""Issue, show and void tickets.

Every dialect says the same here: TTP and ETDZ issue, TWD and DETR show, TRDC and VT void. `printer` 1 has the stock of
the office, and a local desk is in control of it until it gives that up.
"""
from dataclasses import dataclass, replace
from datetime import date

from ..engine.booking.elements import IssuedTicket
from ..engine.booking.order import number
from ..engine.offices import Office
from ..engine.store.weight import Weight
from ..engine.ticketing.periods import report_day, reported
from ..engine.ticketing.tickets import Ticket, TicketSet, plain
from ..engine.ticketing.void import void
from ..engine.ticketing.wishes import Wish
from ..errors import LocatorDiffers, NeedTicketNumber, NoSuchElement, NoSuchLine, NoSuchTicket, NothingInHand
from ..values.money import Money, total
from ..values.spans import Span, numbers
from .command import Command, Reply, execute
from .display import BookingDisplay
from .printers import controlled

HOST = "1A"  # who answers for no airline


class Number(str):
    """A document number, or its last ten digits, as typed with or without the dash."""

    @classmethod
    def read(cls, text: str) -> "Number":
        return cls(plain(text))


@dataclass(frozen=True)
class IssueTickets(Command):
    """For all, or for passengers, segments or stored fares by number. `kind`: PAX without infants, INF only those."""

    passengers: tuple[Span, ...] = ()
    segments: tuple[Span, ...] = ()
    fares: tuple[Span, ...] = ()
    kind: str = ""
    carrier: str = ""
    redisplay: bool = False
    electronic: bool = False  # said, not asked: there are no others
    exchange: bool = False  # those priced in exchange for a document
    printer: int = 1
    weight = Weight.FILE

    @property
    def wish(self) -> Wish | None:
        """What is wanted with the documents."""
        return None


@dataclass(frozen=True)
class IssueServices(IssueTickets):
    """EMDs of all stored services, or of those of these numbers (`fares`)."""


@dataclass(frozen=True)
class DisplayTicket(Command):
    """By number, by the element that tells of it, or of the booking in hand; the ticket itself, or a part of it."""

    number: Number | None = None
    element: int | None = None
    taxes: bool = False
    history: bool = False
    identity: bool = False
    weight = Weight.LOOK


@dataclass(frozen=True)
class VoidTicket(Command):
    """`last` ends a range of numbers and `locator` names its booking, where a dialect has them typed; `items` are lines
    of the day's sales report."""

    number: Number | None = None
    element: int | None = None
    items: tuple[Span, ...] = ()
    last: str | None = None
    locator: str | None = None
    printer: int = 1
    weight = Weight.FILE


@dataclass(frozen=True)
class TicketsIssued(Reply):
    """Sets of documents, one for each passenger and fare; `display` is the booking where it was asked for."""

    locator: str
    sets: tuple[TicketSet, ...]
    display: BookingDisplay | None = None

    @property
    def issued(self) -> tuple[str, ...]:
        """First number of each set."""
        return tuple(tickets[0].number for tickets in self.sets)

    @property
    def documents(self) -> tuple[str, ...]:
        return self.issued

    @property
    def total(self) -> Money:
        fares = [tickets[0].fare.total for tickets in self.sets if tickets[0].fare]
        return total(fares, fares[0].currency)


    @property
    def collected(self) -> Money:
        """The same, but of an exchange only what it cost."""
        due = [first.exchange.computation.to_pay if first.exchange else first.fare.total
               for first, *_ in self.sets if first.fare]
        return total(due, due[0].currency)


@dataclass(frozen=True)
class TicketsMailed(TicketsIssued):
    """Issued, with what became of the receipts that were posted."""

    post: tuple[int, ...] = ()
    state: str = ""
    reason: str = ""


@dataclass(frozen=True)
class ServicesIssued(TicketsIssued):
    """EMDs, one for each passenger, carrier and kind."""

    @property
    def issued(self) -> tuple[str, ...]:
        return ()

    @property
    def emds(self) -> tuple[str, ...]:
        return tuple(tickets[0].number for tickets in self.sets)

    @property
    def documents(self) -> tuple[str, ...]:
        return self.emds


@dataclass(frozen=True)
class TicketDisplay(Reply):
    """Every number of a set, the first one first; the agent asked for `number`."""

    tickets: TicketSet
    number: str
    taxes: bool = False
    history: bool = False
    identity: bool = False
    airline: str = ""  # the name of the carrier that issued it


@dataclass(frozen=True)
class TicketList(Reply):
    """More than one: the first number of each set; `numbers` are their element lines where they stand in a booking."""

    search: str
    tickets: tuple[Ticket, ...]
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True)
class TicketVoided(Reply):
    locator: str
    tickets: TicketSet
    today: date
    office: Office
    others: tuple[TicketSet, ...] = ()

    @property
    def documents(self) -> tuple[str, ...]:
        return tuple(tickets[0].number for tickets in (self.tickets, *self.others))


# ---- show

@execute.register
def display_ticket(command: DisplayTicket, work) -> TicketDisplay | TicketList:
    named = command.number or command.element
    part = command.taxes or command.history or command.identity
    found = {} if named or (part and work.area.ticket) else documents(work)
    if len(found) > 1:
        tickets = tuple(work.tickets.find(document.number) for document in found.values())
        return TicketList(work.area.working.locator, tickets, tuple(found))
    only = next((document.number for document in found.values()), None)
    shown = display(only or resolved(command.number, command.element, work), work)
    return replace(shown, taxes=command.taxes, history=command.history, identity=command.identity)


def display(asked: str, work) -> TicketDisplay:
    work.area = work.area.showing(asked)
    tickets = work.tickets.whole(asked)
    return TicketDisplay(tickets, asked, airline=work.world.airlines.airline(tickets[0].carrier).name)


def documents(work) -> dict[int, IssuedTicket]:
    """The documents of the booking in hand by the numbers of their lines."""
    found: dict[int, IssuedTicket] = {}
    for line in number(work.area.working, work.manners.order):
        if isinstance(line.element, IssuedTicket) and line.element not in found.values():
            found[line.number] = line.element
    return found


def resolved(typed: str | None, element: int | None, work) -> str:
    """The thirteen digits meant: typed, or the last ten of them, or of an element's line, or last shown; raises."""
    if element is not None:
        return by_element(element, work)
    if typed is None:
        if not work.area.ticket:
            raise NeedTicketNumber()
        return work.area.ticket
    if len(typed) == 13:
        return known(typed, work)
    found = work.tickets.with_serial(typed)
    if len(found) != 1:
        raise NoSuchTicket(number=typed, carrier=HOST)
    return found[0].number


def known(typed: str, work) -> str:
    """A number somebody issued; raises NoSuchTicket with the carrier that would have."""
    try:
        return work.tickets.find(typed).number
    except NoSuchTicket:
        carriers = work.world.airlines.find(typed[:3])
        raise NoSuchTicket(number=typed, carrier=carriers[0].code if carriers else HOST) from None


def by_element(element: int, work) -> str:
    if work.area.empty:
        raise NothingInHand()
    for line in number(work.area.working, work.manners.order):
        if line.number == element and isinstance(line.element, IssuedTicket):
            return line.element.number
    raise NoSuchElement(numbers=(element,))


# ---- void

@execute.register
def void_ticket(command: VoidTicket, work) -> TicketVoided:
    """The whole set, of one document: named, or the only one of the booking in hand."""
    controlled(command.printer, work)
    if command.items:
        first, *others = [void(work, number) for number in of_lines(command.items, work)]
        return TicketVoided(first[0].locator, first, work.today, work.office, tuple(others))
    asked = only(work) if command.number is None and command.element is None else resolved(
        command.number, command.element, work)
    tickets = work.tickets.whole(asked)
    if command.locator and command.locator != tickets[0].locator:
        raise LocatorDiffers(locator=command.locator)
    if command.last and asked[:-len(command.last)] + command.last != tickets[-1].number:
        raise NoSuchTicket(number=command.last, carrier=tickets[0].carrier)
    return TicketVoided(tickets[0].locator, void(work, asked), work.today, work.office)


def of_lines(items: tuple[Span, ...], work) -> list[str]:
    """The documents of lines of today's sales report; raises NoSuchLine."""
    day = report_day(work)
    lines = {line.sequence: line.posting.document
             for line in reported(work, day, day)}
    missing = tuple(item for item in numbers(items) if item not in lines)
    if missing:
        raise NoSuchLine(line=missing[0])
    return [lines[item] for item in numbers(items)]


def only(work) -> str:
    found = list(documents(work).values())
    if len(found) == 1:
        return found[0].number
    raise NeedTicketNumber()


from . import issuing  # noqa: E402, F401 (who issues, and waits for what is paid)
