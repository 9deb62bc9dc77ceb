"""An exchange somebody worked out himself: everything may change at the fee he typed, and no rule is asked."""
from collections.abc import Iterator
from dataclasses import replace

from ...errors import FareTotalDiffers, PaidTaxDiffers
from ...fare_rules.charges import Charge
from ...values.money import Money, total
from .brought import Returned
from .exchange import Change, by_code
from .quote import FLOWN, ExchangeComputation, FareComponent, PricedFare, Tax
from .typed import Typed


class ByHand(Change):
    """What is left of a higher fare goes back where the old one was refundable, and is lost where it was not."""

    def __init__(self, returned: Returned, fee: Money):
        self.typed = fee
        super().__init__(returned, frozenset())

    def charge(self, component: FareComponent) -> Charge:
        return Charge(self.category, True)

    @property
    def residual(self) -> str:
        refundable = self.fare.refundable_after if self.flown else self.fare.refundable
        return "refund" if refundable else "offset"

    def penalty(self) -> Money:
        return self.typed

    def difference(self, new: PricedFare) -> Money:
        """As both fares were paid: what somebody typed is not converted again."""
        return new.fare - self.fare.fare

    # ---- held against what was typed

    def computed(self, new: PricedFare, typed: Typed) -> ExchangeComputation:
        """Raises PaidTaxDiffers, or FareTotalDiffers where the total typed is not what is to be collected."""
        self.demand_paid(typed)
        found = self.against(new)
        if typed.total and typed.total != found.to_pay:
            raise FareTotalDiffers(total=str(found.to_pay))
        return found

    def demand_paid(self, typed: Typed) -> None:
        """Of each code as much as was paid, or less, but never less than what was flown for it."""
        paid, old = by_code(typed.paid, self.currency), by_code(self.fare.taxes, self.currency)
        for code in dict.fromkeys((*old, *paid)):
            before, now = old.get(code, self.nothing), paid.get(code, self.nothing)
            if not self.spent(code) <= now <= before:
                raise PaidTaxDiffers(code=code, amount=str(before))

    def spent(self, code: str) -> Money:
        """What was paid of a tax for coupons that are flown."""
        return total([tax.amount - tax.unused(self.gone) for tax in self.fare.taxes if tax.code == code], self.currency)

    def taxes(self, new: PricedFare) -> Iterator[Tax]:
        """Those of the new fare, with what was paid for flown coupons apart, as refundable as they were."""
        old = {tax.code: tax for tax in self.fare.taxes}
        for tax in new.taxes:
            was, spent = old.get(tax.code, tax), self.spent(tax.code)
            parts = (((FLOWN,), spent.minor), (tax.segments, (tax.amount - spent).minor)) if spent.minor else ()
            yield replace(tax, refundable=was.refundable, with_fare=was.with_fare, parts=parts)
