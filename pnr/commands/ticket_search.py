"""Find tickets by what a passenger can show, ask an airline for one, and follow what it was exchanged for."""
from dataclasses import dataclass, replace

from ..engine.store.weight import Weight
from ..engine.ticketing.tickets import Ticket
from ..errors import NeedTicketNumber, NoSuchTicket
from .command import Command, Reply, execute
from .ticketing import HOST, Number, TicketDisplay, TicketList, display, resolved


@dataclass(frozen=True)
class FindTickets(Command):
    """By one thing a passenger can show; of the only one found its history, identity or taxes where they are asked for.

    `digits` are those of a number that is not whole.
    """

    locator: str | None = None
    document: str | None = None  # a resident number, or kind and number of another paper
    name: str | None = None
    card: str | None = None
    digits: str | None = None
    taxes: bool = False
    history: bool = False
    identity: bool = False
    weight = Weight.LOOK


@dataclass(frozen=True)
class AskAirline(Command):
    """A ticket as its airline has it, or the office's own side of the host; `carrier` where one is named."""

    number: Number
    carrier: str = ""
    weight = Weight.LOOK


@dataclass(frozen=True)
class DisplayExchanges(Command):
    """The chain of documents that were issued in exchange for each other, of which this is one."""

    number: Number
    weight = Weight.LOOK


@dataclass(frozen=True)
class ExchangeChain(Reply):
    """The first number of each set, the oldest first; the agent asked for `number`."""

    number: str
    tickets: tuple[Ticket, ...]


@execute.register
def find_tickets(command: FindTickets, work) -> TicketDisplay | TicketList:
    """Raises NeedTicketNumber for a part of a number."""
    if command.digits:
        raise NeedTicketNumber()
    by, value = next((name, value) for name in SEARCHES if (value := getattr(command, name)))
    found = {ticket.primary for ticket in SEARCHES[by](value, work)}
    if not found:
        raise NoSuchTicket(number="", carrier=HOST, by=by)
    if len(found) == 1:
        return replace(display(found.pop(), work), taxes=command.taxes, history=command.history,
                       identity=command.identity)
    return TicketList(value, tuple(work.tickets.find(each) for each in sorted(found)))


SEARCHES = {
    "locator": lambda value, work: work.tickets.of_booking(work.bookings.find(value).number),
    "document": lambda value, work: work.tickets.with_identity(f"NI{value}" if value[0].isdigit() else value),
    "name": lambda value, work: work.tickets.named(value),
    "card": lambda value, work: work.tickets.with_card(value),
}


@execute.register
def ask_airline(command: AskAirline, work) -> TicketDisplay:
    """Raises NoSuchTicket for another airline than the one that issued it."""
    shown = display(resolved(command.number, None, work), work)
    if command.carrier not in ("", shown.tickets[0].carrier):
        raise NoSuchTicket(number=command.number, carrier=command.carrier)
    return shown


@execute.register
def display_exchanges(command: DisplayExchanges, work) -> ExchangeChain:
    asked = resolved(command.number, None, work)
    chain = [work.tickets.whole(asked)[0]]
    while chain[0].exchange:
        chain.insert(0, work.tickets.whole(chain[0].exchange.old)[0])
    while chain[-1].exchanged_for:
        chain.append(work.tickets.find(chain[-1].exchanged_for))
    return ExchangeChain(asked, tuple(chain))
