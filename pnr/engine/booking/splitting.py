"""One booking as two: some passengers go, with their seats, elements and documents; nothing is lost or doubled."""
from collections.abc import Iterable, Iterator
from dataclasses import replace

from .booking import Booking
from .elements import (
    AssociatedRecord,
    Element,
    IssuedTicket,
    Name,
    Seating,
    Segment,
    Service,
    StoredFare,
)
from .groups import Group


def split(booking: Booking, people: frozenset[int], unnamed: int = 0) -> tuple[Booking, Booking]:
    """Those who go, as a booking nobody filed yet, and those who stay; tattoos are the same in both.

    `unnamed` seats of a group go with them.
    """
    staying = frozenset(name.tattoo for name in booking.names) - people
    going = len(people) + unnamed
    gone = replace(booking, number=0, locator="", version=0, elements=tuple(of(booking.elements, people, going)))
    return gone, replace(booking, elements=tuple(of(booking.elements, staying, booking.party - going)))


def of(elements: Iterable[Element], people: frozenset[int], seats: int) -> Iterator[Element]:
    """What concerns these passengers; what concerns nobody in particular is everybody's."""
    for element in elements:
        match element:
            case Name():
                if element.tattoo in people:
                    yield element
            case Segment():
                yield replace(element, seats=seats)
            case Group():
                yield replace(element, size=seats)
            case IssuedTicket():
                if element.passenger in people:
                    yield element
            case Seating():
                mine = tuple(pair for pair in element.seats if pair[0] in people)
                if mine:
                    yield replace(element, seats=mine)
            case AssociatedRecord():
                yield element
            case _:
                yield from tied(element, people)


def tied(element: Element, people: frozenset[int]) -> Iterator[Element]:
    """With the passengers of its own that are among these, or not at all."""
    told: tuple[int, ...] = getattr(element, "passengers", ())
    mine = tuple(tattoo for tattoo in told if tattoo in people)
    if not told:
        yield element
    elif mine:
        asked = {"seats": len(mine)} if isinstance(element, Service) and element.seats == len(told) else {}
        own = {"fare": replace(element.fare, passengers=())} if isinstance(element, StoredFare) else {}
        yield replace(element, passengers=mine, **asked, **own)  # type: ignore[call-arg, arg-type]
