"""What becomes of flights after seats were sold on them: cancelled, reinstated, flown with other cabins.

The levels of a leg change first, in a transaction of their own, and from then on nobody is sold what does not fly. Then
whoever has such seats is told, each in a transaction: work areas before bookings, since seats are filed out of an area
into a booking and never back.
"""
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from .booking.areas import Areas
from .booking.booking import Booking, Filing
from .booking.bookings import Bookings, flight_finder
from .booking.elements import CANCELLED, Segment
from .delivery.notices import lost as lost_flights
from .inventory.nesting import Levels, flown
from .inventory.seats import Seats
from .queues.places import SCHEDULE
from .scenarios import HOST, HOST_DUTY, queue
from .schedule.flights import Leg, Timetable
from .schedule.marketing import marketed
from .store.due import Due, DueItem
from .store.open import Session
from .work import clear_later

AREAS_DUE, BOOKINGS_DUE = "told-areas", "told-bookings"  # kinds of due items; a leg, and after which booking
NONE: Levels = ()  # of a cancelled leg


def operate(session: Session, changed: Iterable[tuple[str, Levels, Leg | None]], at: datetime) -> None:
    """Give legs other levels, each with the leg itself where nobody may have touched it yet."""
    seats, due = Seats(session), Due(session)
    legs = sorted(changed, key=lambda change: change[0])
    for key, levels, leg in legs:
        seats.authorise(key, levels, leg)
    for key, _, _ in legs:
        due.add(at, AREAS_DUE, key)
    clear_later(seats, due, at)


def cancel(session: Session, item: DueItem) -> None:
    """A flight of the scenario table whose time has come."""
    operate(session, [(item.key, NONE, None)], item.at)


def tell_areas(session: Session, item: DueItem) -> None:
    """Tell one area that holds seats which do not fly, then look again; after the last the bookings are next."""
    areas, seats, due = Areas(session), Seats(session), Due(session)
    unable = Unable(seats, item.key)
    for terminal, area in areas.all():
        if any(unable.holds(segment) for segment in area.working.held):
            areas.tell(terminal, unable.told, seats)
            due.add(item.at, AREAS_DUE, item.key)
            break
    else:
        due.add(item.at, BOOKINGS_DUE, item.key)
    clear_later(seats, due, item.at)


def tell_bookings(session: Session, item: DueItem) -> None:
    """Tell the next booking that has seats which do not fly, then look for one after it."""
    leg, _, last = item.key.partition("/")
    bookings, seats, due = Bookings(session), Seats(session), Due(session)
    unable = Unable(seats, leg)
    for number in holders(bookings, leg):
        if last and number <= int(last):
            continue
        booking = bookings.find(bookings.locator(number))
        if lost := [segment for segment in booking.segments if unable.holds(segment)]:
            seats.give_back(segment for segment in lost if not segment.waiting)
            seats.stop_waiting(segment for segment in lost if segment.waiting)
            file(bookings, booking, [unable.told(segment) for segment in lost], item)
            queue(session, booking, SCHEDULE, item.at)
            lost_flights(due, booking, lost, item.at)
            due.add(item.at, BOOKINGS_DUE, f"{leg}/{number}")
            break
    clear_later(seats, due, item.at)


def holders(bookings: Bookings, leg: str) -> list[int]:
    """Numbers of the bookings on a flight of which this is a leg, in order."""
    flights = sorted(marketed(Timetable.embedded(), leg))
    return sorted({number for flight in flights for number in bookings.numbers("flight", flight_finder(*flight))})


def file(bookings: Bookings, booking: Booking, told: list[Segment], item: DueItem) -> None:
    carrier = told[0].carrier
    filing = Filing(item.at.isoformat(timespec="seconds"), HOST, carrier, HOST_DUTY)
    bookings.carry_on(booking, booking.swap(*told), filing, f"{HOST}{HOST_DUTY}{carrier} {item.at:%d%H%M}")


class Unable:
    """Which segments cannot be flown on a leg as it is now, and what becomes of them."""

    def __init__(self, seats: Seats, leg: str):
        self.leg, self.flown = leg, flown(seats.seen(leg))

    def holds(self, segment: Segment) -> bool:
        return self.leg in segment.legs and segment.booking_class not in self.flown

    def told(self, segment: Segment) -> Segment:
        return replace(segment, status=CANCELLED, legs=(), since="") if self.holds(segment) else segment
