"""What was done to a booking here laid behind what the host added to it meanwhile."""
from dataclasses import replace
from typing import Any

from ...errors import SimultaneousChanges
from .booking import Booking
from .elements import IssuedTicket, Name, Seating, Segment

TIED = ("passengers", "segments")


def behind(working: Booking, base: Booking, current: Booking) -> Booking:
    """The booking with each tattoo that is new in it above those the host used meanwhile, wherever it is named.

    Raises SimultaneousChanges where documents name what is as new as they are: they are written already.
    """
    first, by = base.next_tattoo, current.next_tattoo - base.next_tattoo
    if not by:
        return working
    new = [each for each in working.elements if each.tattoo >= first]
    if any(isinstance(each, IssuedTicket) for each in new) and any(isinstance(each, Name | Segment) for each in new):
        raise SimultaneousChanges(locator=base.locator)
    return replace(working, elements=tuple(moved(each, first, by) for each in working.elements),
                   next_tattoo=working.next_tattoo + by)


def moved(element: Any, first: int, by: int) -> Any:
    def new(tattoo: int) -> int:
        return tattoo + by if tattoo >= first else tattoo

    told: dict[str, Any] = {name: tuple(map(new, getattr(element, name))) for name in TIED
            if hasattr(element, name) and not isinstance(getattr(type(element), name, None), property)}
    if isinstance(element, IssuedTicket):
        told["passenger"] = new(element.passenger)
    if isinstance(element, Seating):
        told["seats"] = tuple((new(who), seat) for who, seat in element.seats)
    return replace(element, tattoo=new(element.tattoo), **told)
