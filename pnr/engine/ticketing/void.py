"""Void: everything as if it had not been sold, on the day of issue, by the office of issue, before
its sales period is closed, and the number is spent."""
from datetime import date

from ...errors import AlreadyVoided, CouponNotOpen, IssuedElsewhere, VoidPeriodOver
from ..guards import demand
from . import ledger
from .coupons import all_moved
from .exchange import take_back
from .filing import deed, mark, noted
from .giving import EXCHANGE, give_back, given_back
from .periods import demand_open
from .tickets import WORDS, TicketSet, coupons_of

VOID = "V"
DAYS = 0  # after the day of issue on which a document may still be voided


def check(tickets: TicketSet, office: str, today: date) -> None:
    """Raises what stands against voiding this set."""
    first = tickets[0]
    states = {coupon.status for _, coupon in coupons_of(tickets)}
    if states == {VOID}:
        raise AlreadyVoided(number=first.number)
    if first.office != office:
        raise IssuedElsewhere(number=first.number, office=first.office)
    for ticket, coupon in coupons_of(tickets):
        if coupon.status != "O":
            raise CouponNotOpen(number=ticket.number, coupon=coupon.number, status=coupon.status,
                                word=WORDS[coupon.status])
    if (today - first.date).days > DAYS:
        raise VoidPeriodOver(number=first.number)


def void(work, number: str) -> TicketSet:
    """Void the set this number belongs to: coupons, booking and books in one transaction."""
    demand(work, "void")
    tickets = work.tickets.whole(number)
    check(tickets, work.office.id, work.today)
    demand_open(work, tickets[0].number)
    done, exchange = deed(work), tickets[0].exchange
    mark(work, tickets, "EV", ((exchange.old, "ET"),) if exchange else ())
    if exchange:
        take_back(work.tickets, exchange, done)
    after = work.tickets.change(noted(ticket, done, "voided", "O", VOID, ticket.coupons)
                                for ticket in all_moved(tickets, VOID))
    first = tickets[0].number
    undone = given_back(work, first, tickets[0].booking, EXCHANGE) if exchange else ()
    give_back(work, tickets, VOID, exchange.collected if exchange else tickets[0].payments, True, undone)
    work.ledger.post(first, ledger.VOID, ledger.reversed_(work.ledger.of(first)[ledger.SALE]), done)
    return after
