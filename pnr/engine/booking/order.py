"""The order a dialect shows elements in; the same numbers serve screens and handlers."""
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from .booking import Booking
from .elements import Element, Name, Remark, Segment


@dataclass(frozen=True)
class Slot:
    """A group of elements on the screen: of one kind, perhaps some of them, sorted if not as they came.

    `facet` names the part of an element that is shown where one element has several lines (a stored fare is FC and FN);
    `facets` finds those parts where the booking decides how many there are (a ticket has a line for each coupon).
    """

    kind: type[Element]
    facet: str = ""
    only: Callable[[Any], bool] | None = None
    sort: Callable[[Any], Any] | None = None
    numbered: bool = True
    every_seat: bool = False  # those behind it are numbered as if every seat of a group had its name
    facets: Callable[[Any, Booking], Iterable[str]] | None = None

    def of(self, element: Element, booking: Booking) -> Iterable[str]:
        """The facets of an element that have a line each."""
        return self.facets(element, booking) if self.facets else (self.facet,)


class Line(NamedTuple):
    """An element under the number an agent of this dialect calls it by."""

    number: int
    element: Element
    facet: str


Order = tuple[Slot, ...]


def number(booking: Booking, order: Order) -> tuple[Line, ...]:
    """Every element with its number on the screen, names and segments included; a group has 0."""
    lines, place = [Line(0, booking.group, "")] if booking.group else [], 0
    for slot in order:
        for element in chosen(booking, slot):
            for facet in slot.of(element, booking):
                place += 1
                lines.append(Line(place, element, facet))
        place = max(place, booking.party) if slot.every_seat else place
    return tuple(lines)


def visible(booking: Booking, order: Order, office: str) -> tuple[Line, ...]:
    """The lines an office may see; those it may not keep their numbers."""
    return tuple(line for line in number(booking, order) if not concealed(line.element, office))


def concealed(element: Element, office: str) -> bool:
    return isinstance(element, Remark) and element.hidden(office)


def chosen(booking: Booking, slot: Slot) -> list[Element]:
    """The elements of one slot; segments always as they are flown, and what is between them."""
    if slot.kind is Segment:
        return list(booking.itinerary if not (slot.only or slot.facets) else booking.segments)
    found = booking.each(slot.kind)
    wanted = [element for element in found if slot.only is None or slot.only(element)]
    return sorted(wanted, key=slot.sort) if slot.sort else wanted


def passengers(booking: Booking, order: Order) -> list[Name]:
    """Names in the order their numbers (P1, P2, …) follow in this dialect."""
    return [line.element for line in number(booking, order[:1]) if isinstance(line.element, Name)]
