"""What working a queue means for other entries: the next booking comes when the one in hand is done with."""
from dataclasses import dataclass, replace

from ..engine.queues.places import Place, Working
from ..errors import NotInQueueMode
from .command import Reply
from .display import BookingDisplay, shown


@dataclass(frozen=True)
class QueueItem(Reply):
    """A booking of a queue, in hand now; `left` counts it and those after it."""

    place: Place
    left: int
    display: BookingDisplay


@dataclass(frozen=True)
class QueueEnd(Reply):
    """No more of it; `worked` tells whether there was any. The desk is out of queue mode."""

    place: Place
    worked: bool = True


def working(work) -> Working:
    """Raises NotInQueueMode."""
    if work.area.queue is None:
        raise NotInQueueMode()
    return work.area.queue


def advance(work, place: Place, past: int = 0, worked: bool = True) -> QueueItem | QueueEnd:
    """Bring the next booking of a place to the area, empty by now."""
    found = work.queues.take(place, work.agent.terminal, work.now, past)
    if found is None:
        out(work)
        return QueueEnd(place, worked)
    booking = work.bookings.find(work.bookings.locator(found.booking))
    work.area = replace(work.area.holding(booking), queue=Working(place, found.booking, found.turn))
    return QueueItem(place, work.queues.left(place, work.now), shown(work))


def out(work) -> None:
    """Out of queue mode, with nothing in hand."""
    work.area = replace(work.area.holding(), queue=None)


def done_with(work) -> QueueItem | QueueEnd:
    """The booking in hand is off the queue, and the next one comes."""
    current = working(work)
    work.queues.remove(current.place, current.booking)
    return advance(work, current.place, current.turn)


def passed_over(work) -> QueueItem | QueueEnd:
    """The booking in hand stays where it is, and the next one comes."""
    current = working(work)
    work.queues.leave(current.place, current.booking, work.agent.terminal)
    return advance(work, current.place, current.turn)
