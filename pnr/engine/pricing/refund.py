"""What comes back for a ticket under category 33: never below zero, and taxes whatever became of the fare."""
from collections.abc import Callable
from dataclasses import replace

from ...errors import NoRefundRule
from ...fare_rules.charges import Charge, charge
from ...values.money import Money, total
from .brought import Brought, Returned, highest, summed
from .quote import FareComponent, RefundComputation, Tax

__all__ = ["Returned", "refund"]
CARRIER_IMPOSED = frozenset({"YQ", "YR"})


def refund(returned: Returned) -> RefundComputation:
    """The computation; raises NoRefundRule where category 33 is silent."""
    return Computation(returned).result()


class Computation(Brought):
    """One ticket's refund in the currency it was paid in."""

    category = 33

    def __init__(self, returned: Returned):
        super().__init__(returned)
        self.first = first_of(returned)
        self.came: dict[FareComponent, FareComponent] = {}  # from which of the first ticket, where its rules stay
        self.charges = {} if returned.involuntary else {each: self.charge(each) for each in self.unused}

    def charge(self, component: FareComponent) -> Charge:
        found = self.ruled_first(component) or self.ruled(component)
        if found is None:
            raise NoRefundRule(rule=component.rule)
        return found

    # ---- after a change

    def ruled_first(self, component: FareComponent) -> Charge | None:
        """What the first ticket's rules say, where they stay after a change; timed by the flight there is now."""
        begun = self.begun(component)
        if self.first is None or begun is None:
            return None
        found = charge(self.first.levels(begun), self.category, self.facts(component))
        if found is None or not found.first:
            return None
        self.came[component] = begun
        return found

    def begun(self, component: FareComponent) -> FareComponent | None:
        """The component of the first ticket in this one's place, else one between the same cities."""
        there = self.first.fare.components if self.first else ()
        place = self.fare.components.index(component)
        here = [each for each in (*there[place:place + 1], *there) if ends(each) == ends(component)]
        return next(iter((*here, *there[place:place + 1])), None)

    def fee(self, component: FareComponent, found: Charge) -> Money:
        """Of the fare that was first paid, where its rules stay, and never more than the fare there is now."""
        begun = self.came.get(component)
        if self.first is None or begun is None:
            return super().fee(component, found)
        return min(self.first.fee(begun, found), self.shares[component])

    # ---- the lines

    def result(self) -> RefundComputation:
        paid = self.fare.fare
        used = min(self.used() + self.settled, paid)
        penalty = min(max(self.penalty(paid - used), self.locked), paid - used)
        fare = paid - used - penalty
        back = tuple(tax for tax in map(self.coming_back, self.fare.taxes) if tax.amount.minor)
        kept = tuple(left for tax in self.fare.taxes if (left := self.staying(tax, back)).amount.minor)
        taxes = total([tax.amount for tax in back], self.currency)
        deciding = next(iter(self.charges.values()), None)
        return RefundComputation(
            fare_paid=paid, fare_used=used, penalty=penalty, fare_refund=fare, taxes=back, tax_refund=taxes,
            total=fare + taxes, refundable=self.refundable, kept=kept,
            rule=deciding.rule if deciding else "", fact=deciding.fact if deciding else "")

    @property
    def refundable(self) -> bool:
        return bool(self.unused) and all(each.allowed for each in self.charges.values())

    @property
    def settled(self) -> Money:
        """What earlier refunds of the same document gave back of the fare or kept of it."""
        return self.returned.settled or Money(0, self.currency)

    @property
    def locked(self) -> Money:
        """What stays with the airline of a fare that was not refundable before it was exchanged."""
        locked = self.returned.locked
        return Money(0, self.currency) if locked is None or self.returned.involuntary else locked

    def used(self) -> Money:
        """What the flown part is worth: its one-way fares, never half of a return; prorated where the rule says so."""
        prorated = total([self.shares[each] for each in self.flown], self.currency)
        if not self.unused:
            return self.fare.fare
        oneway = total([self.oneway(each) for each in self.flown], self.currency)
        if self.returned.involuntary:
            return min(prorated, oneway)
        return prorated if any(each.used == "prorate" for each in self.charges.values()) else oneway

    def oneway(self, component: FareComponent) -> Money:
        return self.paid(component.oneway) if component.half and component.oneway else self.shares[component]

    def penalty(self, left: Money) -> Money:
        """What is kept of the rest. A fare that may not be refunded is kept whole: all of it once travel has begun."""
        if self.flown and not self.refundable and self.charges:
            return left
        fees = {each: self.fee(each, found) if found.allowed else self.shares[each]
                for each, found in self.charges.items()}
        if not fees:
            return Money(0, self.currency)
        apply = next((found.apply for found in self.charges.values() if found.apply), "sum_components")
        return APPLY[apply](fees)

    # ---- taxes

    def coming_back(self, tax: Tax) -> Tax:
        """The part of a tax that is returned; nothing where it may not be."""
        gone = self.gone | self.returned.before
        amount = tax.unused(gone) if self.returnable(tax) else Money(0, self.currency)
        segments = tuple(each for each in tax.segments if each not in gone)
        return replace(tax, amount=amount, segments=segments, parts=())

    def staying(self, tax: Tax, back: tuple[Tax, ...]) -> Tax:
        returned = next((each.amount for each in back if each.code == tax.code), Money(0, self.currency))
        return replace(tax, amount=tax.amount - returned, parts=())

    def returnable(self, tax: Tax) -> bool:
        if self.returned.involuntary:
            return True
        if not tax.refundable or not all(each.tax for each in self.charges.values()):
            return False
        if tax.code in CARRIER_IMPOSED:
            return all(each.allowed if each.yqyr is None else each.yqyr for each in self.charges.values())
        return self.refundable or not tax.with_fare


def first_of(returned: Returned) -> Brought | None:
    """The first ticket as it would be brought back, where it was paid in the same currency."""
    first = returned.first
    if first is None or first.fare.currency != returned.fare.fare.currency:
        return None
    return Brought(replace(returned, fare=first))


def ends(component: FareComponent) -> tuple[str, str]:
    return component.origin, component.destination


def _by_unit(fees: dict[FareComponent, Money]) -> Money:
    units: dict[int, Money] = {}
    for component, fee in fees.items():
        units[component.unit] = max(fee, units.get(component.unit, fee))
    return total(list(units.values()), highest(fees).currency)


APPLY: dict[str, Callable[[dict[FareComponent, Money]], Money]] = {
    "sum_components": summed, "per_pu": _by_unit, "per_ticket": highest, "highest": highest}
