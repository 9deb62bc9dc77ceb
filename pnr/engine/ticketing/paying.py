"""Pay for documents: nothing is issued before the gateway has said yes, nothing is kept that was not issued.

An attempt is written first, then the gateway is asked outside any transaction, then its answer is settled in another;
`recovery.py` does the rest for attempts whose desk is gone.
"""
from dataclasses import dataclass, replace
from datetime import datetime

from ...errors import (
    GatewayUnavailable,
    PaymentInProgress,
    PaymentNotVerified,
    PaymentTimedOut,
    PnrError,
    SimultaneousChanges,
)
from ...gateway.protocol import AUTHORISE, AUTHORISED, CAPTURE, CAPTURED, PAID, PENDING, Gateway
from .charges import ASKED, CLOSED, CLOSING, DONE, ISSUED, OPEN, PATIENCE, Attempt, Charge, parts, planned
from .orders import Order
from .sale import sell
from .tickets import TicketSet


@dataclass(frozen=True)
class Heard:
    """The charges as the gateway told of them, and what kept it from telling of the rest."""

    charges: tuple[Charge, ...]
    error: PnrError | None = None


def asked(gateway: Gateway, attempt: Attempt, now: datetime, operation: str = AUTHORISE) -> Heard:
    """Ask for one charge after another until one is not paid; nobody pays twice for being asked twice."""
    age = int((now - datetime.fromisoformat(attempt.opened)).total_seconds())
    found = list(attempt.charges)
    for place, charge in enumerate(found):
        try:
            answers = gateway.ask(charge.request(operation), max(age, 1) if charge.state else 0)
        except GatewayUnavailable as error:
            return Heard(tuple(found), error)
        except (PaymentTimedOut, PaymentNotVerified) as error:
            found[place] = replace(charge, state=charge.state or ASKED)
            return Heard(tuple(found), error)
        found[place] = charge.hearing(answers)
        if found[place].state not in (*PAID, PENDING):
            break
    return Heard(tuple(found))


# ---- at a desk

def begin(work, orders: tuple[Order, ...], printer: int, last: Attempt | None) -> Attempt:
    """The attempt to go on with: the one that is open for these orders, or a new one; raises PaymentInProgress.

    One for the booking as it was is given up, and one for other orders of this terminal.
    """
    if last is None or last.state != OPEN:
        return made(work, orders, printer)
    ours, current = last.terminal == work.agent.terminal, last.booked == work.area.base.version
    fresh = work.now < datetime.fromisoformat(last.opened) + PATIENCE
    if current and last.orders == orders and (ours or last.pending or not fresh):
        return last
    if current and not ours:
        raise PaymentInProgress()
    abandon(work, last)
    return made(work, orders, printer)


def made(work, orders: tuple[Order, ...], printer: int) -> Attempt:
    """A new attempt, not kept yet; without charges where nothing of it is paid electronically.

    Nobody is charged for a booking that is not the current one any more: raises SimultaneousChanges.
    """
    booking, store, place = work.area.working, work.session.store, 0
    if any(parts(orders, store.keys.index)):
        if work.bookings.version(booking.number) != work.area.base.version:
            raise SimultaneousChanges(locator=booking.locator)
        place = work.attempts.next_place(booking.number)
    life = "" if work.gateway.instant else f"{store.epoch:x}-"  # another gateway's journal may outlive this database
    wanted = planned(orders, store.keys.index, f"{booking.locator}-{life}{place}")
    return Attempt(booking.number, place, work.area.base.version, booking.locator, work.now.isoformat(),
                   work.office.id, work.agent.sign, work.agent.duty, work.agent.terminal, wanted, orders, printer,
                   work.manners.reconfirms, not work.area.changed)


def issued_meanwhile(work, orders: tuple[Order, ...], last: Attempt | None) -> bool:
    """Whether the host issued these by itself when the payer answered, as this terminal has the booking in hand."""
    return bool(last and last.issued and last.booked == work.area.base.version
                and last.terminal == work.agent.terminal and last.whom == tuple(order.whom for order in orders))


def issue_paid(work, attempt: Attempt, orders: tuple[Order, ...]) -> tuple[TicketSet, ...]:
    """The documents of an attempt that is paid; it is captured from now on, here or as soon as the gateway hears it."""
    sets = sell(work, orders, attempt.printer, attempt.charges)
    after = attempt.ended(ISSUED, tuple(tickets[0].number for tickets in sets))
    if work.gateway.instant or all(charge.state == CAPTURED for charge in after.charges):
        after = captured(work.gateway, after)
    kept = work.attempts.keep(after, work.now)
    if not kept.over:
        work.attempts.ask_soon(kept)
    return sets


def captured(gateway: Gateway, attempt: Attempt) -> Attempt:
    """With every charge taken that is still held for us; raises what keeps the gateway from doing so."""
    taken = tuple(charge if charge.state == CAPTURED else charge.hearing(gateway.ask(charge.request(CAPTURE)))
                  for charge in attempt.charges)
    done = all(charge.state != AUTHORISED for charge in taken)
    return replace(attempt, charges=taken, state=DONE if done else ISSUED)


def abandon(work, attempt: Attempt) -> None:
    """What was or may have been asked is taken back as soon as the gateway hears it."""
    if not attempt.version:
        return  # nobody knows of it
    if work.gateway.instant or not any(charge.state for charge in attempt.charges):
        work.attempts.keep(attempt.ended(CLOSED))
        return
    work.attempts.ask_soon(work.attempts.keep(replace(attempt, state=CLOSING)))
