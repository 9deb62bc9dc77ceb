"""`pnr run`: plays files, and shows, compares or records what comes of it."""
import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from ..errors import Unavailable
from .cards import hidden
from .matching import difference, known, matches, merged
from .player import Outcome, Player, Seat
from .script import Comment, Directive, Entry, ScriptError, Step, escaped, lines_of, plain, steps, written

Say = Callable[[str], None]


@dataclass
class Tally:
    """What has come of a run so far."""

    played: int = 0
    refused: int = 0
    passed: int = 0
    failed: int = 0
    unreachable: bool = False

    def count(self, outcome: Outcome) -> None:
        self.played += 1
        self.refused += outcome.answer.error is not None
        self.unreachable = self.unreachable or isinstance(outcome.answer.error, Unavailable)

    def compared(self, same: bool) -> None:
        self.passed += same
        self.failed += not same


class Showing(Protocol):
    """What is done with each step that was played; false stops the run."""

    def step(self, step: Outcome | Directive | Comment, tally: Tally) -> bool: ...


@dataclass
class Text:
    """The transcript, as it is made; what the reader of it could not know stands at its head."""

    say: Say
    seat: Seat = Seat()
    headed: bool = False

    def step(self, step: Outcome | Directive | Comment, tally: Tally) -> bool:
        lines = [] if self.headed else header(self.seat)
        self.headed = True
        lines += shown(step) if isinstance(step, Outcome) else [step.text]
        self.say("\n".join(lines))
        return True


def shown(outcome: Outcome) -> list[str]:
    """An entry as typed, but for real card numbers, and its reply."""
    return written(hidden(outcome.entry.text), outcome.answer.screen)


def header(seat: Seat) -> list[str]:
    """The directive that seats a reader of the transcript as the writer was seated."""
    given = [(name, getattr(seat, name)) for name in ("office", "sign", "dialect")
             if getattr(seat, name) != getattr(Seat(), name)]
    if not given:
        return []
    if given == [("dialect", seat.dialect)]:
        return [f"#! dialect {seat.dialect}"]
    return [" ".join(["#! agent", seat.terminal or "main", *(word for pair in given for word in pair)])]


@dataclass
class Records:
    """One JSON object an entry."""

    say: Say

    def step(self, step: Outcome | Directive | Comment, tally: Tally) -> bool:
        if isinstance(step, Outcome):
            self.say(json.dumps(record(step), ensure_ascii=False))
        return True


def record(outcome: Outcome) -> dict:
    from .data import data, facts

    answer = outcome.answer
    said: dict[str, Any] = {"data": data(answer.reply, outcome.dialect)}
    if answer.error is not None:
        said = {"code": answer.error.code, "facts": facts(answer.error)}
    return {"v": 1, "n": outcome.n, "desk": outcome.desk, "dialect": outcome.dialect,
            "entry": hidden(outcome.entry.text), "ok": answer.error is None, "filed": answer.filed,
            "reply": answer.screen, **said, "ms": round(outcome.seconds * 1000, 3)}


@dataclass
class Failures:
    """--quiet: only what was refused."""

    say: Say

    def step(self, step: Outcome | Directive | Comment, tally: Tally) -> bool:
        if isinstance(step, Outcome):
            tally.compared(step.answer.error is None)
            if step.answer.error is not None:
                self.say("\n".join(shown(step)))
        return True


@dataclass
class Check:
    """--check: a unified diff for each reply that is not as recorded."""

    say: Say

    def step(self, step: Outcome | Directive | Comment, tally: Tally) -> bool:
        if not isinstance(step, Outcome) or step.entry.expected is None:
            return True
        expected, shown = compared(step)
        same = matches(expected, shown)
        tally.compared(same)
        if not same:
            title = f"{step.entry.source}:{step.entry.line} > {hidden(step.entry.text)}"
            self.say("\n".join(difference(title, expected, shown)))
        return same


def compared(outcome: Outcome) -> tuple[list[str], list[str]]:
    """The recorded reply with its names filled in, and the reply shown."""
    recorded = outcome.entry.expected or ()
    return [known(line, outcome.lookup) for line in recorded], plain(outcome.answer.screen)


class Accept:
    """--accept: gathers the replies that were shown, and writes them into the file."""

    def __init__(self, lines: list[str]):
        self.lines = lines
        self.found: list[tuple[Entry, list[str]]] = []

    def step(self, step: Outcome | Directive | Comment, tally: Tally) -> bool:
        if isinstance(step, Outcome):
            expected, shown = compared(step)
            reply = merged(expected, shown, step.entry.expected or ())
            self.found.append((step.entry, reply))
        return True

    def written(self) -> list[str]:
        """The file's lines with the replies of now; comments that stood among the old ones come first."""
        lines = list(self.lines)
        for entry, reply in reversed(self.found):
            start, end = entry.reply_at
            lines[start:end] = [line for line in lines[start:end] if line.startswith("#")] + escaped(reply)
        return lines


def play(player: Player, steps: Iterable[Step], showing: Showing, tally: Tally, stop: bool = False) -> None:
    """Until the end, or with `stop` until the first refusal (in a check: the first difference)."""
    for step in player.play(steps):
        if isinstance(step, Outcome):
            tally.count(step)
        same = showing.step(step, tally)
        refused = isinstance(step, Outcome) and step.answer.error is not None
        if stop and (not same if isinstance(showing, Check) else refused):
            return


# ---- files

def accept(path: Path, player: Player, tally: Tally) -> bool:
    """Play a transcript and rewrite its replies in place; whether anything changed.

    Raises ScriptError for a file of entries alone, which has no place for replies.
    """
    demand_transcript(path)
    lines = lines_of(path)
    ends = "\r" if lines[0].endswith("\r") else ""
    lines = [line.removesuffix("\r") for line in lines]
    showing = Accept(lines)
    play(player, read(path, whole=True), showing, tally)
    after = showing.written()
    if after == lines:
        return False
    replace_text(path, "\n".join(line + ends if place < len(after) - 1 else line for place, line in enumerate(after)))
    return True


def demand_transcript(path: Path) -> None:
    for step in read(path, whole=True):
        if isinstance(step, Entry) and step.reply_at == (0, 0):
            raise ScriptError(name=str(path), line=step.line, reason="not a transcript: no entry begins with '> '")


def read(path: Path, whole: bool = False) -> Iterator[Step]:
    return steps(lines_of(path), str(path), whole)


def replace_text(path: Path, text: str) -> None:
    """A whole new file in the place of the old one, or none."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_text(text, encoding="utf-8", newline="\n")
    beside.chmod(path.stat().st_mode & 0o777)
    os.replace(beside, path)


def differences(host: Any, path: str | Path, dialect: str | None = None) -> list[str]:
    """What differs when a transcript is played on this host; nothing when all is as recorded."""
    said: list[str] = []
    seat = Seat(dialect or spoken(Path(path)) or Seat.dialect)
    play(Player(host, seat), read(Path(path), whole=True), Check(said.append), Tally())
    return said


def spoken(path: Path) -> str | None:
    """The dialect a file's name ends with, if there is one of that name: trip.eterm."""
    name = path.suffix.removeprefix(".")
    folder = Path(__file__).parents[1] / "grammar" / name
    return name if name and (folder / "__init__.py").exists() else None
