"""What is done when its time has come, by kind of due item."""
from collections.abc import Iterator
from dataclasses import replace

from ..errors import NoSeats
from . import airline_limits, limits, operating, scenarios
from .booking.areas import Areas
from .booking.booking import Booking, Filing
from .booking.bookings import Bookings
from .booking.elements import CLEARED, Segment
from .delivery import notices, posting, sending
from .inventory.seats import Seats
from .queues.places import WAITLIST
from .scenarios import HOST
from .store.due import Due, DueItem, Handler
from .store.open import Session
from .store.retry import Raced
from .ticketing import attempts
from .work import AREA_DUE, HOST_DUTY, LIST_DUE, clear_later

Party = tuple[Booking, Segment]


def give_back_area(session: Session, item: DueItem) -> None:
    """Empty a work area whose time is up; one that has more time by now is looked at again then."""
    seats, due = Seats(session), Due(session)
    later = Areas(session).give_back(item.key, item.at, seats)
    if later is not None:
        due.add(later, AREA_DUE, item.key)
    clear_later(seats, due, item.at)


def clear_waitlist(session: Session, item: DueItem) -> None:
    """Serve the first party on a leg's list that there is room for, then look again: a booking a transaction.

    First come, first served, whole parties; a smaller one may pass one that does not fit.
    """
    bookings, seats = Bookings(session), Seats(session)
    if turn := next_served(bookings, seats, item.key):
        booking, segment = turn
        try:
            seats.clear(segment)
        except NoSeats:
            raise Raced from None  # somebody took them since they were seen
        confirm(bookings, booking, segment, item)
        Due(session).add(item.at, LIST_DUE, item.key)


def next_served(bookings: Bookings, seats: Seats, leg: str) -> Party | None:
    """Who is first of those that fit; one who also wants another leg goes after those who came earlier for that."""
    legs = {leg}
    while True:
        turn = next((party for party in in_line(bookings, legs) if seats.fits(party[1])), None)
        if turn is None or legs.issuperset(turn[1].legs):
            return turn
        legs.update(turn[1].legs)


def in_line(bookings: Bookings, legs: set[str]) -> Iterator[Party]:
    """Everybody who waits on one of these legs, in the order they came."""
    waiting = {(value.rpartition("/")[2], locator) for leg in legs
               for value, locator in bookings.matching("waiting", f"{leg}/")}
    for since, locator in sorted(waiting):
        booking = bookings.find(locator)
        for segment in booking.segments:
            if segment.waiting and segment.since == since and not legs.isdisjoint(segment.legs):
                yield booking, segment


def confirm(bookings: Bookings, booking: Booking, segment: Segment, item: DueItem) -> None:
    """File the airline's answer to a party that waited."""
    filing = Filing(item.at.isoformat(timespec="seconds"), HOST, segment.carrier, HOST_DUTY)
    answer = f"{HOST}{HOST_DUTY}{segment.carrier} {item.at:%d%H%M}"
    bookings.carry_on(booking, booking.swap(replace(segment, status=CLEARED, since="")), filing, answer)
    scenarios.queue(bookings.session, booking, WAITLIST, item.at)


HANDLERS: dict[str, Handler] = {
    AREA_DUE: give_back_area, LIST_DUE: clear_waitlist,
    scenarios.ANSWER: scenarios.answer, scenarios.CHANGE: scenarios.change_elsewhere,
    scenarios.SERVICES: scenarios.services_answered, scenarios.TICKET: scenarios.time_to_ticket,
    scenarios.CANCEL: operating.cancel,
    scenarios.LIMIT: limits.limit_over, scenarios.OPTION: limits.option_day,
    operating.AREAS_DUE: operating.tell_areas,
    operating.BOOKINGS_DUE: operating.tell_bookings,
    posting.DUE: sending.claim, scenarios.NOTICE: notices.notify,
    attempts.DUE: attempts.asking, airline_limits.DUE: airline_limits.write,
}
