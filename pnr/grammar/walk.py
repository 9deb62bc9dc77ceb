"""A family's rules walked from left to right: what may stand at each place, and in which rule."""
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

LOOKS_AROUND = ("(?=", "(?!", "(?<=", "(?<!")


class Place(NamedTuple):
    """A terminal, a rule, or a rule being repeated; `rule` is the named rule it stands in."""

    symbol: Any
    rule: str
    again: bool = False


Ahead = tuple[Place, ...]  # what is still to come, first things first


class Walk:
    """The compiled rules of one grammar. Lark's repetitions recur on their left; here they are loops."""

    def __init__(self, lark):
        self.patterns = {terminal.name: terminal.pattern for terminal in lark.terminals}
        self.filtered = {symbol.name for rule in lark.rules for symbol in rule.expansion
                         if symbol.is_term and symbol.filter_out}
        self.reached: dict[str, frozenset[str]] = {}
        self.ways: dict[str, list] = defaultdict(list)
        self.loops: dict[str, list] = defaultdict(list)
        for rule in lark.rules:
            recurs = bool(rule.expansion) and rule.expansion[0] == rule.origin
            (self.loops if recurs else self.ways)[str(rule.origin.name)].append(rule)
        start = self.ways[lark.options.start[0]][0].origin
        self.beginning = Place(start, "")

    def literal(self, terminal: str) -> str | None:
        """The text of a terminal that has only one."""
        pattern = self.patterns[terminal]
        return pattern.value if pattern.type == "str" else None

    def opened(self, place: Place) -> Iterator[tuple[str | None, Ahead]]:
        """The ways to go into a rule: its name, None when it only lends its parts, and what stands in it."""
        origin = str(place.symbol.name)
        repeat = (Place(place.symbol, place.rule, again=True),) if self.loops[origin] else ()
        if place.again:
            yield None, ()
        for rule in self.loops[origin] if place.again else self.ways[origin]:
            name = str(rule.alias or origin)
            within = place.rule if name.startswith("_") else name
            parts = rule.expansion[1:] if place.again else rule.expansion
            inside = tuple(Place(part, within) for part in parts) + repeat
            yield (None if name.startswith("_") else name), inside

    def fits(self, terminal: str, text: str) -> bool:
        """Whether a terminal may be this text, whatever stands around it."""
        return bool(shape(self.patterns[terminal].value).fullmatch(text))

    def names(self, symbol) -> set[str | None]:
        """What a rule may be called where it stands; None where it only lends its parts."""
        ways = [str(rule.alias or rule.origin.name) for rule in self.ways[str(symbol.name)]]
        return {None if name.startswith("_") else name for name in ways}

    def reach(self, symbol) -> frozenset[str]:
        """The names a rule may bring into the rule around it."""
        name = str(symbol.name)
        if name not in self.reached:
            self.reached[name] = frozenset()  # a rule within itself brings nothing more
            own = self.names(symbol)
            found = {item for item in own if item}
            if None in own:
                parts = [part for rule in self.ways[name] + self.loops[name] for part in rule.expansion]
                found |= {item for part in parts if not part.is_term for item in self.reach(part)}
            self.reached[name] = frozenset(found)
        return self.reached[name]

    def needed(self, name: str) -> list[set[str]]:
        """The fields that each rule of this name cannot do without."""
        rules = [rule for ways in self.ways.values() for rule in ways if str(rule.alias or rule.origin.name) == name]
        return [{str(part.name) for part in rule.expansion if not part.is_term and not part.name.startswith("_")}
                for rule in rules]

    def next(self, passed: Iterable[str]) -> set[Place | None]:
        """The terminals that may stand after these, each with its rule; None when nothing need follow."""
        heads = self.heads({(self.beginning,)})
        for name in passed:
            heads = self.heads({ahead[1:] for ahead in heads if ahead and ahead[0].symbol.name == name})
        return {ahead[0] if ahead else None for ahead in heads}

    def heads(self, states: set[Ahead]) -> set[Ahead]:
        """The same with every rule at the front gone into, until a terminal stands there."""
        seen, found, waiting = set(states), set(), list(states)
        while waiting:
            ahead = waiting.pop()
            if not ahead or ahead[0].symbol.is_term:
                found.add(ahead)
                continue
            fresh = {inside + ahead[1:] for _, inside in self.opened(ahead[0])} - seen
            seen |= fresh
            waiting += fresh
        return found


@lru_cache
def shape(pattern: str) -> re.Pattern:
    """A pattern without what it only looks at around itself."""
    kept, depth, at = "", 0, 0
    while at < len(pattern):
        step = 2 if pattern[at] == "\\" else 1
        if depth or pattern.startswith(LOOKS_AROUND, at):
            depth += {"(": 1, ")": -1}.get(pattern[at:at + step], 0)
        else:
            kept += pattern[at:at + step]
        at += step
    return re.compile(kept, re.ASCII)
