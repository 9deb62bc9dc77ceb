"""What comes back for a ticket under category 33: never below zero, and taxes whatever became of the fare."""
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal

from ...errors import NoRefundRule
from ...fare_rules.application import standing
from ...fare_rules.charges import Charge, charge
from ...fare_rules.facts import Facts
from ...fare_rules.judge import Levels
from ...fare_rules.reading import parse
from ...fare_rules.rule import Percent
from ...values.money import Money, total
from .currency import Rates
from .filed import Unit
from .quote import FareComponent, PricedFare, RefundComputation, Tax
from .rounding import half_up, to_coin

CARRIER_IMPOSED = frozenset({"YQ", "YR"})


@dataclass(frozen=True)
class Returned:
    """A ticket brought back: which coupons were flown, when each was to leave (UTC), and when it was given up."""

    fare: PricedFare
    now: datetime
    departures: tuple[datetime, ...]
    used: frozenset[int] = frozenset()
    noshow: bool = False
    involuntary: bool = False
    rates: Rates = field(default_factory=Rates)


def refund(returned: Returned) -> RefundComputation:
    """The computation; raises NoRefundRule where category 33 is silent."""
    return Computation(returned).result()


class Computation:
    """One ticket's refund in the currency it was paid in."""

    def __init__(self, returned: Returned):
        self.returned, self.fare = returned, returned.fare
        self.rules = [(name, rule) for name, text in self.fare.rules for rule in parse(text)]
        shares = [self.paid(each.share) for each in self.fare.components]
        shares[-1] += self.fare.fare - total(shares, self.fare.fare.currency)
        self.shares = dict(zip(self.fare.components, shares, strict=True))
        self.unused = [each for each in self.fare.components if not returned.used & set(each.segments)]
        self.flown = [each for each in self.fare.components if each not in self.unused]
        self.charges = {} if returned.involuntary else {each: self.charge(each) for each in self.unused}

    @property
    def currency(self) -> str:
        return self.fare.fare.currency

    def paid(self, amount: Money) -> Money:
        """An amount of the base fare's currency as it was paid, at the rate of issue."""
        return to_coin(amount.amount * Decimal(self.fare.rate or 1), self.currency)

    def charge(self, component: FareComponent) -> Charge:
        found = charge(self.levels(component), 33, self.facts(component))
        if found is None:
            raise NoRefundRule(rule=component.rule)
        return found

    def levels(self, component: FareComponent) -> Levels:
        """As they were at issue: of a rule number the version this component stands under."""
        rules = {rule.rid: rule for name, rule in self.rules if not component.rules or name in component.rules}
        return standing(rules, component.rule, (component.footnote,))

    def facts(self, component: FareComponent) -> Facts:
        """Inside a country each flight has a time of its own; elsewhere the first unused one counts for all."""
        coupons = component.segments if self.fare.domestic else range(len(self.returned.departures))
        leaves = min(self.returned.departures[coupon] for coupon in coupons if coupon not in self.returned.used)
        timings = {"after_departure"} if self.returned.used else set()
        if self.returned.noshow:
            timings.add("noshow")
        return Facts(now=self.returned.now, reserved=self.returned.now, departure=leaves,
                     passenger=component.fared_as or self.fare.fared_as, left=leaves - self.returned.now,
                     timings=frozenset(timings or {"before_departure"}))

    # ---- the lines

    def result(self) -> RefundComputation:
        paid = self.fare.fare
        used = min(self.used(), paid)
        penalty = min(self.penalty(paid - used), paid - used)
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
        fees = {each: self.fee(each) for each in self.charges}
        if not fees:
            return Money(0, self.currency)
        apply = next((found.apply for found in self.charges.values() if found.apply), "sum_components")
        return APPLY[apply](fees)

    def fee(self, component: FareComponent) -> Money:
        found, share = self.charges[component], self.shares[component]
        if not found.allowed:
            return share
        fee = self._amount(found.fee, self.published(component) if found.of == "published" else share)
        if found.least:
            fee = max(fee, self._amount(found.least, share))
        return min(fee, self._amount(found.most, share)) if found.most else fee

    def published(self, component: FareComponent) -> Money:
        """What the component is worth at the fare it was made of."""
        share, filed, published = self.shares[component], component.filed, component.published
        if not published or not filed or not filed.minor:
            return share
        return to_coin(share.amount * published.amount / filed.amount, share.currency)

    def _amount(self, fee: Money | Percent | None, share: Money) -> Money:
        """Of the base fare's currency at the rate of issue, else at today's; percentages to the unit of fees."""
        match fee:
            case Money() if fee.currency == self.fare.base.currency:
                return self.paid(fee)
            case Money():
                return self.returned.rates.converted(fee, self.currency, self.returned.now.date())
            case Percent():
                return _to_fee(share.amount * fee.rate / 100, self.returned.rates.unit(self.currency))
        return Money(0, self.currency)

    # ---- taxes

    def coming_back(self, tax: Tax) -> Tax:
        """The part of a tax that is returned; nothing where it may not be."""
        amount = tax.unused(self.returned.used) if self.returnable(tax) else Money(0, self.currency)
        segments = tuple(each for each in tax.segments if each not in self.returned.used)
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


def _to_fee(amount: Decimal, coin: Unit) -> Money:
    return half_up(amount, replace(coin, unit=coin.fee)) if coin.fee else to_coin(amount, coin.currency)


def _highest(fees: dict[FareComponent, Money]) -> Money:
    return max(fees.values())


def _summed(fees: dict[FareComponent, Money]) -> Money:
    return total(list(fees.values()), _highest(fees).currency)


def _by_unit(fees: dict[FareComponent, Money]) -> Money:
    units: dict[int, Money] = {}
    for component, fee in fees.items():
        units[component.unit] = max(fee, units.get(component.unit, fee))
    return total(list(units.values()), _highest(fees).currency)


APPLY: dict[str, Callable[[dict[FareComponent, Money]], Money]] = {
    "sum_components": _summed, "per_pu": _by_unit, "per_ticket": _highest, "highest": _highest}
