"""What airlines answer on a segment or a service, and what is left of it when an agent takes the answer."""
from dataclasses import replace
from typing import TypeVar

from .booking import Booking
from .elements import UNABLE, Segment, Service

Answered = TypeVar("Answered", Segment, Service)
ACCEPTED: dict[str, str | None] = {  # None: the segment goes to history
    "KK": "HK", "KL": "HK", "TK": "HK",
    "TL": "HL", "US": "HL", "UU": "HL",
    "TN": "HN",
    **dict.fromkeys(UNABLE),
}


def advised(booking: Booking) -> bool:
    """Whether an answer stands in it that no agent has taken yet."""
    return any(each.status in ACCEPTED for each in answered(booking))


def answered(booking: Booking) -> list[Segment | Service]:
    return [*booking.segments, *booking.each(Service)]


def accept(booking: Booking) -> Booking:
    """The booking with every answer taken."""
    left = booking.without(each for each in answered(booking) if ACCEPTED.get(each.status, "") is None)
    return left.map(Segment, taken).map(Service, taken)


def taken(element: Answered) -> Answered:
    return replace(element, status=ACCEPTED.get(element.status) or element.status)
