"""Queues: counts, bookings with the line of their queue, and what was done."""
from ....commands.queue_lists import Nicknames, QueueBrowse
from ....commands.queueing import QueueEnd, QueueItem
from ....commands.queues import QueueCount, QueueLeft, QueueMoved, QueuePlaced
from ....engine.queues.places import Place
from ....values.dates import long
from ...columns import columns, right
from . import screen
from .retrieve import list_line


@screen.register
def counts(reply: QueueCount) -> str:
    if not reply.counts:
        return "NO ITEMS"
    rows = [columns(right(place.number, 3, 3), (5, place.title), (15, f"C{place.category}"), (19, f"D{place.dates}"),
                    right(many, 29, 7)) for place, many in reply.counts]
    return "\n".join(["QT", columns((1, reply.office.id), (12, "QUEUE COUNT"),
                                    (34, f"{long(reply.at)} {reply.at:%H%M}")), *rows])


def name(place: Place) -> str:
    return f"Q{place.number} C{place.category} D{place.dates}"


@screen.register
def item(reply: QueueItem) -> str:
    return f"{name(reply.place)} - {reply.left} LEFT\n{screen(reply.display)}"


@screen.register
def end(reply: QueueEnd) -> str:
    return "QUEUE CYCLE COMPLETED" if reply.worked else "QUEUE EMPTY"


@screen.register
def browsed(reply: QueueBrowse) -> str:
    """Each booking as in a list of names; whether somebody has it in hand, and what was noted when it was put off."""
    rows = [columns((1, list_line(place, each.line)), (64, "IN USE" if each.worked else each.remark))
            for place, each in enumerate(reply.lines, 1)]
    return "\n".join([f"{name(reply.place)} - {reply.left} LEFT", *rows])


@screen.register
def nicknames(reply: Nicknames) -> str:
    if not reply.places:
        return "NO ITEMS"
    rows = [columns((1, f".{called}"), (11, name(place)), (24, place.title)) for called, place in reply.places]
    return "\n".join([columns((1, reply.office.id), (12, "NICKNAMES")), *rows])


@screen.register
def placed(reply: QueuePlaced) -> str:
    return f"END OF TRANSACTION COMPLETE - {reply.locator} PLACED ON {name(reply.place)}"


@screen.register
def moved(reply: QueueMoved) -> str:
    return f"{reply.many} ITEMS MOVED FROM {name(reply.place)} TO {name(reply.to)}"


@screen.register
def left(reply: QueueLeft) -> str:
    return screen(reply.display) if reply.display else "QUEUE MODE ENDED"
