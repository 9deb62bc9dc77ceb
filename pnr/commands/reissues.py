"""Exchanges by hand: a fare typed for reissue and the document its original-issue box tells of, when it is issued."""
from dataclasses import dataclass, replace

from ..engine.booking.booking import Booking
from ..engine.booking.elements import Element, FareText, Name, StoredFare
from ..engine.pricing.exchange_by_hand import ByHand
from ..engine.pricing.quote import PricedFare
from ..engine.ticketing import exchange
from ..engine.ticketing.orders import words
from ..engine.ticketing.original import Original, demand_told, read, written
from ..engine.ticketing.refund import check, returned
from ..engine.ticketing.tickets import TicketSet
from ..errors import CurrencyDiffers, FareTotalDiffers, PassengerDiffers
from ..values.money import Money
from ..values.spans import Span
from .command import Command, execute
from .details import tattoos
from .display import BookingDisplay
from .payment import Whom, kept_text, money
from .ticketing import Number, known

BOX = "FO"


@dataclass(frozen=True)
class AddOriginalIssue(Command):
    """The document a reissue is in exchange for: its number, and its coupons by their digits, 0 for one that stays."""

    number: Number
    coupons: str
    kind: Whom = Whom("")
    passengers: tuple[Span, ...] = ()


@execute.register
def add_original_issue(command: AddOriginalIssue, work) -> BookingDisplay:
    """For the passenger whose document it is; raises PassengerDiffers, and what stands against exchanging it."""
    tickets = work.tickets.whole(known(command.number, work))
    infant, chosen = command.kind == "INF", tattoos(work, command.passengers)
    his = [name.tattoo for name in work.area.working.names if (not chosen or name.tattoo in chosen)
           and (tickets[0].passenger, tickets[0].infant) == (name.infant_text if infant else name.text, infant)]
    if not his:
        raise PassengerDiffers(number=tickets[0].number)
    check(tickets, work.office.id)
    text = written(tickets, command.coupons.replace("0", ""))
    demand_told(read(text), tickets)
    return kept_text(FareText(BOX, text, tuple(his[:1]), infant, automatic=False), work)


# ---- when it is issued

def with_reissues(booking: Booking, chosen: tuple[int, ...], work) -> Booking:
    """A booking whose typed reissues of these passengers (tattoos, none is all) say what they are in exchange for.

    Each passenger has a document of his own, and so a fare of his own. Raises what does not fit the documents.
    """
    for stored in booking.each(StoredFare):
        if stored.exchange or not (stored.typed and stored.typed.reissue):
            continue
        made = [replace(stored, passengers=(tattoo,)) for tattoo in stored.passengers]
        booking = booking.without((stored,)).add(
            *(held(each, booking, work) if not chosen or each.passengers[0] in chosen else each for each in made))
    return booking


def held(stored: StoredFare, booking: Booking, work) -> StoredFare:
    """One passenger's reissue with its exchange; as it is where he has no original-issue box."""
    text = words(booking, BOX, stored, stored.passengers[0], stored.infants)
    if not text:
        return stored
    box = read(text)
    tickets = work.tickets.whole(known(box.old, work))
    demand_his(tickets, booking.element(stored.passengers[0]), stored.infants)
    check(tickets, work.office.id)
    demand_told(box, tickets)
    return exchanged(stored, box, tickets, work)


def demand_his(tickets: TicketSet, name: Element | None, infant: bool) -> None:
    """Raises PassengerDiffers for the document of somebody else."""
    assert isinstance(name, Name), "fares are stored for passengers with a name"
    who = name.infant_text if infant else name.text
    if (tickets[0].passenger, tickets[0].infant) != (who, infant):
        raise PassengerDiffers(number=tickets[0].number)


def exchanged(stored: StoredFare, box: Original, tickets: TicketSet, work) -> StoredFare:
    """Raises CurrencyDiffers, InvalidDecimals, and what does not add up."""
    old = tickets[0].fare
    assert old is not None and stored.typed is not None
    if stored.fare.total.currency != old.total.currency:
        raise CurrencyDiffers(currency=old.total.currency)
    booking = work.bookings.find(tickets[0].locator)
    given = returned(tickets, booking, work.bookings.history(booking), work.now, work.world)
    change = ByHand(replace(given, rates=work.tariff.rates), fee(box, stored, old))
    found = change.computed(stored.fare, stored.typed)
    new = replace(stored.fare, taxes=tuple(change.taxes(stored.fare)))
    return replace(stored, fare=new, exchange=exchange.record(tickets, change, found, new))


def fee(box: Original, stored: StoredFare, old: PricedFare) -> Money:
    """As the box tells it, or what is collected for the fare beyond the difference; raises FareTotalDiffers."""
    collected = stored.typed.collected if stored.typed else None
    if collected is None:
        return money(box.penalty, old.total.currency)
    apart = max(stored.fare.fare - old.fare, Money(0, old.total.currency))
    if collected < apart:
        raise FareTotalDiffers(total=str(apart))
    return collected - apart
