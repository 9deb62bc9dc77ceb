"""Show the rules of a price that was displayed."""
from dataclasses import dataclass

from ..engine.store.weight import Weight
from ..errors import NoPriceShown
from .command import Command, Reply, execute
from .notes import DisplayFareRules, FareRules, component_rules


@dataclass(frozen=True)
class DisplayQuotedRules(Command):
    """Of a line of the prices last shown; `categories` by code or number, or which there are."""

    line: int
    categories: tuple[str, ...] = ()
    listed: bool = False
    weight = Weight.LOOK


@dataclass(frozen=True)
class QuotedRules(Reply):
    """What the rules of each different fare of the price say."""

    command: DisplayQuotedRules
    rules: tuple[FareRules, ...]
    domestic: bool = False


@execute.register
def display_quoted_rules(command: DisplayQuotedRules, work) -> QuotedRules:
    """Raises NoPriceShown or NoRuleData."""
    seen = work.area.quoted
    if seen is None or not 1 <= command.line <= len(seen.fares):
        raise NoPriceShown(line=command.line)
    priced = seen.fares[command.line - 1]
    first: dict[tuple[str, str], int] = {}  # the component that shows each fare under a rule
    for place, part in enumerate(priced.components, 1):
        first.setdefault((part.fare_basis, part.rule), place)
    asked = (DisplayFareRules(command.line, place, command.categories, command.listed) for place in first.values())
    return QuotedRules(command, tuple(component_rules(each, work) for each in asked), priced.domestic)
