"""Split a booking: those who go are shown, then those who stay, and both are filed together."""
from dataclasses import dataclass, replace

from ..engine.booking.area import Parting
from ..engine.booking.elements import AssociatedRecord
from ..engine.booking.ending import demand
from ..engine.booking.splitting import split
from ..engine.store.weight import Weight
from ..errors import (
    FinishOrIgnore,
    InvalidParty,
    NoSplit,
    NothingInHand,
    SeatsDifferFromNames,
    SplitInHand,
)
from ..values.spans import Span
from .command import Command, Reply, execute
from .details import tattoos
from .display import BookingDisplay, shown


@dataclass(frozen=True)
class SplitBooking(Command):
    """These passengers go."""

    passengers: tuple[Span, ...]


@dataclass(frozen=True)
class EndAndFollow(Command):
    """Those who go are done with; those who stay come."""


@dataclass(frozen=True)
class ShowAssociated(Command):
    """The bookings this one was split from or into."""

    weight = Weight.LOOK


@dataclass(frozen=True)
class PartDisplay(Reply):
    """`parent`: those who stay, else those who go."""

    display: BookingDisplay
    parent: bool = False


@dataclass(frozen=True)
class AssociatedList(Reply):
    locator: str
    records: tuple[AssociatedRecord, ...]


@execute.register
def split_booking(command: SplitBooking, work) -> PartDisplay:
    """Raises FinishOrIgnore for a booking that is not as it is filed, InvalidParty unless somebody goes and stays."""
    booking = work.area.working
    if work.area.parting:
        raise SplitInHand()
    if work.area.empty or not booking.version:
        raise NothingInHand()
    if work.area.changed:
        raise FinishOrIgnore()
    people = frozenset(tattoos(work, command.passengers))
    if not people or len(people) == len(booking.names):
        raise InvalidParty()
    if any(each.seats != len(booking.names) for each in booking.segments):
        raise SeatsDifferFromNames(seats=booking.segments[0].seats, names=len(booking.names))
    gone, staying = split(booking, people)
    gone = gone.add(record(work, booking.locator))
    work.area = replace(work.area, working=gone, changed=True, parting=Parting(staying))
    return PartDisplay(shown(work))


def record(work, locator: str) -> AssociatedRecord:
    return AssociatedRecord(locator, work.today, work.office.id, work.agent.sign, work.agent.duty)


@execute.register
def end_and_follow(command: EndAndFollow, work) -> PartDisplay:
    """Raises NoSplit, or Incomplete where nobody said who asked for it."""
    parting = work.area.parting
    if parting is None or parting.gone:
        raise NoSplit()
    demand(work.area, work.manners.needs)
    work.area = replace(work.area, working=parting.staying, parting=replace(parting, gone=work.area.working),
                        received_from=None)
    return PartDisplay(shown(work), parent=True)


@execute.register
def show_associated(command: ShowAssociated, work) -> AssociatedList:
    if work.area.empty:
        raise NothingInHand()
    return AssociatedList(work.area.working.locator, tuple(work.area.working.each(AssociatedRecord)))
