"""`pnr parse`: entries read and said as data; no database is opened."""
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ..errors import EntryError
from ..grammar.dialect import Dialect, clean, load
from .cards import hidden
from .data import command
from .script import Entry, lines_of, steps


def parsed(dialect: str, files: tuple[Path, ...], say: Callable[[str], None]) -> bool:
    """Print a line for each entry; whether all were understood."""
    spoken = load(dialect)
    understood = True
    for entry in entries(files):
        said = meaning(spoken, entry.text)
        understood = understood and "commands" in said
        say(json.dumps({"v": 1, "entry": hidden(entry.text), "dialect": spoken.name} | said, ensure_ascii=False))
    return understood


def entries(files: tuple[Path, ...]) -> Iterator[Entry]:
    for file in files or (Path("-"),):
        yield from (step for step in steps(lines(file), str(file)) if isinstance(step, Entry))


def lines(file: Path) -> Iterable[str]:
    return sys.stdin if file == Path("-") else lines_of(file)


def meaning(dialect: Dialect, text: str) -> dict:
    """The commands of an entry, or where and why it cannot be read."""
    start = 0
    try:
        commands = []
        for part in dialect.entries(text):
            start = max(clean(text).find(part, start), 0)
            commands.append(command(dialect.read(part)))
        return {"commands": commands}
    except EntryError as error:
        at, expected = start + error.facts.get("at", 0), error.facts.get("expected", [])
        return {"error": {"code": error.code, "at": at, "expected": expected}}
