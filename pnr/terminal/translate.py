"""`pnr translate`: entries of one dialect said in another, a line for each line; no database is opened."""
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import CannotSay, EntryError
from ..grammar.dialect import Dialect, load
from ..grammar.writer import means, write
from .cards import hidden
from .script import NAMED, PROMPTS, is_entry, lines_of

TOGETHER = (";", "")  # what may stand between entries of one line, tried in turn
STANDING_IN = {  # for a name in braces while the entry is read
    "locator": "QZQZ{:02}", "rloc": "QZQZ{:02}", "ticket": "999-98765432{:02}", "emd": "999-98765432{:02}",
    "serial": "98765432{:02}",
}


def translated(dialect: str, to: str, files: tuple[Path, ...], say: Callable[[str], None]) -> bool:
    """Print a line for each line; whether all could be said."""
    complete = True
    for file in files or (Path("-"),):
        translation = Translation(load(dialect), load(to))
        for line in lines(file):
            say(translation.line(line.rstrip("\r\n")))
        complete = complete and translation.complete
    return complete


def lines(file: Path) -> Iterable[str]:
    if file == Path("-"):
        return sys.stdin
    read = lines_of(file)
    return read[:-1] if read[-1:] == [""] else read


@dataclass
class Translation:
    """Where the translation of one file stands: directives may change what is spoken at a desk."""

    source: Dialect
    target: Dialect
    complete: bool = True
    transcript: bool | None = None  # the first line that is neither blank nor a comment decides
    desk: str = ""
    spoken: dict[str, Dialect] = field(default_factory=dict)

    def line(self, line: str) -> str:
        """What stands in the place of a line: comments stay, recorded replies go."""
        if line.startswith("#!"):
            return self.directive(line.split())
        if not line.strip() or line.startswith("#"):
            return line
        if self.transcript is None:
            self.transcript = is_entry(line)
        if self.transcript and not is_entry(line):
            return ""
        return ("> " if self.transcript else "") + self.entry(line.lstrip(PROMPTS).lstrip(" "))

    def directive(self, words: list[str]) -> str:
        """`#! dialect NAME` and `#! agent NAME … dialect NAME` tell what is read from here on."""
        if words[1:2] == ["agent"]:
            self.desk = "".join(words[2:3])
        if "dialect" in words[1:-1]:
            at = words.index("dialect") + 1
            self.spoken[self.desk] = load(words[at])
            words[at] = self.target.name
        return " ".join(words)

    def entry(self, text: str) -> str:
        try:
            return said(text, self.spoken.get(self.desk, self.source), self.target)
        except CannotSay as error:
            return self.unsaid(text, error.facts["what"])
        except EntryError as error:
            return self.unsaid(text, error.code)

    def unsaid(self, text: str, why: str) -> str:
        self.complete = False
        return f"# cannot say: {hidden(text)} ({why})"


def said(text: str, source: Dialect, target: Dialect) -> str:
    """The entries of a line in the other dialect; raises EntryError."""
    stood_in, names = without_names(text)
    commands = [source.read(entry) for entry in source.entries(stood_in)]
    line = together([write(command, target) for command in commands], target)
    for stand_in, name in names.items():
        bare = stand_in.replace("-", "")
        if stand_in not in line and means(target, line.replace(bare, stand_in), commands[0]):
            line = line.replace(bare, stand_in)
        if stand_in not in line:
            raise CannotSay(what=f"{{{name}}}")
        line = line.replace(stand_in, f"{{{name}}}")
    return line


def together(entries: list[str], target: Dialect) -> str:
    for between in TOGETHER:
        line = between.join(entries)
        if target.entries(line) == entries:
            return line
    raise CannotSay(what=f"{len(entries)} entries on one line")


def without_names(text: str) -> tuple[str, dict[str, str]]:
    """The text with something of the right form in the place of each name in braces; what stands for which."""
    names: dict[str, str] = {}

    def stand_in(found) -> str:
        name = found[1]
        form = next((STANDING_IN[part] for part in name.split(".") if part in STANDING_IN), None)
        if form is None:
            raise CannotSay(what=found[0])
        form = form.format(len(names))
        names[form] = name
        return form

    return NAMED.sub(stand_in, text), names
