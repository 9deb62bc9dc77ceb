"""What happens by itself on the day of an option, and when the time of a limit that cancels is over."""
from collections.abc import Iterator

from .booking.booking import Booking, Filing
from .booking.bookings import Bookings
from .booking.elements import IssuedTicket, Option, Segment, Ticketing
from .booking.seated import of_booking, places, seated, without
from .booking.storing import without_stale
from .inventory.seats import Seats
from .queues.places import EXPIRED, OPTIONS, usual
from .queues.queues import Queues
from .scenarios import HOST, HOST_DUTY
from .seating.assigned import Assigned
from .store.due import Due, DueItem
from .store.open import Session
from .work import clear_later

SYSTEM = "1A"  # who signs for it


def limit_over(session: Session, item: DueItem) -> None:
    """Every seat of a booking goes back that has no ticket yet, and its office finds it on a queue."""
    locator, tattoo = item.key.split("/")
    booking = Bookings(session).find(locator)
    limit = booking.element(int(tattoo))
    if not isinstance(limit, Ticketing) or limit.type != "XL" or booking.cancelled or ticketed(booking):
        return
    give_back(session, booking, item)
    Queues(session).put(usual(limit.office, EXPIRED), booking.number, item.at)


def ticketed(booking: Booking) -> bool:
    return any(ticket.state == "ET" for ticket in booking.each(IssuedTicket))


def give_back(session: Session, booking: Booking, item: DueItem) -> None:
    """The itinerary with what was asked for it, in one filing of the host."""
    seats = Seats(session)
    seats.give_back(flown(booking, waiting=False))
    seats.stop_waiting(flown(booking, waiting=True))
    after = without_stale(seated(without(booking, booking.itinerary)))
    filing = Filing(item.at.isoformat(timespec="seconds"), HOST, SYSTEM, HOST_DUTY)
    Bookings(session).carry_on(booking, after, filing, f"{HOST}{HOST_DUTY}{SYSTEM} {item.at:%d%H%M}")
    Assigned(session).keep(of_booking(booking.number), places(after))
    clear_later(seats, Due(session), item.at)


def flown(booking: Booking, waiting: bool) -> Iterator[Segment]:
    return (segment for segment in booking.segments if segment.legs and segment.waiting is waiting)


def option_day(session: Session, item: DueItem) -> None:
    """The office that noted it finds the booking on its queue of options."""
    locator, tattoo = item.key.split("/")
    booking = Bookings(session).find(locator)
    option = booking.element(int(tattoo))
    if isinstance(option, Option) and not booking.cancelled:
        Queues(session).put(usual(option.office, OPTIONS), booking.number, item.at)
