"""One `pnr run`: which host its files are played on, and what the run comes to."""
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from .batch import Check, Failures, Records, Showing, Tally, Text, accept, play, read, spoken
from .player import Player, Seat
from .script import Directive, Step, steps

DONE, REFUSED, MISUSED, UNREACHABLE = 0, 1, 2, 3
STDIN = Path("-")


@dataclass
class Run:
    """What was asked for. `opened` opens the host of the options, `scratch` a fresh one in memory."""

    files: tuple[Path, ...]
    seat: Seat
    spoken: bool  # the dialect was named, so that a file's own name does not choose it
    opened: Callable[[], AbstractContextManager]
    scratch: Callable[[], AbstractContextManager] | None
    form: str = "text"
    check: bool = False
    accept: bool = False
    stop: bool = False
    quiet: bool = False
    resume: Path | None = None

    def __call__(self) -> int:
        tally = Tally()
        showing = self.showing()
        for host, files in self.hosts():
            self.on(host, files, showing, tally)
            if self.stop and (tally.failed if self.check else tally.refused):
                break
        if self.check or self.quiet:
            say(f"{tally.passed} passed, {tally.failed} failed")
        return self.outcome(tally)

    def outcome(self, tally: Tally) -> int:
        if self.accept:
            return DONE
        if self.check:
            return REFUSED if tally.failed else DONE
        return UNREACHABLE if tally.unreachable else REFUSED if tally.refused else DONE

    def showing(self) -> Showing:
        if self.check:
            return Check(say)
        if self.quiet:
            return Failures(say)
        return Records(say) if self.form == "jsonl" else Text(say, self.first())

    def hosts(self) -> Iterator[tuple[Any, tuple[Path, ...]]]:
        """One host for all files; in a check without a database, a fresh one for each."""
        if (self.check or self.accept) and self.scratch:
            for file in self.files:
                with self.scratch() as host:
                    yield host, (file,)
        else:
            with self.opened() as host:
                yield host, self.files

    def on(self, host: Any, files: tuple[Path, ...], showing: Showing, tally: Tally) -> None:
        player = self.player(host, replace(self.seat, dialect=self.dialect(files[0])))
        if self.accept:
            for file in files:
                player.to_dialect(self.dialect(file))
                if accept(file, player, tally):
                    say(f"{file}: replies rewritten")
        else:
            with self.watched(self.steps(files)) as watched:
                play(player, watched, showing, tally, self.stop)
        player.leave()
        tally.refused += player.refused_before

    def player(self, host: Any, seat: Seat) -> Player:
        if self.resume is None:
            return Player(host, seat)
        from .journal import Journal, Resumed

        return Resumed(host, seat, journal=Journal(self.resume))

    # ---- dialects: what was asked for, else what the file's name says

    def first(self) -> Seat:
        return replace(self.seat, dialect=self.dialect(self.files[0]))

    def dialect(self, file: Path) -> str:
        return self.seat.dialect if self.spoken else spoken(file) or self.seat.dialect

    def steps(self, files: tuple[Path, ...]) -> Iterator[Step]:
        spoken = self.dialect(files[0])
        for file in files:
            name = self.dialect(file)
            if name != spoken:  # between two files, what a directive would do
                yield Directive(0, f"#! dialect {name}", "dialect", (name,), str(file))
            spoken = name
            yield from steps(sys.stdin, "stdin", self.check) if file == STDIN else read(file, self.check)

    @contextmanager
    def watched(self, steps: Iterator[Step]) -> Iterator[Iterable[Step]]:
        """The steps, with a progress bar when only failures are shown and somebody is looking."""
        if not self.quiet or STDIN in self.files or not sys.stderr.isatty():
            yield steps
            return
        import click

        with click.progressbar(list(steps), file=sys.stderr) as bar:
            yield bar


def say(text: str) -> None:
    print(text, flush=True)
