"""Which of a rule's parts a fare stands under: the first in sequence that matches, as Records 1 and 2 are read."""
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from .clauses import at
from .days import within
from .facts import Filed, Point
from .judge import Levels
from .rule import Category, Clause, Range, Rule, masked, plain
from .selling import among


@dataclass(frozen=True)
class Application:
    """As what a rule takes a fare in: its type and season, what it may be booked in, for whom."""

    type: str = ""
    season: str = ""
    booking_classes: tuple[str, ...] = ()
    passengers: tuple[str, ...] = ()
    ages: Range | None = None
    tag: int | None = None
    designator: str = ""
    code: str = ""


def application(rule: Rule, fare: Filed, day: date) -> Application | None:
    """How the rule takes in a fare ticketed on a day; None where it does not, and the fare cannot be used."""
    if not _all(_matching(rule.clauses), fare, day):
        return None
    entry = next((each for each in rule.applications if _all(each.matches, fare, day)), None)
    if rule.applications and entry is None:
        return None
    said = {clause.phrase: clause.values for clause in (*rule.clauses, *(entry.clauses if entry else ()))}
    return Application(
        type=_word(said, "type"), season=_word(said, "season"), booking_classes=_list(said, "rbd"),
        passengers=_list(said, "pax"), ages=said["age"][0] if "age" in said else None,
        tag=said["tag"][0] if "tag" in said else None, designator=_word(said, "designator"), code=_word(said, "code"))


def _word(said: Mapping[str, tuple], phrase: str) -> str:
    return plain(said[phrase][0]) if phrase in said else ""


def _list(said: Mapping[str, tuple], phrase: str) -> tuple[str, ...]:
    return tuple(map(plain, said[phrase][0])) if phrase in said else ()


# ---- matching

def _all(clauses: Iterable[Clause], fare: Filed, day: date) -> bool:
    return all(FIELDS[clause.phrase](fare, day, *clause.values) for clause in clauses)


def _matching(head: Iterable[Clause]) -> Iterator[Clause]:
    """Of the head of a rule what chooses fares; type and season there say what they become."""
    return (clause for clause in head if clause.phrase in FIELDS and clause.phrase not in ("type", "season"))


def _market(fare: Filed, day: date, one: Any, way: str, other: Any) -> bool:
    """From one to the other (>), the other way (<), or both (=)."""
    out = at(fare.origin, one) and at(fare.destination, other)
    back = at(fare.origin, other) and at(fare.destination, one)
    return {">": out, "<": back}.get(way, out or back)


def in_market(rule: Rule, origin: Point, destination: Point) -> bool:
    """Whether a fare between these points may stand under the rule, by the markets its head names."""
    fare = Filed(origin=origin, destination=destination)
    return all(_market(fare, date.min, *clause.values) for clause in rule.clauses if clause.phrase == "market")


FIELDS: dict[str, Callable[..., bool]] = {
    "fareclass": lambda fare, day, masks: masked(fare.fare_class, masks),
    "owrt": lambda fare, day, tag: (tag == "OW") == fare.oneway,
    "type": lambda fare, day, type: type == fare.type,
    "season": lambda fare, day, season: season == fare.season,
    "routing": lambda fare, day, routing: str(routing) == fare.routing,
    "footnote": lambda fare, day, note: str(note) in fare.footnotes,
    "market": _market,
    "effective": lambda fare, day, span: within(day, span),
}


# ---- which rules

def applied(rule: Rule, fare: Filed, day: date) -> Rule:
    """The rule with the categories this fare stands under: of each number the first that matches."""
    chosen: dict[int, Category] = {}
    for category in rule.categories:
        if category.number not in chosen and _all(category.matches, fare, day):
            chosen[category.number] = category
    if len(chosen) == len(rule.categories):
        return rule
    return replace(rule, categories=tuple(chosen.values()))


def levels(rules: Mapping[str, Rule], fare: Filed, day: date) -> Levels:
    """The rules a fare stands under; general rules are those its rule names."""
    return narrowed(standing(rules, fare.rule, fare.footnotes), fare, day)


def narrowed(found: Levels, fare: Filed, day: date) -> Levels:
    """Those with the categories this fare stands under."""
    if not found.chooses:
        return found
    rule, general, alternate = (applied(each, fare, day) if each else None
                                for each in (found.rule, found.general, found.alternate))
    return Levels(tuple(applied(note, fare, day) for note in found.footnotes), rule, general, alternate)


def standing(rules: Mapping[str, Rule], name: str, footnotes: Iterable[str] = ()) -> Levels:
    """The rules by name, as they are; `base` names those of the fare another was made of, as tickets keep them."""
    rule = rules.get(name)
    notes = tuple(found for note in footnotes if (found := rules.get(note)))
    general, alternate, base = (_named(rules, rule, word) for word in ("general", "alternate", "base"))
    if base:  # footnotes are the base fare's
        return Levels((), rule, general, alternate, standing(rules, base.rid, (note.rid for note in notes)))
    return Levels(notes, rule, general, alternate)


def _named(rules: Mapping[str, Rule], rule: Rule | None, word: str) -> Rule | None:
    clause = rule.clause(word) if rule else None
    return rules.get(clause.values[0]) if clause else None


def filed(rule: Rule, fare: Filed, day: date) -> Filed | None:
    """The fare with the type and season its rule gives it; None where the rule does not take it in."""
    found = application(rule, fare, day)
    if found is None:
        return None
    ages = (int(str(found.ages.first)), int(str(found.ages.last))) if found.ages else fare.ages
    return replace(fare, type=found.type or fare.type, season=found.season or fare.season, ages=ages,
                   passengers=found.passengers or fare.passengers)


def barred(fare: Filed, passenger: str, age: int | None) -> str:
    """Why a fare is not for somebody, by what its rule takes it in for; an adult's is for everybody as an adult."""
    if fare.passengers and not among(passenger, fare.passengers) and "ADT" not in fare.passengers:
        return f"passenger {passenger}, not {' '.join(fare.passengers)}"
    own = not fare.passengers or among(passenger, fare.passengers)
    if fare.ages and own and age is not None and not fare.ages[0] <= age <= fare.ages[1]:
        return f"age {age}, not {fare.ages[0]}..{fare.ages[1]}"
    return ""
