"""Sales periods of an office: closed, what is in one stays as it is, and what happens afterwards is of the next."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256

from ...errors import NoSales, PeriodClosed
from ...values.documents import document, read, write
from ..store.open import Session
from . import tables
from .accounts import Ledger
from .ledger import Entries, Posting
from .records import Tickets
from .sales import Line, report

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


class Periods:
    """Appended, one after another without a gap, and never rewritten."""

    def __init__(self, session: Session):
        self.session, self.keys = session, session.store.keys

    def until(self, office: str) -> date | None:
        """The last day that is closed."""
        found = self.session.run(tables.CLOSED_UNTIL, where=office).fetchone()
        return date.fromisoformat(found[0]) if found and found[0] else None

    def of(self, office: str) -> list[Period]:
        return [self.opened(body) for body, in self.session.run(tables.CLOSED, where=office).fetchall()]

    def all(self) -> list[Period]:
        return [self.opened(body) for body, in self.session.run(tables.ALL_CLOSED).fetchall()]

    def add(self, period: Period) -> None:
        """Two desks that close at once: the second is run again, and finds it closed."""
        self.session.run(tables.CLOSE, office=period.office, number=period.number, last=period.last.isoformat(),
                         body=write(period, self.keys.seal(SEALED)))

    def opened(self, body: str) -> Period:
        return read(body, self.keys.opened(SEALED))


SEALED = "period"


def report_day(work) -> date:
    """The day whose report has what is done now: today, or the first day after what is closed already."""
    closed = Periods(work.session).until(work.office.id)
    return max(work.today, closed + timedelta(1)) if closed else work.today


def demand_open(work, number: str) -> None:
    """Raises PeriodClosed where the document was sold in a period that is closed."""
    closed = Periods(work.session).until(work.office.id)
    if closed and work.ledger.sale_day(number) <= closed.isoformat():
        raise PeriodClosed(number=number, last=closed)


def close(work, last: date) -> tuple[Period, tuple[Line, ...]]:
    """Close everything until a day; raises PeriodClosed, and NoSales where nothing happened since the one before."""
    office, before = work.office.id, Periods(work.session).of(work.office.id)
    if before and last <= before[-1].last:
        raise PeriodClosed(number=str(before[-1].number), last=before[-1].last)
    since = before[-1].last + timedelta(1) if before else BEGIN
    found = work.ledger.of_office(office, since.isoformat(), last.isoformat())
    if not found:
        raise NoSales(date=last)
    first = since if before else date.fromisoformat(min(posting.day for posting, _, _ in found))
    lines = report(work.tickets, work.ledger, office, first, last)
    period = Period(office, len(before) + 1, first, last, work.now.isoformat(timespec="seconds"), work.agent.sign,
                    len(found), digest(found), tuple(each.key + (each.ticket.locator,) for each in lines))
    Periods(work.session).add(period)
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
    told = {key[:2]: key[2] for period in Periods(work.session).of(work.office.id)
            if period.last >= first and period.first <= last for key in period.lines}
    return tuple(as_closed(each, told) for each in lines)


def as_closed(line: Line, told: dict[tuple[str, str], str]) -> Line:
    locator = told.get(line.key, line.ticket.locator)
    return line if locator == line.ticket.locator else replace(line, ticket=replace(line.ticket, locator=locator))


# ---- audit

def differences(session: Session) -> Iterator[str]:
    """One line for each period that is not what was closed."""
    books, documents = Ledger(session), Tickets(session)
    before: Period | None = None
    for period in Periods(session).all():
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
