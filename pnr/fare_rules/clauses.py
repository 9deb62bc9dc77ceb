"""What each clause asks of the facts: match fields are met or not, restrictions hold or name what breaks them."""
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from ..values.dates import DAYS, long
from .days import after, before, within
from .facts import Facts
from .rule import Clause, Duration

UNITS = {"min": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(1), "m": timedelta(30),
         "y": timedelta(365)}


def span(duration: Duration) -> timedelta:
    """A duration before departure as time; months and years count 30 and 365 days."""
    return UNITS[duration.unit] * duration.count


def met(clause: Clause, facts: Facts) -> bool:
    """Whether a match field speaks of these facts."""
    lead = clause.words[0]
    if lead == "from" and isinstance(clause.values[0], Duration):
        return facts.time_left >= span(clause.values[0])
    if clause.phrase in FIXED:
        return FIXED[clause.phrase](facts)
    return MATCHES[lead](facts, *clause.values)


def _at(point: frozenset[str], places: Any) -> bool:
    return bool(point & set(places if isinstance(places, tuple) else (places,)))


FIXED: dict[str, Callable[[Facts], bool]] = {
    "timing before_departure": lambda facts: "before_departure" in facts.timings,
    "timing after_departure": lambda facts: "after_departure" in facts.timings,
    "timing noshow": lambda facts: "noshow" in facts.timings,
    "timing anytime": lambda facts: True,
    "direction out": lambda facts: facts.direction == "out",
    "direction in": lambda facts: facts.direction == "in",
    "direction both": lambda facts: True,
}
MATCHES: dict[str, Callable[..., bool]] = {
    "travel": lambda facts, span: bool(facts.days) and within(facts.days[0], span),
    "ticketing": lambda facts, span: within(facts.now.date(), span),
    "pax": lambda facts, types: facts.passenger in types,
    "from": lambda facts, places: _at(facts.origin, places),
    "to": lambda facts, places: _at(facts.destination, places),
    "via": lambda facts, places: _at(facts.via, places),
    "between": lambda facts, one, other: (_at(facts.origin, one) and _at(facts.destination, other)
                                          or _at(facts.origin, other) and _at(facts.destination, one)),
    "window": lambda facts, most, least: span(least) <= facts.time_left < span(most),
    "under": lambda facts, most: facts.time_left < span(most),
    "nth": lambda facts, turn: facts.turn == turn,
}


def check(clause: Clause, number: int, facts: Facts) -> str:
    """The fact that breaks a restriction; nothing when it holds or the clause restricts nothing."""
    if clause.phrase == "unavailable":
        return "not available"
    test = CHECKS.get((number, clause.phrase))
    return test(facts, *clause.values) if test else ""


def _moment(at) -> str:
    return f"{long(at.date())}/{at:%H%M}"


def _reserve_before(facts: Facts, time: Duration) -> str:
    limit = before(facts.departure, time)
    return f"reserved {_moment(facts.reserved)}, later than {_moment(limit)}" if facts.reserved > limit else ""


def _ticket_after(facts: Facts, time: Duration) -> str:
    limit = after(facts.reserved, time)
    return f"ticketed {_moment(facts.now)}, later than {_moment(limit)}" if facts.now > limit else ""


def _ticket_before(facts: Facts, time: Duration) -> str:
    limit = before(facts.departure, time)
    return f"ticketed {_moment(facts.now)}, later than {_moment(limit)}" if facts.now > limit else ""


def _travel(facts: Facts, span, wanted: bool = True) -> str:
    wrong = next((day for day in facts.days if within(day, span) is not wanted), None)
    return f"travel on {long(wrong)}, {'not in' if wanted else 'in'} {span}" if wrong else ""


def _weekday(facts: Facts, days, wanted: bool = True) -> str:
    wrong = next((day for day in facts.days if (DAYS[day.weekday()] in days) is not wanted), None)
    return f"travel on {long(wrong)}, a {DAYS[wrong.weekday()]}" if wrong else ""


def _complete(facts: Facts, last) -> str:
    ends = facts.completes or (facts.days[-1] if facts.days else None)
    return f"travel completed {long(ends)}, later than {last}" if ends and ends > last else ""


def _one_of(value: str | None, allowed: tuple, what: str) -> str:
    """Unknown yet (a form of payment before ticketing) breaks nothing."""
    return f"{what} {value}, not {' '.join(map(str, allowed))}" if value and value not in allowed else ""


CHECKS: dict[tuple[int, str], Callable[..., str]] = {
    (5, "reserve before departure"): _reserve_before,
    (5, "ticket after reserve"): _ticket_after,
    (5, "ticket before departure"): _ticket_before,
    (5, "confirmed all"): lambda facts: "" if facts.confirmed else "a segment is not confirmed",
    (5, "standby no"): lambda facts: "standby" if facts.standby else "",
    (14, "travel"): _travel,
    (14, "not travel"): lambda facts, span: _travel(facts, span, False),
    (14, "blackout"): lambda facts, span: _travel(facts, span, False),
    (14, "dow"): _weekday,
    (14, "not dow"): lambda facts, days: _weekday(facts, days, False),
    (14, "complete"): _complete,
    (15, "sale country"): lambda facts, allowed: _one_of(facts.country, allowed, "sale in"),
    (15, "not sale country"): lambda facts, barred: f"sale in {facts.country}" if facts.country in barred else "",
    (15, "sale agency"): lambda facts, allowed: _one_of(facts.agency, allowed, "sale by"),
    (15, "reservation"): lambda facts, span: ("" if within(facts.reserved.date(), span)
                                              else f"reserved {long(facts.reserved.date())}, not in {span}"),
    (15, "ticketing"): lambda facts, span: ("" if within(facts.now.date(), span)
                                            else f"ticketed {long(facts.now.date())}, not in {span}"),
    (15, "currency"): lambda facts, allowed: _one_of(facts.currency, allowed, "sale in"),
    (15, "fop"): lambda facts, allowed: _one_of(facts.form_of_payment, allowed, "payment by"),
    (15, "carrier validating"): lambda facts, allowed: _one_of(facts.validating, allowed, "ticketed on"),
}
