"""Which clauses a category knows: the words that lead, and the kinds of what follows."""
from collections.abc import Callable
from datetime import date
from typing import Any

from ..values.dates import DayMonth
from ..values.money import Money
from .rule import Clause, Duration, Percent, Range, Text

TIMINGS = ("timing before_departure|after_departure|noshow|anytime", "from DURATION", "window DURATION DURATION",
           "under DURATION", "nth NUMBER")
WHEN = ("travel RANGE", "ticketing RANGE", "pax LIST", "direction out|in|both", "from PLACES", "to PLACES",
        "between PLACES PLACES", "via PLACES")
HEAD = ("fareclass LIST", "owrt OW|RT", "type WORD", "rbd LIST", "market PLACES COMPARE PLACES", "effective RANGE",
        "tag NUMBER", "private", "routing WORD")
ANYWHERE = ("unavailable", "note TEXT")
MONEY = "MONEY|PERCENT|PERCENT of base|PERCENT of published"
FEES = (f"fee {MONEY}", "min MONEY", "max MONEY")
TRAVEL = ("travel RANGE", "not travel RANGE", "complete DATE", "dow LIST", "not dow LIST", "blackout RANGE")
ACTIONS = {
    5: ("reserve before departure DURATION", "ticket after reserve DURATION", "ticket before departure DURATION",
        "confirmed all", "standby no"),
    14: TRAVEL,
    15: ("sale country LIST", "sale agency LIST", "not sale country LIST", "reservation RANGE", "ticketing RANGE",
         "currency LIST", "fop LIST", "carrier validating LIST"),
    16: (f"change fee {MONEY}", f"refund fee {MONEY}", f"noshow fee {MONEY}", "change free", "change none",
         "refund free", "refund none", "waiver TEXT"),
    31: ("change allowed|not_allowed", *FEES,
         "apply highest_changed|highest_all|sum_changed|highest_changed_pu|highest_changed_added_pu",
         "reprice current|historical|keep_unchanged", "residual refund|emd|forfeit|offset", "free NUMBER",
         "upsell only"),
    33: ("refund allowed|not_allowed", *FEES, "apply sum_components|per_pu|per_ticket|highest",
         "used oneway|prorate", "tax refundable|none", "yqyr refundable|non_refundable", "fop original|voucher"),
}
KINDS: dict[str, Callable[[Any], bool]] = {
    "DURATION": lambda word: isinstance(word, Duration),
    "RANGE": lambda word: isinstance(word, Range),
    "DATE": lambda word: isinstance(word, date | DayMonth),
    "MONEY": lambda word: isinstance(word, Money),
    "PERCENT": lambda word: isinstance(word, Percent),
    "NUMBER": lambda word: isinstance(word, int),
    "TEXT": lambda word: isinstance(word, Text),
    "LIST": lambda word: isinstance(word, tuple),
    "COMPARE": lambda word: word in (">", "<", "=", ">=", "<="),
    "PLACES": lambda word: isinstance(word, tuple) or _named(word),
    "WORD": lambda word: _named(word),
}
PRODUCING = frozenset({31, 33})


def _named(word: Any) -> bool:
    return isinstance(word, str) and not word[0].islower()


def _shapes(pattern: str) -> list[list[str]]:
    """`fee MONEY|PERCENT of base` -> every row of words it stands for; the bar binds to the last part."""
    lead, *others = pattern.split("|")
    first = lead.split()
    stem = next((place for place, word in enumerate(first) if word.isupper()), len(first) - 1) if others else len(first)
    stem = max(stem, 1)
    return [first, *(first[:stem] + other.split() for other in others)]


def known(number: int, when: bool) -> list[list[str]]:
    """Rows of words a category accepts: as match fields, or as what it says; 0 is the head of a rule."""
    if number == 0:
        patterns: tuple[str, ...] = HEAD
    elif when:
        patterns = (*WHEN, *TIMINGS) if number in PRODUCING else WHEN
    else:
        patterns = (*ACTIONS[number], *ANYWHERE)
    return [shape for pattern in patterns for shape in _shapes(pattern)]


def fits(clause: Clause, shape: list[str]) -> bool:
    return len(clause.words) == len(shape) and all(
        KINDS[kind](word) if kind in KINDS else kind == word for word, kind in zip(clause.words, shape, strict=True))


def complaint(clause: Clause, number: int, when: bool) -> str | None:
    """Why a category does not know this clause, or None when it does."""
    shapes = known(number, when)
    if any(fits(clause, shape) for shape in shapes):
        return None
    near = [shape for shape in shapes if shape[0] == clause.words[0]]
    if not near:
        return f"unknown word {clause.words[0]}"
    if any("MONEY" in shape for shape in near) and any(isinstance(word, int) for word in clause.words):
        return "money without currency"
    return f"{clause.words[0]} wants {' or '.join(' '.join(shape) for shape in near)}"
