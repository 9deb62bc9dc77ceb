"""A ticket brought back to be refunded or exchanged: what of it is used, and what its own rules charge for it."""
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal

from ...fare_rules.application import standing
from ...fare_rules.charges import Charge, charge
from ...fare_rules.facts import Facts
from ...fare_rules.judge import Levels
from ...fare_rules.reading import parse
from ...fare_rules.rule import Percent
from ...values.money import Money, total
from .currency import Rates
from .filed import Unit
from .quote import FLOWN, FareComponent, PricedFare
from .rounding import half_up, to_coin


@dataclass(frozen=True)
class Returned:
    """A ticket brought back: which coupons were flown, when each was to leave (UTC), and when it was given up.

    `locked` is the part of the fare that came from a ticket nobody could refund, and stays so. Coupons `kept` are not
    brought back yet and count as used; for those brought back `before`, `settled` of the fare is spent. `first` is the
    fare of the first ticket, where this one was issued in exchange.
    """

    fare: PricedFare
    now: datetime
    departures: tuple[datetime, ...]
    used: frozenset[int] = frozenset()
    noshow: bool = False
    involuntary: bool = False
    rates: Rates = field(default_factory=Rates)
    locked: Money | None = None
    kept: frozenset[int] = frozenset()
    before: frozenset[int] = frozenset()
    settled: Money | None = None
    first: PricedFare | None = None


class Brought:
    """One ticket in the currency it was paid in, under one category of its rules as they were at issue."""

    category: int

    def __init__(self, returned: Returned):
        self.returned, self.fare, self.gone = returned, returned.fare, returned.used | returned.kept | {FLOWN}
        self.rules = [(name, rule) for name, text in self.fare.rules for rule in parse(text)]
        shares = [self.paid(each.share) for each in self.fare.components]
        shares[-1] += self.fare.fare - total(shares, self.fare.fare.currency)
        self.shares = dict(zip(self.fare.components, shares, strict=True))
        left = [each for each in self.fare.components if not set(each.segments) <= returned.before]
        self.unused = [each for each in left if not self.gone & set(each.segments)]
        self.flown = [each for each in left if each not in self.unused]

    @property
    def currency(self) -> str:
        return self.fare.fare.currency

    def paid(self, amount: Money) -> Money:
        """An amount of the base fare's currency as it was paid, at the rate of issue."""
        return to_coin(amount.amount * Decimal(self.fare.rate or 1), self.currency)

    # ---- what the rules say

    def ruled(self, component: FareComponent) -> Charge | None:
        """What the category says of a component, or None where it is silent."""
        return charge(self.levels(component), self.category, self.facts(component))

    def levels(self, component: FareComponent) -> Levels:
        """As they were at issue: of a rule number the version this component stands under."""
        rules = {rule.rid: rule for name, rule in self.rules if not component.rules or name in component.rules}
        return standing(rules, component.rule, (component.footnote,))

    def facts(self, component: FareComponent) -> Facts:
        """Inside a country each flight has a time of its own; elsewhere the first unused one counts for all."""
        coupons = component.segments if self.fare.domestic else range(len(self.returned.departures))
        leaves = min(self.returned.departures[coupon] for coupon in coupons if coupon not in self.gone)
        timings = {"after_departure"} if self.flown else set()
        if self.returned.noshow:
            timings.add("noshow")
        return Facts(now=self.returned.now, reserved=self.returned.now, departure=leaves,
                     passenger=component.fared_as or self.fare.fared_as, left=leaves - self.returned.now,
                     timings=frozenset(timings or {"before_departure"}))

    # ---- what they charge

    def fee(self, component: FareComponent, found: Charge) -> Money:
        """Of a component that may be given back or changed."""
        share = self.shares[component]
        fee = self.amount(found.fee, self.published(component) if found.of == "published" else share)
        if found.least:
            fee = max(fee, self.amount(found.least, share))
        return min(fee, self.amount(found.most, share)) if found.most else fee

    def published(self, component: FareComponent) -> Money:
        """What the component is worth at the fare it was made of."""
        share, filed, published = self.shares[component], component.filed, component.published
        if not published or not filed or not filed.minor:
            return share
        return to_coin(share.amount * published.amount / filed.amount, share.currency)

    def amount(self, fee: Money | Percent | None, share: Money) -> Money:
        """Of the base fare's currency at the rate of issue, else at today's; percentages to the unit of fees."""
        match fee:
            case Money() if fee.currency == self.fare.base.currency:
                return self.paid(fee)
            case Money():
                return self.returned.rates.converted(fee, self.currency, self.returned.now.date())
            case Percent():
                return _to_fee(share.amount * fee.rate / 100, self.returned.rates.unit(self.currency))
        return Money(0, self.currency)


def _to_fee(amount: Decimal, coin: Unit) -> Money:
    return half_up(amount, replace(coin, unit=coin.fee)) if coin.fee else to_coin(amount, coin.currency)


def highest(fees: dict[FareComponent, Money]) -> Money:
    return max(fees.values())


def summed(fees: dict[FareComponent, Money]) -> Money:
    return total(list(fees.values()), highest(fees).currency)
