"""The booking as a value: a tuple of tattooed elements, never changed in place."""
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

from ...values.documents import document
from .elements import Element, Name, Segment, StoredFare
from .fingerprints import fingerprint
from .groups import Group
from .surface import ArrivalUnknown, OpenSegment, Stretch, itinerary

E = TypeVar("E", bound=Element)


@document("filing")
@dataclass(frozen=True)
class Filing:
    """Who filed and when: ISO time in UTC, office, sign and duty."""

    at: str
    office: str
    sign: str
    duty: str = "SU"


@document("booking")
@dataclass(frozen=True)
class Booking:
    """`number` 0 and no filings: never filed. `created` and `filed` are its first and its last filing."""

    number: int = 0
    locator: str = ""
    version: int = 0
    office: str = ""
    created: Filing | None = None
    filed: Filing | None = None
    next_tattoo: int = 1
    cancelled: bool = False
    elements: tuple[Element, ...] = field(default=())

    def add(self, *elements: Element) -> "Booking":
        tattooed = tuple(replace(element, tattoo=tattoo) for tattoo, element in enumerate(elements, self.next_tattoo))
        return replace(self, elements=self.elements + tattooed, next_tattoo=self.next_tattoo + len(elements))

    def without(self, cancelled: Iterable[Element]) -> "Booking":
        gone = {element.tattoo for element in cancelled}
        return replace(self, elements=tuple(element for element in self.elements if element.tattoo not in gone))

    def swap(self, *changed: Element) -> "Booking":
        """The booking with these elements in place of those of the same tattoo."""
        new = {element.tattoo: element for element in changed}
        return replace(self, elements=tuple(new.get(element.tattoo, element) for element in self.elements))

    def map(self, kind: type[E], change: Callable[[E], Element]) -> "Booking":
        """The booking with every element of a kind changed."""
        return replace(self, elements=tuple(change(element) if isinstance(element, kind) else element
                                            for element in self.elements))

    def each(self, kind: type[E]) -> list[E]:
        return [element for element in self.elements if isinstance(element, kind)]

    def element(self, tattoo: int) -> Element | None:
        return next((element for element in self.elements if element.tattoo == tattoo), None)

    @cached_property
    def segments(self) -> Sequence[Segment]:
        """As they are flown."""
        return tuple(sorted(self.each(Segment), key=lambda segment: (segment.date, segment.departs, segment.tattoo)))

    @cached_property
    def itinerary(self) -> Sequence[Stretch]:
        """Segments as they are flown, with what else belongs to the journey between them."""
        others = [each for each in self.elements if isinstance(each, ArrivalUnknown | OpenSegment)]
        return tuple(itinerary(self.segments, others)) if others else self.segments

    @cached_property
    def held(self) -> Sequence[Segment]:
        """Segments whose seats belong to the work area, not yet to a filed booking."""
        return tuple(segment for segment in self.segments if segment.held)

    @cached_property
    def names(self) -> Sequence[Name]:
        return tuple(self.each(Name))

    @cached_property
    def group(self) -> Group | None:
        return next(iter(self.each(Group)), None)

    @property
    def party(self) -> int:
        """Seats the booking is for: those of a group, or of the passengers."""
        return self.group.size if self.group else len(self.names)

    @property
    def unnamed(self) -> int:
        """Seats of a group that nobody is named for."""
        return self.party - len(self.names)

    def stale(self, fare: StoredFare) -> bool:
        """Whether a passenger or segment of a stored fare is gone, or a segment is not what was priced."""
        found = [self.element(tattoo) for tattoo in fare.segments]
        now = tuple(fingerprint(segment) for segment in found if isinstance(segment, Segment))
        return now != fare.priced or any(self.element(tattoo) is None for tattoo in fare.passengers)

    @property
    def fares(self) -> list[StoredFare]:
        """Stored fares that may still be ticketed."""
        return [fare for fare in self.each(StoredFare) if not self.stale(fare)]
