"""Seats follow their passengers and flights: where one of them goes, so does the seat."""
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from .booking import Booking
from .elements import Element, Name, Seating, Segment, Service


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


def without_names(booking: Booking, names: Iterable[Name]) -> Booking:
    """Without these passengers and everything that is only about them."""
    gone = {name.tattoo for name in names}
    alone, shared = [], []
    for each in booking.elements:
        told = getattr(each, "passengers", ())
        left = tuple(one for one in told if one not in gone)
        if each.tattoo in gone or (told and not left):
            alone.append(each)
        elif left != told:
            shared.append(about(each, left, len(told)))
    return seated(booking.without(alone).swap(*shared))


def about(element: Any, left: tuple[int, ...], before: int) -> Element:
    """About those who are left; what was asked for each of them is asked as often less."""
    asked = {"seats": len(left)} if isinstance(element, Service) and element.seats == before else {}
    return replace(element, passengers=left, **asked)


# ---- who has them

Place = tuple[str, str]  # leg, seat


def of_area(terminal: str) -> str:
    return f"area:{terminal}"


def of_booking(number: int) -> str:
    return f"booking:{number}"


def places(booking: Booking) -> set[Place]:
    """The seats of everybody on every leg."""
    return {(leg, seat) for each in booking.each(Seating) for leg in each.legs for _, seat in each.seats}
