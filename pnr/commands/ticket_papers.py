"""What a passenger is given of one ticket, by its number: the notice of his itinerary, and the receipt."""
from dataclasses import dataclass
from typing import ClassVar

from ..engine.delivery.conditions import limits
from ..engine.delivery.papers import Setting
from ..engine.delivery.receipts import covered, receipt
from ..engine.delivery.words import CHINESE
from ..engine.offices import Office
from ..engine.store.weight import Weight
from ..engine.ticketing.tickets import Ticket, TicketSet
from .command import Command, Reply, execute
from .itineraries import PaperDisplay
from .ticketing import Number, resolved


@dataclass(frozen=True)
class DisplayNotice(Command):
    """What the passenger of a ticket is told of his journey."""

    number: Number
    weight: ClassVar[Weight] = Weight.LOOK


@dataclass(frozen=True)
class DisplayTicketReceipt(Command):
    """The itinerary receipt of one ticket, whosever booking it is in."""

    number: Number
    weight: ClassVar[Weight] = Weight.LOOK


@dataclass(frozen=True)
class NoticeDisplay(Reply):
    """One number of a set, with the names of its airline, city and airports; the identity is masked."""

    tickets: TicketSet
    shown: Ticket
    airline: str
    city: str
    office: Office
    identity: str
    limits: str
    places: tuple[tuple[str, str], ...]


@execute.register
def display_notice(command: DisplayNotice, work) -> NoticeDisplay:
    """Raises NoSuchTicket."""
    number = resolved(command.number, None, work)
    tickets = work.tickets.whole(number)
    made = ticket_setting(tickets[0], work)
    shown = next(ticket for ticket in tickets if ticket.number == number)
    airports = dict.fromkeys(code for coupon in shown.coupons for code in (coupon.origin, coupon.destination))
    return NoticeDisplay(tickets, shown, work.world.airlines.airline(shown.carrier).name,
                         work.world.places.place(shown.city).name, made.office, covered(shown.identity),
                         limits(tickets[0].fare) if tickets[0].fare else "",
                         tuple((code, made.airport(code)) for code in airports))


@execute.register
def display_ticket_receipt(command: DisplayTicketReceipt, work) -> PaperDisplay:
    """Raises NoSuchTicket."""
    tickets = work.tickets.whole(resolved(command.number, None, work))
    return PaperDisplay((receipt([tickets], tickets[0].locator, ticket_setting(tickets[0], work)),))


def ticket_setting(first: Ticket, work) -> Setting:
    """In Chinese, by the office that issued it."""
    office = work.world.offices.office(first.office)
    return Setting(work.world, office, work.today, CHINESE, {first.carrier: first.airline_locator})
