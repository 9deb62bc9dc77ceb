"""What changing or giving back a ticket costs under categories 31 and 33, and by when a fare must be ticketed."""
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..values.money import Money
from .days import after, before, end_of, last_of
from .facts import Facts
from .judge import Levels, Outcome, Verdict, judge
from .rule import Clause, Percent, Range, Table

ALLOWED = {31: "change", 33: "refund"}


@dataclass(frozen=True)
class Charge:
    """`fee` is an amount or a percentage `of` base or published; `rule` says where it was found, `fact` why there.

    `first`: what the first ticket of a chain was refunded by, those it is exchanged for are.
    """

    category: int
    allowed: bool
    fee: Money | Percent | None = None
    of: str = "base"
    least: Money | None = None
    most: Money | None = None
    apply: str = ""
    used: str = "oneway"
    tax: bool = True
    yqyr: bool | None = None
    reprice: str = ""
    residual: str = ""
    free: int = 0
    first: bool = False
    rule: str = ""
    fact: str = ""


def charge(levels: Levels, number: int, facts: Facts) -> Charge | None:
    """What the rules charge, or None where they say nothing (a person must decide)."""
    verdict = judge(levels, number, facts)
    if not verdict.tables:
        return None
    table = verdict.tables[0]
    words = _spoken(table)
    fee = table.first("fee")
    yqyr = words.get("yqyr")
    return Charge(
        category=number, allowed=verdict.outcome is Outcome.PASS and words.get(ALLOWED[number]) == "allowed",
        fee=fee.values[0] if fee else None, of=_basis(fee), least=_money(table, "min"), most=_money(table, "max"),
        apply=words.get("apply", ""), used=words.get("used", "oneway"), tax=words.get("tax") != "none",
        yqyr=None if yqyr is None else yqyr == "refundable", reprice=words.get("reprice", ""),
        residual=words.get("residual", ""), free=_number(table, "free"),
        first=words.get("rules") == "first", rule=verdict.rule, fact=verdict.fact)


def _spoken(table: Table) -> dict[str, Any]:
    """`apply per_pu` as apply -> per_pu."""
    return {clause.words[0]: clause.words[1] for clause in table.clauses if len(clause.words) == 2}


def _basis(fee: Clause | None) -> str:
    return str(fee.values[2]) if fee and len(fee.values) == 3 else "base"


def _money(table: Table, word: str) -> Money | None:
    clause = table.first(word)
    return clause.values[0] if clause else None


def _number(table: Table, word: str) -> int:
    clause = table.first(word)
    return clause.values[0] if clause else 0


def deadline(levels: Levels, facts: Facts) -> datetime | None:
    """The last moment the fare may be ticketed: the earliest of what categories 5 and 15 and the rule itself say."""
    limits = [limit for number in (5, 15) for limit in _limits(judge(levels, number, facts), facts)]
    effective = levels.rule.clause("effective") if levels.rule else None
    return min((*limits, *([_closing(effective.values[0], facts)] if effective else [])), default=None)


def _closing(span: Range, facts: Facts) -> datetime:
    """The end of the last day of a range of ticketing."""
    return end_of(last_of(span, facts.now.date()))


def _limits(verdict: Verdict, facts: Facts) -> list[datetime]:
    limits = []
    for clause in (clause for table in verdict.tables for clause in table.clauses):
        match clause.phrase:
            case "ticket before departure":
                limits.append(before(facts.departs(*clause.values[2:]), clause.values[0]))
            case "ticket after reserve":
                limits.append(after(facts.reserved, clause.values[0]))
            case "ticketing":
                limits.append(_closing(clause.values[0], facts))
    return limits
