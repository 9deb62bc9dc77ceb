"""Queues: counted, worked, and bookings placed on them."""
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from ..engine.offices import Office
from ..engine.queues.places import TITLES, Place, usual
from ..engine.store.weight import Weight
from ..errors import (
    CheckTimeLimit,
    FinishOrIgnore,
    InQueueMode,
    InvalidQueue,
    NothingInHand,
)
from ..values.dates import DayMonth, placed
from .availability import clock_time
from .command import Command, Reply, execute
from .display import BookingDisplay, shown
from .ending import EndTransaction, WarningDisplay, file_complete
from .queue_lists import BrowseQueue, DisplayNicknames, KeepNickname, RemoveNickname  # noqa: F401 (the family reads them)
from .queue_places import QueueAsked, QueueNumber, resolved  # noqa: F401 (and it)
from .queueing import QueueEnd, QueueItem, advance, done_with, out, working


@dataclass(frozen=True)
class CountQueues(Command):
    """Those with something on them; `every`: all that have a title; or one."""

    every: bool = False
    place: QueueAsked | None = None
    weight = Weight.LOOK


@dataclass(frozen=True)
class StartQueue(Command):
    place: QueueAsked
    weight = Weight.FILE


@dataclass(frozen=True)
class RemoveFromQueue(Command):
    """The booking in hand; and the next one comes, unless `leaving`."""

    leaving: bool = False
    weight = Weight.FILE


@dataclass(frozen=True)
class DelayInQueue(Command):
    """To the end, or until a time or a day; and the next one comes, unless `leaving`."""

    date: DayMonth | None = None
    time: str | None = None
    remark: str = ""
    leaving: bool = False
    weight = Weight.FILE


@dataclass(frozen=True)
class LeaveQueue(Command):
    """Ignore what was changed, the booking stays where it is; `redisplay`: in hand, out of queue mode."""

    redisplay: bool = False
    weight = Weight.FILE


@dataclass(frozen=True)
class KeepOnQueue(Command):
    """Out of queue mode, with the booking left where it is."""

    weight = Weight.FILE


@dataclass(frozen=True)
class FileAndLeaveQueue(Command):
    """File, take it off the queue, and go out of queue mode."""

    redisplay: bool = False
    weight = Weight.FILE


@dataclass(frozen=True)
class PlaceOnQueue(Command):
    """End the transaction and put the booking on a queue."""

    place: QueueAsked
    weight = Weight.FILE


@dataclass(frozen=True)
class MoveQueue(Command):
    """Everything of one place to another."""

    place: QueueAsked
    to: QueueAsked
    weight = Weight.FILE


@dataclass(frozen=True)
class ShowQueued(Command):
    """The booking of the queue in hand again, as it is filed."""

    weight = Weight.LOOK


@dataclass(frozen=True)
class QueueCount(Reply):
    office: Office
    at: datetime
    counts: tuple[tuple[Place, int], ...]


@dataclass(frozen=True)
class QueuePlaced(Reply):
    locator: str
    place: Place


@dataclass(frozen=True)
class QueueMoved(Reply):
    place: Place
    to: Place
    many: int


@dataclass(frozen=True)
class QueueLeft(Reply):
    place: Place
    display: BookingDisplay | None = None


@execute.register
def count_queues(command: CountQueues, work) -> QueueCount:
    found = dict(work.queues.counts(work.office.id, work.now))
    if command.place:
        place = resolved(command.place, work)
        found = {place: work.queues.left(place, work.now)}
    elif command.every:
        found = {usual(work.office.id, number): 0 for number in TITLES} | found
    counts = sorted(found.items(), key=lambda each: (each[0].number, each[0].category, each[0].dates))
    return QueueCount(work.office, work.local, tuple(counts))


@execute.register
def start_queue(command: StartQueue, work) -> QueueItem | QueueEnd:
    if work.area.queue:
        raise InQueueMode()
    unchanged(work)
    return advance(work, resolved(command.place, work), worked=False)


def unchanged(work) -> None:
    if work.area.changed:
        raise FinishOrIgnore()


