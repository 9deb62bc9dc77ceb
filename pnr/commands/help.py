"""Help: the examples above the rules, which are tests as well; the desk answers this itself."""
from dataclasses import dataclass

from ..engine.store.weight import Weight
from .command import Command, Reply


@dataclass(frozen=True)
class Help(Command):
    """An entry, its beginning, a subject or a word; `/` is the last entry, nothing the index."""

    topic: str = ""
    weight = Weight.LOCAL


@dataclass(frozen=True)
class ExplainError(Command):
    """Cause and cure of what the host said; of what it said last when there is no text."""

    text: str = ""
    weight = Weight.LOCAL


@dataclass(frozen=True)
class HelpIndex(Reply):
    """Every subject: what its entries begin with, and what they are about."""

    subjects: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Case:
    """A way to fail: what the host says, why, and what to do."""

    words: str
    code: str
    cause: str
    cure: str


@dataclass(frozen=True)
class HelpDisplay(Reply):
    """How entries are put together (`formats`), and (entry, meaning) examples.

    `near` is what may have been meant where nothing is called so; `cases` why the last entry was refused.
    """

    topic: str
    title: str = ""
    formats: tuple[str, ...] = ()
    examples: tuple[tuple[str, str], ...] = ()
    near: tuple[tuple[str, str], ...] = ()
    cases: tuple[Case, ...] = ()


@dataclass(frozen=True)
class ErrorHelp(Reply):
    """All that the host says so; what it may have been where it says nothing like this."""

    text: str
    cases: tuple[Case, ...] = ()
    near: tuple[str, ...] = ()
