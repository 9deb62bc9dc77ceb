"""Quote the lowest classes that are open, and rebook to them."""
from dataclasses import dataclass

from ..engine.store.weight import Weight
from ..errors import NoPriceShown, NothingInHand
from .best_buy import PriceLowest, RebookLowest, price_lowest, rebook_lowest
from .command import Command, execute
from .display import BookingDisplay, shown
from .quotes import QuoteList, flags_of

REBOOK = "RB"


@dataclass(frozen=True)
class QuoteLowest(PriceLowest):
    """What the same flights cost in the lowest classes that are open, on a ticketing carrier."""


@dataclass(frozen=True)
class RebookQuoted(Command):
    """The booking in hand, into the classes quoted last."""

    weight = Weight.WORK


@execute.register
def quote_lowest(command: QuoteLowest, work) -> QuoteList:
    """Raises NothingInHand."""
    if work.area.empty:
        raise NothingInHand()
    display = price_lowest(command, work)
    to_rebook = (REBOOK,) * any(coupon.rebook for coupon in display.coupons)
    flags = tuple((*to_rebook, *flags_of(each.fare, work)) for each in display.prices)
    return QuoteList(**vars(display), moment=work.local, flags=flags)


@execute.register
def rebook_quoted(command: RebookQuoted, work) -> BookingDisplay:
    """Raises NoPriceShown where nothing was quoted."""
    if work.area.quoted is None:
        raise NoPriceShown()
    rebook_lowest(RebookLowest(), work)
    return shown(work)
