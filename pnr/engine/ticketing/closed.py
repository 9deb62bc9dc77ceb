"""Closed sales periods in the store."""
from datetime import date

from ...values.documents import read, write
from ..store.open import Session
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

    def add(self, period: Period) -> None:
        """Two desks that close at once: the second is run again, and finds it closed."""
        self.session.run(tables.CLOSE, office=period.office, number=period.number, last=period.last.isoformat(),
                         body=write(period, self.keys.seal(SEALED)))

    def opened(self, body: str) -> Period:
        return read(body, self.keys.opened(SEALED))
