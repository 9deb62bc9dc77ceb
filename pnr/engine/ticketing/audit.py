"""Documents, bookings, ledger and stock against each other."""
from collections import defaultdict
from collections.abc import Iterator

from ..booking.bookings import Bookings
from ..booking.elements import IssuedTicket
from ..store.open import Session
from . import interline, ledger, paid, periods
from .accounts import Ledger
from .coupons import TRANSITIONS
from .ledger import Entries, balance
from .records import Tickets
from .series import EMDS, PRINTER, REFUNDS
from .stock import Stock
from .tickets import Ticket, following

STATES = {"OPEN": "ET", "VOID": "EV", "REFUNDED": "ER", "EXCHANGED": "EX"}
Postings = dict[str, Entries]


def differences(session: Session) -> Iterator[str]:
    """One line for each thing that differs."""
    documents = Tickets(session)
    tickets = {ticket.number: ticket for ticket in documents.all()}
    yield from finders(documents, tickets)
    yield from sets(tickets)
    yield from exchanges(tickets)
    yield from bookings(session, tickets)
    yield from books(Ledger(session), tickets)
    yield from numbers(Stock(session), tickets)
    yield from periods.differences(Ledger(session), Tickets(session))
    yield from paid.differences(session, tickets)


def finders(documents: Tickets, tickets: dict[str, Ticket]) -> Iterator[str]:
    wanted = {(kind, value, ticket.number)
              for ticket in tickets.values() for kind, value in documents.finder_rows(ticket)}
    for kind, _, number in sorted(wanted ^ documents.all_finders()):
        yield f"ticket {number}: what finds it by {kind} is wrong"


def sets(tickets: dict[str, Ticket]) -> Iterator[str]:
    """Conjunctions are complete, coupons in a known status, and the money is on the first number alone."""
    for number, ticket in tickets.items():
        last = following(ticket.primary, ticket.count - 1)
        if following(ticket.primary, ticket.place - 1) != number or last not in tickets:
            yield f"ticket {number}: not in its place in a set of {ticket.count}"
        if any(coupon.status not in TRANSITIONS for coupon in ticket.coupons):
            yield f"ticket {number}: a coupon in an unknown status"
        if (ticket.fare is None) != (ticket.place > 1):
            yield f"ticket {number}: money where it should not be, or none"
        if ticket.fare and sum(paid.amount.minor for paid in ticket.payments) != ticket.fare.total.minor:
            yield f"ticket {number}: payments are not its total"


def exchanges(tickets: dict[str, Ticket]) -> Iterator[str]:
    """Old and new documents know of each other, unless the new one was voided."""
    for number, ticket in tickets.items():
        done = ticket.exchange if ticket.status != "VOID" else None
        if done and tickets[done.old].exchanged_for != number:
            yield f"ticket {number}: what it was exchanged for does not know"
        later = tickets.get(ticket.exchanged_for)
        if ticket.exchanged_for and (later is None or later.exchange is None or later.exchange.old != ticket.primary):
            yield f"ticket {number}: exchanged for a document that does not know"


def bookings(session: Session, tickets: dict[str, Ticket]) -> Iterator[str]:
    """Every first number stands in its booking, with its total and its state, and nothing else does."""
    told = {(booking.number, element.number): element for booking in Bookings(session).all()
            for element in booking.each(IssuedTicket)}
    wanted = {(ticket.booking, ticket.number): ticket for ticket in tickets.values() if ticket.place == 1}
    for key in sorted(told.keys() ^ wanted.keys()):
        yield f"ticket {key[1]}: {'only a booking' if key in told else 'no booking'} knows of it"
    for key in sorted(told.keys() & wanted.keys()):
        element, ticket = told[key], wanted[key]
        if element.total != (ticket.fare and ticket.fare.total) or element.conjunction != ticket.count:
            yield f"ticket {ticket.number}: the booking tells another total or size of the set"
        state = STATES.get(ticket.status, "ET")
        if (f"D{state[1]}" if ticket.emd else state) != element.state:
            yield f"ticket {ticket.number}: {ticket.status}, but {element.state} in the booking"


def books(accounts: Ledger, tickets: dict[str, Ticket]) -> Iterator[str]:
    """Every posting comes to nothing, and is what its document says it is."""
    posted: dict[str, Postings] = defaultdict(dict)
    for document, posting, entry in accounts.all():
        posted[document][posting] = (*posted[document].get(posting, ()), entry)
    for document in sorted(posted.keys() - tickets.keys()):
        yield f"ledger {document}: no such document"
    for number, ticket in tickets.items():
        yield from postings(ticket, posted[number])


def postings(ticket: Ticket, posted: Postings) -> Iterator[str]:
    for posting, entries in posted.items():
        if any(balance(entries).values()):
            yield f"ledger {ticket.number} {posting}: does not come to nothing"
    for posting in sorted(expected(ticket).keys() | posted.keys()):
        if sorted(expected(ticket).get(posting, ())) != sorted(posted.get(posting, ())):
            yield f"ledger {ticket.number} {posting}: not what the document says"


def expected(ticket: Ticket) -> Postings:
    """The postings a document has led to."""
    found: Postings = interline.postings(ticket)
    if ticket.place > 1:
        return found
    found[ledger.SALE] = ledger.issued(ticket)
    if ticket.status == "VOID":
        found[ledger.VOID] = ledger.reversed_(found[ledger.SALE])
    for turn, record in enumerate(ticket.refunds, 1):
        found[ledger.refund_posting(turn)] = ledger.refund(ticket.carrier, record)
    return found


def numbers(stock: Stock, tickets: dict[str, Ticket]) -> Iterator[str]:
    """Every number drawn is a document, and every document's number was drawn."""
    used = {PRINTER: {int(ticket.serial) for ticket in tickets.values() if not ticket.emd},
            EMDS: {int(ticket.serial) for ticket in tickets.values() if ticket.emd},
            REFUNDS: {record.number for ticket in tickets.values() for record in ticket.refunds}}
    drawn: dict[str, set[int]] = {series: set() for series in used}
    for _, series, held in stock.all():
        drawn[series] |= set(range(held.first, held.next))
    for series in used:
        for number in sorted(used[series] ^ drawn[series]):
            yield f"{series} {number}: {'drawn and not used' if number in drawn[series] else 'used and not drawn'}"
