"""A dialect: how it reads, how it writes, what it says when it cannot, and how it behaves."""
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from pathlib import Path
from types import ModuleType

from ..commands import Command, Reply
from ..engine.manners import Manners
from ..errors import EntryTooLong, Incomplete, InvalidCharacter, PnrError, UnknownEntry
from ..reading import Named
from .messages import MESSAGES
from .reader import Reader

LONGEST = 1000
TOGETHER = 64  # entries in one transmission
NAMES = ("amadeus", "eterm")


@dataclass(frozen=True)
class Page:
    """How long replies are cut: `rows` of one page, and the pages drawn from all lines."""

    rows: int
    draw: Callable[[list[str], int, int], list[str]]


@dataclass(frozen=True)
class Dialect:
    """`split` cuts a transmission into entries, `page` what is too long; its folder has the grammars and screens.

    `pages` are for replies, by the names of their classes, that are cut in a way of their own.
    """

    name: str
    reader: Reader
    split: Callable[[str], list[str]]
    manners: Manners
    page: Page
    own: dict[str, str] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    facts: Callable[[PnrError, dict], dict] = lambda error, facts: facts

    @cached_property
    def screens(self) -> ModuleType:
        """They bring the replies of every family with them, so they come when the first is drawn."""
        return import_module(f"..{self.name}.screens", __name__)

    @property
    def screen(self) -> Callable[[Reply], str]:
        """Draws a reply, by its class."""
        return self.screens.screen

    @property
    def refusals(self) -> dict[str, Callable[[PnrError], str]]:
        """Codes that are answered with more than words."""
        return self.screens.refusals

    @property
    def messages(self) -> dict[str, str]:
        """Words for every code: this dialect's own before the common ones."""
        return {**MESSAGES, **self.own}

    def entries(self, text: str) -> list[str]:
        """The entries of a transmission, cleaned; raises EntryTooLong, InvalidCharacter or UnknownEntry."""
        if len(text) > LONGEST * TOGETHER or any(len(line) > LONGEST for line in text.split("\n")):
            raise EntryTooLong(at=LONGEST, expected=[])
        entries = [entry for entry in self.split(clean(text)) if entry]
        if not entries:
            raise UnknownEntry(text="", at=0, expected=[])
        return entries

    def read(self, entry: str) -> Command:
        read = self.reader.read(entry)
        return read.value if isinstance(read, Named) else read

    def page_of(self, reply: Reply) -> Page:
        return self.pages.get(type(reply).__name__, self.page)

    def refuse(self, error: PnrError) -> str:
        """The error in this dialect's words; a refusal that names several codes has a line for each."""
        if error.code in self.refusals:
            return self.refusals[error.code](error)
        codes = error.facts["missing"] if isinstance(error, Incomplete) else (error.code,)
        facts = self.facts(error, error.facts)
        return "\n".join(said(self.messages[code], facts) for code in codes)


class _Known(dict):
    def __missing__(self, name: str) -> str:
        return ""


def said(words: str, facts: dict) -> str:
    return words.format_map(_Known(facts)).rstrip()


def clean(text: str) -> str:
    """Full width to half width and capitals by ASCII only, one character for one, so that places stay true."""
    if text.isascii() and text.isprintable():
        return text.upper()
    narrow = "".join(map(_narrow, text))
    for at, character in enumerate(narrow):
        if unicodedata.category(character) in ("Cc", "Cs", "Co", "Cn", "Cf") and character not in "\n\r\t\x10\x1e":
            raise InvalidCharacter(at=at, expected=[])
    return narrow.replace("\t", " ")


def _narrow(character: str) -> str:
    if "a" <= character <= "z":
        return character.upper()
    if "！" <= character <= "～":
        return _narrow(chr(ord(character) - 0xFEE0))
    return " " if character == "\u3000" else character


def folder(file: str) -> Path:
    return Path(file).parent


def load(name: str) -> Dialect:
    """The dialect of a folder beside this file; raises ValueError for a name nobody speaks."""
    if name not in NAMES:
        raise ValueError(f"no dialect {name!r}: one of {', '.join(NAMES)}")
    return import_module(f"..{name}", __name__).DIALECT
