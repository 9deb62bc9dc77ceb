"""What categories 6 to 10 ask of the pricing unit: how long one stays, stopovers, transfers, what is combined."""
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any

from ..values.dates import DAYS
from .days import after, earliest, end_of, on, start_of
from .facts import Change, Facts, Filed, Unit
from .rule import Clause, Duration, Table, masked, plain
from .selling import moment

YEAR = Duration(1, "y")


def turns_back(facts: Facts) -> bool:
    """Whether there is a stay to measure: one way, or not yet paired, there is none."""
    return bool(facts.unit and facts.unit.departs and facts.unit.returns)


# ---- how long

def minimum(table: Table, facts: Facts) -> str:
    """The return may not begin before the earliest moment; of several the later counts unless the rule says earlier."""
    limits = [(_from(facts, clause), _return(facts, clause)) for clause in _stays(table)]
    broken = [f"return {moment(back)}, earlier than {moment(limit)}" for limit, back in limits if back < limit]
    return _counted(table, broken, limits, "later")


def maximum(table: Table, facts: Facts) -> str:
    """The return must begin (or be complete) by the latest moment; of several the earlier counts."""
    unit = facts.unit
    assert unit and unit.departs and unit.returns
    complete = table.first("return complete")
    back = (unit.completes if complete else None) or unit.returns
    limits = [_until(unit.departs, clause.values[0]) for clause in _stays(table)]
    what = "travel completed" if complete else "return"
    broken = [f"{what} {moment(back)}, later than {moment(limit)}" for limit in limits if back > limit]
    return _counted(table, broken, limits, "earlier")


def _counted(table: Table, broken: list[str], limits: list, strict: str) -> str:
    """The strict way (later minimum, earlier maximum) one broken limit is enough, the other way all must be."""
    lenient = table.first(f"combine {'earlier' if strict == 'later' else 'later'}")
    return broken[0] if broken and (not lenient or len(broken) == len(limits)) else ""


def _stays(table: Table) -> list[Clause]:
    return [clause for clause in table.clauses if clause.words[0] == "stay"]


def _from(facts: Facts, clause: Clause) -> datetime:
    unit = facts.unit
    assert unit and unit.departs
    day = clause.phrase.removeprefix("stay min").strip().upper()[:3]
    if day in DAYS:
        return _next(unit.departs.date(), DAYS.index(day))
    begun = unit.arrives if "arrival" in clause.values else None
    return earliest(begun or unit.departs, clause.values[0])


def _next(day: date, weekday: int) -> datetime:
    """The first such day of the week after a day."""
    ahead = (weekday - day.weekday() - 1) % 7 + 1
    return start_of(day + timedelta(ahead)) if (date.max - day).days >= ahead else datetime.max


def _return(facts: Facts, clause: Clause) -> datetime:
    unit = facts.unit
    assert unit and unit.returns
    return (unit.resumes if "stopover" in clause.values else None) or unit.returns


def _until(departs: datetime, limit: Any) -> datetime:
    return after(departs, limit) if isinstance(limit, Duration) else end_of(on(limit, departs.date()))


def validity(facts: Facts) -> str:
    """A ticket is good for a year, whatever no rule says."""
    unit = facts.unit
    if not unit or not unit.departs or not unit.returns:
        return ""
    limit = after(unit.departs, YEAR)
    return f"return {moment(unit.returns)}, later than {moment(limit)}" if unit.returns > limit else ""


# ---- where the way is broken

Check = Callable[..., str]


def _limit(what: str, counted: Callable[[Facts], list[Change]], direction: str = "") -> Check:
    def check(facts: Facts, most: int) -> str:
        found = [each for each in counted(facts) if direction in ("", each.direction)]
        at = ", ".join(each.at for each in found)
        words = " ".join(filter(None, (what, direction, str(len(found)))))
        return f"{words} ({at}), {most} permitted" if len(found) > most else ""

    return check


def _points(what: str, counted: Callable[[Facts], list[Change]]) -> Check:
    def check(facts: Facts, places: tuple[Any, ...]) -> str:
        named = set(map(plain, places))
        wrong = next((each for each in counted(facts) if not (each.point | {each.at}) & named), None)
        return f"{what} at {wrong.at}, not at {' '.join(map(plain, places))}" if wrong else ""

    return check


