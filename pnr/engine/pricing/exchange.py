"""What it costs to exchange a ticket under category 31: the difference of fare and taxes, the fee, and what is left."""
from collections.abc import Callable, Iterable
from decimal import Decimal

from ...errors import ExchangeNotAllowed, NoExchangeRule
from ...fare_rules.charges import Charge
from ...values.money import Money, total
from .brought import Brought, Returned, highest, summed
from .quote import ExchangeComputation, FareComponent, PricedFare, Tax, TaxDifference
from .rounding import to_coin, to_unit

CURRENT, HISTORICAL = "current", "historical"
STRICTEST = ("forfeit", "offset", "", "emd", "refund")  # of what becomes of a residual; "" is where a rule is silent


class Change(Brought):
    """An old ticket and what the rules say of changing these of its components (places); None where it is not asked.

    `done` counts the exchanges that led to this ticket: rules may give the first ones free.
    """

    category = 31

    def __init__(self, returned: Returned, changed: frozenset[int], done: int = 0):
        super().__init__(returned)
        self.done = done
        places = {id(each): place for place, each in enumerate(self.fare.components)}
        self.changed = [each for each in self.unused if places[id(each)] in changed]
        self.charges = {} if returned.involuntary else {each: self.charge(each) for each in self.unused}
        self.demand_allowed()

    def charge(self, component: FareComponent) -> Charge:
        found = self.ruled(component)
        if found is None:
            raise NoExchangeRule(rule=component.rule)
        return found

    def demand_allowed(self) -> None:
        """Only what is changed must be changeable; raises ExchangeNotAllowed with the rule and what decided."""
        for component in self.changed:
            found = self.charges.get(component)
            if found and not found.allowed:
                raise ExchangeNotAllowed(rule=found.rule or component.rule, fact=found.fact)

    @property
    def deciding(self) -> list[Charge]:
        return [self.charges[each] for each in self.changed if each in self.charges]

    @property
    def reprice(self) -> str:
        """By the fares of today, or of the day of issue: once travel has begun, or where every rule says so."""
        said = {found.reprice for found in self.deciding}
        return HISTORICAL if self.flown or said == {HISTORICAL} else CURRENT

    @property
    def residual(self) -> str:
        said = {found.residual for found in self.deciding}
        return "refund" if self.returned.involuntary else next((word for word in STRICTEST if word in said), "refund")

    def penalty(self) -> Money:
        """By the strictest of the ways in which the rules add fees up (value list of the industry's category 31)."""
        fees = {each: self.due(each, found) for each, found in self.charges.items()}
        ways = {found.apply for found in self.deciding if found.apply} or {"highest_changed"}
        return max((APPLY[way](self, fees) for way in ways), default=self.nothing) if self.deciding else self.nothing

    def due(self, component: FareComponent, found: Charge) -> Money:
        return self.nothing if not found.allowed or self.done < found.free else self.fee(component, found)

    @property
    def locked(self) -> Money | None:
        """What of the fare was not refundable any more: its unused part, where the fare was not or is not by now."""
        kept = not (self.fare.refundable_after if self.flown else self.fare.refundable)
        return total([self.shares[each] for each in self.unused], self.currency) if kept else None

    @property
    def nothing(self) -> Money:
        return Money(0, self.currency)

    def in_changed_units(self) -> set[int]:
        return {each.unit for each in self.changed}

    # ---- against the new fare

    def against(self, new: PricedFare) -> ExchangeComputation:
        """The computation. What the agency collects and gives back is netted, so that one of the two is nothing."""
        if self.returned.involuntary:
            return self.settled(self.nothing, (), self.nothing)
        return self.settled(self.difference(new), tuple(self.taxed(new)), self.penalty())

    def difference(self, new: PricedFare) -> Money:
        """Of the fares before they are converted, where they are in one currency; negative for a lower fare."""
        old = self.fare
        if not new.equivalent or not old.equivalent or new.base.currency != old.base.currency:
            return new.fare - old.fare
        apart = new.base - old.base
        unit = self.returned.rates.unit(self.currency)
        paid = to_unit(abs(apart.amount) * Decimal(new.rate or 1), unit)
        return paid if apart.minor >= 0 else -paid

    def taxed(self, new: PricedFare) -> Iterable[TaxDifference]:
        """Each code once; what was paid for flown coupons stands on both sides."""
        before, after = by_code(self.fare.taxes, self.currency), by_code(new.taxes, self.currency)
        for code in dict.fromkeys((*before, *after)):
            yield TaxDifference(code, before.get(code, self.nothing), after.get(code, self.nothing))

    def settled(self, fare: Money, taxes: tuple[TaxDifference, ...], fee: Money) -> ExchangeComputation:
        up, down = max(fare, self.nothing), max(-fare, self.nothing)
        more = total([max(each.difference, self.nothing) for each in taxes], self.currency)
        credit = total([max(-each.difference, self.nothing) for each in taxes], self.currency)
        offset = min(down, fee) if self.residual in ("offset", "") else self.nothing
        left = down - offset
        given = self.residual == "refund" or (not self.residual and self.fare.refundable)
        back = left if given else self.nothing
        voucher = left if self.residual == "emd" else self.nothing
        owed, owing = up + more + fee - offset, credit + back
        netted = min(owed, owing)
        found = next(iter(self.deciding), None)
        return ExchangeComputation(
            fare_difference=fare, taxes=taxes, penalty=fee, to_pay=owed - netted, back=owing - netted,
            residual=voucher, forfeited=left - back - voucher, rule=found.rule if found else "",
            fact=found.fact if found else "", reprice=self.reprice)


def by_code(taxes: Iterable[Tax], currency: str) -> dict[str, Money]:
    found: dict[str, Money] = {}
    for tax in taxes:
        found[tax.code] = found.get(tax.code, Money(0, currency)) + to_coin(tax.amount.amount, currency)
    return found


Fees = dict[FareComponent, Money]


def _of(change: Change, fees: Fees, wanted: Callable[[FareComponent], bool]) -> Fees:
    return {each: fee for each, fee in fees.items() if wanted(each)} or {change.changed[0]: change.nothing}


def _highest_changed(change: Change, fees: Fees) -> Money:
    return highest(_of(change, fees, lambda each: each in change.changed))


def _highest_all(change: Change, fees: Fees) -> Money:
    return highest(fees)


def _sum_changed(change: Change, fees: Fees) -> Money:
    return summed(_of(change, fees, lambda each: each in change.changed))


def _highest_in_units(change: Change, fees: Fees) -> Money:
    """Of all components in the pricing units one of which is changed."""
    return highest(_of(change, fees, lambda each: each.unit in change.in_changed_units()))


APPLY: dict[str, Callable[[Change, Fees], Money]] = {
    "highest_changed": _highest_changed, "highest_all": _highest_all, "sum_changed": _sum_changed,
    "highest_changed_pu": _highest_in_units, "highest_changed_added_pu": _highest_in_units}
