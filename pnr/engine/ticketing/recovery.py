"""What the host does by itself about payments nobody waits for any more: ask the gateway, then issue, or give back.

Each step asks outside any transaction and keeps what it heard in one, if nobody else was first.
"""
from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ...errors import PnrError, SimultaneousChanges, Unavailable
from ...gateway.protocol import DECLINED, QUERY, REFUSED, UNKNOWN, VOID, VOIDED, Gateway
from ..booking.area import Area
from ..booking.areas import Held
from ..delivery.wished import send
from ..manners import Agent, Manners
from ..store.weight import Weight
from ..work import UnitOfWork
from .attempts import Attempts
from .charges import CLOSED, CLOSING, ISSUED, OPEN, Attempt, Charge, Reversal
from .giving import given
from .paying import asked, captured, issue_paid

if TYPE_CHECKING:
    from ..store.open import Session, Store
    from ..world import World

LEFT_TO_DESK = timedelta(minutes=15)  # a paid booking with changes nobody filed, which only its desk can issue
NOTHING_HELD = frozenset({DECLINED, VOIDED, UNKNOWN, REFUSED})
Payment = Attempt | Reversal


def settle(store: Store, world: World, gateway: Gateway, key: str) -> None:
    """Go on until it is over, or nothing more can be known now; raises what keeps the gateway from answering."""
    before: Payment | None = None
    while (found := load(store, key)) and not found.over and found != before:
        before = found
        step(store, world, gateway, found)


def load(store: Store, key: str) -> Payment | None:
    return store.transact(Weight.LOOK, lambda session, _: Attempts(session).found(key))


def step(store: Store, world: World, gateway: Gateway, found: Payment) -> None:
    if isinstance(found, Reversal):
        keep(store, found, given(gateway, found))
    elif found.state == ISSUED:
        keep(store, found, captured(gateway, found))
    elif found.state == CLOSING:
        keep(store, found, closed(gateway, found))
    elif found.state == OPEN:
        answered(store, world, gateway, found)


def keep(store: Store, found: Payment, after: Payment, weight: Weight = Weight.WORK) -> None:
    """What is new, unless somebody changed it meanwhile.

    What the gateway has answered it will answer again: no need to wait for the disk.
    """

    def body(session: Session, _: bool) -> None:
        attempts = Attempts(session)
        if attempts.find(after.key).version == after.version:
            attempts.keep(after)

    if after != found:
        store.transact(weight, body)


def closed(gateway: Gateway, attempt: Attempt) -> Attempt:
    """With every charge taken back; the gateway keeps in mind one it has not heard of yet."""
    given_up = tuple(charge if charge.state in (DECLINED, VOIDED, REFUSED) else void(gateway, charge)
                     for charge in attempt.charges)
    after = replace(attempt, charges=given_up)
    return after.ended(CLOSED) if all(charge.state in NOTHING_HELD for charge in given_up) else after


def void(gateway: Gateway, charge: Charge) -> Charge:
    last = gateway.ask(charge.request(VOID))[-1]
    return replace(charge, state=last.state, reason=last.reason)


def answered(store: Store, world: World, gateway: Gateway, attempt: Attempt) -> None:
    """Nobody came back for this one: issue what is paid, wait for what is pending, give up the rest."""
    now = store.clock()
    heard = asked(gateway, attempt, now, QUERY)
    if heard.error:
        raise heard.error
    after = attempt.hearing(heard.charges)
    if after.paid and not left_to_desk(after, now):
        issue_or_close(store, world, gateway, after)
    elif after.declined or any(charge.state in ("", UNKNOWN) for charge in after.charges):
        keep(store, attempt, replace(after, state=CLOSING), Weight.FILE)
    else:
        keep(store, attempt, after)


def left_to_desk(attempt: Attempt, now: datetime) -> bool:
    return not attempt.alone and now < datetime.fromisoformat(attempt.opened) + LEFT_TO_DESK


def issue_or_close(store: Store, world: World, gateway: Gateway, attempt: Attempt) -> None:
    """Issue as the desk would have; where that is refused now, everything goes back."""
    try:
        store.transact(Weight.FILE, lambda session, _: issued(session, world, gateway, attempt))
    except Unavailable:
        raise
    except PnrError:
        keep(store, attempt, replace(attempt, state=CLOSING), Weight.FILE)


def issued(session: Session, world: World, gateway: Gateway, attempt: Attempt) -> None:
    agent = Agent(attempt.terminal, attempt.office, attempt.sign, attempt.duty)
    work = UnitOfWork(session, world, agent, Manners((), (), (), True, reconfirms=attempt.reconfirms), Held(),
                      session.store.clock(), gateway)
    if work.attempts.find(attempt.key).version != attempt.version:
        return  # somebody else was first
    work.area = Area().holding(work.bookings.find(attempt.locator))
    if not attempt.alone or work.area.base.version != attempt.booked:
        raise SimultaneousChanges(locator=attempt.locator)
    sets = issue_paid(work, attempt, attempt.orders)
    if attempt.wish:
        send(work, attempt.wish, sets)
