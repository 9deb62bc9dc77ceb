"""Answers to the end of a transaction, to ignoring and to cancelling."""
from ....commands.cancel import BookingCancelled, ItineraryCancelled
from ....commands.ending import Filed, Ignored, WarningDisplay
from ....commands.sign import SignedIn, SignedOut
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


@screen.register
def signed_out(reply: SignedOut) -> str:
    return f"{reply.office}   SIGNED OUT   {reply.sign}   A"


@screen.register
def signed_in(reply: SignedIn) -> str:
    return f"AMADEUS\n{reply.office}   SIGNED IN   {reply.sign}/{reply.duty}   A"
