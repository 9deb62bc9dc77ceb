"""Change the action of a segment: RR, ticketed or about to be."""
from dataclasses import dataclass, replace

from ..engine.booking.elements import CONFIRMED, Segment
from ..engine.booking.order import number
from ..errors import NoSuchElement, UnconfirmedSegment
from ..values.spans import Span, numbers
from .command import Command, execute
from .display import BookingDisplay, shown

RECONFIRMED = "RR"


@dataclass(frozen=True)
class ReconfirmSegments(Command):
    """By the element numbers this dialect shows; what is not confirmed cannot be reconfirmed."""

    numbers: tuple[Span, ...]


@execute.register
def reconfirm_segments(command: ReconfirmSegments, work) -> BookingDisplay:
    lines = {line.number: line for line in number(work.area.working, work.manners.order)}
    chosen = [lines[place].element for place in numbers(command.numbers) if place in lines and not lines[place].facet]
    segments = [element for element in chosen if isinstance(element, Segment)]
    if len(segments) < len(numbers(command.numbers)):
        raise NoSuchElement(numbers=tuple(numbers(command.numbers)))
    if any(segment.status not in CONFIRMED for segment in segments):
        raise UnconfirmedSegment()
    done = (replace(segment, status=RECONFIRMED) for segment in segments)
    work.area = work.area.with_working(work.area.working.swap(*done))
    return shown(work)
