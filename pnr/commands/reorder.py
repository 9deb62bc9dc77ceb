"""Another order of elements of one kind."""
from dataclasses import dataclass, replace

from ..engine.booking.elements import Contact, Element, FareText, Information, Remark, Segment, Service
from ..engine.booking.order import Line
from ..engine.booking.surface import FIRST, ArrivalUnknown, OpenSegment
from ..errors import ChronologicalOrder, NoSuchElement
from ..values.spans import Span, numbers
from .cancel import named
from .command import Command, execute
from .display import BookingDisplay, shown

Ground = ArrivalUnknown | OpenSegment
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
    if len(found) > 1 and all(isinstance(each, Segment | Ground) for each in found):
        return rearranged(work, [each.tattoo for each in found])
    if len(found) < 2 or not alike(lines):
        raise NoSuchElement(numbers=tuple(numbers(command.numbers)))
    places = sorted(each.tattoo for each in found)
    changed = [replace(each, tattoo=place) for each, place in zip(found, places, strict=True)]
    work.area = work.area.with_working(work.area.working.swap(*changed))
    return shown(work)


def rearranged(work, wanted: list[int]) -> BookingDisplay:
    """Flights stay as they are flown; raises ChronologicalOrder. What is no flight goes where the agent wants it."""
    booking = work.area.working
    order, chosen = [each.tattoo for each in booking.itinerary], iter(wanted)
    order = [next(chosen) if tattoo in wanted else tattoo for tattoo in order]
    after = [booking.element(tattoo) for tattoo in order]
    in_time([each.tattoo for each in booking.segments], [each for each in after if each])
    behind = dict(zip(order, (FIRST, *order), strict=False))
    work.area = work.area.with_working(booking.swap(*(replace(each, behind=behind[each.tattoo]) for each in after
                                                      if isinstance(each, Ground) and each.tattoo in wanted)))
    return shown(work)


def in_time(flown: list[int], wanted: list[Element]) -> None:
    """Raises ChronologicalOrder where flights are not as they are flown, or a day comes before an earlier one."""
    days = [each.date for each in wanted if isinstance(each, Segment | Ground) and each.date]
    flights = [each.tattoo for each in wanted if isinstance(each, Segment)]
    if flights != flown or days != sorted(days):
        raise ChronologicalOrder()


def alike(lines: list[Line]) -> bool:
    """Whether they stand in one group of the screen, and may change places."""
    first: Element = lines[0].element
    same = all(type(line.element) is type(first) for line in lines)
    groups = {getattr(line.element, "type", getattr(line.element, "code", "")) for line in lines}
    return same and isinstance(first, FREE) and (len(groups) == 1 or not isinstance(first, Remark | FareText))
