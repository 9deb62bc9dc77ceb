"""Which clauses a category knows: the words that lead, and the kinds of what follows.

A pattern is words and kinds, `a|b` one of them, `[...]` at the end what may be left out. A match field is met or not
and decides whether a table speaks; the rest is what it says.
"""
import re
from collections.abc import Callable
from datetime import date
from functools import cache
from itertools import product
from typing import Any

from ..values.dates import DAYS, DayMonth
from ..values.money import Money
from .paying import DISCOUNTS
from .reading import FLIGHT
from .rule import Clause, Duration, Percent, Range, Text, Time

Shape = tuple[tuple[str, ...], ...]  # a row of places, each with the words or kinds it takes

TIMINGS = ("timing before_departure|after_departure|noshow|anytime", "from DURATION", "window DURATION DURATION",
           "under DURATION", "nth NUMBER")
WHEN = ("travel DAYRANGE", "ticketing DAYRANGE", "pax LIST", "direction out|in|both", "from PLACES", "to PLACES",
        "between PLACES PLACES", "via PLACES", "sector international|transoceanic|first|each")
FARES = ("fareclass LIST", "owrt OW|RT", "type WORD", "season WORD", "routing WORD|NUMBER", "footnote WORD|NUMBER",
         "market PLACES >|=|< PLACES", "effective DAYRANGE")
APPLIES = ("type WORD", "season WORD", "rbd LIST", "pax LIST", "age AGES", "designator WORD|TEXT", "code WORD|TEXT")
HEAD = (*FARES, "rbd LIST", "pax LIST", "age AGES", "tag NUMBER", "private", "index pax LIST", "index account WORD",
        "general RID", "alternate RID")
ANYWHERE = ("unavailable", "note TEXT")
FEES = ("fee MONEY|PERCENT", "fee PERCENT of base|published", "min MONEY", "max MONEY")
TRAVEL = ("travel DAYRANGE", "not travel DAYRANGE", "commence DATE", "complete DATE", "dow WEEKDAYS",
          "not dow WEEKDAYS", "time TIMES", "not time TIMES", "blackout DAYRANGE")
STAY = ("combine earlier|later",)
COUNTED = ("out NUMBER", "in NUMBER")
ACTIONS = {
    1: ("pax LIST", "age AGES", "account WORD", "id WORD", "resident PLACES"),
    2: TRAVEL,
    3: ("travel DAYRANGE", "season WORD", "controls first|each"),
    4: ("flights FLIGHTS", "operating LIST", "marketing LIST", "equipment CODES", "nonstop", "not flights FLIGHTS",
        "not operating LIST", "not marketing LIST", "not equipment CODES", "not nonstop"),
    5: ("reserve before departure DURATION [of journey|unit|component]", "ticket after reserve DURATION",
        "ticket before departure DURATION [of journey|unit|component]", "confirmed all", "standby no"),
    6: ("stay min DURATION [from outbound|arrival] [to turnaround|stopover]",
        "stay min sunday|monday|tuesday|wednesday|thursday|friday|saturday", *STAY),
    7: ("stay max DURATION|DATE", "return commence|complete", *STAY),
    8: ("stopovers max NUMBER", *COUNTED, "points LIST", "charge MONEY [first NUMBER free]"),
    9: ("transfers max NUMBER", *COUNTED, "points LIST", "online only", "surface allowed|none",
        "charge MONEY [first NUMBER free]"),
    10: ("combine RT|OJ|SOJ|DOJ|CT|endon [none|any|halves]",
         "combine RT|OJ|SOJ|DOJ|CT|endon [halves] same carrier|tariff|rule|type|tag",
         "combine RT|OJ|SOJ|DOJ|CT|endon [halves] with LIST", "carrier WORD|LIST", "max pu NUMBER"),
    11: TRAVEL,
    12: ("surcharge MONEY|PERCENT per component|direction|roundtrip|transfer|coupon|ticket", "type WORD"),
    13: ("accompany min NUMBER LIST [same cabin|flights] [portion all|outbound]",),
    14: TRAVEL,
    15: ("sale country LIST", "not sale country LIST", "sale agency LIST", "not sale agency LIST",
         "reservation DAYRANGE", "ticketing DAYRANGE", "currency LIST", "fop LIST", "carrier validating LIST",
         "ticket country LIST", "not ticket country LIST"),
    16: ("change fee MONEY|PERCENT", "change fee PERCENT of base|published", "refund fee MONEY|PERCENT",
         "refund fee PERCENT of base|published", "noshow fee MONEY|PERCENT", "noshow fee PERCENT of base|published",
         "change free|none", "refund free|none", "waiver TEXT"),
    17: ("hip checked|exempt|stopovers", "excess permitted|none"),
    18: ("endorse TEXT", "priority NUMBER", "coupons first|all"),
    **dict.fromkeys(DISCOUNTS, ("pct PERCENT of adult", "amount MONEY", "accompanied [same cabin|flights]",
                                "max NUMBER per adult", "designator WORD|TEXT")),
    23: ("only construction|proportional", "not ticketable"),
    25: ("base LIST", "pct PERCENT of base", "plus MONEY", "amount MONEY", "min MONEY", "max MONEY",
         "result WORD|TEXT", "rules base|this", "override NUMBERS", "rbd LIST"),
    26: ("group min NUMBER", "assembly required", "together all|outbound"),
    27: ("tour TEXT|WORD", "tour required", "land min MONEY|PERCENT"),
    28: ("resident PLACES", "not resident PLACES", "issued LIST", "not issued LIST"),
    29: ("deposit MONEY|PERCENT", "due after reserve DURATION", "due before departure DURATION",
         "refundable", "not refundable"),
    31: ("change allowed|not_allowed", *FEES,
         "apply highest_changed|highest_all|sum_changed|highest_changed_pu|highest_changed_added_pu",
         "reprice current|historical|keep_unchanged", "residual refund|emd|forfeit|offset", "free NUMBER",
         "upsell only"),
    33: ("refund allowed|not_allowed", *FEES, "apply sum_components|per_pu|per_ticket|highest",
         "used oneway|prorate", "tax refundable|none", "yqyr refundable|non_refundable", "fop original|voucher",
         "rules first"),
    35: ("security view|sell|ticket [view|sell|ticket] [view|sell|ticket] LIST", "net MONEY|PERCENT",
         "selling MONEY|PERCENT", "ticketed MONEY|PERCENT",
         "display selling|none", "commission PERCENT", "tourcode TEXT", "box IT|BT"),
}
CHARGING = frozenset({31, 33})
KINDS: dict[str, Callable[[Any], bool]] = {
    "DURATION": lambda word: isinstance(word, Duration),
    "DAYRANGE": lambda word: isinstance(word, Range) and isinstance(word.first, date | DayMonth),
    "TIMES": lambda word: isinstance(word, Range) and isinstance(word.first, Time),
    "AGES": lambda word: isinstance(word, Range) and isinstance(word.first, int),
    "DATE": lambda word: isinstance(word, date | DayMonth),
    "MONEY": lambda word: isinstance(word, Money),
    "PERCENT": lambda word: isinstance(word, Percent),
    "NUMBER": lambda word: isinstance(word, int),
    "TEXT": lambda word: isinstance(word, Text),
    "LIST": lambda word: _listed(word, lambda item: isinstance(item, str | Text)),
    "CODES": lambda word: _listed(word, lambda item: isinstance(item, str | int)),
    "NUMBERS": lambda word: _listed(word, lambda item: isinstance(item, int)),
    "WEEKDAYS": lambda word: _listed(word, DAYS.__contains__),
    "FLIGHTS": lambda word: _listed(word, _flight),
    "PLACES": lambda word: _named(word) or _listed(word, _named),
    "WORD": lambda word: _named(word),
    "RID": lambda word: _named(word) and len(word.split("/")) == 3,
}
UNKNOWN_CURRENCY = re.compile(r"[A-Z]{3}\d+")
OPTION = re.compile(r"\[([^]]*)\]")


