"""Opening -> family -> command, or an error with its place.

A family is a file is a grammar: `sell.lark` is read with `words.lark` before it, built at the first use of one of its
openings, and its rules build the classes of `commands/sell.py`, which is imported with it. `// includes` names parts
that families share, in the folder `parts`; `// about` the words by which help finds it, and what it is for; `// step`
an entry of a booking from beginning to end.
"""
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from os.path import commonprefix
from pathlib import Path

from ..errors import EntryError, UnknownEntry
from ..reading import Named, classes_of, lalr, maker, transformer
from .table import Table, Unread, kept, made

HERE = Path(__file__).parent
EXAMPLE = re.compile(r"^// (?!opens |includes |about |step )(\S.*?)   +(\S.*)$", re.M)
ABOUT = re.compile(r"^// about ([^:]+): (.+)$", re.M)
STEP = re.compile(r"^// step (\S.*?)   +(\S.*)$", re.M)
OPENS = re.compile(r"^// opens (.+)$", re.M)
LETTER = re.compile(r"[A-Z](?![?*{|])(?!.*\|)")  # a pattern of which all matches begin with this letter
INCLUDES = re.compile(r"^// includes (.+)$", re.M)
STARTS = re.compile(r"^// starts (.+)$", re.M)


@dataclass(frozen=True)
class Example:
    """An entry that works, and what it does: help and test."""

    entry: str
    meaning: str
    family: str


class Family:
    """One .lark file: `// opens` names the letters its entries begin with, its first rule reads them."""

    def __init__(self, name: str, texts: list[str]):
        self.name, self.text = name, "\n".join(texts)
        self.openings = tuple(opening for line in OPENS.findall(self.text) for opening in line.split())

    @property
    def grammar(self) -> str:
        return "\n".join([(HERE / "words.lark").read_text(encoding="utf-8"), self.text])

    @cached_property
    def classes(self) -> dict[str, type]:
        return classes_of(import_module(f"pnr.commands.{self.name}"))

    @cached_property
    def start(self) -> str:
        """Its first rule."""
        return re.findall(r"^\??([a-z]\w*):", self.text, re.M)[0]

    @cached_property
    def lark(self):
        return lalr(self.grammar, start=self.start, maybe_placeholders=False, transformer=transformer(self.classes),
                    g_regex_flags=re.ASCII)  # digits are 0 to 9

    @cached_property
    def table(self) -> Table:
        return Table(kept(self.grammar, lambda: made(self.lark)), maker(self.classes))

    @cached_property
    def walk(self):
        from .walk import Walk

        return Walk(self.lark)

    @property
    def examples(self) -> list[Example]:
        return [Example(entry, meaning, self.name) for entry, meaning in EXAMPLE.findall(self.text)]

    @property
    def subject(self) -> tuple[tuple[str, ...], str]:
        """The words help finds it by, and what it is for."""
        found = ABOUT.search(self.text)
        words, title = found.groups() if found else (self.name.replace("_", "-"), self.examples[0].meaning)
        return tuple(words.upper().split()), title

    @property
    def steps(self) -> list[Example]:
        return [Example(entry, meaning, self.name) for entry, meaning in STEP.findall(self.text)]

    def read(self, text: str):
        """The command an entry means; raises EntryError with the place and what could have stood there."""
        with suppress(Unread, EntryError):
            built = self.table.read(text)
            return built.value if isinstance(built, Named) else built
        return self.explained(text)

    def explained(self, text: str):
        """The same by Lark, which knows where and why an entry cannot be read."""
        from lark.exceptions import UnexpectedInput, VisitError

        try:
            built = self.lark.parse(text)
        except UnexpectedInput as error:
            at = place(error, text)
            raise EntryError(text=text, at=at, expected=[word.text for word in self.following(text, at)]) from None
        except (VisitError, EntryError) as error:
            fault = getattr(error, "orig_exc", error)
            if not isinstance(fault, EntryError):
                raise
            fault.facts = {"text": text, "at": self.fault(fault, text), "expected": []} | fault.facts
            raise fault from None
        return built.value if isinstance(built, Named) else built

    def fault(self, error: EntryError, text: str) -> int:
        """Where the word stands that could not be taken: named by the error, or the last of the shortest such entry."""
        from lark.exceptions import UnexpectedInput, VisitError

        if "text" in error.facts:
            return max(text.find(error.facts["text"]), 0)
        for token in self.tokens(text):
            try:
                self.lark.parse(text[:token.end_pos])
            except UnexpectedInput:
                continue
            except (VisitError, EntryError):
                return token.start_pos
        return 0

    def tokens(self, text: str) -> list:
        """What the entry is cut into, as far as it can be read."""
        from lark.exceptions import UnexpectedInput

        found: list = []
        with suppress(UnexpectedInput, EntryError):
            found.extend(self.lark.parse_interactive(text).iter_parse())
        return found

    @cached_property
    def samples(self) -> dict[str, list[str]]:
        """The texts that terminals have in the examples, in order."""
        found: dict[str, list[str]] = {}
        for token in (token for example in self.examples for token in self.tokens(example.entry)):
            texts = found.setdefault(token.type, [])
            if token.value not in texts:
                texts.append(str(token.value))
        return found

    def following(self, text: str, at: int | None = None) -> list:
        """What may follow this beginning of an entry, or stand at a place in it: words, `end` where it may stop."""
        from .following import following

        return following(self, text, at)

    def expected(self, text: str) -> list[str]:
        return [word.text for word in self.following(text)]


