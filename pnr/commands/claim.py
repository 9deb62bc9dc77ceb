"""Claim a booking of another office, or hand one over: who is responsible for it changes when that is filed."""
from dataclasses import dataclass, replace

from ..engine.booking.booking import Booking
from ..engine.booking.elements import Ticketing
from ..engine.booking.security import demand_write
from ..engine.guards import demand
from ..errors import FinishOrIgnore, NoList, NoMatch, NoSuchLine, NoSuchName, NothingInHand, SplitInHand
from ..values.dates import DayMonth
from .command import Command, Reply, execute
from .display import BookingDisplay, shown
from .ending import Ignored
from .retrieve import ListLine, NameList, RetrieveByName, matching


@dataclass(frozen=True)
class ClaimBooking(Command):
    """By the locator an airline has for it."""

    airline: str
    locator: str


@dataclass(frozen=True)
class ClaimByName(Command):
    """By flight, day, pair and name; several that fit are listed."""

    carrier: str
    number: int
    date: DayMonth
    origin: str
    destination: str
    surname: str
    given: str | None = None


@dataclass(frozen=True)
class ClaimFromList(Command):
    line: int


@dataclass(frozen=True)
class ResetClaim(Command):
    """Nothing is claimed after all."""


@dataclass(frozen=True)
class HandOver(Command):
    """To another office; the limit for ticketing as well."""

    office: str
    ticketing: bool = False


@dataclass(frozen=True)
class ClaimDisplay(Reply):
    """A booking that will be this office's, and whose it was."""

    display: BookingDisplay
    before: str


@execute.register
def claim_booking(command: ClaimBooking, work) -> ClaimDisplay:
    return claimed(work, work.of_airline(command.airline, command.locator))


@execute.register
def claim_by_name(command: ClaimByName, work) -> ClaimDisplay | NameList:
    start = f"{command.surname}/{command.given}" if command.given else command.surname
    asked = RetrieveByName(command.surname, command.given, command.date, command.carrier, command.number,
                           origin=command.origin, destination=command.destination)
    lines: list[ListLine] = matching(asked, work, start)
    if not lines:
        raise NoSuchName(name=start)
    locators = tuple(line.locator for line in lines)
    if len(set(locators)) == 1:
        return claimed(work, work.bookings.find(locators[0]))
    work.area = replace(work.area, listed=locators)
    return NameList(start, tuple(lines))


@execute.register
def claim_from_list(command: ClaimFromList, work) -> ClaimDisplay:
    if not work.area.listed:
        raise NoList()
    if command.line > len(work.area.listed):
        raise NoSuchLine(line=command.line)
    return claimed(work, work.bookings.find(work.area.listed[command.line - 1]))


def claimed(work, booking: Booking) -> ClaimDisplay:
    """Raises FinishOrIgnore over unfiled work, NoMatch where there is nothing to claim."""
    if work.area.changed:
        raise FinishOrIgnore()
    if booking.office == work.office.id or booking.cancelled:
        raise NoMatch()
    demand_write(booking, work.office.id)
    work.area = replace(work.area.holding(booking), working=replace(booking, office=work.office.id), changed=True)
    return ClaimDisplay(shown(work), booking.office)


@execute.register
def reset_claim(command: ResetClaim, work) -> Ignored:
    """Raises NothingInHand unless a claim is what is unfiled."""
    base, working = work.area.base, work.area.working
    if not base.version or base.office == working.office:
        raise NothingInHand()
    work.drop()
    return Ignored(base.locator)


@execute.register
def hand_over(command: HandOver, work) -> BookingDisplay:
    """Raises NotAuthorised, or as for any office that is not known."""
    demand(work, "hand-over")
    booking = work.area.working
    if not booking.version:
        raise NothingInHand()
    if work.area.parting:
        raise SplitInHand()
    office = work.world.offices.office(command.office).id
    working = replace(booking, office=office)
    if command.ticketing:
        working = working.map(Ticketing, lambda limit: replace(limit, office=office))
    work.area = work.area.with_working(working)
    return shown(work)
