"""What the producing categories give to a fare: surcharges, endorsements, discounts.

Each function answers from the tables that pass, the nearest level first; nothing where no rule speaks.
"""
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ..values.money import Money
from .facts import Facts
from .judge import VALIDATING, Levels, Outcome, Verdict, judge, refusal
from .rule import Percent, Table, plain
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
    return Discount(percent.values[0].rate if percent else None, value(table, "amount"), word(table, "designator"),
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