def place(error, text: str) -> int:
    """Where an entry goes wrong; at its end when something is missing there."""
    token = getattr(error, "token", None)
    return len(text) if token is not None and token.type == "$END" else error.pos_in_stream or 0


class Reader:
    """The families of one dialect's folder; a second folder may come first, to which this one adds."""

    def __init__(self, folder: Path):
        self.folder = folder

    @cached_property
    def families(self) -> dict[str, Family]:
        return {path.stem: Family(path.stem, self.texts(path)) for path in sorted(self.folder.glob("*.lark"))}

    def texts(self, path: Path) -> list[str]:
        """A family's own rules, and the parts it shares with others."""
        text = path.read_text(encoding="utf-8")
        names = (name for line in INCLUDES.findall(text) for name in line.split())
        return [text, *((path.parent / "parts" / f"{name}.lark").read_text(encoding="utf-8") for name in names)]

    @cached_property
    def openings(self) -> tuple[tuple[re.Pattern, Family], ...]:
        """What an entry may begin with, as patterns, and whose it is then."""
        return tuple((re.compile(opening, re.ASCII), family) for family in self.families.values()
                     for opening in family.openings)

    @property
    def examples(self) -> Iterator[Example]:
        for family in self.families.values():
            yield from family.examples

    def family(self, text: str) -> Family:
        """The family with the longest opening that the text begins with; raises UnknownEntry."""
        found = [(opening.match(text), family) for opening, family in self.begun_by(text[:1])]
        matches = [(match.end(), family) for match, family in found if match]
        if not matches:
            at = max(len(commonprefix([text, word])) for word in self.beginnings)
            raise UnknownEntry(text=text, at=at, expected=self.begun(text[:at]))
        return max(matches, key=lambda pair: pair[0])[1]

    def begun_by(self, character: str) -> tuple[tuple[re.Pattern, Family], ...]:
        """The openings an entry may have that begins so."""
        found = self.by_character.get(character)
        if found is None:
            found = self.by_character[character] = tuple(
                (opening, family) for opening, family in self.openings
                if not LETTER.match(opening.pattern) or opening.pattern[0] == character)
        return found

    @cached_property
    def by_character(self) -> dict[str, tuple[tuple[re.Pattern, Family], ...]]:
        return {}

    @cached_property
    def beginnings(self) -> list[str]:
        """The words entries begin with, as the examples have them."""
        found = {match[0] for opening, family in self.openings for example in family.examples
                 if (match := opening.match(example.entry))}
        return sorted(found)

    def begun(self, text: str) -> list[str]:
        return [word for word in self.beginnings if word.startswith(text)]

    def read(self, text: str):
        return self.family(text).read(text)

    def expected(self, text: str) -> list[str]:
        """What may follow what was typed so far, as words: for completion and for "check format"."""
        try:
            family = self.family(text)
        except EntryError:
            return self.begun(text)
        return family.expected(text)
