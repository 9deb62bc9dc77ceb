"""Another order of elements of one kind."""
from dataclasses import dataclass, replace

from ..engine.booking.elements import Contact, Element, FareText, Information, Remark, Segment, Service
from ..engine.booking.order import Line
from ..errors import ChronologicalOrder, NoSuchElement
from ..values.spans import Span, numbers
from .cancel import named
from .command import Command, execute
from .display import BookingDisplay, shown

FREE = (Contact, Service, Information, Remark, FareText)  # kinds nothing else points at


@dataclass(frozen=True)
class ReorderElements(Command):
    """The elements listed, in this order, in the places they have together."""

    numbers: tuple[Span, ...]


@execute.register
def reorder_elements(command: ReorderElements, work) -> BookingDisplay:
    """Raises ChronologicalOrder for segments that are flown in another order, NoSuchElement for what has one place."""
    lines = named(command.numbers, work)
    found = [line.element for line in lines]
    if len(found) > 1 and all(isinstance(each, Segment) for each in found):
        in_time([line.number for line in lines])
        return shown(work)
    if len(found) < 2 or not alike(lines):
        raise NoSuchElement(numbers=tuple(numbers(command.numbers)))
    places = sorted(each.tattoo for each in found)
    changed = [replace(each, tattoo=place) for each, place in zip(found, places, strict=True)]
    work.area = work.area.with_working(work.area.working.swap(*changed))
    return shown(work)


def in_time(wanted: list[int]) -> None:
    """Segments are numbered as they are flown; raises ChronologicalOrder."""
    if wanted != sorted(wanted):
        raise ChronologicalOrder()


def alike(lines: list[Line]) -> bool:
    """Whether they stand in one group of the screen, and may change places."""
    first: Element = lines[0].element
    same = all(type(line.element) is type(first) for line in lines)
    groups = {getattr(line.element, "type", getattr(line.element, "code", "")) for line in lines}
    return same and isinstance(first, FREE) and (len(groups) == 1 or not isinstance(first, Remark | FareText))
