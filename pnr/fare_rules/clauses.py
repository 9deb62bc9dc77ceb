"""What each clause asks of the facts: match fields are met or not, restrictions hold or name what breaks them."""
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from .days import within
from .facts import Facts, Point
from .paying import ACCOMPANIED, DISCOUNT, DISCOUNTS, GROUP, TOUR, concerned
from .rule import Clause, Duration, Table, masked
from .selling import ADVANCE, ELIGIBILITY, SALE, VISITING, among, security
from .staying import STOPOVERS, TRANSFERS, combination, maximum, minimum, turns_back
from .travelling import FLIGHTS, TRAVEL, other_season, season

UNITS = {"min": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(1), "m": timedelta(30),
         "y": timedelta(365)}
FIRST_SECTOR = frozenset({2, 3})  # ask of the departure unless they name sectors; others ask of every flight


def span(duration: Duration) -> timedelta:
    """A duration before departure as time; months and years count 30 and 365 days."""
    return UNITS[duration.unit] * duration.count


# ---- when a table speaks

def met(clause: Clause, facts: Facts) -> bool:
    """Whether a match field speaks of these facts."""
    lead = clause.words[0]
    if lead == "from" and isinstance(clause.values[0], Duration):
        return facts.time_left >= span(clause.values[0])
    if clause.phrase in FIXED:
        return FIXED[clause.phrase](facts)
    return MATCHES[lead](facts, *clause.values)


def at(point: Point, places: Any) -> bool:
    """Whether a point is one of the places, or in one."""
    return bool(point & set(places if isinstance(places, tuple) else (places,)))


def _aged(facts: Facts, ages: Any) -> bool:
    return facts.age is None or ages.first <= facts.age <= ages.last


FIXED: dict[str, Callable[[Facts], bool]] = {
    "timing before_departure": lambda facts: "before_departure" in facts.timings,
    "timing after_departure": lambda facts: "after_departure" in facts.timings,
    "timing noshow": lambda facts: "noshow" in facts.timings,
    "timing anytime": lambda facts: True,
    "direction out": lambda facts: facts.direction == "out",
    "direction in": lambda facts: facts.direction == "in",
    "direction both": lambda facts: True,
    "sector international": lambda facts: any(each.international for each in facts.sectors),
    "sector transoceanic": lambda facts: any(each.transoceanic for each in facts.sectors),
    "sector first": lambda facts: True,
    "sector each": lambda facts: True,
}
MATCHES: dict[str, Callable[..., bool]] = {
    "travel": lambda facts, span: bool(facts.dates) and within(facts.dates[0], span),
    "ticketing": lambda facts, span: within(facts.now.date(), span),
    "pax": lambda facts, types: among(facts.passenger, types),
    "age": _aged,
    "from": lambda facts, places: at(facts.origin, places),
    "to": lambda facts, places: at(facts.destination, places),
    "via": lambda facts, places: at(facts.via, places),
    "between": lambda facts, one, other: (at(facts.origin, one) and at(facts.destination, other)
                                          or at(facts.origin, other) and at(facts.destination, one)),
    "window": lambda facts, most, least: span(least) <= facts.time_left < span(most),
    "under": lambda facts, most: facts.time_left < span(most),
    "nth": lambda facts, turn: facts.turn == turn,
}
PORTIONS: dict[str, Callable[[Facts], tuple[int, ...]]] = {
    "international": lambda facts: tuple(at for at, each in enumerate(facts.sectors) if each.international),
    "transoceanic": lambda facts: tuple(at for at, each in enumerate(facts.sectors) if each.transoceanic),
    "first": lambda facts: (0,),
}


def portion(table: Table, number: int, facts: Facts) -> Facts:
    """The facts with the flights alone that a table is about."""
    named = next((clause.words[1] for clause in table.when if clause.words[0] == "sector"), "")
    chosen = named or ("first" if number in FIRST_SECTOR else "each")
    return facts.narrowed(*PORTIONS[chosen](facts)) if chosen in PORTIONS else facts


def silent(table: Table, number: int, facts: Facts) -> str:
    """The fact for which a table does not speak of these facts at all, or nothing."""
    unmet = next((clause for clause in table.when if not met(clause, facts)), None)
    if unmet:
        return f"not {unmet}"
    if number in (6, 7) and not turns_back(facts):
        return "no return to measure"
    if number in DISCOUNTS and not any(clause.words[0] == "pax" for clause in table.when) \
            and not concerned(number, facts):
        return f"not for {facts.passenger}"
    base = table.first("base") if number == 25 and facts.fare.fare_class else None
    if base and not masked(facts.fare.fare_class, base.values[0]):
        return f"not made of {facts.fare.fare_class}"
    return "another season" if number == 3 and other_season(table, facts) else ""


# ---- what it asks

def broken(table: Table, number: int, facts: Facts) -> str:
    """The fact that breaks a restriction of a table, or nothing."""
    whole = WHOLE[number](table, facts) if number in WHOLE and not table.first("unavailable") else ""
    return whole or next(filter(None, (check(clause, number, facts) for clause in table.clauses)), "")


def check(clause: Clause, number: int, facts: Facts) -> str:
    """The fact that breaks a restriction; nothing when it holds or the clause restricts nothing by itself."""
    if clause.phrase == "unavailable":
        return "not available"
    test = CHECKS.get(number, {}).get(clause.phrase)
    return test(facts, *clause.values) if test else ""


def restricts(table: Table, number: int) -> bool:
    """Whether a table may ever refuse."""
    checked = CHECKS.get(number, {})
    return bool(table.clauses) and number in WHOLE or any(
        clause.phrase == "unavailable" or clause.phrase in checked for clause in table.clauses)


TAGS: dict[str, Callable[..., str]] = {
    "only construction": lambda facts: "fare for construction only",
    "only proportional": lambda facts: "proportional fare",
    "not ticketable": lambda facts: "fare may not be ticketed",
}
CHECKS: dict[int, dict[str, Callable[..., str]]] = {
    1: ELIGIBILITY, 2: TRAVEL, 4: FLIGHTS, 5: ADVANCE, 8: STOPOVERS, 9: TRANSFERS, 11: TRAVEL, 13: ACCOMPANIED,
    14: TRAVEL, 15: SALE, **dict.fromkeys(DISCOUNTS, DISCOUNT), 23: TAGS, 26: GROUP, 27: TOUR, 28: VISITING,
}
WHOLE: dict[int, Callable[[Table, Facts], str]] = {  # clauses that only together say something
    3: season, 6: minimum, 7: maximum, 10: combination, 35: security,
}
