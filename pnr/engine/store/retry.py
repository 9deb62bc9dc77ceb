"""The one loop that runs a transaction: body and COMMIT together, tried again when somebody was first."""
from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeVar

from ...errors import OfficeCutOff, TryAgain, Unavailable
from .driver import TOO_OFTEN, Fault
from .weight import Weight

if TYPE_CHECKING:
    from .open import Link, Session, Store

T = TypeVar("T")
FIRST_PAUSE, LONGEST_PAUSE = 0.002, 0.25  # seconds; each is cut by up to half at random
OFTEN = 3  # races lost by one transaction to writers at other servers


class Raced(Exception):
    """A conditional change met no row: somebody was first, so the transaction is tried again."""


class Needed(Exception):
    """The body lacks something that only a transaction of its own can give; `get` runs before the next try."""

    def __init__(self, get: Callable[[], None]):
        super().__init__()
        self.get = get


class Trouble(Exception):
    """The database failed a try in a way that another try may not meet."""

    def __init__(self, refusal: Unavailable, uncertain: bool = False):
        super().__init__()
        self.refusal, self.uncertain = refusal, uncertain


def transact(store: Store, weight: Weight, body: Callable[[Session, bool], T]) -> T:
    """Run `body(session, again)` and COMMIT until both went through; give what the body gave.

    The body has no effect outside its session. `again` says that an earlier try may have been committed, because the
    connection was lost while COMMIT was under way.
    """
    again, pauses, raced = False, None, 0
    while True:
        try:
            return attempt(store, weight, body, again)
        except Needed as needed:
            needed.get()
            continue
        except Raced:
            last: Trouble | None = None
        except Trouble as trouble:
            last, again = trouble, again or trouble.uncertain
            if isinstance(trouble.refusal, TryAgain) and (raced := raced + 1) == OFTEN:
                store.gather()
        pauses = pauses or pauses_within(store.patience)
        if (pause := next(pauses, None)) is None:
            raise given_up(last)
        time.sleep(pause)


def attempt(store: Store, weight: Weight, body: Callable[[Session, bool], T], again: bool) -> T:
    with store.lines[weight]:
        link: Link | None = None
        committing = False
        try:
            link = store.take()
            link.begin(weight)
            answer = body(link.session, again)
            committing = True
            link.execute("COMMIT")
        except store.driver.errors as error:
            raise failure(store, link, error, committing, again) from error
        except Exception:
            if link is not None:
                store.roll_back(link)
            raise
        except BaseException:  # somebody would not wait any longer for what a server does not say
            if link is not None:
                store.abandon(link)
            raise
        store.give(link)
    if weight > Weight.LOOK:
        store.driver.demand_file()
        store.written()
    return answer


def failure(store: Store, link: Link | None, error: Exception, committing: bool, again: bool) -> Exception:
    """Put the connection right or away, and say what the driver's error means to the loop.

    A database that never answered or is cut off now is not waited for, unless we owe somebody the outcome of a COMMIT.
    """
    fault = store.driver.fault(error, link and link.connection)
    if link is not None:
        if fault is Fault.LOST:
            store.discard(link)
        else:
            store.roll_back(link)
    refusal = store.driver.refusal(error)
    hopeless = not store.reached or (link is None and not again and isinstance(refusal, OfficeCutOff))
    if fault is Fault.LOST and hopeless:
        return refusal
    if fault in (Fault.PASSING, Fault.LOST):
        return Trouble(refusal, uncertain=committing and fault is Fault.LOST)
    return refusal if fault is Fault.HOUSE else error


def pauses_within(patience: float) -> Iterator[float]:
    """Pauses until patience is at an end: growing at first, then shorter again the longer somebody has waited.

    On a row wanted by many at several nodes each try is a draw, and whoever lost often draws most often.
    """
    start, pause = time.monotonic(), FIRST_PAUSE
    while (waited := time.monotonic() - start) < patience:
        longest = max(FIRST_PAUSE, LONGEST_PAUSE * (1 - waited / patience))
        yield random.uniform(pause / 2, pause)
        pause = min(pause * 2, longest)


def given_up(last: Trouble | None) -> Unavailable:
    return last.refusal if last else TryAgain(reason=TOO_OFTEN)
