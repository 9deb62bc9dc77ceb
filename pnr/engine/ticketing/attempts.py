"""Payments in the store: each attempt, and each thing given back, a versioned document of its booking."""
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from ...values.documents import read, write
from ..store.due import Due, DueItem
from ..store.open import Session
from . import tables
from .charges import PATIENCE, Attempt, Reversal, key_of

DUE = "charge"  # kind of the due item that asks the gateway how things stand
Kept = TypeVar("Kept", bound="Attempt | Reversal")


def asking(session: Session, item: DueItem) -> None:
    """What is not over when it is due is asked about after this transaction, and again later."""
    session.store.asking.append(item.key)
    Due(session).add(max(item.at, session.store.clock()) + PATIENCE, DUE, item.key)


class Attempts:
    """Every change is a compare-and-swap; what is not over is asked about when it is due."""

    def __init__(self, session: Session):
        self.session, self.keys = session, session.store.keys

    def of(self, booking: int) -> list[Attempt | Reversal]:
        rows = self.session.run(tables.PAYMENTS, number=booking).fetchall()
        return [self._opened(booking, place, version, body) for place, version, body in rows]

    def found(self, key: str) -> Attempt | Reversal | None:
        booking, _, place = key.partition("/")
        return next((each for each in self.of(int(booking)) if each.place == int(place)), None)

    def find(self, key: str) -> Attempt | Reversal:
        found = self.found(key)
        assert found is not None, "payments are never deleted"
        return found

    def attempt(self, key: str) -> Attempt:
        found = self.find(key)
        assert isinstance(found, Attempt)
        return found

    def last(self, booking: int) -> Attempt | None:
        """The last attempt to pay for a booking, however it ended."""
        found = [each for each in self.of(booking) if isinstance(each, Attempt)]
        return found[-1] if found else None

    def next_place(self, booking: int) -> int:
        return max((each.place for each in self.of(booking)), default=0) + 1

    def keep(self, made: Kept, now: datetime | None = None) -> Kept:
        """A new one, or the next version; from `now` on it is asked about every `PATIENCE`, until it is over.

        Whoever takes the same place, or changes it, at the same time makes the transaction run again.
        """
        after = replace(made, version=made.version + 1)
        if made.version:
            self.session.change(tables.CHANGE_PAYMENT, number=made.booking, turn=made.place, seen=made.version,
                                document=self._written(after))
        else:
            self.session.run(tables.PUT_PAYMENT, booking=made.booking, place=made.place, version=1,
                             body=self._written(after))
        if made.over and made.version:
            Due(self.session).remove(DUE, made.key)
        elif now and not made.over and not made.version:
            Due(self.session).add(now + PATIENCE, DUE, made.key)
        return after

    def ask_soon(self, made: Attempt | Reversal) -> None:
        """After this transaction, and again when that did not settle it."""
        self.session.store.asking.append(made.key)

    def all(self) -> Iterator[Attempt | Reversal]:
        for booking, place, version, body in self.session.run(tables.ALL_PAYMENTS).fetchall():
            yield self._opened(booking, place, version, body)

    def _opened(self, booking: int, place: int, version: int, body: str) -> Attempt | Reversal:
        return replace(read(body, self.keys.opened(f"charge:{key_of(booking, place)}")), version=version)

    def _written(self, made: Attempt | Reversal) -> str:
        return write(replace(made, version=0), self.keys.seal(f"charge:{made.key}"))
