"""Parts of an itinerary that are no flight: a stretch nobody sells here, and a flight still to be chosen."""
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from ...values.documents import document
from .elements import Element, Segment

Day = date
PASSIVE = frozenset({"GK", "GL", "GN", "PK", "PL", "HK", "HS"})  # of one sold elsewhere; ghosts (G) are told to nobody


@document("arnk")
@dataclass(frozen=True)
class ArrivalUnknown(Element):
    """By other means; on a day, or wherever two flights do not meet, unless an agent put it `behind` something."""

    date: Day | None = None
    behind: int = 0  # tattoo of what it follows, FIRST before everything


@document("open")
@dataclass(frozen=True)
class OpenSegment(Element):
    """A carrier and class without a flight, perhaps with a day; for everybody in the booking, `behind` as of ARNK."""

    carrier: str
    booking_class: str
    origin: str
    destination: str
    date: Day | None = None
    standby: bool = False
    behind: int = 0


Stretch = Segment | ArrivalUnknown | OpenSegment


def itinerary(flown: Sequence[Segment], others: Sequence[ArrivalUnknown | OpenSegment]) -> list[Stretch]:
    """By themselves, and those an agent put somewhere there, as long as what they follow is there."""
    known = {FIRST, *(each.tattoo for each in (*flown, *others))}
    put = [each for each in others if each.behind in known]
    found = arranged(flown, [each for each in others if each not in put])
    while put:
        placed = {FIRST, *(each.tattoo for each in found)}
        each = next((each for each in put if each.behind in placed), put[0])
        put.remove(each)
        found.insert(next((place for place, before in enumerate(found, 1) if before.tattoo == each.behind), 0), each)
    return found


def arranged(flown: Sequence[Segment], others: Sequence[ArrivalUnknown | OpenSegment]) -> list[Stretch]:
    """Flights as they are flown and open ones by their days; ARNK without a day fills gaps, what is left comes last."""
    dated: list[Stretch] = [*flown, *(each for each in others if each.date)]
    dated.sort(key=lambda each: (each.date, getattr(each, "departs", LATE), each.tattoo))
    undated = [each for each in others if each.date is None]
    dated += [each for each in undated if isinstance(each, OpenSegment)]
    fillers = [each for each in undated if isinstance(each, ArrivalUnknown)]
    found: list[Stretch] = dated[:1]
    for earlier, later in pairwise(dated):
        if fillers and gap(earlier, later):
            found.append(fillers.pop(0))
        found.append(later)
    return [*found, *fillers]


FIRST = -1  # behind nothing
LATE = 24 * 60  # of a day: after everything that has a time


def gap(earlier: Stretch, later: Stretch) -> bool:
    if isinstance(earlier, ArrivalUnknown) or isinstance(later, ArrivalUnknown):
        return False
    return earlier.destination != later.origin
