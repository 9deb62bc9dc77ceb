"""What categories 1, 5, 15, 28 and 35 ask of the sale: for whom, when it is reserved and ticketed, where, by whom."""
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from ..values.dates import long
from .days import after, before, within
from .facts import Facts
from .rule import Clause, Duration, Range, Table, plain, written

Check = Callable[..., str]
CHILD = "CNN"


def known_as(type: str) -> str:
    """One name for each passenger type: CHD and C05 are children."""
    return CHILD if type == "CHD" or (type[:1] == "C" and type[1:].isdecimal()) else type


def among(type: str, types: Iterable[Any]) -> bool:
    return known_as(type) in map(known_as, map(plain, types))


# ---- eligibility

def _passenger(facts: Facts, types: tuple[str, ...]) -> str:
    return "" if among(facts.passenger, types) else f"passenger {facts.passenger}, not {' '.join(map(plain, types))}"


def _age(facts: Facts, ages: Range) -> str:
    assert isinstance(ages.first, int) and isinstance(ages.last, int)
    wrong = facts.age is not None and not ages.first <= facts.age <= ages.last
    return f"age {facts.age}, not {ages}" if wrong else ""


def _resident(facts: Facts, places: Any) -> str:
    wanted = places if isinstance(places, tuple) else (places,)
    return "" if facts.residence & set(wanted) else f"not resident in {' '.join(wanted)}"


ELIGIBILITY: dict[str, Check] = {
    "pax": _passenger,
    "age": _age,
    "account": lambda facts, code: "" if code in facts.accounts else f"account {code} not given",
    "id": lambda facts, kind: "" if kind in facts.identities else f"{kind} identity not shown",
    "resident": _resident,
}


# ---- reservation and ticketing

def moment(at: datetime) -> str:
    return f"{long(at.date())}/{at:%H%M}"


def _late(what: str, at: datetime, limit: datetime) -> str:
    return f"{what} {moment(at)}, later than {moment(limit)}" if at > limit else ""


def _before(what: str, at: Callable[[Facts], datetime]) -> Check:
    """So long before the departure of the pricing unit, or of the journey or the component where the clause says so."""
    def check(facts: Facts, time: Duration, *of: str) -> str:
        return _late(what, at(facts), before(facts.departs(*of[1:]), time))

    return check


def _ticket_after(facts: Facts, time: Duration) -> str:
    return _late("ticketed", facts.now, after(facts.reserved, time))


ADVANCE: dict[str, Check] = {
    "reserve before departure": _before("reserved", lambda facts: facts.reserved),
    "ticket after reserve": _ticket_after,
    "ticket before departure": _before("ticketed", lambda facts: facts.now),
    "confirmed all": lambda facts: "" if facts.confirmed else "a segment is not confirmed",
    "standby no": lambda facts: "standby" if facts.standby else "",
}


# ---- where it is sold

def _one_of(value: str | None, allowed: tuple, what: str) -> str:
    """Unknown yet (a form of payment before ticketing) breaks nothing."""
    names = list(map(plain, allowed))
    return f"{what} {value}, not {' '.join(names)}" if value and value not in names else ""


def _none_of(value: str, barred: tuple, what: str) -> str:
    return f"{what} {value}" if value in map(plain, barred) else ""


def _on(what: str, at: datetime, span: Range) -> str:
    return "" if within(at.date(), span) else f"{what} {long(at.date())}, not in {span}"


SALE: dict[str, Check] = {
    "sale country": lambda facts, allowed: _one_of(facts.country, allowed, "sale in"),
    "not sale country": lambda facts, barred: _none_of(facts.country, barred, "sale in"),
    "sale agency": lambda facts, allowed: _one_of(facts.agency, allowed, "sale by"),
    "not sale agency": lambda facts, barred: _none_of(facts.agency, barred, "sale by"),
    "reservation": lambda facts, span: _on("reserved", facts.reserved, span),
    "ticketing": lambda facts, span: _on("ticketed", facts.now, span),
    "currency": lambda facts, allowed: _one_of(facts.currency, allowed, "sale in"),
    "fop": lambda facts, allowed: _one_of(facts.form_of_payment, allowed, "payment by"),
    "carrier validating": lambda facts, allowed: _one_of(facts.validating, allowed, "ticketed on"),
    "ticket country": lambda facts, allowed: _one_of(facts.ticketed or facts.country, allowed, "ticketed in"),
    "not ticket country": lambda facts, barred: _none_of(facts.ticketed or facts.country, barred, "ticketed in"),
}
VISITING: dict[str, Check] = {
    "resident": _resident,
    "not resident": lambda facts, places: "" if _resident(facts, places) else f"resident in {written(places)}",
    "issued": SALE["ticket country"],
    "not issued": SALE["not ticket country"],
}


# ---- who may sell

STRONGER = {"view": ("view", "sell", "ticket"), "sell": ("sell", "ticket"), "ticket": ("ticket",)}
DONE = {"view": "seen by", "sell": "sale by", "ticket": "ticketed by"}


def security(table: Table, facts: Facts) -> str:
    """Offices named may do what is named and what is less; where a table names some, no other may do anything."""
    named = entitled(table, facts.right)
    if named is None or facts.agency in named:
        return ""
    return f"{DONE[facts.right]} {facts.agency or 'an unknown office'}, not by one of those named"


def entitled(table: Table, right: str) -> tuple[str, ...] | None:
    """The offices that have a right; None where the table names nobody and so bars nobody."""
    said = [clause for clause in table.clauses if rights(clause)]
    named = [clause for clause in said if rights(clause) & set(STRONGER[right])]
    if right == "ticket" and not named:  # who may ticket is not told apart from who may sell
        named = [clause for clause in said if "sell" in rights(clause)]
    return tuple(plain(office) for clause in named for office in clause.values[-1]) if said else None


def rights(clause: Clause) -> set[str]:
    """What a clause of category 35 lets its offices do: view, sell, ticket."""
    words = clause.phrase.split()
    return set(words[1:]) if words[:1] == ["security"] else set()
