"""What leaves the house: written with the entry that causes it, sent after its COMMIT, each once and in order."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, insert, select

from .moments import from_text, to_text
from .tables import outbox
from .weight import Weight

if TYPE_CHECKING:
    from .open import Session, Store

COUNTER = "outbox"

PUT = insert(outbox).inline()
ONE = select(outbox.c.number, outbox.c.at, outbox.c.kind, outbox.c.body).where(outbox.c.number == bindparam("this"))
NUMBERS = select(outbox.c.number)
DONE = delete(outbox).where(outbox.c.number == bindparam("this"))
PENDING = (select(outbox.c.number, outbox.c.at, outbox.c.kind, outbox.c.body)
           .order_by(outbox.c.at, outbox.c.number).limit(bindparam("most")))


@dataclass(frozen=True, slots=True)
class Letter:
    """`number` is its own for ever: a receiver who has seen it before has seen this letter."""

    number: int
    at: datetime
    kind: str
    body: str


class Outbox:
    """The letters not yet sent, within one transaction."""

    def __init__(self, session: Session, now: datetime | None = None):
        self.session, self.now = session, now

    def put(self, kind: str, body: str | Callable[[int], str]) -> int:
        """Gives the letter's number; `body` may be made of it."""
        number = self.session.store.numbers.draw(COUNTER)
        at = to_text(self.now or self.session.store.clock())
        text = body if isinstance(body, str) else body(number)
        self.session.run(PUT, number=number, at=at, kind=kind, body=text)
        return number

    def find(self, number: int) -> Letter | None:
        row = self.session.run(ONE, this=number).fetchone()
        return Letter(row[0], from_text(row[1]), row[2], row[3]) if row else None

    def numbers(self) -> set[int]:
        """Of every letter that is here."""
        return {number for number, in self.session.run(NUMBERS).fetchall()}

    def pending(self, most: int = 100) -> list[Letter]:
        rows = self.session.run(PENDING, most=most).fetchall()
        return [Letter(number, from_text(at), kind, body) for number, at, kind, body in rows]

    def done(self, number: int) -> bool:
        """Take the letter out; False when somebody else has done so."""
        return self.session.run(DONE, this=number).rowcount == 1


def send(store: Store, carriers: Mapping[str, Callable[[Session, Letter], object]]) -> int:
    """Hand the waiting letters to those who carry them, one a transaction: what a carrier writes, it writes once.

    Stops at a letter whose carrier raises, so that order holds. A carrier that reaches outside must be able to be told
    twice: its letter stays until COMMIT.
    """
    sent = 0
    while letters := store.transact(Weight.LOOK, lambda session, _: Outbox(session).pending()):
        sent += sum(carry(store, letter, carriers) for letter in letters)
    return sent


def carry(store: Store, letter: Letter, carriers: Mapping[str, Callable[[Session, Letter], object]]) -> bool:
    def body(session: Session, _: bool) -> bool:
        if not Outbox(session).done(letter.number):
            return False
        carriers[letter.kind](session, letter)
        return True

    return store.transact(Weight.FILE, body)
