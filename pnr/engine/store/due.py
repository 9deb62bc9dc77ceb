"""What is to happen at a time: time limits, expired areas, waitlists, tries to be made again."""
from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, insert, select

from ...errors import Unavailable
from .moments import from_text, to_text
from .tables import due
from .weight import Weight

if TYPE_CHECKING:
    from .open import Session, Store

LATER = timedelta(hours=1)  # an item whose handler failed is tried again after this
log = logging.getLogger(__name__)

THIS = (due.c.kind == bindparam("sort"), due.c.key == bindparam("name"))
ADD = insert(due).inline()
REMOVE = delete(due).where(*THIS)
TAKE = delete(due).where(*THIS, due.c.at == bindparam("until"))
NEXT = (select(due.c.at, due.c.kind, due.c.key).where(due.c.at <= bindparam("now"))
        .order_by(due.c.at, due.c.kind, due.c.key).limit(1))
ALL = select(due.c.at, due.c.kind, due.c.key).order_by(due.c.at, due.c.kind, due.c.key)


@dataclass(frozen=True, slots=True)
class DueItem:
    """`kind` names the handler, `key` what it is about, `at` when it was to happen."""

    at: datetime
    kind: str
    key: str


Handler = Callable[["Session", DueItem], object]


class Due:
    """The list of what is to happen, within one transaction."""

    def __init__(self, session: Session):
        self.session = session

    def add(self, at: datetime, kind: str, key: str) -> None:
        """At most one item of a kind is kept for a key: adding it again moves it.

        Nothing is asked of the first statement, so that both go to a server in one trip with what follows.
        """
        self.session.run(REMOVE, sort=kind, name=key)
        self.session.run(ADD, kind=kind, key=key, at=to_text(at))

    def remove(self, kind: str, key: str) -> bool:
        return self.session.run(REMOVE, sort=kind, name=key).rowcount == 1

    def take(self, item: DueItem) -> bool:
        """Remove just this item; False when somebody else has done it or moved it."""
        return self.session.run(TAKE, sort=item.kind, name=item.key, until=to_text(item.at)).rowcount == 1

    def all(self) -> Iterator[DueItem]:
        """Everything that is to happen, in order."""
        for at, kind, key in self.session.run(ALL).fetchall():
            yield DueItem(from_text(at), kind, key)

    def next(self, now: datetime) -> DueItem | None:
        row = self.session.run(NEXT, now=to_text(now)).fetchone()
        return DueItem(from_text(row[0]), row[1], row[2]) if row else None


def run_due(store: Store, now: datetime, handlers: Mapping[str, Handler]) -> int:
    """Do all that is due, in order, each item a transaction dated at its own time; gives how many were done."""
    done = 0
    while item := store.transact(Weight.LOCAL, lambda session, _: Due(session).next(now)):
        done += run_item(store, item, handlers, now)
    return done


def run_item(store: Store, item: DueItem, handlers: Mapping[str, Handler], now: datetime) -> bool:
    """The item's row is its key: whoever deletes it has done it, once. One that fails must not hold up the others."""

    def body(session: Session, _: bool) -> bool:
        if not Due(session).take(item):
            return False
        handlers[item.kind](session, item)
        return True

    try:
        return store.transact(Weight.FILE, body)
    except Unavailable:
        raise
    except Exception:
        log.exception("due item %s %s of %s put off", item.kind, item.key, to_text(item.at))
        store.transact(Weight.FILE, lambda session, _: put_off(session, item, now + LATER))
        return False


def put_off(session: Session, item: DueItem, until: datetime) -> None:
    if Due(session).take(item):
        Due(session).add(until, item.kind, item.key)
