"""The parse table of a family as plain data: Lark makes it once, and entries are read by it without Lark.

It says the same as Lark's own parser, in a fraction of the time and without its import; what it cannot read goes to
Lark, which knows how to say why.
"""
import json
import os
import re
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

from .. import __version__

FORM = 1  # of the data
END = "$END"
Data = dict[str, Any]
Make = Callable[[list], Any]


# ---- made of a grammar

def made(lark: Any) -> Data:
    """`states` say for each terminal where to go: a state to shift to, or a rule as -1, -2, …"""
    parser, lexers = lark.parser.parser.parser.parse_table, lark.parser.lexer.lexers
    places = {rule: place for place, rule in enumerate(lark.rules)}
    start = lark.options.start[0]
    states = {state: {str(name): -1 - places[target] if target in places else target
                      for name, (_, target) in actions.items()} for state, actions in parser.states.items()}
    kept = {id(lexer): lexer for lexer in lexers.values()}
    order = {key: place for place, key in enumerate(kept)}
    return {"form": FORM, "start": parser.start_states[start], "end": parser.end_states[start],
            "states": [states[state] for state in range(len(states))],
            "rules": [rule_data(rule) for rule in lark.rules],
            "lexers": [lexer_data(lexer) for lexer in kept.values()],
            "lexer": [order[id(lexers[state])] for state in range(len(states))]}


def rule_data(rule: Any) -> list:
    """Name, left side, length, places of the children that stay and whether they are spliced, single child alone."""
    stay = [(place, not symbol.is_term and symbol.name.startswith("_")) for place, symbol in enumerate(rule.expansion)
            if rule.options.keep_all_tokens or not (symbol.is_term and symbol.filter_out)]
    return [str(rule.alias or rule.origin.name), str(rule.origin.name), len(rule.expansion), stay,
            bool(rule.options.expand1 and not rule.alias)]


def lexer_data(lexer: Any) -> list:
    """Patterns with a group a terminal, what is skipped, and texts that are a terminal of their own."""
    scanner = lexer.scanner
    unless = {name: {item.pattern.value: item.name for item in callback.scanner.terminals}
              for name, callback in lexer.callback.items()}
    return [[pattern.pattern for pattern in scanner._mres], sorted(lexer.ignore_types), unless]


# ---- kept for the next start

def kept(grammar: str, make: Callable[[], Data]) -> Data:
    """The table of this grammar from the user's cache, made and put there when it is not."""
    path = place(grammar)
    with suppress(OSError, ValueError):
        return json.loads(path.read_text(encoding="utf-8"))
    data = make()
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps(data, separators=(",", ":")), encoding="utf-8")
        draft.replace(path)
    return data


def place(grammar: str) -> Path:
    from platformdirs import user_cache_path

    name = blake2b(f"{FORM} {__version__} {grammar}".encode(), digest_size=12).hexdigest()
    return user_cache_path("pnr", appauthor=False) / f"table-{name}.json"


# ---- read by

class Unread(Exception):
    """The table does not know such an entry."""


class Table:
    """Runs the data; `make` gives what builds the value of a rule by its name."""

    def __init__(self, data: Data, make: Callable[[str], Make]):
        self.start, self.end, self.states = data["start"], data["end"], data["states"]
        self.rules = [(reducer(name, stay, alone, make), origin, size)
                      for name, origin, size, stay, alone in data["rules"]]
        self.lexers, self.lexer = data["lexers"], data["lexer"]
        self.scanners: dict[int, Callable[[str, int], tuple[str, str, int]]] = {}

    def read(self, text: str) -> Any:
        """The value of the whole entry; raises Unread."""
        states, at, end = [self.start], 0, len(text)
        values: list[Any] = []
        while at < end:
            kind, value, at = self.scanner(states[-1])(text, at)
            if kind:
                self.feed(states, values, kind)
                values.append(value)
        self.feed(states, values, END)
        return values[-1]

    def feed(self, states: list[int], values: list, kind: str) -> None:
        """Reduce what this terminal ends, then go where it leads."""
        table, rules = self.states, self.rules
        while True:
            target = table[states[-1]].get(kind)
            if target is None:
                raise Unread
            if target >= 0:
                states.append(target)
                return
            build, origin, size = rules[-1 - target]
            children = values[len(values) - size:]
            del values[len(values) - size:], states[len(states) - size:]
            values.append(build(children))
            states.append(table[states[-1]][origin])
            if kind == END and states[-1] == self.end:
                return

    def scanner(self, state: int) -> Callable[[str, int], tuple[str, str, int]]:
        """What cuts the next terminal off where the parser is in this state."""
        number = self.lexer[state]
        found = self.scanners.get(number)
        if found is None:
            found = self.scanners[number] = scanner(*self.lexers[number])
        return found


def scanner(patterns: list[str], skipped: list[str], unless: dict[str, dict[str, str]]) -> Callable:
    matches = [re.compile(pattern, re.ASCII).match for pattern in patterns]

    def scan(text: str, at: int) -> tuple[str, str, int]:
        """Terminal, its text and where it ends; no terminal for what is skipped."""
        for match in matches:
            found = match(text, at)
            if found:
                kind, value = str(found.lastgroup), found.group()
                if kind in skipped:
                    return "", value, found.end()
                if kind in unless:
                    kind = unless[kind].get(value, kind)
                return kind, value, found.end()
        raise Unread

    return scan


def reducer(name: str, stay: list, alone: bool, make: Callable[[str], Make]) -> Make:
    """What a rule makes of its children, those left out and spliced that Lark leaves out and splices."""
    build: Make = list if name.startswith("_") else make(name)
    places, spliced = [place for place, _ in stay], any(splice for _, splice in stay)

    def plain(children: list) -> Any:
        return build([children[place] for place in places])

    def splicing(children: list) -> Any:
        kept: list = []
        for place, splice in stay:
            if splice:
                kept += children[place]
            else:
                kept.append(children[place])
        return kept[0] if alone and len(kept) == 1 else build(kept)

    return splicing if spliced or alone else plain