def _listed(word: Any, kind: Callable[[Any], bool]) -> bool:
    return isinstance(word, tuple) and all(map(kind, word))


def _flight(word: Any) -> bool:
    ends = (word.first, word.last) if isinstance(word, Range) else (word,)
    return all(isinstance(end, str) and FLIGHT.fullmatch(end) for end in ends)


def _named(word: Any) -> bool:
    return isinstance(word, str) and not word[0].islower() and (word[0].isalnum() or word[0] in "*?")


def patterns(number: int, when: bool) -> tuple[str, ...]:
    """What a category accepts: as match fields, or as what it says; 0 is the head of a rule or `fares`."""
    if number == 0:
        return FARES if when else HEAD
    if not when:
        return (*ACTIONS[number], *ANYWHERE)
    more: tuple[str, ...] = TIMINGS if number in CHARGING else ("age AGES",) if number in DISCOUNTS else ()
    return (*WHEN, *more)


@cache
def shapes(pattern: str) -> tuple[Shape, ...]:
    """Every row of places a pattern stands for: with and without each of its options."""
    parts = OPTION.split(pattern)  # an option stands at every odd place
    ways = [[part] if place % 2 == 0 else ["", part] for place, part in enumerate(parts)]
    rows = (" ".join(way).split() for way in product(*ways))
    return tuple(tuple(tuple(word.split("|")) for word in row) for row in rows)


def known(number: int, when: bool) -> tuple[Shape, ...]:
    return tuple(shape for pattern in patterns(number, when) for shape in shapes(pattern))


def fits(clause: Clause, shape: Shape) -> bool:
    return len(clause.words) == len(shape) and all(
        any(KINDS[each](word) if each in KINDS else each == word for each in wanted)
        for word, wanted in zip(clause.words, shape, strict=True))


def complaint(clause: Clause, number: int, when: bool, applies: bool = False) -> str | None:
    """Why a category (or, `applies`, what `fares` say) does not know this clause; None when it does."""
    accepted = APPLIES if applies else patterns(number, when)
    if any(fits(clause, shape) for pattern in accepted for shape in shapes(pattern)):
        return None
    near = [pattern for pattern in accepted if clause.words[0] in pattern.split()[0].split("|")]
    if not near:
        return f"unknown word {clause.words[0]}"
    return _money(clause, near) or f"{clause.words[0]} wants {' or '.join(near)}"


def _money(clause: Clause, near: list[str]) -> str | None:
    """The likeliest slip where money is wanted."""
    if not any("MONEY" in pattern for pattern in near):
        return None
    if any(isinstance(word, int) for word in clause.words):
        return "money without currency"
    strange = next((word for word in clause.words if isinstance(word, str) and UNKNOWN_CURRENCY.fullmatch(word)), None)
    return f"{strange[:3]} is no currency" if strange else None
