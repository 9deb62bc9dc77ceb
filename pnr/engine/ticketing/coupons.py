"""What a coupon may be and what it may become: the industry's table of coupon statuses, and who may set what."""
from collections.abc import Collection, Iterable
from dataclasses import replace

from ...errors import CouponNotOpen
from .tickets import WORDS, Coupon, Ticket

ISSUER, REVERSAL, AIRLINE = "issuer", "reversal", "airline"

# from -> to -> who: the issuing agency, the same when it takes back its own deed of that day, or an airline
TRANSITIONS: dict[str, dict[str, str]] = {
    "O": {"V": ISSUER, "R": ISSUER, "E": ISSUER, "P": ISSUER, "X": ISSUER, "T": ISSUER, "G": AIRLINE,
          "A": AIRLINE, "C": AIRLINE, "S": AIRLINE, "U": AIRLINE, "Z": AIRLINE, "I": AIRLINE},
    "A": {"O": AIRLINE, "C": AIRLINE, "F": AIRLINE, "R": AIRLINE, "E": AIRLINE, "I": AIRLINE},
    "C": {"O": AIRLINE, "A": AIRLINE, "L": AIRLINE, "F": AIRLINE, "I": AIRLINE},
    "L": {"C": AIRLINE, "F": AIRLINE, "I": AIRLINE},
    "I": {"O": AIRLINE, "A": AIRLINE, "C": AIRLINE, "E": AIRLINE, "R": AIRLINE, "F": AIRLINE},
    "S": {"O": AIRLINE},
    "U": {"O": AIRLINE, "E": AIRLINE},
    "E": {"O": REVERSAL},
    "R": {"O": REVERSAL},
    "F": {"O": AIRLINE},
    "V": {}, "P": {}, "X": {}, "T": {}, "G": {}, "Z": {},
}
FINAL = frozenset(status for status, further in TRANSITIONS.items() if not further)
TICKETED = "O"  # what issuing makes of a coupon, and the only status an agency sets something from


def may(before: str, after: str, who: str = ISSUER) -> bool:
    """Whether this may become that by whom."""
    return TRANSITIONS.get(before, {}).get(after) == who


def moved(coupon: Coupon, after: str, who: str = ISSUER) -> Coupon:
    """The coupon in its new status; raises CouponNotOpen when it may not get there."""
    if not may(coupon.status, after, who):
        raise CouponNotOpen(coupon=coupon.number, status=coupon.status, word=WORDS[coupon.status])
    return replace(coupon, status=after)


def all_moved(tickets: Iterable[Ticket], after: str) -> tuple[Ticket, ...]:
    """A whole set in its new status, or CouponNotOpen: one coupon that may not stops all."""
    return tuple(replace(ticket, coupons=tuple(moved(coupon, after) for coupon in ticket.coupons))
                 for ticket in tickets)


def open_moved(tickets: Iterable[Ticket], after: str) -> tuple[Ticket, ...]:
    """A set with its open coupons in a new status; the others stay as they are."""
    return tuple(replace(ticket, coupons=tuple(moved(coupon, after) if coupon.status == TICKETED else coupon
                                               for coupon in ticket.coupons)) for ticket in tickets)


def chosen_moved(tickets: Iterable[Ticket], chosen: Collection[tuple[str, int]], after: str) -> tuple[Ticket, ...]:
    """A set with the coupons named (number, coupon) in a new status."""
    return tuple(replace(ticket, coupons=tuple(moved(coupon, after) if (ticket.number, coupon.number) in chosen
                                               else coupon for coupon in ticket.coupons)) for ticket in tickets)
