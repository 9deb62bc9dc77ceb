"""What the producing categories give: surcharges, endorsements, discounts, fares by rule, negotiated terms.

Each function answers from the tables that pass, the nearest level first; nothing where no rule speaks.
"""
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ..values.money import Money
from .facts import Facts
from .judge import VALIDATING, Levels, Outcome, Verdict, judge, refusal
from .rule import Percent, Rule, Table, masked, plain
from .selling import among, rights
from .staying import stopovers, transfers

AFTER_ELIGIBILITY = VALIDATING[1:]


def told(levels: Levels, number: int, facts: Facts) -> tuple[Table, ...]:
    """The tables that decided that something is to be done."""
    verdict = judge(levels, number, facts)
    return verdict.tables if verdict.outcome is Outcome.PASS else ()


def _value(table: Table, phrase: str, default: Any = None) -> Any:
    clause = table.first(phrase)
    return clause.values[0] if clause else default


def _word(table: Table, phrase: str) -> str:
    clause = table.first(phrase)
    return plain(clause.values[0]) if clause else ""


# ---- 12 surcharges, and what 8 and 9 charge

@dataclass(frozen=True)
class Surcharge:
    """An amount, or a percentage of the fare, for each of something; `fact` is when it is due."""

    amount: Money | Percent
    per: str
    type: str = ""
    category: int = 12
    rule: str = ""
    fact: str = ""
    times: int = 1


def surcharges(levels: Levels, facts: Facts) -> tuple[Surcharge, ...]:
    """Every surcharge of category 12 that is due."""
    verdict = judge(levels, 12, facts)
    if verdict.outcome is not Outcome.PASS:
        return ()
    return tuple(Surcharge(clause.values[0], clause.values[2], _word(table, "type"), 12, verdict.rule, verdict.fact)
                 for table in verdict.tables for clause in table.clauses if clause.phrase == "surcharge")


def stop_charges(levels: Levels, facts: Facts) -> tuple[Surcharge, ...]:
    """What stopovers (8) and transfers (9) cost beyond those that are free."""
    counted = {8: ("stopover", len(stopovers(facts))), 9: ("transfer", len(transfers(facts)))}
    found = []
    for number, (per, count) in counted.items():
        verdict = judge(levels, number, facts)
        tables = verdict.tables if verdict.outcome is Outcome.PASS else ()
        for clause in (clause for table in tables for clause in table.clauses if clause.phrase == "charge"):
            free = clause.values[2] if len(clause.values) > 1 else 0
            if count > free:
                found.append(Surcharge(clause.values[0], per, "", number, verdict.rule, verdict.fact, count - free))
    return tuple(found)


# ---- 18 endorsements

def endorsements(levels: Levels, facts: Facts) -> tuple[str, ...]:
    """The texts a ticket must bear, those of the lowest priority number first."""
    tables = sorted(told(levels, 18, facts), key=lambda table: _value(table, "priority", 99))
    texts = [clause.values[0].text for table in tables for clause in table.clauses if clause.phrase == "endorse"]
    return tuple(dict.fromkeys(texts))


# ---- 19 discounts

@dataclass(frozen=True)
class Discount:
    """What a passenger type pays: a percentage of the adult's fare, or an amount."""

    percent: Decimal | None = None
    amount: Money | None = None
    designator: str = ""
    rule: str = ""
    fact: str = ""


def discount(levels: Levels, facts: Facts) -> Discount | None:
    """What category 19 gives this passenger; None where it is silent or refuses (judge tells why)."""
    verdict = judge(levels, 19, facts)
    if verdict.outcome is not Outcome.PASS or not verdict.tables:
        return None
    table = verdict.tables[0]
    percent = table.first("pct")
    return Discount(percent.values[0].rate if percent else None, _value(table, "amount"), _word(table, "designator"),
                    verdict.rule, verdict.fact)


def eligible(levels: Levels, facts: Facts) -> Verdict:
    """Category 1; who has a discount from the adult's fare may use it whether or not the rule names them."""
    verdict = judge(levels, 1, facts)
    if not verdict.refuses or discount(levels, facts) is None:
        return verdict
    return judge(levels, 1, facts.adult())


def refused(levels: Levels, facts: Facts) -> Verdict | None:
    """What forbids a sale: eligibility as discounts widen it, then every other category; None where nothing does."""
    if 1 in levels.categories:
        verdict = eligible(levels, facts)
        if verdict.refuses:
            return verdict
    return refusal(levels, facts, AFTER_ELIGIBILITY)


