"""Seats follow their passengers and flights: where one of them goes, so does the seat."""
from collections.abc import Iterable
from dataclasses import replace

from .booking import Booking
from .elements import Element, Seating, Segment, Service


def seated(booking: Booking) -> Booking:
    """Without seats on flights that are gone or do not fly, and of passengers who are gone."""
    for each in booking.each(Seating):
        segment, people = booking.element(each.segments[0]), {name.tattoo for name in booking.names}
        left = tuple(pair for pair in each.seats if pair[0] in people)
        if not isinstance(segment, Segment) or segment.unable or not segment.legs or not left:
            booking = booking.without([each])
        elif left != each.seats:
            booking = booking.swap(replace(each, seats=left))
    return booking


def without(booking: Booking, chosen: Iterable[Element]) -> Booking:
    """Without these elements, and without what was asked of an airline for a flight that goes."""
    chosen = list(chosen)
    gone = {element.tattoo for element in chosen}
    tied = [each for each in booking.each(Service) if each.segments and set(each.segments) <= gone]
    return booking.without([*chosen, *tied])


# ---- who has them

Place = tuple[str, str]  # leg, seat


def of_area(terminal: str) -> str:
    return f"area:{terminal}"


def of_booking(number: int) -> str:
    return f"booking:{number}"


def places(booking: Booking) -> set[Place]:
    """The seats of everybody on every leg."""
    return {(leg, seat) for each in booking.each(Seating) for leg in each.legs for _, seat in each.seats}
