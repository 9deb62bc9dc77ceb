"""Rules + facts -> a verdict that names the category, the rule and the fact that decided.

A table passes, fails, or does not speak of these facts at all; the third value is what keeps `else` from rescuing a
refusal and lets a general rule answer where the fare rule is silent.
"""
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from functools import reduce

from .clauses import check, met
from .facts import Facts
from .rule import Category, Rule, RuleSet, Table


class Outcome(Enum):
    NO_MATCH = "no match"
    PASS = "pass"
    FAIL = "fail"


@dataclass(frozen=True)
class Verdict:
    """What a category says; `tables` are those that decided, `fact` what decided them."""

    outcome: Outcome
    category: int
    rule: str = ""
    fact: str = ""
    tables: tuple[Table, ...] = ()

    @property
    def refuses(self) -> bool:
        return self.outcome is Outcome.FAIL


@dataclass(frozen=True)
class Levels:
    """The rules a fare stands under, the nearest first; a private fare may be sold by nobody unless a rule says so."""

    footnotes: tuple[Rule, ...] = ()
    rule: Rule | None = None
    general: Rule | None = None

    @property
    def private(self) -> bool:
        return self.rule is not None and self.rule.clause("private") is not None


BOTH_LEVELS = frozenset({3, 11, 14, 15})  # evaluated in the footnote and in the fare rule, and both must pass
VALIDATING = (5, 14, 15, 16)


def judge(levels: Levels, number: int, facts: Facts) -> Verdict:
    """The verdict of one category over all levels, its default where none speaks."""
    notes = [_category(rule, number, facts) for rule in levels.footnotes]
    own = [_category(levels.rule, number, facts)] if levels.rule else []
    nearest = [*notes, *own]
    if number in BOTH_LEVELS and nearest:
        nearest = [reduce(both, nearest)]
    general = [_category(levels.general, number, facts)] if levels.general else []
    spoken = (verdict for verdict in [*nearest, *general] if verdict.outcome is not Outcome.NO_MATCH)
    return next(spoken, None) or _default(levels, number)


def _default(levels: Levels, number: int) -> Verdict:
    if number == 15 and levels.private:
        return Verdict(Outcome.FAIL, number, levels.rule.rid if levels.rule else "", "private fare, no sale permitted")
    return Verdict(Outcome.PASS, number, fact="no restriction")


def refusal(levels: Levels, facts: Facts, numbers: Iterable[int] = VALIDATING) -> Verdict | None:
    """The first category that forbids this sale, or None."""
    return next((verdict for number in numbers if (verdict := judge(levels, number, facts)).refuses), None)


def _category(rule: Rule, number: int, facts: Facts) -> Verdict:
    category = rule.category(number)
    silent = Verdict(Outcome.NO_MATCH, number, rule.rid)
    return replace(_string(category, facts), rule=rule.rid) if category else silent


def _string(category: Category, facts: Facts) -> Verdict:
    """set else set: the first that speaks decides, also when it refuses."""
    verdicts = (_set(each, category.number, facts) for each in category.sets)
    spoken = (verdict for verdict in verdicts if verdict.outcome is not Outcome.NO_MATCH)
    return next(spoken, None) or Verdict(Outcome.NO_MATCH, category.number)


def _set(each: RuleSet, number: int, facts: Facts) -> Verdict:
    for condition in each.conditions:
        if _table(condition.table, condition.category, facts).outcome is not Outcome.PASS:
            return Verdict(Outcome.NO_MATCH, number)
    return reduce(either, (_together(tables, number, facts) for tables in each.alternatives))


def _together(tables: tuple[Table, ...], number: int, facts: Facts) -> Verdict:
    return reduce(both, (_table(table, number, facts) for table in tables))


def _table(table: Table, number: int, facts: Facts) -> Verdict:
    for clause in table.when:
        if not met(clause, facts):
            return Verdict(Outcome.NO_MATCH, number, fact=str(clause))
    for clause in table.clauses:
        fact = check(clause, number, facts)
        if fact:
            return Verdict(Outcome.FAIL, number, fact=fact, tables=(table,))
    return Verdict(Outcome.PASS, number, fact=", ".join(map(str, table.when)), tables=(table,))


def both(one: Verdict, other: Verdict) -> Verdict:
    """AND: a refusal wins, then a pass; silent only when both are."""
    for outcome in (Outcome.FAIL, Outcome.PASS):
        spoken = [verdict for verdict in (one, other) if verdict.outcome is outcome]
        if len(spoken) == 2 and outcome is Outcome.PASS:
            return replace(one, tables=one.tables + other.tables)
        if spoken:
            return spoken[0]
    return one


def either(one: Verdict, other: Verdict) -> Verdict:
    """OR: a pass wins, then a refusal; silent only when both are. Of two that pass the first in sequence counts."""
    for outcome in (Outcome.PASS, Outcome.FAIL):
        spoken = [verdict for verdict in (one, other) if verdict.outcome is outcome]
        if spoken:
            return spoken[0]
    return one
