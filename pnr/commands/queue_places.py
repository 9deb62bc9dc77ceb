"""The places of queues as agents name them."""
from dataclasses import dataclass

from ..engine.guards import demand
from ..engine.queues.places import MOST, MOST_CATEGORIES, RANGES, Place, usual
from ..errors import InvalidQueue

TYPES = {"GQ": 0, "KK": 1, "RP": 4, "SC": 7, "TL": 8, "RE": 9, "TC": 12, "SR": 23}


class QueueNumber(int):
    """A number, or the two letters some hosts have for it."""

    @classmethod
    def read(cls, text: str) -> "QueueNumber":
        return cls(TYPES.get(text, text))


@dataclass(frozen=True)
class QueueAsked:
    """A place by number or by what the office calls it; of the office at work unless another is named."""

    number: QueueNumber = QueueNumber(0)
    category: int | None = None
    dates: int = 1
    office: str | None = None
    nickname: str | None = None


def resolved(asked: QueueAsked, work, working_it: bool = True) -> Place:
    """Raises InvalidQueue, InvalidOffice, or NotAuthorised for another office's queue."""
    office = work.world.offices.office(asked.office).id if asked.office else work.office.id
    if office != work.office.id and working_it:
        demand(work, "other-office")
    if asked.nickname:
        return called(asked.nickname, office, work)
    category = usual(office, asked.number).category if asked.category is None else asked.category
    if asked.number > MOST or category > MOST_CATEGORIES or not 1 <= asked.dates <= RANGES:
        raise InvalidQueue(number=asked.number)
    return Place(office, int(asked.number), category, asked.dates)


def called(nickname: str, office: str, work) -> Place:
    """Raises InvalidQueue where the office calls no place so."""
    found = dict(work.queues.nicknames(office)).get(nickname)
    if found is None:
        raise InvalidQueue(number=nickname)
    return found
