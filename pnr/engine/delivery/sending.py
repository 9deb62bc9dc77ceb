"""Sends letters after their COMMIT: each is claimed by its due item, handed over, and then taken out of the outbox.

A letter stays until whoever carries it has it; while he cannot be reached it is tried again by the clock. One that was
handed over by a program that was killed before it could say so is handed over again: under the same name in a spool,
where it stands once, and with the same Message-ID by mail, so that the receiver knows it.
"""
from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

from ..queues.places import MESSAGES, Place
from ..queues.queues import Queues
from ..store.due import Due, DueItem
from ..store.open import Session, Store
from ..store.outbox import Letter as Kept
from ..store.outbox import Outbox
from ..store.weight import Weight
from .letters import Letter
from .posting import DUE, opened

SOON, LATEST = timedelta(minutes=1), timedelta(hours=1)  # between one try and the next, as the letter grows older
GIVEN_UP = timedelta(days=3)
SENT, WAITS, REFUSED = "sent", "waits", "refused"


@dataclass(frozen=True)
class Outcome:
    """What became of a letter: sent, waits, or refused for good; `reason` says why, for the log and the agent."""

    state: str
    reason: str = ""


class Carrier(Protocol):
    def __call__(self, kept: Kept, letter: Letter, mark: str) -> Outcome: ...


NOBODY = Outcome(WAITS, "nobody")
Carriers = Mapping[str, Carrier]


def claim(session: Session, item: DueItem) -> None:
    """Due: ours to send once this is committed, and due again should we not come to it."""
    kept = Outbox(session).find(int(item.key))
    if kept is None:
        return
    now = session.store.clock()
    Due(session).add(now + min(max(now - kept.at, SOON), LATEST), DUE, item.key)
    session.store.leaving.append(kept.number)


def send(store: Store, carriers: Carriers, told: Callable[[int, Outcome], object]) -> None:
    """Hand over what was claimed, outside of any transaction, and tell what became of each."""
    while store.leaving:
        number = store.leaving.popleft()
        if kept := store.transact(Weight.LOOK, partial(found, number)):
            told(number, handed(store, *kept, carriers))


def found(number: int, session: Session, _: bool) -> tuple[Kept, Letter] | None:
    kept = Outbox(session).find(number)
    return (kept, opened(session, kept)) if kept else None


def handed(store: Store, kept: Kept, letter: Letter, carriers: Carriers) -> Outcome:
    """One letter; what nobody takes for days is given up, and comes before the office that sent it."""
    carry = carriers.get(kept.kind)
    outcome = carry(kept, letter, mark(store, kept)) if carry else NOBODY
    now = store.clock()
    if outcome.state == WAITS and now - kept.at > GIVEN_UP:
        outcome = Outcome(REFUSED, outcome.reason)
    if outcome.state != WAITS:
        store.transact(Weight.FILE, lambda session, _: out(session, kept, letter, outcome, now))
    return outcome


def out(session: Session, kept: Kept, letter: Letter, outcome: Outcome, now: datetime) -> None:
    if not Outbox(session).done(kept.number):
        return
    Due(session).remove(DUE, str(kept.number))
    if outcome.state == REFUSED:
        Queues(session).put(Place(letter.office, MESSAGES), letter.booking, now)


def mark(store: Store, kept: Kept) -> str:
    """A name of the letter that no other has: of this database and this number."""
    return f"{kept.number}.{store.keys.index(f'letter:{kept.number}:{kept.at.isoformat()}')[:16]}"
