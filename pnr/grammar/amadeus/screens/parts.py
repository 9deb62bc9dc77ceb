"""RTA, RTF, RTR…: which elements belong to a part of a booking."""
from collections.abc import Callable

from ....engine.booking.elements import (
    Contact,
    Element,
    FareText,
    FormOfPayment,
    Information,
    IssuedTicket,
    Name,
    Option,
    Remark,
    Seating,
    Segment,
    Service,
    Ticketing,
)
from ....engine.booking.order import Line
from ....engine.booking.security import Security
from ....engine.booking.surface import ArrivalUnknown, OpenSegment

AIR = (Segment,)
ITINERARY = (Segment, ArrivalUnknown, OpenSegment)
PARTS: dict[str, tuple[type[Element], ...]] = {
    "N": (Name,), "NR": (Name,), "A": AIR, "AM": AIR, "OS": AIR, "I": ITINERARY, "G": (Service, Seating, Information),
    "J": (Contact,), "K": (Ticketing,), "F": (FareText, FormOfPayment, IssuedTicket), "O": (Option,), "R": (Remark,),
    "E": (Security,),
    "W": (),  # beside others; alone it is the whole
    # nothing of these kinds is sold here
    "C": (), "H": (), "X": (), "T": (), "Z": (), "S": (),
}
IN_FORCE = "ET"
MARRIED, OWNED = "AM", "OS"


def belongs(part: str) -> Callable[[Line], bool]:
    """Whether a line is of the part an agent named."""
    if part == "P":
        return lambda line: not isinstance(line.element, (Name, Option, *ITINERARY))
    if part.startswith("TN"):
        return lambda line: line.facet == "FA" and (part == "TN/H" or document(line).state == IN_FORCE)
    if part in PARTS:
        return lambda line: isinstance(line.element, PARTS[part])
    return lambda line: isinstance(line.element, Remark) and remarked(part, line.element)


def document(line: Line) -> IssuedTicket:
    assert isinstance(line.element, IssuedTicket), "only documents have this facet"
    return line.element


def remarked(part: str, remark: Remark) -> bool:
    """R/TEXT by what it says, RRX by its type, RH by its category."""
    if part.startswith("R/"):
        return part[2:].strip() in remark.text
    if len(part) == len("RRX"):
        return remark.type.startswith(part[1:])
    return remark.type == "RM" and remark.category == part[1:]
