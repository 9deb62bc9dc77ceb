"""Opening -> family -> command, or an error with its place.

A family is a file is a grammar: `sell.lark` is read with `words.lark` before it, built at the first use of one of its
openings, and its rules build the classes of `commands/sell.py`, which is imported with it.
"""
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path

from ..errors import EntryError, UnknownEntry
from ..reading import Named, classes_of, transformer

HERE = Path(__file__).parent
EXAMPLE = re.compile(r"^// (?!opens )(\S.*?)   +(\S.*)$", re.M)
OPENS = re.compile(r"^// opens (.+)$", re.M)
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
        from lark import Lark, lexer

        checks, lexer.has_interegular = lexer.has_interegular, False  # they take seconds; the house test has them
        try:
            return Lark(self.grammar, parser="lalr", start=self.start, maybe_placeholders=False,
                        transformer=transformer(self.classes))
        finally:
            lexer.has_interegular = checks

    @cached_property
    def walk(self):
        from .walk import Walk

        return Walk(self.lark)

    @property
    def examples(self) -> list[Example]:
        return [Example(entry, meaning, self.name) for entry, meaning in EXAMPLE.findall(self.text)]

    def read(self, text: str):
        """The command an entry means; raises EntryError with the place and what could have stood there."""
        from lark.exceptions import UnexpectedInput, VisitError

        try:
            built = self.lark.parse(text)
        except UnexpectedInput as error:
            at, expected = place(error, text)
            raise EntryError(text=text, at=at, expected=expected) from None
        except VisitError as error:
            if isinstance(error.orig_exc, EntryError):
                raise error.orig_exc from None
            raise
        return built.value if isinstance(built, Named) else built

    def tokens(self, text: str) -> list:
        """What the entry is cut into, as far as it can be read."""
        from lark.exceptions import UnexpectedInput

        found: list = []
        with suppress(UnexpectedInput):
            found.extend(self.lark.parse_interactive(text).iter_parse())
        return found

    def expected(self, text: str) -> list[str]:
        """The terminals that may follow this beginning of an entry; "$END" when it may stop here."""
        from lark.exceptions import UnexpectedInput

        parser = self.lark.parse_interactive(text)
        try:
            parser.exhaust_lexer()
        except UnexpectedInput:
            return []
        return sorted(parser.accepts())

    def shape(self, terminal: str) -> str:
        """A terminal as an agent would write it: the text of a literal, else its name."""
        found = next((item for item in self.lark.terminals if item.name == terminal), None)
        literal = found is not None and found.pattern.type == "str"
        return found.pattern.value if found is not None and literal else terminal


def place(error, text: str) -> tuple[int, list[str]]:
    token = getattr(error, "token", None)
    at = len(text) if token is not None and token.type == "$END" else error.pos_in_stream or 0
    expected = getattr(error, "expected", None) or getattr(error, "allowed", None) or ()
    return at, sorted(expected)


class Reader:
    """The families of one dialect's folder; a second folder may come first, to which this one adds."""

    def __init__(self, folder: Path):
        self.folder = folder

    @cached_property
    def families(self) -> dict[str, Family]:
        return {path.stem: Family(path.stem, [path.read_text(encoding="utf-8")])
                for path in sorted(self.folder.glob("*.lark"))}

    @cached_property
    def openings(self) -> tuple[tuple[re.Pattern, Family], ...]:
        """What an entry may begin with, as patterns, and whose it is then."""
        return tuple((re.compile(opening), family) for family in self.families.values() for opening in family.openings)

    @property
    def examples(self) -> Iterator[Example]:
        for family in self.families.values():
            yield from family.examples

    def family(self, text: str) -> Family:
        """The family with the longest opening that the text begins with; raises UnknownEntry."""
        found = [(opening.match(text), family) for opening, family in self.openings]
        matches = [(match.end(), family) for match, family in found if match]
        if not matches:
            raise UnknownEntry(text=text, at=0, expected=sorted(item.pattern for item, _ in self.openings))
        return max(matches, key=lambda pair: pair[0])[1]

    def read(self, text: str):
        return self.family(text).read(text)

    def expected(self, text: str) -> list[str]:
        """What may follow what was typed so far, as words: for completion and for "check format"."""
        try:
            family = self.family(text)
        except EntryError:
            return [item.pattern for item, _ in self.openings if item.pattern.startswith(text)]
        return [family.shape(terminal) for terminal in family.expected(text)]
