"""What may stand next in an entry, in an agent's words: literals as they are typed, and fields by name."""
import re
from typing import TYPE_CHECKING, NamedTuple

from .walk import Place

if TYPE_CHECKING:
    from .reader import Family

END = "end"  # where the entry may stop


class Word(NamedTuple):
    """A literal, or the name of a field."""

    text: str
    literal: bool


def following(family: "Family", text: str, at: int | None = None) -> list[Word]:
    """What may follow the beginning of an entry, or stand at a place in it."""
    tokens = [token for token in family.tokens(text) if at is None or token.end_pos <= at]
    rest = text[tokens[-1].end_pos if tokens else 0:].lstrip() if at is None else ""
    found: set[Word] = set()
    for place in family.walk.next(token.type for token in tokens):
        found |= words(family, place, rest) if place else {Word(END, False)} if not rest else set()
    return sorted(found)


def words(family: "Family", place: Place, rest: str) -> set[Word]:
    """The words for a place whose first letters may have been typed."""
    terminal, rule = place.symbol.name, place.rule
    literal, samples = family.walk.literal(terminal), family.samples.get(terminal, [])
    if literal is not None:
        samples = [literal]
    elif terminal not in family.walk.filtered and rule not in family.classes:
        fits = not rest or any(looks(item).startswith(looks(rest)) for item in samples)
        return {Word(rule, False)} if fits else set()
    return {Word(item, True) for item in samples if item.startswith(rest)}


def looks(text: str) -> str:
    return re.sub(r"[A-Z]", "A", re.sub(r"\d", "9", text))
