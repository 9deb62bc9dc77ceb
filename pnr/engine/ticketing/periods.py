"""Sales periods of an office: closed, what is in one stays as it is, and what happens afterwards is of the next."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from ...errors import NoSales, PeriodClosed
from ...values.documents import document
from .ledger import Entries, Posting
from .sales import Line, report

if TYPE_CHECKING:
    from .accounts import Ledger
    from .records import Tickets

Day = date
Postings = list[tuple[Posting, str, Entries]]
BEGIN = date(1970, 1, 1)


@document("period")
@dataclass(frozen=True)
class Period:
    """What was closed: its postings by number and hash, and of each line (document, posting) the booking it was in."""

    office: str
    number: int
    first: Day
    last: Day
    at: str
    sign: str
    postings: int
    digest: str
    lines: tuple[tuple[str, str, str], ...]


def report_day(work) -> date:
    """The day whose report has what is done now: today, or the first day after what is closed already."""
    closed = work.ledger.periods.until(work.office.id)
    return max(work.today, closed + timedelta(1)) if closed else work.today


def demand_open(work, number: str) -> None:
    """Raises PeriodClosed where the document was sold in a period that is closed."""
    closed = work.ledger.periods.until(work.office.id)
    if closed and work.ledger.sale_day(number) <= closed.isoformat():
        raise PeriodClosed(number=number, last=closed)


def close(work, last: date) -> tuple[Period, tuple[Line, ...]]:
    """Close everything until a day; raises PeriodClosed, and NoSales where nothing happened since the one before."""
    office, before = work.office.id, work.ledger.periods.of(work.office.id)
    if before and last <= before[-1].last:
        raise PeriodClosed(number=str(before[-1].number), last=before[-1].last)
    since = before[-1].last + timedelta(1) if before else BEGIN
    work.ledger.periods.shut(office, last)
    found = work.ledger.of_office(office, since.isoformat(), last.isoformat())
    if not found:
        raise NoSales(date=last)
    first = since if before else date.fromisoformat(min(posting.day for posting, _, _ in found))
    lines = report(work.tickets, work.ledger, office, first, last)
    period = Period(office, len(before) + 1, first, last, work.now.isoformat(timespec="seconds"), work.agent.sign,
                    len(found), digest(found), tuple(each.key + (each.ticket.locator,) for each in lines))
    work.ledger.periods.add(period)
    return period, lines


def digest(postings: Postings) -> str:
    """A hash of every posting to the last coin."""
    told = sha256()
    for posting, office, entries in postings:
        told.update(repr((*posting, office, [(each.account, each.amount.currency, each.amount.minor)
                                             for each in entries])).encode())
    return told.hexdigest()


def reported(work, first: date, last: date) -> tuple[Line, ...]:
    """The report of these days; what is closed tells of bookings as they were when it was closed."""
    lines = report(work.tickets, work.ledger, work.office.id, first, last)
    told = {key[:2]: key[2] for period in work.ledger.periods.of(work.office.id)
            if period.last >= first and period.first <= last for key in period.lines}
    return tuple(as_closed(each, told) for each in lines)


def as_closed(line: Line, told: dict[tuple[str, str], str]) -> Line:
    locator = told.get(line.key, line.ticket.locator)
    return line if locator == line.ticket.locator else replace(line, ticket=replace(line.ticket, locator=locator))


# ---- audit

def differences(books: Ledger, documents: Tickets) -> Iterator[str]:
    """One line for each period that is not what was closed."""
    before: Period | None = None
    for period in books.periods.all():
        name = f"period {period.office} {period.number}"
        if not follows(before, period):
            yield f"{name}: does not follow the one before"
        found = books.of_office(period.office, period.first.isoformat(), period.last.isoformat())
        if (len(found), digest(found)) != (period.postings, period.digest):
            yield f"{name}: the ledger is not what was closed"
        if keys(report(documents, books, period.office, period.first, period.last)) != [
                line[:2] for line in period.lines]:
            yield f"{name}: its report has other documents than were closed"
        before = period


def follows(before: Period | None, period: Period) -> bool:
    if before is None or before.office != period.office:
        return period.number == 1
    return (period.number, period.first) == (before.number + 1, before.last + timedelta(1))


def keys(lines: Iterable[Line]) -> list[tuple[str, str]]:
    return [each.key for each in lines]
