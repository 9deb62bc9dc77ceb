"""A booking made after another: whom and what it takes along, under tattoos of its own."""
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from .booking import Booking
from .elements import Contact, Element, Information, Name, Remark, Segment, Service
from .surface import ArrivalUnknown, OpenSegment

TAKEN_ALONG = (Contact, Remark, Information, Service)
STRETCHES = (ArrivalUnknown, OpenSegment)
NOT_AGAIN = ("TKNE", "INFT", "CHLD")  # of services: the host writes them anew


def copied(booking: Booking, names: Iterable[Name], sold: dict[int, Segment], personal: bool = True) -> Booking:
    """These passengers on these segments (by the tattoos of those they stand for), with what concerned them."""
    made, known = Booking(), dict[int, int]()
    elements: list[tuple[int, Element]] = [(each.tattoo, each) for each in names] if personal else []
    elements += list(sold.items())
    elements += [(each.tattoo, each) for each in booking.elements if sold and isinstance(each, STRETCHES)]
    for before, element in elements:
        known[before] = made.next_tattoo
        made = made.add(element)
    made = made.map(Segment, lambda each: reconnected(each, made))
    made = made.swap(*(replace(each, behind=known.get(each.behind, min(each.behind, 0))) for each in made.elements
                       if isinstance(each, ArrivalUnknown | OpenSegment)))
    others = [each for each in booking.elements if isinstance(each, TAKEN_ALONG) and personal
              and getattr(each, "code", "") not in NOT_AGAIN]
    return made.add(*(after for each in others if (after := retied(each, known, booking)) is not None))


def reconnected(segment: Segment, made: Booking) -> Segment:
    """What was sold together stays together, under the tattoo of its first segment."""
    def first(group: str) -> int:
        mark = getattr(segment, group)
        together = [each.tattoo for each in made.each(Segment) if mark and getattr(each, group) == mark]
        return min(together) if len(together) > 1 else 0

    return replace(segment, married=first("married"), connection=first("connection"))


def retied(element: Any, known: dict[int, int], booking: Booking) -> Element | None:
    """About those who are copied; nothing is left of what was about others only."""
    told = {}
    if getattr(element, "limit", ""):
        return None  # an airline says so again of the new one
    for name in ("passengers", "segments"):
        before = getattr(element, name, ())
        told[name] = tuple(known[tattoo] for tattoo in before if tattoo in known)
        if before and not told[name]:
            return None
    own = {name: value for name, value in told.items() if hasattr(element, name)}
    asked = {"status": "NN"} if isinstance(element, Service) and element.segments else {}
    return replace(element, **own, **asked)
