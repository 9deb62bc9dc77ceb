"""What happens by itself to bookings on the flights of the scenario table, some time after they are filed."""
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ..errors import NoSeats, NoSuchClass, NoSuchFlight
from .airline_limits import expect
from .booking.booking import Booking, Filing
from .booking.bookings import Bookings
from .booking.elements import Contact, IssuedTicket, Option, Remark, Segment, Service, Ticketing
from .inventory.seats import Seats
from .queues.places import CONFIRMATIONS, TICKETING, usual
from .queues.queues import Queues
from .schedule.flights import Timetable
from .schedule.scenarios import kind
from .store.due import Due, DueItem
from .store.open import Session

ANSWER, CHANGE, CANCEL = "answer", "otherdesk", "cancel"  # kinds of due items
SERVICES, TICKET, LIMIT, OPTION = "services", "ticketing", "limit", "option"
NOTICE = "notice"  # to whom left a number or an address for that
LAST_MINUTE = 24 * 60 - 1
ANSWERED_AFTER, CHANGED_AFTER, CANCELLED_AFTER = timedelta(minutes=10), timedelta(minutes=1), timedelta(minutes=10)
SERVED_AFTER = timedelta(minutes=1)
REQUESTED_STATUS = "HN"
UNABLE_STATUS = "UC"
ANSWERS = {"confirms": "KK", "declines": UNABLE_STATUS}
OTHER_DESK = "9999ZZ"
HOST, HOST_DUTY = "HDQ", "RM"


def services_answered(session: Session, item: DueItem) -> None:
    """Airlines answer what they were asked for passengers: yes, but on a flight that declines."""
    bookings = Bookings(session)
    booking = bookings.find(item.key)
    waiting = [each for each in booking.each(Service) if each.status == REQUESTED_STATUS]
    for carrier in dict.fromkeys(each.carrier for each in waiting):
        answers = [replace(each, status=said(each, booking)) for each in waiting if each.carrier == carrier]
        filing = Filing(item.at.isoformat(timespec="seconds"), HOST, carrier, HOST_DUTY)
        source = f"{HOST}{HOST_DUTY}{carrier} {item.at:%d%H%M}"
        booking = bookings.carry_on(booking, booking.swap(*answers), filing, source)
        if any(each.status != "KK" for each in answers):
            queue(session, booking, CONFIRMATIONS, item.at)


def queue(session: Session, booking: Booking, number: int, at: datetime) -> None:
    """Put a booking before the agents of the office that made it."""
    Queues(session).put(usual(booking.office, number), booking.number, at)


def time_to_ticket(session: Session, item: DueItem) -> None:
    """On the day of its time limit a booking comes before the office that is to ticket it."""
    booking = Bookings(session).find(item.key)
    for limit in booking.each(Ticketing):
        if limit.type == "TL" and not booking.cancelled:
            Queues(session).put(usual(limit.office, TICKETING), booking.number, item.at)


def said(service: Service, booking: Booking) -> str:
    segment = booking.element(service.segments[0]) if service.segments else None
    flown = kind(segment.carrier, segment.number) if isinstance(segment, Segment) else ""
    return ANSWERS.get(flown, "KK")


def after_filing(due: Due, before: Booking, booking: Booking, now: datetime, zone: ZoneInfo) -> None:
    """Have the airline answer what was requested or cancel a flight, and somebody else change what is to be changed."""
    remind(due, before, booking, now, zone)
    expect(due, before, booking, now)
    announce(due, before, booking, now)
    if any(service.status == REQUESTED_STATUS for service in booking.each(Service)):
        due.add(now + SERVED_AFTER, SERVICES, booking.locator)
    for segment in booking.segments:
        if segment.status == REQUESTED_STATUS:
            due.add(now + ANSWERED_AFTER, ANSWER, f"{booking.locator}/{segment.tattoo}")
        if kind(segment.carrier, segment.number) == "changes":
            due.add(now + CHANGED_AFTER, CHANGE, booking.locator)
        if kind(segment.carrier, segment.number) == "cancels" and segment.legs:
            due.add(now + CANCELLED_AFTER, CANCEL, segment.legs[0])


def remind(due: Due, before: Booking, booking: Booking, now: datetime, zone: ZoneInfo) -> None:
    """Time limits and options that were not there before, each to its own time; one that cancels to the minute."""

    def at(day: date, minute: int = 0) -> datetime:
        return max(now, (datetime.combine(day, time(), zone) + timedelta(minutes=minute)).astimezone(UTC))

    for limit in booking.each(Ticketing):
        if before.element(limit.tattoo) == limit:
            continue
        if limit.type == "TL":
            due.add(at(limit.date), TICKET, booking.locator)
        if limit.type == "XL":
            minute = LAST_MINUTE if limit.time is None else limit.time
            due.add(at(limit.date, minute), LIMIT, f"{booking.locator}/{limit.tattoo}")
    for option in booking.each(Option):
        if before.element(option.tattoo) != option:
            due.add(at(option.date), OPTION, f"{booking.locator}/{option.tattoo}")


def announce(due: Due, before: Booking, booking: Booking, now: datetime) -> None:
    """Have new tickets told to whom left a number or an address for notices."""
    if any(contact.medium == "N" for contact in booking.each(Contact)):
        for ticket in booking.each(IssuedTicket):
            if before.element(ticket.tattoo) is None:
                due.add(now, NOTICE, f"{booking.locator}/{ticket.tattoo}")
                due.session.store.hurried = True


def answer(session: Session, item: DueItem) -> None:
    """The airline confirms or declines a segment that is still requested."""
    locator, tattoo = item.key.split("/")
    bookings = Bookings(session)
    booking = bookings.find(locator)
    segment = booking.element(int(tattoo))
    if isinstance(segment, Segment) and segment.status == REQUESTED_STATUS:
        answered = replace(segment, **answered_with(session, booking, segment))
        filing = Filing(item.at.isoformat(timespec="seconds"), HOST, segment.carrier, HOST_DUTY)
        source = f"{HOST}{HOST_DUTY}{segment.carrier} {item.at:%d%H%M}"
        bookings.carry_on(booking, booking.swap(answered), filing, source)
        queue(session, booking, CONFIRMATIONS, item.at)


def answered_with(session: Session, booking: Booking, segment: Segment) -> dict:
    """The status an airline gives, and the legs it holds seats on: for a group those that are left, all or none."""
    flown = kind(segment.carrier, segment.number)
    if booking.group is None or flown in ANSWERS:
        return {"status": ANSWERS[flown]}
    seats = Seats(session)
    try:
        flight = Timetable.embedded().flight(segment.carrier, segment.number, segment.origin, segment.destination,
                                             segment.date)
        seats.take(flight.legs, segment.booking_class, segment.seats)
    except (NoSeats, NoSuchClass, NoSuchFlight):
        return {"status": UNABLE_STATUS}
    return {"status": "KK", "legs": tuple(leg.key for leg in flight.legs)}


def change_elsewhere(session: Session, item: DueItem) -> None:
    """An agent at another desk files a remark into the booking."""
    bookings = Bookings(session)
    booking = bookings.find(item.key)
    filing = Filing(item.at.isoformat(timespec="seconds"), booking.office, OTHER_DESK, "GS")
    bookings.carry_on(booking, booking.add(Remark("CHANGED AT ANOTHER DESK")), filing, "ANOTHER DESK")
