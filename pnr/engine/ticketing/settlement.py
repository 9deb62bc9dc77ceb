"""What an office owes for a period: every document it reported, who flies what of it, and control totals.

The totals are taken twice, of the documents and of the ledger, and must be the same to the coin.
"""
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ...values.money import Money, total
from ..store.open import Session
from .accounts import Ledger
from .ledger import Entries
from .records import Tickets
from .sales import FORMS, SOLD, VOIDED, Line, Totals, report, sold, totals
from .tickets import coupons_of

Control = dict[tuple[str, str], int]  # by account group and currency, in smallest coins
RECEIVED = ("cash", "receivable", "card")


class DoesNotReconcile(Exception):
    """Documents and ledger tell of different money: in which accounts and currencies."""


@dataclass(frozen=True)
class Share:
    """What a carrier flies of a document another one issued: coupon, its part of the base fare, and what it is due."""

    document: str
    coupon: int
    carrier: str
    issuer: str
    amount: str
    currency: str
    due: Money | None


@dataclass(frozen=True)
class Settlement:
    office: str
    first: date
    last: date
    lines: tuple[Line, ...]
    shares: tuple[Share, ...]
    control: Control


def settlement(session: Session, office: str, first: date, last: date) -> Settlement:
    """Raises DoesNotReconcile where documents and ledger differ, and says in what."""
    documents, books = Tickets(session), Ledger(session)
    lines = report(documents, books, office, first, last)
    told = of_documents(lines)
    posted = of_ledger(entries for _, where, entries in books.between(first.isoformat(), last.isoformat())
                       if where == office)
    wrong = sorted(key for key in told.keys() | posted.keys() if told.get(key, 0) != posted.get(key, 0))
    if wrong:
        raise DoesNotReconcile(f"documents and ledger differ: {', '.join(' '.join(key) for key in wrong)}")
    return Settlement(office, first, last, lines, tuple(shares(documents, lines)), told)


def of_documents(lines: Iterable[Line]) -> Control:
    """What was received, owed in taxes and earned, as the documents say it; a void takes its sale back."""
    found: Counter[tuple[str, str]] = Counter()
    for line in lines:
        sign = 1
        if line.code == VOIDED:
            line, sign = sale_of(line), -1
        currency = line.fare.currency
        found["received", currency] += sign * line.total.minor
        found["taxes", currency] -= sign * line.tax.minor
        found["commission", currency] -= sign * line.commission.minor
    return {key: minor for key, minor in found.items() if minor}


def sale_of(line: Line) -> Line:
    """The line of the sale that a void takes back."""
    fare, tax, fee, commission, payments = sold(line.ticket)
    return Line(line.sequence, line.posting, line.ticket, SOLD, fare, tax, fee, commission, payments)


def of_ledger(postings: Iterable[Entries]) -> Control:
    found: Counter[tuple[str, str]] = Counter()
    for entry in (entry for entries in postings for entry in entries):
        group = entry.account.partition(":")[0]
        group = "received" if group in RECEIVED else group
        if group in ("received", "taxes", "commission"):
            found[group, entry.amount.currency] += entry.amount.minor
    return {key: minor for key, minor in found.items() if minor}


def by_airline(lines: Iterable[Line]) -> Iterator[tuple[str, str, Totals]]:
    """Airline, currency and totals: what the office sold of each, and what it owes of that."""
    lines = list(lines)
    for carrier, currency in sorted({(line.ticket.carrier, line.fare.currency) for line in lines}):
        yield carrier, currency, totals([line for line in lines if line.ticket.carrier == carrier], currency)


def by_form(lines: Iterable[Line]) -> Iterator[tuple[str, str, int, Money]]:
    """Form of payment, currency, how many documents had money of it, and how much was received."""
    found: dict[tuple[str, str], list[Money]] = {}
    for line in lines:
        if not line.undone:
            for paid in line.payments:
                found.setdefault((FORMS[paid.form], paid.amount.currency), []).append(paid.amount)
    for (form, currency), amounts in sorted(found.items()):
        yield form, currency, len(amounts), total(amounts, currency)


def shares(documents: Tickets, lines: Iterable[Line]) -> Iterator[Share]:
    """Coupons of others than the issuing carrier, which bills or is billed for them by agreement."""
    for line in lines:
        if line.code != SOLD:
            continue
        for ticket, coupon in coupons_of(documents.whole(line.ticket.number)):
            if coupon.carrier != ticket.carrier:
                yield Share(ticket.number, coupon.number, coupon.carrier, ticket.carrier, str(coupon.value),
                            coupon.value.currency, coupon.due)
