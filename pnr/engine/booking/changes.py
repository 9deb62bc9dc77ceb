"""The difference between two versions of a booking: history, rows and messages all come from it."""
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ...values.documents import document
from .booking import Booking, Filing
from .elements import Element


@document("change")
@dataclass(frozen=True)
class Change:
    """`added`, `changed` or `cancelled`; the element as it became or last was, and what it was before a change."""

    action: str
    element: Element
    before: Element | None = None


@document("envelope")
@dataclass(frozen=True)
class Envelope:
    """One transaction: when, who, on whose word, what; `offices`: who was responsible and who is, where it changed."""

    version: int
    filing: Filing
    received_from: str | None
    changes: tuple[Change, ...]
    cancelled: bool = False
    offices: tuple[str, ...] = ()


def changes(before: Booking, after: Booking) -> Iterator[Change]:
    """What happened between two versions, in tattoo order."""
    old = {element.tattoo: element for element in before.elements}
    new = {element.tattoo: element for element in after.elements}
    for tattoo in sorted(old.keys() | new.keys()):
        if tattoo not in old:
            yield Change("added", new[tattoo])
        elif tattoo not in new:
            yield Change("cancelled", old[tattoo])
        elif old[tattoo] != new[tattoo]:
            yield Change("changed", new[tattoo], old[tattoo])


def apply(booking: Booking, made: tuple[Change, ...]) -> Booking:
    """The booking after these changes; apply(a, changes(a, b)) has the elements of b."""
    elements = {element.tattoo: element for element in booking.elements}
    for change in made:
        if change.action == "cancelled":
            elements.pop(change.element.tattoo, None)
        else:
            elements[change.element.tattoo] = change.element
    ordered = tuple(elements[tattoo] for tattoo in sorted(elements))
    following = max([booking.next_tattoo, *(tattoo + 1 for tattoo in elements)])
    return replace(booking, elements=ordered, next_tattoo=following)
