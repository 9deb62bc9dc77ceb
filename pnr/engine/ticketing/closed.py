"""Closed sales periods in the store."""
from datetime import date

from ...values.documents import read, write
from ..store.open import Session
from ..store.retry import Raced
from . import tables
from .periods import Period

SEALED = "period"


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

    def demand_open(self, office: str, day: str, what: str) -> None:
        """Go through the office's gate, which a period that is being closed holds; where that one has the day by now,
        all is tried again and finds the day after it."""
        if self.session.run(tables.PASS, where=office, day=day, what=what).rowcount:
            return
        until = self.until(office)
        if until and until.isoformat() >= day:
            raise Raced
        self.session.run(tables.CLOSE, office=office, number=0, last=until.isoformat() if until else "", body=what)

    def shut(self, office: str, last: date) -> None:
        """Nothing more comes into the days until the last; what is under way comes first."""
        told = {"day": last.isoformat(), "what": "closed"}
        if not self.session.run(tables.SHUT, where=office, **told).rowcount:
            self.session.run(tables.CLOSE, office=office, number=0, last=told["day"], body=told["what"])

    def add(self, period: Period) -> None:
        """Two desks that close at once: the second is run again, and finds it closed."""
        self.session.run(tables.CLOSE, office=period.office, number=period.number, last=period.last.isoformat(),
                         body=write(period, self.keys.seal(SEALED)))

    def opened(self, body: str) -> Period:
        return read(body, self.keys.opened(SEALED))
