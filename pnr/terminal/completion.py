"""What may follow on the line: the grammar is the completer."""
from collections.abc import Iterator
from typing import Any, NamedTuple

from ..errors import EntryError

LONGEST_WORD = 8  # how far back the beginning of a literal may lie


class Suggestion(NamedTuple):
    """`text` to put in place of the last `typed` characters; empty where only a shape is known, which `shown` names."""

    text: str
    typed: int
    shown: str


def suggestions(dialect: Any, text: str) -> list[Suggestion]:
    """For the last entry of the line: the literals that go on from here, and the shapes an agent has to fill in."""
    entry = last(dialect, text)
    found: dict[str, Suggestion] = {}
    for typed in range(min(len(entry), LONGEST_WORD) + 1):
        head, tail = entry[:len(entry) - typed], entry[len(entry) - typed:]
        for word, literal in following(dialect.reader, head):
            if literal and word.startswith(tail) and word != tail:
                found.setdefault(word, Suggestion(word, typed, word))
            elif not literal and not typed:
                found.setdefault(word, Suggestion("", 0, f"<{word.lower()}>"))
    return list(found.values())


def last(dialect: Any, text: str) -> str:
    """The entry being typed, without the finished ones before it."""
    entries = dialect.split(text.upper())
    return entries[-1].lstrip() if entries else ""


def following(reader: Any, head: str) -> Iterator[tuple[str, bool]]:
    """Words that may stand after this beginning, and whether each is a literal or a shape."""
    try:
        family = reader.family(head)
    except EntryError:
        yield from ((opening.pattern[len(head):], True) for opening, _ in reader.openings if not head)
        return
    for terminal in family.expected(head):
        if terminal != "$END":
            word = family.shape(terminal)
            yield word, word != terminal


def completer(chair: Any) -> Any:
    """The same for prompt-toolkit."""
    from prompt_toolkit.completion import Completer, Completion

    class GrammarCompleter(Completer):
        def get_completions(self, document: Any, complete_event: Any) -> Iterator[Completion]:
            for item in suggestions(chair.desk().dialect, document.text_before_cursor):
                yield Completion(item.text, start_position=-item.typed, display=item.shown)

    return GrammarCompleter()
