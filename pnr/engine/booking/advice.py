"""What airlines answer on a segment, and what is left of it when an agent takes the answer as it is."""
from dataclasses import replace

from .booking import Booking
from .elements import UNABLE, Segment

ACCEPTED: dict[str, str | None] = {  # None: the segment goes to history
    "KK": "HK", "KL": "HK", "TK": "HK",
    "TL": "HL", "US": "HL", "UU": "HL",
    "TN": "HN",
    **dict.fromkeys(UNABLE),
}


def advised(booking: Booking) -> bool:
    """Whether an answer stands in it that no agent has taken yet."""
    return any(segment.status in ACCEPTED for segment in booking.segments)


def accept(booking: Booking) -> Booking:
    """The booking with every answer taken."""
    gone = [segment for segment in booking.segments if ACCEPTED.get(segment.status, "") is None]
    return booking.without(gone).map(Segment, lambda segment: replace(
        segment, status=ACCEPTED.get(segment.status) or segment.status))
