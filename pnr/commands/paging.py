"""Turn the pages of what was shown; the desk answers these itself."""
from dataclasses import dataclass

from ..engine.store.weight import Weight
from .command import Command


@dataclass(frozen=True)
class TurnPage(Command):
    """Of the screen last shown, or of the last one that an entry beginning with `of` has shown."""

    of: str = ""
    weight = Weight.LOCAL


@dataclass(frozen=True)
class NextPage(TurnPage):
    """Or so many lines further down; `half` F or S of a return display."""

    lines: int | None = None
    half: str | None = None


@dataclass(frozen=True)
class PreviousPage(TurnPage):
    """Or so many lines further up."""

    lines: int | None = None
    half: str | None = None


@dataclass(frozen=True)
class FirstPage(TurnPage):
    pass


@dataclass(frozen=True)
class LastPage(TurnPage):
    pass


@dataclass(frozen=True)
class SamePage(TurnPage):
    """Again; of a screen named, from its beginning."""


@dataclass(frozen=True)
class TurnToPage(TurnPage):
    """A page by its number, from 1."""

    page: int = 1


@dataclass(frozen=True)
class RestOfPages(TurnPage):
    """All that is left, in one go."""


@dataclass(frozen=True)
class AllPages(TurnPage):
    """Everything from the first line on, in one go."""
