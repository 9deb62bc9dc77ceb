"""What airlines say of segments: who operates them, what they must be told, how they are joined."""
from collections.abc import Iterator
from dataclasses import dataclass

from ..engine.booking.elements import Segment
from ..engine.booking.times import MINUTE, arrival, departure
from ..engine.store.weight import Weight
from ..errors import NoSuchSegment, NothingInHand
from ..values.spans import Span
from .command import Command, Reply, execute
from .details import segment_tattoos
from .display import BookingDisplay, shown

TOLD_BEFORE = "US"  # the country whose security programme is told of passengers three days ahead

Note = tuple[str, dict]  # a code and its facts


@dataclass(frozen=True)
class DisplayNotes(Command):
    """Of these segments by number, or of all."""

    segments: tuple[Span, ...] = ()
    weight = Weight.LOOK


@dataclass(frozen=True)
class SegmentNotes(Reply):
    """Segments by tattoo, each with what is said of it."""

    display: BookingDisplay
    notes: tuple[tuple[int, tuple[Note, ...]], ...]


@execute.register
def display_notes(command: DisplayNotes, work) -> SegmentNotes:
    """Raises NothingInHand, or NoSuchSegment where there is none to say anything of."""
    if work.area.empty:
        raise NothingInHand()
    chosen = segment_tattoos(work, command.segments)
    found = [each for each in work.area.working.segments if not command.segments or each.tattoo in chosen]
    if not found:
        raise NoSuchSegment()
    return SegmentNotes(shown(work), tuple((each.tattoo, tuple(notes(each, work))) for each in found))


def notes(segment: Segment, work) -> Iterator[Note]:
    if segment.operating:
        yield "operated-by", {"carrier": segment.operating[:2]}
    if TOLD_BEFORE in {work.world.places.place(code).country for code in (segment.origin, segment.destination)}:
        yield "told-before", {}
    minutes = (arrival(segment, work.world) - departure(segment, work.world)) // MINUTE
    yield "flying-time", {"time": f"{minutes // 60}:{minutes % 60:02}", "stops": max(len(segment.legs) - 1, 0)}
    if segment.married:
        yield "married", {}
