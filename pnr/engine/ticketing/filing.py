"""What issuing, voiding and refunding have in common: who did it and when, and the booking kept in step."""
from dataclasses import replace
from typing import NamedTuple

from ...errors import FinishOrIgnore
from ..booking.booking import Booking, Filing
from ..booking.elements import IssuedTicket
from .periods import report_day
from .tickets import Coupon, Event, Ticket, TicketSet


class Deed(NamedTuple):
    """Who does something to documents, where and when; `day` is that of the report it is in."""

    at: str
    day: str
    office: str
    sign: str


def deed(work) -> Deed:
    return Deed(work.now.isoformat(timespec="seconds"), report_day(work).isoformat(), work.office.id, work.agent.sign)


def noted(ticket: Ticket, done: Deed, action: str, before: str, after: str, coupons: tuple[Coupon, ...]) -> Ticket:
    """The ticket with what was done to these coupons in its history."""
    numbers = tuple(coupon.number for coupon in coupons)
    event = Event(done.at, done.office, done.sign, action, numbers, before, after)
    return replace(ticket, events=(*ticket.events, event))


def with_state(booking: Booking, number: str, state: str) -> Booking:
    """The booking with the document element of the set that begins with this number in another state."""
    return booking.map(IssuedTicket, lambda element: replace(
        element, state=f"D{'T' if state == 'ET' else state[1]}" if element.services else state)
        if element.number == number else element)


def mark(work, tickets: TicketSet, state: str, others: tuple[tuple[str, str], ...] = ()) -> Booking:
    """File the booking of a set with its document element in a new state, and `others` (number, state) in theirs.

    It is the host's own version, made of the booking as it is filed now: an agent who has it in hand with changes of
    his own must file or ignore them first, and one who has it without is given the new version.
    """
    locator, area = tickets[0].locator, work.area
    in_hand = area.working.locator == locator
    if in_hand and area.changed:
        raise FinishOrIgnore()
    before = work.bookings.find(locator)
    filing = Filing(work.now.isoformat(timespec="seconds"), work.office.id, work.agent.sign, work.agent.duty)
    marked = with_state(before, tickets[0].primary, state)
    for number, other in others:
        marked = with_state(marked, number, other)
    after = work.bookings.carry_on(before, marked, filing)
    if in_hand:
        work.area = replace(area, base=after, working=after)
    return after
