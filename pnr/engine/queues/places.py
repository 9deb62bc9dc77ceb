"""Where a booking may be queued: numbers with their titles, categories, and four ranges of dates."""
from dataclasses import dataclass

from ...values.documents import document

CONFIRMATIONS, WAITLIST, OPTIONS, SCHEDULE, TICKETING, CONTROL, EXPIRED = 1, 2, 3, 7, 8, 9, 12
MESSAGES = 97
TITLES = {0: "GENERAL", CONFIRMATIONS: "CONFO", WAITLIST: "KL", OPTIONS: "OPTION", 4: "RPCHNG", SCHEDULE: "SKEDCHG",
          TICKETING: "TKTG", CONTROL: "OACONT", EXPIRED: "XTL", 23: "RQR", 80: "PTA", 87: "GRPS", 94: "MSGCP",
          96: "MSGPDR", MESSAGES: "MESSAGE"}
MOST, MOST_CATEGORIES, RANGES = 97, 255, 4
FIRST_CATEGORY = {SCHEDULE: 1, TICKETING: 1}  # of those whose categories say more


@document("queueplace")
@dataclass(frozen=True)
class Place:
    """`dates` 1 to 4, by how soon travel begins."""

    office: str
    number: int
    category: int = 0
    dates: int = 1

    @property
    def title(self) -> str:
        return TITLES.get(self.number, "")


@dataclass(frozen=True)
class Placed:
    """Where a booking is queued, since when (ISO in UTC), and why."""

    place: Place
    at: str
    remark: str = ""


def usual(office: str, number: int) -> Place:
    """Where the host puts a booking by itself."""
    return Place(office, number, FIRST_CATEGORY.get(number, 0))


@document("queuework")
@dataclass(frozen=True)
class Working:
    """An agent in queue mode: the place, the booking in hand, and its turn there."""

    place: Place
    booking: int
    turn: int
