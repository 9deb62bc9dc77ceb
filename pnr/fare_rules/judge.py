"""Rules + facts -> a verdict that names the category, the fare component, the rule and the fact that decided.

A table passes, fails, or does not speak of these facts at all; the third value is what keeps `else` from rescuing a
refusal and lets a general rule answer where the fare rule is silent.
"""
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property, reduce
from itertools import chain, islice
from typing import NamedTuple

from .clauses import broken, portion, silent
from .facts import Facts
from .rule import Category, Rule, RuleSet, Table
from .staying import gap_at_home, validity


class Outcome(Enum):
    NO_MATCH = "no match"
    PASS = "pass"
    FAIL = "fail"


@dataclass(frozen=True)
class Verdict:
    """What a category says; `tables` are those that decided, `fact` what decided them, `level` whose rule it was."""

    outcome: Outcome
    category: int
    rule: str = ""
    fact: str = ""
    tables: tuple[Table, ...] = ()
    component: str = ""
    level: str = ""

    @property
    def refuses(self) -> bool:
        return self.outcome is Outcome.FAIL


@dataclass(frozen=True)
class Levels:
    """The rules a fare stands under, the nearest first; a private fare may be sold by nobody unless a rule says so.

    A fare made by a rule also stands under those of the fare it was made of (`base`), in the categories they are left.
    """

    footnotes: tuple[Rule, ...] = ()
    rule: Rule | None = None
    general: Rule | None = None
    alternate: Rule | None = None
    base: "Levels | None" = None

    @property
    def private(self) -> bool:
        return self.rule is not None and self.rule.clause("private") is not None

    @property
    def restricted(self) -> bool:
        """Whether it is for some sellers only: private, or negotiated."""
        return self.private or 35 in self.categories

    def answering(self, number: int) -> "Levels":
        """Whose rules answer for a category: its own, or those of the fare it was made of."""
        return self.base if self.base and number in self.base.categories and number not in self.own else self

    def keeping(self, kept: Callable[[int], bool]) -> "Levels":
        """The same rules with some of their categories."""
        own = [rule.keeping(kept) if rule else None for rule in (self.rule, self.general, self.alternate)]
        return replace(self, footnotes=tuple(note.keeping(kept) for note in self.footnotes),
                       rule=own[0], general=own[1], alternate=own[2])

    @cached_property
    def nearest(self) -> list[tuple[str, Rule]]:
        return [*(("footnote", note) for note in self.footnotes), *([("rule", self.rule)] if self.rule else [])]

    @cached_property
    def farther(self) -> list[tuple[str, Rule]]:
        named = (("alternate", self.alternate), ("general", self.general))
        return [(level, rule) for level, rule in named if rule]

    @cached_property
    def own(self) -> frozenset[int]:
        return frozenset(category.number for _, rule in (*self.nearest, *self.farther) for category in rule.categories)

    @cached_property
    def categories(self) -> frozenset[int]:
        """The numbers any of the rules has something to say about."""
        return self.own | (self.base.categories if self.base else frozenset())

    @cached_property
    def chooses(self) -> bool:
        """Whether any category is for some fares only."""
        return any(category.matches for _, rule in (*self.nearest, *self.farther) for category in rule.categories)


    @cached_property
    def scopes(self) -> "Scopes":
        """Where a condition asks of the unit, so does its category; and so do dates that say when to be back."""
        under = (self, self.base) if self.base else (self,)
        rules = [rule for levels in under for _, rule in (*levels.nearest, *levels.farther)]
        asking = {category.number for rule in rules for category in rule.categories if _of_the_unit(category)}
        spoken = [number for number in VALIDATING[1:] if number in self.categories or number in DEFAULTS]
        unit = tuple(number for number in spoken if number in OF_THE_UNIT | asking)
        return Scopes(tuple(number for number in spoken if number not in unit), unit)


class Scopes(NamedTuple):
    """Beside eligibility the categories that ask of a fare component alone, and those that ask of its pricing unit."""

    component: tuple[int, ...]
    unit: tuple[int, ...]


OF_THE_UNIT = frozenset({3, 5, 6, 7, 8, 9, 10})


def _of_the_unit(category: Category) -> bool:
    conditions = any(condition.category in OF_THE_UNIT for each in category.sets for condition in each.conditions)
    return conditions or any(table.first("complete") for table in category.tables())


