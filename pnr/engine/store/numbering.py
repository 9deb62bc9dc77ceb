"""Numbers from counters, leased in blocks: a gap may happen, a double never."""
from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, insert, select, update

from .retry import Needed
from .tables import counters
from .weight import Weight

if TYPE_CHECKING:
    from .open import Session, Store

BLOCK = 32

VALUE = select(counters.c.value).where(counters.c.name == bindparam("name"))
FIRST = insert(counters).inline()
LEASE = (update(counters).where(counters.c.name == bindparam("counter"), counters.c.value == bindparam("old"))
         .values(value=bindparam("new")))


class Numbers:
    """The numbers this process may give out without asking the store again: 0, 1, 2 … for each name."""

    def __init__(self, store: Store):
        self.store = store
        self.leased: dict[str, deque[int]] = {}

    def ready(self, name: str, count: int = 1) -> None:
        """See that so many numbers are at hand; before a transaction, since a lease is one of its own."""
        held = self.leased.setdefault(name, deque())
        while len(held) < count:
            held.extend(self.store.transact(Weight.WORK, lambda session, _: lease(session, name)))

    def draw(self, name: str) -> int:
        """The next number. When none is at hand the transaction is left, a block is leased, and it is run again."""
        try:
            return self.leased[name].popleft()
        except (KeyError, IndexError):
            raise Needed(lambda: self.ready(name)) from None

    def forget(self) -> None:
        """Nothing leased is ours any more: the database was replaced, or this is a child of the process that leased."""
        self.leased.clear()

    def give_back(self) -> None:
        """At an orderly end: where nobody has leased since, the next process goes on without a gap."""
        left = {name: last_run(held) for name, held in self.leased.items() if held}
        self.forget()
        if left:
            self.store.transact(Weight.WORK, lambda session, _: unlease(session, left))


def last_run(held: deque[int]) -> tuple[int, int]:
    """Where the last unbroken run of numbers begins and ends; between two leases others may have leased."""
    end = first = held[-1] + 1
    for number in reversed(held):
        if number != first - 1:
            break
        first = number
    return first, end


def unlease(session: Session, left: dict[str, tuple[int, int]]) -> None:
    for name, (first, end) in sorted(left.items()):
        session.run(LEASE, counter=name, old=end, new=first)


def lease(session: Session, name: str) -> range:
    row = session.run(VALUE, name=name).fetchone()
    old = row[0] if row else 0
    if row is None:
        session.run(FIRST, name=name, value=BLOCK)
    else:
        session.change(LEASE, counter=name, old=old, new=old + BLOCK)
    return range(old, old + BLOCK)
