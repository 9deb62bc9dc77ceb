"""What somebody typed of a fare: field by field, until it is whole."""
from dataclasses import dataclass, replace
from datetime import date

from ...values.documents import document
from ...values.money import Money, total
from .quote import PricedFare, Tax

REISSUES = frozenset("RY")


@document("limits")
@dataclass(frozen=True)
class Limits:
    """Days before and after which a coupon is not valid."""

    before: date | None = None
    after: date | None = None


@document("typed")
@dataclass(frozen=True)
class Typed:
    """`letter` F first issue, I inclusive tour, R reissue, Y reissue of an inclusive tour; `paid` are old taxes.

    Of a reissue `base` is the fare of the whole journey, `taxes` what is due beside the old ones, and `total` what is
    collected; `collected` is what of that is for the fare, fee included, where that is typed by itself.
    `bases`, `valid` and `bags` are by coupon; `sale` SITI, SOTI, SITO or SOTO.
    """

    letter: str = "F"
    base: Money | None = None
    equivalent: Money | None = None
    taxes: tuple[Tax, ...] = ()
    paid: tuple[Tax, ...] = ()
    total: Money | None = None
    bsr: str = ""
    calculation: str = ""
    bases: tuple[str, ...] = ()
    valid: tuple[Limits, ...] = ()
    bags: tuple[str, ...] = ()
    sale: str = ""
    ends: str = ""
    commission: str = ""
    collected: Money | None = None
    exempt: tuple[str, ...] = ()  # taxes that are not due, by code

    @classmethod
    def of(cls, fare: PricedFare, coupons: int) -> "Typed":
        """What a priced fare says, to be changed."""
        parts = [next(part for part in fare.components if place in part.segments) for place in range(coupons)]
        return cls(base=fare.base, equivalent=fare.equivalent, taxes=fare.taxes, bsr=fare.rate or "",
                   calculation=fare.fare_calc, bases=tuple(part.fare_basis for part in parts),
                   valid=tuple(Limits(part.nvb, part.nva) for part in parts),
                   bags=tuple(part.baggage for part in parts), commission=fare.commission)

    @property
    def fare(self) -> Money | None:
        return self.equivalent or self.base

    @property
    def reissue(self) -> bool:
        return self.letter in REISSUES

    @property
    def levied(self) -> tuple[Tax, ...]:
        """All taxes of the new document: each code once, of a reissue with what was paid before."""
        if not self.reissue:
            return self.taxes
        found: dict[str, Tax] = {}
        for tax in (*self.paid, *self.taxes):
            known = found.get(tax.code)
            found[tax.code] = replace(known, amount=known.amount + tax.amount) if known else tax
        return tuple(found.values())

    @property
    def sum(self) -> Money | None:
        """What it comes to, once there is a fare."""
        return total([self.fare, *(tax.amount for tax in self.levied)], self.fare.currency) if self.fare else None
