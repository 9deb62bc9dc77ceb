"""Which duty may do what: a table, asked before a document, a ticketed booking or another office's work is touched."""
import csv
from functools import cache
from typing import NamedTuple

from ..errors import NotAuthorised
from .booking.booking import Booking
from .booking.elements import IssuedTicket
from .schedule.files import packaged

DUTIES = ("AS", "GS", "SU", "PD", "RC", "TR", "PR", "CE")  # that an agent may have
LIVE = frozenset({"ET", "DT"})  # states of documents that are neither void, refunded nor exchanged


class Guard(NamedTuple):
    """What it stands before, by its entries and in words, and the duties it lets through."""

    name: str
    entries: str
    what: str
    duties: frozenset[str]


@cache
def guards() -> dict[str, Guard]:
    rows = csv.DictReader(packaged("guards.csv").decode().splitlines())
    return {row["guard"]: Guard(row["guard"], row["entries"], row["what"], frozenset(row["duties"].split()))
            for row in rows}


def allows(guard: str, duty: str) -> bool:
    return duty in guards()[guard].duties


def demand(work, guard: str) -> None:
    """Raises NotAuthorised."""
    if not allows(guard, work.agent.duty):
        raise NotAuthorised(duty=work.agent.duty)


def live(booking: Booking) -> list[IssuedTicket]:
    """Its documents that are still good for something."""
    return [each for each in booking.each(IssuedTicket) if each.state in LIVE]


def demand_flights(work, tattoos: set[int]) -> None:
    """Raises NotAuthorised where one of these segments has a live document and this duty may not take it away."""
    if any(tattoos & set(each.segments) for each in live(work.area.working)):
        demand(work, "cancel-ticketed")
