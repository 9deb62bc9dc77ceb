"""What a carrier is due for a coupon of another's ticket that it flies: its part of the fare, less the issuer's charge.

A fare component is shared by the miles of its flights; the issuer keeps a service charge of what others fly, which is
what the trade's prorate agreements provide for where carriers have not agreed on something else.
"""
from collections.abc import Callable
from decimal import Decimal

from ...values.money import Money
from ..booking.elements import Segment
from ..pricing.distance import miles
from ..pricing.interline import CHARGE
from ..pricing.quote import FLOWN, PricedFare
from ..pricing.rounding import to_coin
from ..world import World
from .ledger import Entries, Entry, posted
from .tickets import Coupon, Ticket

USED = "F"
USE = "use"  # beginning of the postings, with the place of the event in the history of the document
Kept = Callable[[str, str], Decimal]  # by issuer of what a carrier flies, in percent


def usual(issuer: str, carrier: str) -> Decimal:
    """Where nothing is agreed."""
    return CHARGE


def values(fare: PricedFare, segments: tuple[Segment, ...], world: World) -> list[Money]:
    """The base fare by coupon: each component's share by the miles of its flights; the last one takes what is left."""
    found = [Money(0, fare.base.currency)] * len(segments)
    for part in fare.components:
        places = [place for place in part.segments if place != FLOWN]
        far = [max(flown(segments[place], world), 1) for place in places]
        whole = left = Money(part.share.minor * len(places) // len(part.segments), part.share.currency)
        for place, distance in zip(places[:-1], far, strict=False):
            found[place] = Money(whole.minor * distance // sum(far), whole.currency)
            left -= found[place]
        if places:
            found[places[-1]] = left
    return found


def flown(segment: Segment, world: World) -> int:
    """Miles of a flight."""
    return miles(world.places.place(segment.origin), world.places.place(segment.destination))


def due(fare: PricedFare, value: Money, percent: Decimal) -> Money:
    """Of a coupon's value, in the money the fare was paid in, what is left when the issuer has kept its percent."""
    paid = to_coin(value.amount * Decimal(fare.rate or 1), fare.fare.currency)
    kept = to_coin(paid.amount * percent / 100, paid.currency)
    return paid - kept


def owed(issuer: str, carrier: str, share: Money) -> Entries:
    """From what the issuer sold to what it owes the carrier that flew."""
    return posted([Entry(f"sales:{issuer}", share), Entry(f"interline:{carrier}", -share)])


def moved(ticket: Ticket, coupon: Coupon, before: str, after: str) -> Entries:
    """What a coupon's change of status moves: it is owed once used, and no longer when it is open again."""
    if coupon.due is None or not coupon.due.minor or USED not in (before, after):
        return ()
    share = coupon.due if after == USED else Money(-coupon.due.minor, coupon.due.currency)
    return owed(ticket.carrier, coupon.carrier, share)


def postings(ticket: Ticket) -> dict[str, Entries]:
    """Everything its history says is owed to others, by the names of the postings."""
    found = {}
    for place, event in enumerate(ticket.events):
        for coupon in ticket.coupons:
            if coupon.number in event.coupons and (entries := moved(ticket, coupon, event.before, event.after)):
                found[f"{USE}{place}"] = entries
    return found

