"""What rules add to a fare component: surcharges (Q) and charges for stopovers and transfers (S)."""
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from ...fare_rules.actions import Surcharge, stop_charges, surcharges
from ...fare_rules.facts import Facts
from ...fare_rules.judge import Levels
from ...fare_rules.rule import Percent
from ...values.money import Money
from .rounding import truncated

Charged = tuple[str, Decimal]  # Q or S, and the amount in neutral units or local money
CHARGING = frozenset({8, 9, 12})
TIMES: dict[str, Callable[[Facts, bool], Decimal]] = {  # how often it is due on a component, first of its ticket or not
    "roundtrip": lambda facts, first: Decimal("0.5"),
    "transfer": lambda facts, first: Decimal(len(facts.changes)),
    "coupon": lambda facts, first: Decimal(len(facts.sectors)),
    "ticket": lambda facts, first: Decimal(first),
}


def charged(levels: Levels, facts: Facts, value: Decimal, first: bool, neutral: Callable[[Money], Decimal]) \
        -> tuple[Charged, ...]:
    """Each charge of a component worth `value`; what is counted are the stops inside it."""
    if not levels.categories & CHARGING:
        return ()
    alone = replace(facts, unit=None)
    due = [("Q", each, TIMES.get(each.per, _once)(facts, first)) for each in surcharges(levels, facts)]
    due += [("S", each, Decimal(each.times)) for each in stop_charges(levels, alone)]
    found = ((code, truncated(_amount(each, value, neutral) * times)) for code, each, times in due)
    return tuple((code, amount) for code, amount in found if amount)


def _once(facts: Facts, first: bool) -> Decimal:
    return Decimal(1)


def _amount(each: Surcharge, value: Decimal, neutral: Callable[[Money], Decimal]) -> Decimal:
    return value * each.amount.rate / 100 if isinstance(each.amount, Percent) else neutral(each.amount)