@execute.register
def remove_from_queue(command: RemoveFromQueue, work) -> QueueItem | QueueEnd | QueueLeft:
    current = working(work)
    unchanged(work)
    if not command.leaving:
        return done_with(work)
    work.queues.remove(current.place, current.booking)
    out(work)
    return QueueLeft(current.place)


@execute.register
def delay_in_queue(command: DelayInQueue, work) -> QueueItem | QueueEnd | QueueLeft:
    """Raises CheckTimeLimit for a time gone by."""
    current = working(work)
    unchanged(work)
    work.queues.put(current.place, current.booking, until(command, work), command.remark.strip())
    if not command.leaving:
        return advance(work, current.place, current.turn)
    out(work)
    return QueueLeft(current.place)


def until(command: DelayInQueue, work) -> datetime:
    """Now unless a day or a time is named; a time is of today, or of tomorrow where it is over."""
    if command.date is None and command.time is None:
        return work.now
    day = placed(command.date, work.today)
    found = datetime.combine(day, time(), work.zone) + timedelta(minutes=clock_time(command.time or "0000"))
    if command.date is None and found < work.local:
        found += timedelta(days=1)
    if found < work.local and day < work.today:
        raise CheckTimeLimit(date=day)
    return found.astimezone(work.now.tzinfo)


@execute.register
def leave_queue(command: LeaveQueue, work) -> QueueLeft:
    current = working(work)
    work.queues.leave(current.place, current.booking, work.agent.terminal)
    work.drop()
    out(work)
    return left(work, current.place, current.booking if command.redisplay else None)


def left(work, place: Place, booking: int | None) -> QueueLeft:
    """Out of queue mode; with this booking in hand, where one is named."""
    if booking is None:
        return QueueLeft(place)
    work.area = work.area.holding(work.bookings.find(work.bookings.locator(booking)))
    return QueueLeft(place, shown(work))


@execute.register
def keep_on_queue(command: KeepOnQueue, work) -> QueueLeft:
    current = working(work)
    unchanged(work)
    work.queues.leave(current.place, current.booking, work.agent.terminal)
    out(work)
    return QueueLeft(current.place)


@execute.register
def file_and_leave_queue(command: FileAndLeaveQueue, work) -> QueueLeft | WarningDisplay:
    current = working(work)
    filed = file_complete(work, EndTransaction())
    if isinstance(filed, WarningDisplay):
        return filed
    work.queues.remove(current.place, current.booking)
    out(work)
    return left(work, current.place, current.booking if command.redisplay else None)


@execute.register
def place_on_queue(command: PlaceOnQueue, work) -> QueuePlaced | QueueItem | QueueEnd | WarningDisplay:
    """In queue mode the booking leaves the queue that is worked, and the next one comes."""
    if work.area.empty:
        raise NothingInHand()
    place = resolved(command.place, work, working_it=False)
    filed = file_complete(work, EndTransaction())
    if isinstance(filed, WarningDisplay):
        return filed
    work.queues.put(place, filed.number, work.now)
    if work.area.queue:
        current = working(work)
        return advance(work, current.place, current.turn) if place == current.place else done_with(work)
    work.area = work.area.holding()
    return QueuePlaced(filed.locator, place)


@execute.register
def move_queue(command: MoveQueue, work) -> QueueMoved:
    place, to = resolved(command.place, work), resolved(command.to, work)
    if place == to:
        raise InvalidQueue(number=to.number)
    bookings = work.queues.unworked(place, work.now)  # what somebody has in hand stays with him
    for booking in bookings:
        work.queues.remove(place, booking)
        work.queues.put(to, booking, work.now)
    return QueueMoved(place, to, len(bookings))


@execute.register
def show_queued(command: ShowQueued, work) -> QueueItem:
    current = working(work)
    if not work.area.changed:
        booking = work.bookings.find(work.bookings.locator(current.booking))
        work.area = replace(work.area.holding(booking), queue=current)
    return QueueItem(current.place, work.queues.left(current.place, work.now), shown(work))
