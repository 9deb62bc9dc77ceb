"""Airlines that want a ticket by a time: some minutes after the end they write so into the booking (SSR ADTK)."""
import csv
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from .booking.booking import Booking, Filing
from .booking.bookings import Bookings
from .booking.elements import Segment, Service
from .booking.standing import TICKETED, standing
from .booking.times import departure
from .queues.places import TICKETING, usual
from .queues.queues import Queues
from .schedule.files import packaged
from .store.due import Due, DueItem
from .store.open import Session
from .world import World

DUE = "airlinelimit"  # kind of due items
CODE = "ADTK"
HELD = frozenset({"HK", "RR"})
HOST, HOST_DUTY = "HDQ", "RM"
SOONEST = timedelta(hours=1)  # whoever books late has so long
WORLD = World()


@dataclass(frozen=True)
class Rule:
    """Written so many minutes `after` the end; a ticket is wanted within `hours`, and so many `before` departure."""

    after: timedelta
    hours: timedelta
    before: timedelta


@cache
def rules() -> dict[str, Rule]:
    rows = csv.DictReader(packaged("ticketing_limits.csv").decode().splitlines())
    return {row["carrier"]: Rule(timedelta(minutes=int(row["after"])), timedelta(hours=int(row["hours"])),
                                 timedelta(hours=int(row["before"]))) for row in rows}


def expect(due: Due, before: Booking, booking: Booking, now: datetime) -> None:
    """Have the airlines with a rule answer an end that filed flights of theirs."""
    known = {segment.tattoo for segment in before.segments if segment.status in HELD}
    asked = {segment.carrier for segment in booking.segments
             if segment.status in HELD and segment.legs and segment.tattoo not in known}
    for carrier in sorted(asked & rules().keys()):
        due.add(now + rules()[carrier].after, DUE, f"{booking.locator}/{carrier}")


def write(session: Session, item: DueItem) -> None:
    """The airline's limit for those of its flights it has said nothing of yet; nothing where all are ticketed."""
    locator, carrier = item.key.split("/")
    bookings = Bookings(session)
    booking = bookings.find(locator)
    told = {tattoo for each in booking.each(Service) if each.limit for tattoo in each.segments}
    flown = [each for each in booking.segments
             if each.carrier == carrier and each.status in HELD and each.legs and each.tattoo not in told]
    if not flown or booking.cancelled or standing(booking) == TICKETED:
        return
    filing = Filing(item.at.isoformat(timespec="seconds"), HOST, carrier, HOST_DUTY)
    limit = limited(booking, carrier, flown, item.at)
    bookings.carry_on(booking, booking.add(limit), filing, f"{HOST}{HOST_DUTY}{carrier} {item.at:%d%H%M}")
    Queues(session).put(usual(booking.office, TICKETING), booking.number, item.at)


def limited(booking: Booking, carrier: str, flown: list[Segment], at: datetime) -> Service:
    """The request, with the time in the office's city."""
    until = until_when(rules()[carrier], departure(flown[0], WORLD), at)
    office = WORLD.offices.office(booking.office)
    local = until.astimezone(WORLD.places.zone(office.city))
    return Service(CODE, carrier, "", text=f"{office.city}{local:%d%b%y/%H%M}".upper(),
                   segments=tuple(each.tattoo for each in flown), limit=until.isoformat(timespec="minutes"))


def until_when(rule: Rule, departs: datetime, at: datetime) -> datetime:
    found = max(min(at + rule.hours, departs - rule.before), at + SOONEST)
    return found.astimezone(UTC).replace(second=0, microsecond=0)
