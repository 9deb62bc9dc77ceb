"""Answers to the end of a transaction, to ignoring and to cancelling."""
from ....commands.cancel import BookingCancelled, ItineraryCancelled
from ....commands.ending import Filed, Ignored, WarningDisplay
from ...dialect import said
from ..messages import MESSAGES
from . import screen


@screen.register
def filed(reply: Filed) -> str:
    return "\n".join([*(MESSAGES[code] for code in reply.warnings), f"END OF TRANSACTION COMPLETE - {reply.locator}"])


@screen.register
def warned(reply: WarningDisplay) -> str:
    return "\n".join(said(MESSAGES[code], facts) for code, facts in reply.warnings)


@screen.register
def ignored(reply: Ignored) -> str:
    return f"IGNORED - {reply.locator}" if reply.locator else "IGNORED"


@screen.register
def itinerary_cancelled(reply: ItineraryCancelled) -> str:
    return "ITINERARY CANCELLED"


@screen.register
def booking_cancelled(reply: BookingCancelled) -> str:
    return f"PNR CANCELLED - {reply.locator}"
