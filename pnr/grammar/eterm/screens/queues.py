"""Queues by the two letters they have here."""
from ....commands.queue_places import TYPES
from ....commands.queueing import QueueEnd, QueueItem
from ....commands.queues import QueueCount, QueueLeft, QueuePlaced
from ...columns import chunks
from . import screen

CAPACITY = 200
IN_ROW = 4
TITLES = {"GQ": "GENERAL", "RP": "REPLY", "KK": "CONFIRMATION", "RE": "BOOKING", "SR": "SPECIAL SVC",
          "TC": "TICKET CHG", "TL": "TIME LIMIT", "SC": "SCHEDULE CHG"}
ORDER = ("GQ", "RP", "KK", "RE", "SR", "TC", "TL", "SC")


@screen.register
def counts(reply: QueueCount) -> str:
    """On each so many, of how many there is room for."""
    found = {name: sum(many for place, many in reply.counts if place.number == TYPES[name]) for name in ORDER}
    cells = [f"{name} {found[name]:04} {CAPACITY:04}" for name in ORDER]
    return "\n".join([f"QT {reply.office.alias}", *("    ".join(row) for row in chunks(cells, IN_ROW))])


@screen.register
def item(reply: QueueItem) -> str:
    kind = next((name for name in ORDER if TYPES[name] == reply.place.number), "GQ")
    count = f"(  {reply.left:04}  )"
    return f" {reply.display.office.alias} {TITLES[kind]}  {count}  {count}\n{screen(reply.display)}"


@screen.register
def end(reply: QueueEnd) -> str:
    return "Q EMPTY"


@screen.register
def placed(reply: QueuePlaced) -> str:
    return reply.locator


@screen.register
def left(reply: QueueLeft) -> str:
    return "ACCEPTED"
