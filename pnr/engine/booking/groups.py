"""A group: so many seats under one name, of which some have passengers and the others have none yet."""
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ...values.documents import document
from .elements import Element, Segment

LEAST_OF_GROUP, MOST_OF_GROUP = 10, 99


@document("group")
@dataclass(frozen=True)
class Group(Element):
    """`size` is of the whole group, named or not."""

    name: str
    size: int


def given_up(before: Iterable[Segment], after) -> list[Segment]:
    """What of these segments is not in another booking any more: those that are gone, and seats that are."""
    found = []
    for segment in before:
        kept = after.element(segment.tattoo)
        left = kept.seats if isinstance(kept, Segment) else 0
        if left < segment.seats:
            found.append(replace(segment, seats=segment.seats - left))
    return found