# ---- 25 fare by rule

@dataclass(frozen=True)
class FareByRule:
    """How a fare is made from a base fare; `own` are the categories that are asked of this rule, not of the base's."""

    base: tuple[str, ...] = ()
    percent: Decimal | None = None
    amount: Money | None = None
    plus: Money | None = None
    least: Money | None = None
    most: Money | None = None
    result: str = "*"
    rules_of_base: bool = True
    override: tuple[int, ...] = ()
    booking_classes: tuple[str, ...] = ()
    rule: str = ""

    def takes(self, fare_class: str) -> bool:
        return not self.base or masked(fare_class, self.base)

    def named(self, fare_class: str) -> str:
        """The fare class that results: `*` stands for the base's."""
        return self.result.replace("*", fare_class)

    def computed(self, base: Money) -> Money:
        """The amount, to the smallest coin; bounds and additions in other currencies do not count."""
        if self.amount:
            return self.amount
        found = base if self.percent is None else Money.of(base.amount * self.percent / 100, base.currency)
        for bound, choose in ((self.least, max), (self.most, min)):
            if bound and bound.currency == found.currency:
                found = choose(found, bound)
        return found + self.plus if self.plus and self.plus.currency == found.currency else found

    def asks(self, number: int) -> bool:
        """Whether a category is asked of this rule rather than of the base fare's."""
        return (number in self.override) == self.rules_of_base


def indexed(rule: Rule, facts: Facts) -> bool:
    """Whether the head of a rule lets this passenger and account in: of each kind named, one must fit."""
    types = [clause.values[0] for clause in rule.clauses if clause.phrase == "index pax"]
    accounts = {clause.values[0] for clause in rule.clauses if clause.phrase == "index account"}
    return ((not types or any(among(facts.passenger, each) for each in types))
            and (not accounts or bool(accounts & facts.accounts)))


def fare_by_rule(levels: Levels, facts: Facts) -> FareByRule | None:
    """What category 25 makes of a base fare, for those its rule lets in."""
    if levels.rule is None or not indexed(levels.rule, facts):
        return None
    verdict = judge(levels, 25, facts)
    if verdict.outcome is not Outcome.PASS or not verdict.tables:
        return None
    table = verdict.tables[0]
    percent = table.first("pct")
    return FareByRule(
        base=tuple(map(plain, _value(table, "base", ()))), percent=percent.values[0].rate if percent else None,
        amount=_value(table, "amount"), plus=_value(table, "plus"), least=_value(table, "min"),
        most=_value(table, "max"), result=_word(table, "result") or "*",
        rules_of_base=table.first("rules this") is None, override=_value(table, "override", ()),
        booking_classes=tuple(map(plain, _value(table, "rbd", ()))), rule=verdict.rule)


# ---- 35 negotiated

@dataclass(frozen=True)
class Negotiated:
    """The terms under which an office sells: what it pays the carrier, what it shows, what it keeps."""

    net: Money | Percent | None = None
    selling: Money | Percent | None = None
    displayed: bool = True
    commission: Decimal | None = None
    tour_code: str = ""
    box: str = ""
    offices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    rule: str = ""

    def lets(self, office: str, right: str) -> bool:
        """Whether an office may view, sell or ticket; nobody is barred from what names nobody."""
        named = [offices for name, offices in self.offices if name == right]
        return not named or any(office in offices for offices in named)


def negotiated(levels: Levels, facts: Facts) -> Negotiated | None:
    verdict = judge(levels, 35, facts)
    if verdict.outcome is not Outcome.PASS or not verdict.tables:
        return None
    table = verdict.tables[0]
    commission = table.first("commission")
    box = table.first("box")
    return Negotiated(
        net=_value(table, "net"), selling=_value(table, "selling"), displayed=table.first("display none") is None,
        commission=commission.values[0].rate if commission else None, tour_code=_word(table, "tourcode"),
        box=box.values[0] if box else "", offices=tuple(_offices(table)), rule=verdict.rule)


def _offices(table: Table) -> Iterator[tuple[str, tuple[str, ...]]]:
    for clause in table.clauses:
        for right in sorted(rights(clause)):
            yield right, tuple(map(plain, clause.values[-1]))
