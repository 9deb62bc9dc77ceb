"""What was typed before, again; the desk answers this itself."""
from dataclasses import dataclass

from ..engine.store.weight import Weight
from .command import Command


@dataclass(frozen=True)
class RecallEntry(Command):
    """The last transmission, or the one so many before."""

    back: int = 1
    weight = Weight.LOCAL
