"""File the booking in hand, or forget what was done to it."""
from dataclasses import dataclass, replace

from ..engine.booking.advice import accept, advised
from ..engine.booking.automatic import automatic
from ..engine.booking.booking import Booking
from ..engine.booking.elements import AssociatedRecord, Segment
from ..engine.booking.ending import Warning, demand, warnings
from ..engine.booking.order import number
from ..engine.booking.security import demand_write
from ..engine.store.weight import Weight
from ..errors import NoSplit, NothingInHand
from .command import Command, Reply, execute
from .display import BookingDisplay, shown
from .queueing import QueueEnd, QueueItem, done_with, passed_over


@dataclass(frozen=True)
class EndTransaction(Command):
    """`accepting` takes what the end would otherwise only warn of; `advised` takes what the airlines answered."""

    accepting: bool = False
    advised: bool = False
    weight = Weight.FILE


@dataclass(frozen=True)
class EndAndRedisplay(Command):
    accepting: bool = False
    advised: bool = False
    weight = Weight.FILE


@dataclass(frozen=True)
class Ignore(Command):
    pass


@dataclass(frozen=True)
class IgnoreAndRedisplay(Command):
    pass


@dataclass(frozen=True)
class Filed(Reply):
    locator: str
    warnings: tuple[str, ...] = ()
    sold: tuple[Segment, ...] = ()  # as they were before filing
    made: str = ""  # locator of what was split from it


@dataclass(frozen=True)
class WarningDisplay(Reply):
    """Nothing was filed or sold yet; the same again does it. Each warning is a code and its facts."""

    warnings: tuple[Warning, ...]


@dataclass(frozen=True)
class Ignored(Reply):
    locator: str


@execute.register
def end_transaction(command: EndTransaction, work) -> Filed | WarningDisplay | QueueItem | QueueEnd:
    sold = tuple(segment for segment in work.area.working.segments if segment.unfiled)
    parted = work.area.parting is not None
    filed = file_complete(work, command)
    if isinstance(filed, WarningDisplay):
        return filed
    if work.area.queue and work.manners.ends_move_queue:
        return done_with(work)
    work.area = work.area.holding()
    made = filed.each(AssociatedRecord)[-1].locator if parted else ""
    return Filed(filed.locator, notes(work), sold, made)


@execute.register
def end_and_redisplay(command: EndAndRedisplay, work) -> BookingDisplay | WarningDisplay:
    """File and show; a filed booking with nothing changed is only shown."""
    if work.area.working.version and not work.area.changed and not command.advised:
        work.area = work.area.holding(work.bookings.find(work.area.working.locator))
        return shown(work)
    filed = file_complete(work, command)
    return filed if isinstance(filed, WarningDisplay) else shown(work, ended=True, notes=notes(work))


def notes(work) -> tuple[str, ...]:
    """What an agent is told beside the filing: that the airline had changed the booking meanwhile."""
    return ("updated-meanwhile",) if work.carried else ()


def file_complete(work, command: EndTransaction | EndAndRedisplay) -> Booking | WarningDisplay:
    """File what is in hand if the dialect's demands are met and its warnings were shown before."""
    if work.area.empty:
        raise NothingInHand()
    if command.advised and advised(work.area.working):
        work.area = work.area.with_working(accept(work.area.working))
    if not work.area.changed:
        return work.area.working
    demand(work.area, work.manners.needs)
    found = numbered(warnings(work.area, work.world, work.manners.warns), work)
    keys = tuple(sorted({f"{code} {facts}" for code, facts in found}))
    seen = command.accepting or (not work.manners.insists and set(keys) <= set(work.area.warnings))
    if found and not seen:
        work.area = replace(work.area, warnings=(*work.area.warnings, *keys))
        return WarningDisplay(tuple(found))
    return file_booking(work)


def numbered(found: list[Warning], work) -> list[Warning]:
    """Warnings with the segments they are about under the numbers this dialect shows."""
    if not any(facts for _, facts in found):
        return found
    places = {line.element.tattoo: str(line.number) for line in number(work.area.working, work.manners.order)}
    return [(code, {"segments": "/".join(places[tattoo] for tattoo in facts["segments"])} if facts else {})
            for code, facts in found]


def file_booking(work) -> Booking:
    """File, with what the host adds of itself; both parts of a split booking. Raises NotEntitled."""
    demand_write(work.area.base, work.office.id)
    if work.area.parting:
        if work.area.parting.gone is None:
            second_part(work)
        return work.file_parted(work.area.received_from)
    work.area = replace(work.area, working=automatic(work.area.working, work))
    return work.file(work.area.received_from)


def second_part(work) -> None:
    """Those who stay after those who go, where one end is for both; raises NoSplit elsewhere."""
    parting = work.area.parting
    if not work.manners.ends_both_parts:
        raise NoSplit()
    work.area = replace(work.area, working=parting.staying, parting=replace(parting, gone=work.area.working))


@execute.register
def ignore(command: Ignore, work) -> Ignored | QueueItem | QueueEnd:
    if work.area.empty and work.manners.insists:
        raise NothingInHand()
    if work.area.queue and work.manners.ends_move_queue:
        work.drop()
        return passed_over(work)
    locator = work.area.working.locator
    restored = bool(locator) and work.area.changed and work.manners.ignore_restores
    work.drop(work.bookings.find(locator) if restored else Booking())
    return Ignored(locator)


@execute.register
def ignore_and_redisplay(command: IgnoreAndRedisplay, work) -> BookingDisplay:
    locator = work.area.working.locator
    if not locator:
        raise NothingInHand()
    work.drop(work.bookings.find(locator))
    return shown(work)
