"""What may follow on the line: the grammar is the completer."""
import re
from collections.abc import Iterator
from copy import copy
from itertools import product
from typing import Any, NamedTuple

from ..errors import EntryError

LONGEST_WORD = 8  # how far back the beginning of a literal may lie
ONE_OF = re.compile(r"\[([A-Z0-9/]+)\](\??)|([A-Z0-9*/:@-])(\??)")


class Suggestion(NamedTuple):
    """`text` to put in place of the last `typed` characters; empty where only a shape is known, which `shown` names."""

    text: str
    typed: int
    shown: str


class Word(NamedTuple):
    """A literal, or the name of a field."""

    text: str
    literal: bool


def suggestions(dialect: Any, text: str) -> list[Suggestion]:
    """For the last entry of the line: the literals that go on from here, and the shapes an agent has to fill in."""
    entry = last(dialect, text)
    found: dict[str, Suggestion] = {}
    for opening in openings(dialect.reader):
        if opening.startswith(entry) and opening != entry:
            found.setdefault(opening, Suggestion(opening, len(entry), opening))
    for typed in range(min(len(entry), LONGEST_WORD) + 1):
        head, tail = entry[:len(entry) - typed], entry[len(entry) - typed:]
        for word in following(dialect.reader, entry, head):
            if word.literal and word.text.startswith(tail) and word.text != tail:
                found.setdefault(word.text, Suggestion(word.text, typed, word.text))
            elif not word.literal and not typed:
                found.setdefault(word.text, Suggestion("", 0, f"<{word.text}>"))
    return sorted(found.values(), key=lambda item: (not item.text, item.shown))


def last(dialect: Any, text: str) -> str:
    """The entry being typed, without the finished ones before it."""
    entries = dialect.split(text.upper())
    return entries[-1].lstrip() if entries else ""


def openings(reader: Any) -> Iterator[str]:
    """What entries may begin with; a pattern of letters gives each of its words, any other none."""
    for pattern, _ in reader.openings:
        parts = list(ONE_OF.finditer(pattern.pattern))
        if "".join(part[0] for part in parts) == pattern.pattern:
            choices = [[*(part[1] or part[3]), *([""] if part[2] or part[4] else [])] for part in parts]
            yield from map("".join, product(*choices))


def following(reader: Any, entry: str, head: str) -> list[Word]:
    """What the family of an entry takes after its first part; nothing where the grammar cannot tell."""
    from lark.exceptions import LarkError

    try:
        return list(words(reader.family(entry), head))
    except (EntryError, LarkError):
        return []


def words(family: Any, head: str) -> Iterator[Word]:
    parser = family.lark.parse_interactive(head)
    parser.exhaust_lexer()
    terminals = {terminal.name: terminal.pattern for terminal in family.lark.terminals}
    for name in sorted(parser.accepts() - {"$END"}):
        if terminals[name].type == "str":
            yield Word(terminals[name].value, True)
        elif field := field_of(parser, name):
            yield Word(field, False)


def field_of(parser: Any, terminal: str) -> str:
    """The field a terminal would fill here: the rule that is complete once it was read."""
    from lark import Token
    from lark.parsers.lalr_analysis import Shift

    ahead = parser.copy()
    ahead.parser_state.parse_conf = copy(ahead.parser_state.parse_conf)
    ahead.parser_state.parse_conf.callbacks = {}  # nothing is built for a look ahead
    ahead.feed_token(Token(terminal, ""))
    table = ahead.parser_state.parse_conf.states[ahead.parser_state.state_stack[-1]]
    names = {rule.origin.name for action, rule in table.values() if action is not Shift}
    return min(names) if len(names) == 1 and not min(names).startswith("_") else ""


def fields(chair: Any, text: str) -> str:
    """The shapes that may follow, in one line; nothing while the desk is being made."""
    found = suggestions(chair.made.dialect, text) if chair.made else []
    return " ".join(item.shown for item in found if not item.text)


def meant(chair: Any) -> str:
    """What the last entry may have been meant as, in one line, if it could not be read."""
    entry, error = chair.made.typed.asked if chair.made else ("", None)
    if not isinstance(error, EntryError):
        return ""
    from ..grammar.nearest import nearest

    return "   ".join(["?", *found]) if (found := nearest(chair.made.dialect, entry)) else ""


def completer(chair: Any) -> Any:
    """The same for prompt-toolkit."""
    from prompt_toolkit.completion import Completer, Completion

    class GrammarCompleter(Completer):
        def get_completions(self, document: Any, complete_event: Any) -> Iterator[Completion]:
            for item in suggestions(chair.desk().dialect, document.text_before_cursor):
                if item.text:
                    yield Completion(item.text, start_position=-item.typed)

    return GrammarCompleter()
