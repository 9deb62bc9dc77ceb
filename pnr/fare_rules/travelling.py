"""What categories 2, 3, 4, 11 and 14 ask of the flights: days, hours, seasons, which flights they are."""
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from ..values.dates import DAYS, clock24, long
from .days import on, within
from .facts import Facts, Sector
from .rule import Range, Table, Time, plain, written

Check = Callable[..., str]


def first_fact(facts: Iterable[str]) -> str:
    """The first that breaks something, or nothing."""
    return next(filter(None, facts), "")


def _travel(facts: Facts, span: Range, wanted: bool = True) -> str:
    wrong = next((day for day in facts.dates if within(day, span) is not wanted), None)
    return f"travel on {long(wrong)}, {'not in' if wanted else 'in'} {span}" if wrong else ""


def _weekday(facts: Facts, days: tuple[str, ...], wanted: bool = True) -> str:
    wrong = next((day for day in facts.dates if (DAYS[day.weekday()] in days) is not wanted), None)
    return f"travel on {long(wrong)}, a {DAYS[wrong.weekday()]}" if wrong else ""


def _time(facts: Facts, span: Range, wanted: bool = True) -> str:
    for each in facts.sectors:
        minute = each.departs.hour * 60 + each.departs.minute
        if during(minute, span) is not wanted:
            return f"{name(each)} departs {clock24(minute)}, {'not in' if wanted else 'in'} {span}"
    return ""


def during(minute: int, span: Range) -> bool:
    """Whether a minute of the day is in a range, which may wrap around midnight."""
    assert isinstance(span.first, Time) and isinstance(span.last, Time)
    first, last = span.first.minute, span.last.minute
    return first <= minute <= last if first <= last else minute >= first or minute <= last


def _commence(facts: Facts, last: Any) -> str:
    starts = facts.dates[0] if facts.dates else None
    return f"travel begun {long(starts)}, later than {written(last)}" if starts and starts > on(last, starts) else ""


def _complete(facts: Facts, last: Any) -> str:
    ends = facts.completes or (facts.dates[-1] if facts.dates else None)
    starts = facts.dates[0] if facts.dates else ends
    late = ends and starts and ends > on(last, starts)
    return f"travel completed {long(ends)}, later than {written(last)}" if ends and late else ""


TRAVEL: dict[str, Check] = {
    "travel": _travel,
    "not travel": lambda facts, span: _travel(facts, span, False),
    "blackout": lambda facts, span: _travel(facts, span, False),
    "dow": _weekday,
    "not dow": lambda facts, days: _weekday(facts, days, False),
    "time": _time,
    "not time": lambda facts, span: _time(facts, span, False),
    "commence": _commence,
    "complete": _complete,
}


# ---- seasons

def season(table: Table, facts: Facts) -> str:
    """The day that controls: of this component, or (controls first) that on which the pricing unit begins."""
    day = _controlling(table, facts)
    spans = [clause.values[0] for clause in table.clauses if clause.phrase == "travel"]
    return first_fact(f"travel on {long(day)}, not in {span}" for span in spans if day and not within(day, span))


def _controlling(table: Table, facts: Facts) -> date | None:
    if table.first("controls first"):
        return ((facts.unit and facts.unit.departs) or facts.departure).date()
    return facts.dates[0] if facts.dates else None


def other_season(table: Table, facts: Facts) -> bool:
    """Whether a table is about another season than the fare's own."""
    named = table.first("season")
    return bool(named and facts.fare.season and named.values[0] != facts.fare.season)


# ---- flights

def name(each: Sector) -> str:
    return f"{each.carrier}{each.number}"


def _listed(each: Sector, flights: tuple[Any, ...]) -> bool:
    for item in flights:
        first, last = (str(item.first), str(item.last)) if isinstance(item, Range) else (item, item)
        if each.carrier == first[:2] and int(first[2:]) <= each.number <= int(last[2:]):
            return True
    return False


def _flights(facts: Facts, flights: tuple[Any, ...], wanted: bool = True) -> str:
    wrong = next((each for each in facts.sectors if _listed(each, flights) is not wanted), None)
    return f"flight {name(wrong)}, {'not among' if wanted else 'among'} {written(flights)}" if wrong else ""


def _stops(facts: Facts, wanted: bool = True) -> str:
    wrong = next((each for each in facts.sectors if (each.stops == 0) is not wanted), None)
    return f"flight {name(wrong)} {'stops on its way' if wanted else 'does not stop'}" if wrong else ""


def _by(quality: Callable[[Sector], str], told: str, wanted: bool = True) -> Check:
    """A check that each flight has one of some names; one that has none yet breaks nothing."""
    def check(facts: Facts, codes: tuple[Any, ...]) -> str:
        names = set(map(plain, codes))
        named = ((each, quality(each)) for each in facts.sectors)
        wrong = next(((each, found) for each, found in named if found and (found in names) is not wanted), None)
        return f"flight {name(wrong[0])} {told} {wrong[1]}" if wrong else ""

    return check


def _operator(each: Sector) -> str:
    return each.operating or each.carrier


FLIGHTS: dict[str, Check] = {
    "flights": _flights,
    "not flights": lambda facts, flights: _flights(facts, flights, False),
    "nonstop": _stops,
    "not nonstop": lambda facts: _stops(facts, False),
    "operating": _by(_operator, "operated by"),
    "not operating": _by(_operator, "operated by", False),
    "marketing": _by(lambda each: each.carrier, "sold by"),
    "not marketing": _by(lambda each: each.carrier, "sold by", False),
    "equipment": _by(lambda each: each.equipment, "by aircraft"),
    "not equipment": _by(lambda each: each.equipment, "by aircraft", False),
}
