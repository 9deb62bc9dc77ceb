"""The nodes of the rule language: what is written in a rule, each with the place where it stands."""
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fnmatch import fnmatchcase
from functools import cached_property
from typing import Any

from ..values.dates import DayMonth, clock24, short
from ..values.money import Money

JUDGED = frozenset({*range(1, 24), *range(25, 30), 31, 33, 35})
TITLES = {
    1: "ELIGIBILITY", 2: "DAY/TIME", 3: "SEASONS", 4: "FLT APPLICATION", 5: "ADVANCE RES/TKT", 6: "MIN STAY",
    7: "MAX STAY", 8: "STOPOVERS", 9: "TRANSFERS", 10: "COMBINATIONS", 11: "BLACKOUT DATES", 12: "SURCHARGES",
    13: "ACCOMPANIED TRAVEL", 14: "TRAVEL RESTRICT", 15: "SALES RESTRICT", 16: "PENALTIES", 17: "HIGHER INTERMEDIATE",
    18: "TICKET ENDORSEMENT", 19: "CHILD DISCOUNTS", 20: "TOUR CONDUCTOR", 21: "AGENT DISCOUNT", 22: "OTHER DISCOUNTS",
    23: "MISC FARE TAGS", 25: "FARE BY RULE", 26: "GROUPS", 27: "TOURS", 28: "VISIT ANOTHER COUNTRY", 29: "DEPOSITS",
    31: "VOLUNTARY CHANGES", 33: "VOLUNTARY REFUNDS", 35: "NEGOTIATED FARES", 50: "RULE APPLICATION",
}


class RuleFault(ValueError):
    """Text that is no rule, or means nothing: where it stands and why."""

    def __init__(self, line: int, column: int, reason: str):
        super().__init__(f"line {line}, column {column}: {reason}")
        self.line, self.column, self.reason = line, column, reason


@dataclass(frozen=True)
class Text:
    """Words in quotation marks."""

    text: str

    def __str__(self) -> str:
        return f'"{self.text}"'


@dataclass(frozen=True)
class Percent:
    rate: Decimal

    def __str__(self) -> str:
        return f"{self.rate}%"


@dataclass(frozen=True)
class Duration:
    """7d, 72h, 1m, 1y or 30min."""

    count: int
    unit: str

    def __str__(self) -> str:
        return f"{self.count}{self.unit}"


@dataclass(frozen=True, order=True)
class Time:
    """A time of day: 0600."""

    minute: int

    @classmethod
    def read(cls, text: str) -> "Time":
        """Four digits; raises ValueError."""
        hour, minute = int(text[:2]), int(text[2:])
        if hour > 23 or minute > 59:
            raise ValueError(text)
        return cls(hour * 60 + minute)

    def __str__(self) -> str:
        return clock24(self.minute)


End = date | DayMonth | int | Time | str


@dataclass(frozen=True)
class Range:
    """Both ends included; days without a year come back each year and may wrap around it, times around midnight."""

    first: End
    last: End

    def __str__(self) -> str:
        return f"{written(self.first)}..{written(self.last)}"


def placed() -> Any:
    """A line or a column: known after reading, no part of what a node means."""
    return field(default=0, compare=False, repr=False)


@dataclass(frozen=True)
class Clause:
    """`ticket before departure 7d`: lower-case words lead, what they speak of follows."""

    words: tuple[Any, ...]
    line: int = placed()
    column: int = placed()

    @cached_property
    def phrase(self) -> str:
        """The words that say what kind of clause this is."""
        leading = []
        for word in self.words:
            if not isinstance(word, str) or not word[0].islower():
                break
            leading.append(word)
        return " ".join(leading)

    @cached_property
    def values(self) -> tuple[Any, ...]:
        return self.words[len(self.phrase.split()):]

    @cached_property
    def text(self) -> str:
        return " ".join(map(written, self.words))

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Table:
    """When it speaks (`when`) and what it says."""

    when: tuple[Clause, ...]
    clauses: tuple[Clause, ...]
    line: int = placed()
    column: int = placed()

    @cached_property
    def speaks(self) -> str:
        """Its match fields in words."""
        return ", ".join(map(str, self.when))

    def first(self, phrase: str) -> Clause | None:
        return next((clause for clause in self.clauses if clause.phrase == phrase), None)

    def __str__(self) -> str:
        when = f"when ({self.speaks}); " if self.when else ""
        return f"{{ {when}{''.join(f'{clause}; ' for clause in self.clauses)}}}"