BOTH_LEVELS = frozenset({3, 11, 14, 15})  # evaluated in the footnote and in the fare rule, and both must pass
VALIDATING = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16, 23, 26, 27, 28, 35)


class Asking(NamedTuple):
    """What is asked, of which rule at which level."""

    number: int
    facts: Facts
    rule: str = ""
    level: str = ""

    def answer(self, outcome: Outcome, fact: str, tables: tuple[Table, ...] = ()) -> Verdict:
        return Verdict(outcome, self.number, self.rule, fact, tables, self.facts.component, self.level)


def judge(levels: Levels, number: int, facts: Facts) -> Verdict:
    """The verdict of one category over all levels, its default where none speaks."""
    found = levels.answering(number)
    notes = [_category(note, Asking(number, facts, note.rid, "footnote")) for note in found.footnotes]
    others = ((level, rule) for level, rule in (*found.nearest, *found.farther) if level != "footnote")
    rules = (_category(rule, Asking(number, facts, rule.rid, level)) for level, rule in others)
    if number in BOTH_LEVELS:  # what footnotes say does not silence the rules
        spoken: Iterable[Verdict] = [*notes, *islice(filter(_speaks, rules), 1)]
        found_both = list(filter(_speaks, spoken))
        return reduce(both, found_both) if found_both else _default(levels, number, facts)
    return next(filter(_speaks, chain(notes, rules)), None) or _default(levels, number, facts)


def _speaks(verdict: Verdict) -> bool:
    return verdict.outcome is not Outcome.NO_MATCH


def _default(levels: Levels, number: int, facts: Facts) -> Verdict:
    """Where no level speaks: nearly always no restriction."""
    fact = DEFAULTS[number](levels, facts) if number in DEFAULTS else ""
    if fact:
        return Asking(number, facts, levels.rule.rid if levels.rule else "").answer(Outcome.FAIL, fact)
    return Asking(number, facts).answer(Outcome.PASS, "no restriction")


def _unsold(levels: Levels, facts: Facts) -> str:
    """A private fare is sold by nobody, unless category 35 says by whom."""
    return "private fare, no sale permitted" if levels.private and 35 not in levels.categories else ""


def _unnegotiated(levels: Levels, facts: Facts) -> str:
    """Rules that name those who may sell, but for other sales than this one, let nobody else."""
    return "negotiated fare, no sale permitted" if 35 in levels.categories else ""


DEFAULTS: dict[int, Callable[[Levels, Facts], str]] = {
    7: lambda levels, facts: validity(facts),
    9: lambda levels, facts: gap_at_home(facts),
    15: _unsold,
    35: _unnegotiated,
}


def refusal(levels: Levels, facts: Facts, numbers: Iterable[int] = VALIDATING) -> Verdict | None:
    """The first category that forbids this sale, or None."""
    asked = (number for number in numbers if number in levels.categories or
             (number in DEFAULTS and DEFAULTS[number](levels, facts)))
    return next((verdict for number in asked if (verdict := judge(levels, number, facts)).refuses), None)


def _category(rule: Rule, asking: Asking) -> Verdict:
    """set else set: the first that speaks decides, also when it refuses; `none` says there is no restriction."""
    category = rule.category(asking.number)
    if category and not category.sets:
        return asking.answer(Outcome.PASS, "not applicable")
    verdicts = (_set(each, asking) for each in (category.sets if category else ()))
    return next(filter(_speaks, verdicts), None) or asking.answer(Outcome.NO_MATCH, "")


def _set(each: RuleSet, asking: Asking) -> Verdict:
    for condition in each.conditions:
        found = _table(condition.table, asking._replace(number=condition.category))
        if found.outcome is not Outcome.PASS:
            return asking.answer(Outcome.NO_MATCH, found.fact)
    return reduce(either, (_together(tables, asking) for tables in each.alternatives))


def _together(tables: tuple[Table, ...], asking: Asking) -> Verdict:
    return reduce(both, (_table(table, asking) for table in tables))


def _table(table: Table, asking: Asking) -> Verdict:
    number, facts = asking.number, asking.facts
    unmet = silent(table, number, facts)
    if unmet:
        return asking.answer(Outcome.NO_MATCH, unmet)
    fact = broken(table, number, portion(table, number, facts))
    if fact:
        return asking.answer(Outcome.FAIL, fact, (table,))
    return asking.answer(Outcome.PASS, table.speaks, (table,))


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
