"""Answers to the end of a transaction, to ignoring and to cancelling."""
from ....commands.cancel import BookingCancelled
from ....commands.ending import Filed, Ignored, WarningDisplay
from ....engine.booking.elements import Segment
from ....values.dates import clock24, short, weekday
from ...columns import columns
from ...dialect import said
from ..messages import MESSAGES
from . import screen
from .booking import arrival, flight_text


@screen.register
def filed(reply: Filed) -> str:
    return "\n".join([*(MESSAGES[code] for code in reply.warnings), *map(sold_row, reply.sold), split_row(reply)])


def split_row(reply: Filed) -> str:
    """The locator; of a booking that was split the new one, and what it was split from."""
    return f"{reply.made} SPLIT FROM {reply.locator}" if reply.made else reply.locator


def sold_row(flown: Segment) -> str:
    return columns((3, flight_text(flown)), (11, flown.booking_class), (13, weekday(flown.date) + short(flown.date)),
                   (22, flown.origin + flown.destination), (29, f"{flown.status}{flown.seats}"),
                   (35, clock24(flown.departs)), (40, arrival(flown)))


@screen.register
def warned(reply: WarningDisplay) -> str:
    """The first is enough: whoever accepts it accepts all."""
    code, facts = reply.warnings[0]
    return said(MESSAGES[code], facts)


@screen.register
def ignored(reply: Ignored) -> str:
    return f"PNR IGNORED {reply.locator}".rstrip()


@screen.register
def booking_cancelled(reply: BookingCancelled) -> str:
    return f"PNR CANCELLED {reply.locator}"
