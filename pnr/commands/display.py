"""Show the booking in hand, whole or in parts."""
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from ..engine.booking.booking import Booking
from ..engine.booking.elements import IssuedTicket, Segment, Ticketing
from ..engine.booking.order import Line, visible
from ..engine.guards import live
from ..engine.offices import Office
from ..engine.store.weight import Weight
from ..engine.ticketing.revalidate import outdated
from ..errors import NothingInHand
from .command import Command, Reply, execute

OWNERS = "OS"  # of the parts: segments with whose they are


@dataclass(frozen=True)
class Redisplay(Command):
    """`parts` as the dialect calls them: N names, A air segments, R/TEXT remarks with a text; nothing for all."""

    parts: tuple[str, ...] = ()
    weight = Weight.LOOK


@dataclass(frozen=True)
class BookingDisplay(Reply):
    """The booking with its elements under the numbers of this dialect; `fresh` tattoos were just sold."""

    booking: Booking
    lines: tuple[Line, ...]
    office: Office
    today: date
    parts: tuple[str, ...] = ()
    fresh: tuple[int, ...] = ()
    locators: tuple[tuple[str, str], ...] = field(default=())  # carrier, its own locator
    ended: bool = False
    aliases: tuple[tuple[str, str], ...] = ()  # offices of the booking, and what agents there call them
    notes: tuple[str, ...] = ()  # codes of what an agent is told beside it
    outdated: bool = False  # an open coupon is for another flight than the booking has
    owners: tuple[tuple[int, str], ...] = ()  # segments by tattoo, and the office that sold each; where asked for

    @property
    def filed(self) -> bool:
        return bool(self.booking.version)

    @property
    def uneven(self) -> bool:
        """Whether some segment has more or fewer seats than there are passengers with a seat."""
        seats = self.booking.party
        return bool(seats) and any(segment.seats != seats for segment in self.booking.segments)


def shown(work, fresh: tuple[int, ...] = (), parts: tuple[str, ...] = (), ended: bool = False,
          notes: tuple[str, ...] = ()) -> BookingDisplay:
    """The usual answer of an entry that changes the booking."""
    booking = work.area.working
    lines = visible(booking, work.manners.order, work.office.id)
    return BookingDisplay(booking, lines, work.office, work.today, parts, fresh, locators(work, booking), ended,
                          aliases(work, booking), notes, bool(live(booking)) and outdated(
                              work.tickets.of_booking(booking.number), booking))


def aliases(work, booking: Booking, *others: str) -> tuple[tuple[str, str], ...]:
    """The other names of the offices in a booking."""
    named = {booking.office or work.office.id, *others, *(limit.office for limit in booking.each(Ticketing))}
    return tuple((name, work.world.offices.alias(name)) for name in sorted(named))


def locators(work, booking: Booking) -> tuple[tuple[str, str], ...]:
    """Each carrier's own locator; there is none before the booking is filed."""
    if not booking.version:
        return ()
    filed = {segment.carrier for segment in booking.segments if not segment.unfiled}
    filed |= {ticket.carrier for ticket in booking.each(IssuedTicket)}
    return tuple((carrier, work.airline_locator(booking, carrier)) for carrier in sorted(filed))


def numbers(display: BookingDisplay) -> dict[int, int]:
    """Element numbers by tattoo; of an element with several lines, its first."""
    found: dict[int, int] = {}
    for line in display.lines:
        found.setdefault(line.element.tattoo, line.number)
    return found


@execute.register
def redisplay(command: Redisplay, work) -> BookingDisplay:
    """The booking in hand; one that is not being changed is shown as it is filed now."""
    if work.area.empty:
        raise NothingInHand()
    if work.area.working.locator and not work.area.changed:
        work.area = work.area.holding(work.bookings.find(work.area.working.locator))
    display = shown(work, parts=command.parts)
    return replace(display, owners=tuple(owners(work))) if OWNERS in command.parts else display


def owners(work) -> Iterator[tuple[int, str]]:
    """Of each segment the office that filed it first; what nobody has filed is this office's."""
    booking = work.area.working
    first = {change.element.tattoo: envelope.filing.office for envelope in reversed(work.bookings.history(booking))
             for change in envelope.changes if change.action == "added"}
    for segment in booking.segments:
        yield segment.tattoo, first.get(segment.tattoo, work.office.id)


def air(display: BookingDisplay) -> list[Segment]:
    return list(display.booking.segments)
