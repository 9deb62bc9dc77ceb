"""Turn the pages of what was shown; the desk answers this itself."""
from dataclasses import dataclass

from ..engine.store.weight import Weight
from .command import Command


@dataclass(frozen=True)
class TurnPage(Command):
    """`to`: next, previous, first, last, rest (all that is left), again, all."""

    to: str = "next"
    weight = Weight.LOCAL
