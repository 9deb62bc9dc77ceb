"""Show the rule of a price that was displayed."""
from dataclasses import dataclass

from ..engine.store.weight import Weight
from ..errors import NoPriceShown
from .command import Command, Reply, execute


@dataclass(frozen=True)
class DisplayQuotedRules(Command):
    """Of a line of the prices last shown."""

    line: int
    weight = Weight.LOOK


@dataclass(frozen=True)
class RuleTexts(Reply):
    """Each rule's name with what it says, one for each different fare of the price."""

    line: int
    fare_bases: tuple[str, ...]
    texts: tuple[tuple[str, str], ...]


@execute.register
def display_quoted_rules(command: DisplayQuotedRules, work) -> RuleTexts:
    seen = work.area.quoted
    if seen is None or not 1 <= command.line <= len(seen.fares):
        raise NoPriceShown(line=command.line)
    fare = seen.fares[command.line - 1]
    return RuleTexts(command.line, tuple(part.fare_basis for part in fare.components), fare.rules)
