"""Rules by name: those of the package and those loaded, which are read when somebody asks for them."""
from collections.abc import Iterator, Mapping
from functools import cache

from ...fare_rules.lint import load
from ...fare_rules.reading import parse
from ...fare_rules.rule import Rule
from ..tariff.loaded import Filings
from . import filed

FORM = "rule"


@cache
def shipped() -> dict[str, Rule]:
    return {rule.rid: rule for rule in load(filed.rule_text())}


class Rules(Mapping[str, Rule]):
    """Of rules with one name the last that was loaded counts."""

    def __init__(self, filings: Filings, text: str = ""):
        self.filings = filings
        self.known = shipped() | {rule.rid: rule for rule in load(text)} if text else dict(shipped())
        self.loaded = frozenset(filings.keys(FORM))
        self.read: dict[str, Rule] = {}

    def __getitem__(self, name: str) -> Rule:
        if name not in self.loaded:
            return self.known[name]
        if name not in self.read:
            (self.read[name],) = parse(self.filings.bodies(FORM, name)[-1][1])
        return self.read[name]

    def holding(self, number: int) -> Iterator[Rule]:
        """Those with a category; of what was loaded only texts that name it are read."""
        for name in self:
            named = name not in self.loaded or f"cat {number}" in self.filings.bodies(FORM, name)[-1][1]
            if named and self[name].category(number):
                yield self[name]

    def __iter__(self) -> Iterator[str]:
        return iter([*self.known, *sorted(self.loaded - self.known.keys())])

    def __len__(self) -> int:
        return len(self.known.keys() | self.loaded)

    def __contains__(self, name: object) -> bool:
        return name in self.loaded or name in self.known
