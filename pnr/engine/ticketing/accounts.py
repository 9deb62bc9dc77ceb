"""The books in the store: appended and never rewritten."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from ...values.money import Money
from ..store.open import Session
from . import tables
from .closed import Periods
from .ledger import SALE, Entries, Entry, Posting

if TYPE_CHECKING:
    from .filing import Deed


class Ledger:
    """A document has at most one posting of a kind."""

    def __init__(self, session: Session):
        self.session = session
        self.periods = Periods(session)

    def post(self, document: str, posting: str, entries: Entries, done: Deed) -> None:
        """All of it in a period that is open; tried again where that one was closed meanwhile."""
        self.periods.demand_open(done.office, done.day, f"{document}/{posting}")
        self.session.run_each(tables.POST, [
            {"document": document, "posting": posting, "line": line, "at": done.at, "day": done.day,
             "office": done.office, "sign": done.sign, "account": entry.account, "currency": entry.amount.currency,
             "amount": entry.amount.minor} for line, entry in enumerate(entries, 1)])

    def of(self, document: str) -> dict[str, Entries]:
        """A document's postings by kind."""
        found: dict[str, Entries] = {}
        for posting, name, amount, currency in self.session.run(tables.POSTED, ticket=document).fetchall():
            found[posting] = (*found.get(posting, ()), Entry(name, Money(amount, currency)))
        return found

    def sold(self, office: str, first: str, last: str) -> list[Posting]:
        """What an office posted between two days (ISO), in the order in which it happened."""
        rows = self.session.run(tables.SOLD, where=office, low=first, high=last).fetchall()
        return [Posting(*row) for row in rows]

    def sale_day(self, document: str) -> str:
        """On which day of an office it was sold (ISO)."""
        return self.session.run(tables.SALE_DAY, ticket=document, kind=SALE).fetchone()[0]

    def between(self, first: str, last: str) -> Iterator[tuple[Posting, str, Entries]]:
        """Every posting of these days with its office and entries, in the order in which they happened."""
        yield from grouped(self.session.stream(tables.DAYS, low=first, high=last))

    def of_office(self, office: str, first: str, last: str) -> list[tuple[Posting, str, Entries]]:
        """The same of one office."""
        return list(grouped(self.session.run(tables.OF_OFFICE, where=office, low=first, high=last).fetchall()))

    def all(self) -> Iterator[tuple[str, str, Entry]]:
        for document, posting, name, amount, currency in self.session.run(tables.ALL_POSTED).fetchall():
            yield document, posting, Entry(name, Money(amount, currency))


def grouped(rows: Iterable[Sequence]) -> Iterator[tuple[Posting, str, Entries]]:
    """Rows of postings, a posting at a time."""
    for (at, day, office, sign, document, posting), lines in groupby(rows, key=lambda row: tuple(row[:6])):
        entries = tuple(Entry(name, Money(amount, currency)) for *_, name, currency, amount in lines)
        yield Posting(document, posting, at, day, sign), office, entries
