"""Files of entries: command files, transcripts, and the directives in both."""
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import PnrError

PROMPTS = ">▶\x10\x1e"  # what terminals draw before an entry, and agents copy along
NAMED = re.compile(r"\{([^{}]*)\}")
DIRECTIVES = ("agent", "transmit", "end", "dialect", "now", "advance")


class ScriptError(PnrError):
    """A file that cannot be played; facts: name, line, reason."""

    def __str__(self) -> str:
        return "{name}:{line}: {reason}".format(**self.facts)


@dataclass(frozen=True)
class Entry:
    """A transmission for the desk, as typed, and its recorded reply (None when there is none).

    `reply_at` are the file's lines, counted from 0, that hold the reply: from the first to after the last.
    """

    line: int
    text: str
    expected: tuple[str, ...] | None = None
    reply_at: tuple[int, int] = (0, 0)
    source: str = ""


@dataclass(frozen=True)
class Directive:
    """`#! agent A office LON1A0100`: a word and what follows it."""

    line: int
    text: str
    word: str
    words: tuple[str, ...]
    source: str = ""

    def fault(self, reason: str) -> ScriptError:
        return ScriptError(name=self.source, line=self.line, reason=reason)


@dataclass(frozen=True)
class Comment:
    text: str


Step = Entry | Directive | Comment


def is_entry(line: str) -> bool:
    """Whether a line is an entry of a transcript: `>`, one blank, a character that is not blank."""
    return line.startswith("> ") and len(line) > 2 and not line[2].isspace()


def steps(lines: Iterable[str], name: str = "-", whole: bool = False) -> Iterator[Step]:
    """The steps of a file, each as soon as it has arrived; with `whole`, entries wait for their recorded replies."""
    return Reading(name, whole).steps(line.removesuffix("\n").removesuffix("\r") for line in lines)


@dataclass
class Reading:
    """Where the reading of one file stands."""

    name: str
    whole: bool
    transcript: bool | None = None  # the first line that is neither blank nor a comment decides
    line: int = 0
    entry: Entry | None = None  # read, waiting for its reply
    reply: list[str] = field(default_factory=list)
    until: int = 0  # after the last line of the reply that is not empty
    block: list[str] | None = None  # lines of a transmission that has begun
    opened: int = 0

    def steps(self, lines: Iterable[str]) -> Iterator[Step]:
        for line in lines:
            self.line += 1
            yield from self.take(line.removeprefix("\ufeff") if self.line == 1 else line)
        if self.block is not None:
            raise self.fault("#! transmit without #! end")
        yield from self.complete()

    def take(self, line: str) -> Iterator[Step]:
        if line.startswith("#!"):
            yield from self.directive(line)
        elif line.startswith("#"):
            yield Comment(line)
        else:
            yield from self.substance(line)

    def substance(self, line: str) -> Iterator[Step]:
        if self.transcript is None and line.strip():
            self.transcript = is_entry(line)
        text = line[2:] if is_entry(line) else line.lstrip(PROMPTS).lstrip(" ")
        if self.block is not None:
            self.block.append(text)
        elif self.transcript and not is_entry(line):
            self.note(line)
        elif text.strip():
            yield from self.began(text)

    def began(self, text: str) -> Iterator[Step]:
        """An entry was read; in a transcript read whole it waits for its reply."""
        yield from self.complete()
        entry = Entry(self.line, text, source=self.name)
        self.entry, self.reply, self.until = entry, [], self.line
        if not (self.whole and self.transcript):
            yield entry

    def note(self, line: str) -> None:
        """A line of a recorded reply."""
        if self.entry is None and line.strip():
            raise self.fault("a reply without an entry")
        self.reply.append(line.removeprefix("\\").rstrip())
        if line.strip():
            self.until = self.line

    def complete(self) -> Iterator[Step]:
        """The entry that waited, with its reply."""
        if self.entry is None:
            return
        while self.reply and not self.reply[-1]:
            self.reply.pop()
        waited, self.entry = self.entry, None
        if self.whole and self.transcript:
            yield Entry(waited.line, waited.text, tuple(self.reply) or None, (waited.line, self.until), self.name)

    def directive(self, line: str) -> Iterator[Step]:
        word, *words = line[2:].split() or [""]
        if word not in DIRECTIVES:
            raise self.fault(f"unknown directive: {line}")
        if word == "end":
            yield from self.transmitted()
            return
        if self.block is not None:
            raise self.fault(f"{line} inside a transmission")
        yield from self.complete()
        if word == "transmit":
            self.block, self.opened = [], self.line
        else:
            yield Directive(self.line, line, word, tuple(words), self.name)

    def transmitted(self) -> Iterator[Step]:
        """`#! end`: what was gathered goes as one transmission, and its reply follows."""
        if self.block is None:
            raise self.fault("#! end without #! transmit")
        text, self.block = "\n".join(self.block), None
        yield from self.began(text)

    def fault(self, reason: str) -> ScriptError:
        return ScriptError(name=self.name, line=self.line, reason=reason)


def lines_of(path: Path) -> list[str]:
    """The lines of a UTF-8 file without their ends; raises ValueError when it is none."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"{path}: not UTF-8 at byte {error.start}") from None
    return text.split("\n")


def plain(reply: str) -> list[str]:
    """A reply's lines as they are compared: without trailing blanks and trailing empty lines."""
    lines = [line.rstrip() for line in reply.split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    return lines


def escaped(lines: Iterable[str]) -> list[str]:
    """Lines of a reply, so marked that none is taken for an entry or a comment."""
    return ["\\" + line if is_entry(line) or line.startswith(("#", "\\")) else line for line in lines]


def written(text: str, reply: str) -> list[str]:
    """An entry and its reply as a transcript holds them."""
    if "\n" in text:
        typed = ["#! transmit", *(f"> {line}" for line in text.split("\n")), "#! end"]
    else:
        typed = [f"> {text}"]
    return typed + escaped(plain(reply))