@dataclass(frozen=True)
class Condition:
    category: int
    table: Table

    def __str__(self) -> str:
        return f"cat {self.category} {self.table}"


@dataclass(frozen=True)
class RuleSet:
    """if conditions then alternatives; each alternative is tables that hold together."""

    conditions: tuple[Condition, ...]
    alternatives: tuple[tuple[Table, ...], ...]

    def __str__(self) -> str:
        conditions = f"if {' and '.join(map(str, self.conditions))} " if self.conditions else ""
        return f"{conditions}then {' or '.join(' and '.join(map(str, tables)) for tables in self.alternatives)}"


@dataclass(frozen=True)
class Category:
    """What a rule says under one number, of the fares it is `for`; without sets it says: no restriction."""

    number: int
    sets: tuple[RuleSet, ...]
    matches: tuple[Clause, ...] = ()
    line: int = placed()
    column: int = placed()

    def tables(self) -> Iterator[Table]:
        for each in self.sets:
            for tables in each.alternatives:
                yield from tables

    def __str__(self) -> str:
        said = f"{{ {' else '.join(map(str, self.sets))} }}" if self.sets else "none;"
        return f"cat {self.number} {_matched(self.matches)}{said}"


@dataclass(frozen=True)
class Application:
    """Which fares a rule takes in, and as what: their type, season, booking classes, passengers."""

    matches: tuple[Clause, ...]
    clauses: tuple[Clause, ...]
    line: int = placed()
    column: int = placed()

    def __str__(self) -> str:
        return f"fares {_matched(self.matches)}{{ {''.join(f'{clause}; ' for clause in self.clauses)}}}"


def _matched(matches: tuple[Clause, ...]) -> str:
    return f"for ({', '.join(map(str, matches))}) " if matches else ""


@dataclass(frozen=True)
class Rule:
    """A rule, general rule or footnote (`kind`) under its carrier/tariff/number."""

    kind: str
    rid: str
    title: str
    clauses: tuple[Clause, ...]
    categories: tuple[Category, ...]
    applications: tuple[Application, ...] = ()
    line: int = placed()
    column: int = placed()

    def category(self, number: int) -> Category | None:
        """The first of this number; application.py finds the one a fare stands under."""
        return next((category for category in self.categories if category.number == number), None)

    def clause(self, phrase: str) -> Clause | None:
        return next((clause for clause in self.clauses if clause.phrase == phrase), None)

    def covers(self, fare_class: str, oneway: bool) -> bool:
        """Whether the head of the rule takes in a fare: its fare classes, its one-way or return tag."""
        masks, tag = self.clause("fareclass"), self.clause("owrt")
        named = not masks or masked(fare_class, masks.values[0])
        return named and (not tag or tag.values[0] == ("OW" if oneway else "RT"))

    def keeping(self, kept: Callable[[int], bool]) -> "Rule":
        """The rule with some of its categories; itself where nothing is left out."""
        chosen = tuple(category for category in self.categories if kept(category.number))
        return self if len(chosen) == len(self.categories) else replace(self, categories=chosen)

    def only(self, *numbers: int, naming: Container[str] = ()) -> "Rule":
        """The rule with these categories alone, as a ticket keeps it; its general rules where they are kept too."""
        kept = tuple(category for category in self.categories if category.number in numbers)
        named = tuple(clause for clause in self.clauses
                      if clause.phrase in ("general", "alternate") and clause.values[0] in naming)
        return Rule(self.kind, self.rid, self.title, named, kept)

    def __str__(self) -> str:
        title = f' "{self.title}"' if self.title else ""
        parts = [*(f"{clause};" for clause in self.clauses), *map(str, self.applications), *map(str, self.categories)]
        return f"{self.kind} {self.rid}{title} {{ {' '.join(parts)} }}"


def plain(word: Any) -> str:
    """A word or quoted words without the marks."""
    return word.text if isinstance(word, Text) else str(word)


def masked(name: str, masks: Iterable[Any]) -> bool:
    """Whether a fare class is one of these: `?` stands for a letter, `*` for any."""
    return any(fnmatchcase(name, plain(mask)) for mask in masks)


def written(word: Any) -> str:
    """A word of a clause as it is typed."""
    match word:
        case tuple():
            return f"[{', '.join(map(written, word))}]"
        case Money():
            return f"{word.currency}{word.amount.normalize():f}"
        case DayMonth():
            return short(date(2000, word.month, word.day))
    return str(word)
