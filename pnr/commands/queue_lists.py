"""What is on a queue, looked through without working it; and what an office calls its queues."""
from dataclasses import dataclass, replace

from ..engine.offices import Office
from ..engine.queues.places import Place
from ..engine.store.weight import Weight
from ..errors import InvalidQueue
from .command import Command, Reply, execute
from .queue_places import QueueAsked, called, resolved
from .queueing import QueueEnd
from .retrieve import ListLine

MOST = 200  # bookings shown of one queue
MOST_NICKNAMES = 50  # of an office


@dataclass(frozen=True)
class BrowseQueue(Command):
    """What is on it, of which nothing is taken in hand."""

    place: QueueAsked
    weight = Weight.LOOK


@dataclass(frozen=True)
class KeepNickname(Command):
    """The office calls a place so from now on."""

    nickname: str
    place: QueueAsked
    weight = Weight.FILE


@dataclass(frozen=True)
class RemoveNickname(Command):
    nickname: str
    weight = Weight.FILE


@dataclass(frozen=True)
class DisplayNicknames(Command):
    weight = Weight.LOOK


@dataclass(frozen=True)
class QueueLine:
    """`worked`: somebody else has it in hand."""

    line: ListLine
    worked: bool
    remark: str


@dataclass(frozen=True)
class QueueBrowse(Reply):
    """The first of `left` bookings."""

    place: Place
    left: int
    lines: tuple[QueueLine, ...]


@dataclass(frozen=True)
class Nicknames(Reply):
    office: Office
    places: tuple[tuple[str, Place], ...]


@execute.register
def browse_queue(command: BrowseQueue, work) -> QueueBrowse | QueueEnd:
    """A line for each booking, by which it can be taken up."""
    place = resolved(command.place, work)
    found = work.queues.waiting(place, work.agent.terminal, work.now, MOST)
    if not found:
        return QueueEnd(place, worked=False)
    lines = tuple(QueueLine(first_line(each.booking, work), each.worked, each.remark) for each in found)
    work.area = replace(work.area, listed=tuple(each.line.locator for each in lines))
    return QueueBrowse(place, work.queues.left(place, work.now), lines)


def first_line(number: int, work) -> ListLine:
    booking = work.bookings.find(work.bookings.locator(number))
    ahead = next((segment for segment in booking.segments if segment.date >= work.today), None)
    return ListLine(booking.names[0], booking.locator, ahead)


@execute.register
def keep_nickname(command: KeepNickname, work) -> Nicknames:
    """Raises InvalidQueue for a place that cannot be, another office's, or one nickname too many."""
    place = resolved(command.place, work)
    known = dict(work.queues.nicknames(work.office.id))
    if place.office != work.office.id or (len(known) >= MOST_NICKNAMES and command.nickname not in known):
        raise InvalidQueue(number=place.number)
    work.queues.call(command.nickname, place)
    return shown(work)


@execute.register
def remove_nickname(command: RemoveNickname, work) -> Nicknames:
    called(command.nickname, work.office.id, work)
    work.queues.uncall(command.nickname, work.office.id)
    return shown(work)


@execute.register
def display_nicknames(command: DisplayNicknames, work) -> Nicknames:
    return shown(work)


def shown(work) -> Nicknames:
    return Nicknames(work.office, tuple(work.queues.nicknames(work.office.id)))
