"""Split a booking: those who go are shown, then those who stay, and both are filed together."""
from dataclasses import dataclass, replace

from ..engine.booking.area import Parting
from ..engine.booking.booking import Booking
from ..engine.booking.elements import AssociatedRecord, Contact, Element, Information, Option, Remark
from ..engine.booking.ending import demand
from ..engine.booking.seated import without
from ..engine.booking.security import demand_write
from ..engine.booking.splitting import split
from ..engine.guards import demand as demand_duty
from ..engine.guards import live
from ..engine.store.weight import Weight
from ..errors import (
    AssociationNotAllowed,
    FinishOrIgnore,
    InvalidParty,
    NoAssociatedRecord,
    NoSplit,
    NothingInHand,
    SeatsDifferFromNames,
    SplitInHand,
)
from ..values.spans import Span
from .cancel import named, take_out
from .command import Command, Reply, execute
from .details import tattoos
from .display import BookingDisplay, shown
from .ending import EndAndRedisplay, EndTransaction, Filed, WarningDisplay
from .queueing import QueueEnd, QueueItem

LOOSE = (Contact, Remark, Information, Option)  # of a record that is split, what either part can do without


@dataclass(frozen=True)
class Sided:
    """10.0 and 9.1: an element by number, and whether it goes with those who go."""

    number: int
    goes: bool

    @classmethod
    def read(cls, text: str) -> "Sided":
        number, side = text.split(".")
        return cls(int(number), side == "1")

    def written(self) -> str:
        return f"{self.number}.{int(self.goes)}"


@dataclass(frozen=True)
class SplitBooking(Command):
    """These passengers go, and seats of a group nobody is named for; what both would have may go or stay."""

    passengers: tuple[Span, ...] = ()
    elements: tuple[Sided, ...] = ()
    unnamed: int = 0


@dataclass(frozen=True)
class EndAndFollow(Command):
    """Those who go are done with; those who stay come."""


@dataclass(frozen=True)
class EndAssociated(Command):
    """Without the flights of this booking and of all that it is associated with."""

    weight = Weight.FILE


@dataclass(frozen=True)
class EndAssociatedAndRedisplay(Command):
    weight = Weight.FILE


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
    if not 0 < len(people) + command.unnamed < booking.party or command.unnamed > booking.unnamed:
        raise InvalidParty()
    if any(each.seats != booking.party for each in booking.segments):
        raise SeatsDifferFromNames(seats=booking.segments[0].seats, names=booking.party)
    if any(each.passenger in people for each in live(booking)):
        demand_duty(work, "split-ticketed")
    gone, staying = split(booking, people, command.unnamed)
    chosen = [(each.goes, free(each.number, work)) for each in command.elements]
    gone = gone.without(element for goes, element in chosen if not goes)
    staying = staying.without(element for goes, element in chosen if goes)
    gone = gone.add(record(work, booking.locator))
    work.area = replace(work.area, working=gone, changed=True, parting=Parting(staying))
    return PartDisplay(shown(work))


def free(number: int, work) -> Element:
    """What is nobody's in particular, and no flight; raises AssociationNotAllowed, or NoSuchElement."""
    (line,) = named((Span(number, number),), work)
    if not isinstance(line.element, LOOSE) or getattr(line.element, "passengers", None) or line.facet:
        raise AssociationNotAllowed()
    return line.element


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
def end_associated(command: EndAssociated, work) -> Filed | WarningDisplay | QueueItem | QueueEnd:
    return without_flights(EndTransaction(), work)


@execute.register
def end_associated_and_redisplay(command: EndAssociatedAndRedisplay, work) -> BookingDisplay | WarningDisplay:
    return without_flights(EndAndRedisplay(), work)


def without_flights(command: EndTransaction | EndAndRedisplay, work):
    """End so, and take the others' flights as well; raises NoAssociatedRecord where there are none."""
    links = [each.locator for each in work.area.working.each(AssociatedRecord)]
    if work.area.parting:
        raise SplitInHand()
    if not links:
        raise NoAssociatedRecord()
    if work.area.working.itinerary:
        take_out(work, list(work.area.working.itinerary))
    source = work.area.received_from
    reply = execute(command, work)
    if not isinstance(reply, WarningDisplay):
        for locator in links:
            cancel_flights(work, work.bookings.find(locator), source)
    return reply


def cancel_flights(work, booking: Booking, source: str | None) -> None:
    """File a booking that is not in hand without its flights."""
    demand_write(booking, work.office.id)
    if booking.itinerary:
        hand = work.area
        work.area = replace(hand.holding(booking), working=without(booking, booking.itinerary), changed=True)
        work.file(source)
        work.area = hand


@execute.register
def show_associated(command: ShowAssociated, work) -> AssociatedList:
    if work.area.empty:
        raise NothingInHand()
    return AssociatedList(work.area.working.locator, tuple(work.area.working.each(AssociatedRecord)))
