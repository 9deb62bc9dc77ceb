"""Turn the pages of what was shown; the desk answers these itself."""
from dataclasses import dataclass

from ..engine.store.weight import Weight
from .command import Command


class TurnPage(Command):
    weight = Weight.LOCAL


@dataclass(frozen=True)
class NextPage(TurnPage):
    pass


@dataclass(frozen=True)
class PreviousPage(TurnPage):
    pass


@dataclass(frozen=True)
class FirstPage(TurnPage):
    pass


@dataclass(frozen=True)
class LastPage(TurnPage):
    pass


@dataclass(frozen=True)
class SamePage(TurnPage):
    pass


@dataclass(frozen=True)
class TurnToPage(TurnPage):
    """A page by its number, from 1."""

    page: int


@dataclass(frozen=True)
class RestOfPages(TurnPage):
    """All that is left, in one go."""


@dataclass(frozen=True)
class AllPages(TurnPage):
    """Everything from the first line on, in one go."""