def stopovers(facts: Facts) -> list[Change]:
    return [each for each in facts.turns if each.stopover]


def transfers(facts: Facts) -> list[Change]:
    return list(facts.turns)


def _where(facts: Facts, wrong: Callable[[Change], bool], told: str) -> str:
    found = next((each for each in facts.turns if wrong(each)), None)
    return f"{told} at {found.at}" if found else ""


def _open(facts: Facts) -> str:
    """Where the fares of an open jaw meet."""
    return "surface sector between fares" if facts.unit and facts.unit.gaps else ""


STOPOVERS: dict[str, Check] = {
    "stopovers max": _limit("stopovers", stopovers), "out": _limit("stopovers", stopovers, "out"),
    "in": _limit("stopovers", stopovers, "in"), "points": _points("stopover", stopovers),
}
TRANSFERS: dict[str, Check] = {
    "transfers max": _limit("transfers", transfers), "out": _limit("transfers", transfers, "out"),
    "in": _limit("transfers", transfers, "in"), "points": _points("transfer", transfers),
    "online only": lambda facts: _where(facts, lambda each: not each.online, "transfer to another carrier"),
    "surface none": lambda facts: _where(facts, lambda each: each.surface, "surface sector") or _open(facts),
}


def gap_at_home(facts: Facts) -> str:
    """Where no rule speaks, fares may break over a surface sector between countries, not within one."""
    return "surface sector inside a country between fares" if facts.unit and any(facts.unit.gaps) else ""


# ---- what it is combined with

ASPECTS: dict[str, Callable[[Filed], Any]] = {
    "carrier": lambda fare: fare.carrier, "tariff": lambda fare: (fare.carrier, fare.tariff),
    "rule": lambda fare: fare.rule, "type": lambda fare: fare.type, "tag": lambda fare: fare.oneway,
}
KINDS = {"SOJ": ("SOJ", "OJ"), "DOJ": ("DOJ", "OJ")}  # what is said of open jaws is said of both


def combination(table: Table, facts: Facts) -> str:
    """The fares of the pricing unit by its kind, those of others end on end; a kind of which nothing is said may be."""
    unit = facts.unit or Unit()
    others = [each for each in unit.partners if unit.kind != "RT" or _named(each) != _named(facts.fare)]
    fact = (_combined(table, facts, KINDS.get(unit.kind, (unit.kind,)), others)
            or _combined(table, facts, ("endon",), facts.beside))
    if fact:
        return fact
    most = table.first("max pu")
    return f"{facts.units} pricing units, {most.values[0]} permitted" if most and facts.units > most.values[0] else ""


def _named(fare: Filed) -> tuple[str, ...]:
    """The same fare out and back is no combination."""
    return fare.carrier, fare.tariff, fare.rule, fare.fare_class


def _combined(table: Table, facts: Facts, kinds: tuple[str, ...], partners: Iterable[Filed]) -> str:
    said = [clause for clause in table.clauses if clause.words[0] == "combine"]
    kind = next((kind for kind in kinds if any(clause.words[1] == kind for clause in said)), "")
    for clause in said:
        if clause.words[1] == kind:
            fact = next(filter(None, (_permitted(clause, facts.fare, other) for other in partners)), "")
            if fact:
                return fact
    return next(filter(None, (_carrier(table, other) for other in partners)), "")


def _permitted(clause: Clause, own: Filed, other: Filed) -> str:
    words = clause.words[2:]
    if "none" in words:
        return f"{clause.words[1]} combination with {other.fare_class}"
    aspect = words[-1] if words[-2:-1] == ("same",) else ""
    if aspect and ASPECTS[aspect](own) != ASPECTS[aspect](other):
        return f"combined with {other.fare_class} of another {aspect}"
    if "with" in words and not masked(other.fare_class, words[-1]):
        return f"combined with {other.fare_class}, not {' '.join(map(plain, words[-1]))}"
    return ""


def _carrier(table: Table, other: Filed) -> str:
    clause = table.first("carrier")
    if not clause:
        return ""
    said = clause.values[0]
    allowed = list(map(plain, said)) if isinstance(said, tuple) else [said]
    return "" if other.carrier in allowed else f"combined with a fare of {other.carrier}, not {' '.join(allowed)}"
