"""Help: the examples above the rules, which are tests as well; the desk answers this itself."""
from dataclasses import dataclass

from ..engine.store.weight import Weight
from .command import Command, Reply


@dataclass(frozen=True)
class Help(Command):
    """Entries that begin with the topic, or every family when there is none."""

    topic: str = ""
    weight = Weight.LOCAL


@dataclass(frozen=True)
class HelpDisplay(Reply):
    """`topics` of the index, or (entry, meaning) examples of one."""

    topic: str
    examples: tuple[tuple[str, str], ...]
    near: tuple[str, ...] = ()
