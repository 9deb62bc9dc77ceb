"""The books: every document is posted twice over, so that each posting comes to nothing in every currency.

Amounts that come in stand positive, what is owed or earned negative: cash 2050, sales:CA -1960, taxes:CN -50 and so on.
"""
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from ...values.money import Money
from ..pricing.quote import Tax
from .tickets import Payment, RefundRecord, Ticket

SALE, VOID, REFUND = "sale", "void", "refund"
DIGITS = "0123456789"
RECEIVED = {"CASH": "cash", "CHECK": "cash", "INVOICE": "receivable", "MS": "receivable"}


class Entry(NamedTuple):
    account: str
    amount: Money


Entries = tuple[Entry, ...]


class Posting(NamedTuple):
    """One thing that happened to a document: which, when (ISO in UTC), on which day of the office, and by whom."""

    document: str
    posting: str
    at: str
    day: str
    sign: str

    @property
    def kind(self) -> str:
        return self.posting.rstrip(DIGITS)

    @property
    def turn(self) -> int:
        """Which of its kind it is, from 1: coupons of one document may be refunded one after another."""
        return int(self.posting.removeprefix(self.kind) or 1)


def refund_posting(turn: int) -> str:
    return REFUND if turn == 1 else f"{REFUND}{turn}"


def account(payment: Payment) -> str:
    return f"card:{payment.vendor}" if payment.form == "CC" else RECEIVED[payment.form]


def sale(ticket: Ticket) -> Entries:
    """What was received, against the airline's fare and each tax; the agency's commission against what it remits."""
    fare = ticket.fare
    assert fare is not None, "only the first number of a set carries money"
    received = [Entry(account(payment), payment.amount) for payment in ticket.payments]
    levied = [Entry(f"taxes:{tax.code}", -tax.amount) for tax in fare.taxes]
    owed = [Entry(f"sales:{ticket.carrier}", -fare.fare), *levied]
    return posted([*received, *owed, *earned(ticket.carrier, ticket.commission)])


def exchanged(ticket: Ticket) -> Entries:
    """What an exchange moved: the differences of fare and taxes, and what the airline keeps, against the money."""
    done, carrier = ticket.exchange, ticket.carrier
    assert done is not None
    found = done.computation
    money = [*(Entry(account(each), each.amount) for each in done.collected),
             *(Entry(account(each), -each.amount) for each in done.back)]
    owed = [Entry(f"sales:{carrier}", -found.fare_difference),
            *(Entry(f"taxes:{tax.code}", -tax.difference) for tax in found.taxes),
            Entry(f"penalties:{carrier}", -found.penalty - found.forfeited),
            Entry(f"residual:{carrier}", -found.residual)]
    before, after = (each or Money(0, found.to_pay.currency) for each in (done.commission, ticket.commission))
    return posted([*money, *owed, *earned(carrier, after - before)])


def issued(ticket: Ticket) -> Entries:
    """What issuing it moved: a sale, or what came on top of the document it was exchanged for."""
    return exchanged(ticket) if ticket.exchange else sale(ticket)


def earned(carrier: str, commission: Money | None) -> list[Entry]:
    """Commission, which the agency keeps from what it remits to the airline; negative when it is called back."""
    if commission is None:
        return []
    return [Entry(f"remittance:{carrier}", commission), Entry(f"commission:{carrier}", -commission)]


def reversed_(entries: Iterable[Entry]) -> Entries:
    return tuple(Entry(name, -amount) for name, amount in entries)


def refund(carrier: str, record: RefundRecord) -> Entries:
    """Fare and taxes given back, against the forms they go to and the penalty the airline keeps."""
    left = record.fare_paid - record.fare_used
    given = left if left.minor > 0 else record.fare_refund
    kept = given - record.fare_refund
    back = [Entry(f"refunds:{carrier}", given), *taxes_back(record.taxes), Entry(f"penalties:{carrier}", -kept)]
    paid = [Entry(account(payment), -payment.amount) for payment in record.to]
    return posted([*back, *paid, *earned(carrier, -record.commission)])


def taxes_back(taxes: Iterable[Tax]) -> list[Entry]:
    return [Entry(f"taxes:{tax.code}", tax.amount) for tax in taxes]


def posted(entries: Iterable[Entry]) -> Entries:
    """Entries that move something; raises AssertionError when they do not come to nothing.

    Where nothing moves one stays, so that an even exchange stands in the books and in the day's report as well.
    """
    entries = list(entries)
    moving = tuple(entry for entry in entries if entry.amount.minor) or tuple(entries[:1])
    if any(balance(moving).values()):
        raise AssertionError(f"entries do not balance: {moving}")
    return moving


def balance(entries: Iterable[Entry]) -> Counter[str]:
    """What is left over in each currency."""
    left: Counter[str] = Counter()
    for entry in entries:
        left[entry.amount.currency] += entry.amount.minor
    return left
