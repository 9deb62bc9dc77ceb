"""What an office sold, voided and gave back: a line for each thing that happened to a document."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from ...values.money import Money, total
from . import ledger
from .ledger import Posting
from .tickets import Payment, Ticket

if TYPE_CHECKING:
    from .accounts import Ledger
    from .records import Tickets

SOLD, VOIDED, REFUNDED = "TKTT", "CANX", "RFND"
CODES = {ledger.SALE: SOLD, ledger.VOID: VOIDED, ledger.REFUND: REFUNDED}
CASH, CARD, CHECK, MIXED, NONE = "CA", "CC", "CK", "MX", "NR"
FORMS = {"CASH": CASH, "CC": CARD, "CHECK": CHECK, "INVOICE": "IN", "MS": "MS"}


@dataclass(frozen=True)
class Line:
    """One line of a report; amounts as they moved: what was given back is below zero, what was voided nothing.

    `fee` is what the airline keeps for a change or a refund; `fare` is without taxes.
    """

    sequence: int
    posting: Posting
    ticket: Ticket
    code: str
    fare: Money
    tax: Money
    fee: Money
    commission: Money
    payments: tuple[Payment, ...]
    rate: str = ""

    @property
    def undone(self) -> bool:
        """A sale that was voided: it stands in the report, and comes to nothing."""
        return self.code == SOLD and self.ticket.status == "VOID"

    @property
    def key(self) -> tuple[str, str]:
        return self.posting.document, self.posting.posting

    @property
    def total(self) -> Money:
        """What was received, or given back."""
        return total([each.amount for each in self.payments], self.fare.currency)

    @property
    def form(self) -> str:
        """CA, CC, MX where there are several, NR where nothing was paid."""
        found = {FORMS[each.form] for each in self.payments}
        return MIXED if len(found) > 1 else found.pop() if found else NONE

    @property
    def transaction(self) -> str:
        """What reports call it: TKTT of a ticket sold, EMDA or EMDS of services."""
        return f"EMD{self.ticket.emd}" if self.ticket.emd and self.code == SOLD else self.code

    @property
    def exchanged(self) -> bool:
        return self.ticket.exchange is not None and self.code != REFUNDED


def report(documents: Tickets, books: Ledger, office: str, first: date, last: date) -> tuple[Line, ...]:
    """Everything of an office between two of its days, numbered in the order in which it happened."""
    found = sorted(books.sold(office, first.isoformat(), last.isoformat()), key=in_order)
    return tuple(line(place, posting, documents.find(posting.document)) for place, posting in enumerate(found, 1))


def in_order(posting: Posting) -> tuple[str, int, str]:
    """By time; of one moment what was issued first, so that what comes after it moves no line."""
    return posting.at, list(CODES).index(posting.kind), posting.document


def line(sequence: int, posting: Posting, ticket: Ticket) -> Line:
    code = CODES[posting.kind]
    made = refunded(ticket, posting.turn) if code == REFUNDED else MAKERS[code](ticket)
    return Line(sequence, posting, ticket, code, *made, rate=ticket.commission_rate)


Made = tuple[Money, Money, Money, Money, tuple[Payment, ...]]


def sold(ticket: Ticket) -> Made:
    """Of a document in exchange only what came on top."""
    fare, done = ticket.fare, ticket.exchange
    assert fare is not None, "only the first number of a set carries money"
    nothing = Money(0, fare.fare.currency)
    earned = ticket.commission or nothing
    if done is None:
        return fare.fare, fare.tax_total, nothing, earned, ticket.payments
    found = done.computation
    return (found.fare_difference, found.tax_difference, found.penalty + found.forfeited,
            earned - (done.commission or nothing), (*done.collected, *given(done.back)))


def voided(ticket: Ticket) -> Made:
    nothing = Money(0, ticket.fare.fare.currency if ticket.fare else "")
    return nothing, nothing, nothing, nothing, ()


def refunded(ticket: Ticket, turn: int) -> Made:
    """The refund of some of its coupons, or of all; `turn` from 1."""
    record = ticket.refunds[turn - 1]
    fare = record.fare_refund + record.penalty
    return -fare, -record.tax_refund, record.penalty, -record.commission, given(record.to)


def given(payments: Iterable[Payment]) -> tuple[Payment, ...]:
    """Money on its way back."""
    return tuple(replace(each, amount=-each.amount) for each in payments)


MAKERS = {SOLD: sold, VOIDED: voided}


@dataclass(frozen=True)
class Totals:
    """Of some lines in one currency, without what was voided.

    `cash` is what the agency has of it, `remitted` what it owes of that.
    """

    documents: int
    fare: Money
    tax: Money
    fee: Money
    commission: Money
    total: Money
    cash: Money

    @property
    def remitted(self) -> Money:
        """Cash less commission on everything: card sales are paid to the airline, and earn as well."""
        return self.cash - self.commission


SUMMED = ("fare", "tax", "fee", "commission", "total")


def totals(lines: Iterable[Line], currency: str) -> Totals:
    some = [each for each in lines if each.fare.currency == currency and not each.undone]
    cash = [paid.amount for each in some for paid in each.payments if paid.form != "CC"]
    sums = {name: total([getattr(each, name) for each in some], currency) for name in SUMMED}
    return Totals(len(some), cash=total(cash, currency), **sums)
