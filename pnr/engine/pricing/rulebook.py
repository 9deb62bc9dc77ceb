"""Rules by name: those of the package and those loaded, which are read when somebody asks for them."""
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache

from ...fare_rules.days import within
from ...fare_rules.lint import load
from ...fare_rules.reading import parse
from ...fare_rules.rule import Rule
from ..tariff.loaded import Filings
from . import filed

FORM = "rule"


Versions = tuple[Rule, ...]


def by_name(rules: Iterable[Rule]) -> dict[str, Versions]:
    found: dict[str, Versions] = {}
    for rule in rules:
        found[rule.rid] = (*found.get(rule.rid, ()), rule)
    return found


@cache
def shipped() -> dict[str, Versions]:
    return by_name(load(filed.rule_text()))


class Rules(Mapping[str, Rule]):
    """Of rules with one name the last that was loaded counts, or on a day the last that is effective then."""

    def __init__(self, filings: Filings, text: str = ""):
        self.filings = filings
        self.known = shipped() | by_name(load(text)) if text else dict(shipped())
        self.loaded = frozenset(filings.keys(FORM))
        self.read: dict[str, Versions] = {}

    def __getitem__(self, name: str) -> Rule:
        return self.versions(name)[-1]

    def versions(self, name: str) -> Versions:
        """Every one of this name, in the order in which they were filed; raises KeyError where there is none."""
        if name not in self.loaded:
            return self.known[name]
        if name not in self.read:
            later = (rule for _, body in self.filings.bodies(FORM, name) for rule in parse(body))
            self.read[name] = (*self.known.get(name, ()), *later)
        return self.read[name]

    def on(self, day: date) -> "RulesOn":
        return RulesOn(self, day)

    def holding(self, number: int) -> Iterator[Rule]:
        """Those with a category, in all versions; of what was loaded only texts that name it are read."""
        for name in self:
            named = name not in self.loaded or any(
                f"cat {number}" in body for _, body in self.filings.bodies(FORM, name))
            yield from (rule for rule in (self.versions(name) if named else ()) if rule.category(number))

    def __iter__(self) -> Iterator[str]:
        return iter([*self.known, *sorted(self.loaded - self.known.keys())])

    def __len__(self) -> int:
        return len(self.known.keys() | self.loaded)

    def __contains__(self, name: object) -> bool:
        return name in self.loaded or name in self.known


class RulesOn(Mapping[str, Rule]):
    """Rules as they are for a day of ticketing."""

    def __init__(self, rules: Rules, day: date):
        self.rules, self.day = rules, day

    def __getitem__(self, name: str) -> Rule:
        versions = self.rules.versions(name)
        if len(versions) == 1:
            return versions[0]
        return next((rule for rule in reversed(versions) if effective(rule, self.day)), versions[-1])

    def __iter__(self) -> Iterator[str]:
        return iter(self.rules)

    def __len__(self) -> int:
        return len(self.rules)

    def __contains__(self, name: object) -> bool:
        return name in self.rules


def effective(rule: Rule, day: date) -> bool:
    clause = rule.clause("effective")
    return clause is None or within(day, clause.values[0])
