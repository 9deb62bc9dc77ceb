"""What the producing categories give to a fare: surcharges, endorsements, discounts, deposits.

Each function answers from the tables that pass, the nearest level first; nothing where no rule speaks.
"""
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from ..values.money import Money
from .days import after, before
from .facts import Facts
from .judge import VALIDATING, Levels, Outcome, Verdict, judge, refusal
from .paying import DISCOUNTS
from .rule import Percent, Table, plain
from .selling import among
from .staying import stopovers, transfers

AFTER_ELIGIBILITY = VALIDATING[1:]


def told(levels: Levels, number: int, facts: Facts) -> tuple[Table, ...]:
    """The tables that decided that something is to be done."""
    verdict = judge(levels, number, facts)
    return verdict.tables if verdict.outcome is Outcome.PASS else ()


def value(table: Table, phrase: str, default: Any = None) -> Any:
    clause = table.first(phrase)
    return clause.values[0] if clause else default


def word(table: Table, phrase: str) -> str:
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
    return tuple(Surcharge(clause.values[0], clause.values[2], word(table, "type"), 12, verdict.rule, verdict.fact)
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
    tables = sorted(told(levels, 18, facts), key=lambda table: value(table, "priority", 99))
    texts = [clause.values[0].text for table in tables for clause in table.clauses if clause.phrase == "endorse"]
    return tuple(dict.fromkeys(texts))


# ---- 17 higher intermediate points

@dataclass(frozen=True)
class Intermediate:
    """Whether fares to points on the way count, only where one stops over, and whether longer ways may be flown."""

    checked: bool = True
    stopovers_only: bool = False
    excess: bool = True


def intermediate(levels: Levels, facts: Facts) -> Intermediate:
    """What category 17 says; without it every point counts and mileage may be exceeded."""
    said = {clause.phrase for table in told(levels, 17, facts) for clause in table.clauses}
    return Intermediate("hip exempt" not in said, "hip stopovers" in said, "excess none" not in said)


# ---- 19 to 22 discounts

@dataclass(frozen=True)
class Discount:
    """What a passenger type pays: a percentage of the adult's fare, or an amount."""

    percent: Decimal | None = None
    amount: Money | None = None
    designator: str = ""
    rule: str = ""
    fact: str = ""
    category: int = 19


def discount(levels: Levels, facts: Facts) -> Discount | None:
    """What the first of categories 19 to 22 gives this passenger; None where all are silent or one refuses."""
    verdict = reduction(levels, facts)
    if verdict is None or verdict.refuses:
        return None
    table = verdict.tables[0]
    percent = table.first("pct")
    return Discount(percent.values[0].rate if percent else None, value(table, "amount"), word(table, "designator"),
                    verdict.rule, verdict.fact, verdict.category)


def reduction(levels: Levels, facts: Facts) -> Verdict | None:
    """The first of these categories that gives something, else the first that refuses it."""
    asked = [judge(levels, number, facts) for number in DISCOUNTS if number in levels.categories]
    spoken = [verdict for verdict in asked if verdict.tables]
    return next((each for each in spoken if not each.refuses), next(iter(spoken), None))


def eligible(levels: Levels, facts: Facts) -> Verdict:
    """Category 1; whoever may not use a fare himself may as an adult, for a part of it or for all."""
    verdict = judge(levels, 1, facts)
    if not verdict.refuses or facts.passenger == "ADT":
        return verdict
    part = discount(levels, facts) is not None
    return judge(levels, 1, facts.adult() if part else replace(facts, passenger="ADT"))


def meant(levels: Levels, facts: Facts) -> bool:
    """Whether category 1 names this passenger: the fare is for his type."""
    named = (table.first("pax") for table in told(levels, 1, facts))
    return any(among(facts.passenger, clause.values[0]) for clause in named if clause)


def refused(levels: Levels, facts: Facts, numbers: Iterable[int] = AFTER_ELIGIBILITY) -> Verdict | None:
    """What forbids a sale: eligibility as discounts widen it, then the other categories; None where nothing does."""
    if 1 in levels.categories:
        verdict = eligible(levels, facts)
        if verdict.refuses:
            return verdict
    return refusal(levels, facts, numbers)


# ---- 29 deposits

@dataclass(frozen=True)
class Deposit:
    """What is paid before the rest, by when, and whether it comes back."""

    amount: Money | Percent
    due: datetime | None = None
    refundable: bool = False
    rule: str = ""


def deposit(levels: Levels, facts: Facts) -> Deposit | None:
    for table in told(levels, 29, facts):
        amount, later, ahead = map(table.first, ("deposit", "due after reserve", "due before departure"))
        due = [after(facts.reserved, later.values[0])] if later else []
        due += [before(facts.departure, ahead.values[0])] if ahead else []
        if amount:
            rule = judge(levels, 29, facts).rule
            return Deposit(amount.values[0], min(due, default=None), table.first("refundable") is not None, rule)
    return None
