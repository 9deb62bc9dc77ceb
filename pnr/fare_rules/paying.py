"""Categories 13, 19 to 22, 26 and 27: with whom one travels, and who pays a part of an adult's fare for it."""
from collections.abc import Callable
from typing import Any

from .facts import Facts
from .rule import Text, plain
from .selling import among, known_as

Check = Callable[..., str]
DISCOUNTS = {  # category -> the passengers it is about where its tables name none
    19: ("CNN", "INF", "INS", "UNN"), 20: ("TUR",), 21: ("AGT",), 22: (),
}


def concerned(number: int, facts: Facts) -> bool:
    """Whether a discount that names nobody is about this passenger; other discounts are about everybody."""
    return not DISCOUNTS[number] or among(facts.passenger, DISCOUNTS[number])


# ---- who travels along

def accompanied(facts: Facts) -> str:
    """Travelling alone is a fact only where somebody was counted."""
    return "not accompanied by an adult" if facts.party and "ADT" not in facts.party else ""


def _per_adult(facts: Facts, most: int, *_: Any) -> str:
    adults = facts.party.count("ADT")
    same = sum(known_as(each) == known_as(facts.passenger) for each in facts.party)
    return f"{same} {facts.passenger} with {adults} ADT" if same > most * adults else ""


DISCOUNT: dict[str, Check] = {
    "accompanied": accompanied, "accompanied same cabin": accompanied, "accompanied same flights": accompanied,
    "max": _per_adult,
}


def _accompany(facts: Facts, least: int, types: tuple[Any, ...], *_: str) -> str:
    """Others of these types; whoever is one of them himself does not count."""
    if not facts.party:
        return ""
    others = sum(among(each, types) for each in facts.party) - among(facts.passenger, types)
    return f"accompanied by {others} {' '.join(map(plain, types))}, {least} required" if others < least else ""


ACCOMPANIED: dict[str, Check] = {"accompany min": _accompany}


# ---- groups and tours

def _group(facts: Facts, least: int) -> str:
    size = max(len(facts.party), 1)
    return f"group of {size}, {least} required" if size < least else ""


GROUP: dict[str, Check] = {"group min": _group}


def _tour(facts: Facts, code: str | Text) -> str:
    return "" if facts.tour == plain(code) else f"tour {plain(code)} not given"


TOUR: dict[str, Check] = {
    "tour": _tour, "tour required": lambda facts: "" if facts.tour else "no tour given",
}
