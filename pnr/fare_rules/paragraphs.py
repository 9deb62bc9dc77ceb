"""A rule as the paragraphs agents read: a code and a title for each category, and lines of no more than 60 columns."""
from collections.abc import Iterable, Iterator
from textwrap import wrap
from typing import NamedTuple

from .judge import Levels
from .rule import Category, Clause, Condition, Rule, RuleSet, Table
from .sentences import asked, heading, passengers, sentence, spoken

WIDTH, STEP = 60, 2
APPLICATION = 50
CODES = {  # number -> code and title, in the order they are shown
    50: ("RU", "RULE APPLICATION"), 1: ("EL", "ELIGIBILITY"), 2: ("DA", "DAY/TIME"), 3: ("SE", "SEASONS"),
    4: ("FL", "FLT APPLICATION"), 5: ("AP", "ADVANCE RES/TKT"), 6: ("MN", "MIN STAY"), 7: ("MX", "MAX STAY"),
    8: ("SO", "STOPOVERS"), 9: ("TF", "TRANSFERS"), 10: ("CO", "COMBINABILITY"), 11: ("BO", "BLACKOUT DATES"),
    12: ("SU", "SURCHARGES"), 13: ("AC", "ACCOMPANIED TRAVEL"), 14: ("TR", "TVL RESTRICTIONS"),
    15: ("SR", "SALES RESTRICT"), 16: ("PE", "PENALTIES"),
    17: ("HI", "HIGHER INTERMEDIATE"), 18: ("TE", "TKT ENDORSEMENT"), 19: ("CD", "CHILD DISCOUNTS"),
    20: ("TC", "TOUR CONDUCTOR"), 21: ("AD", "AGENT DISCOUNT"), 22: ("OD", "OTHER DISCOUNTS"),
    23: ("MI", "MISC FARE TAGS"), 25: ("FR", "FARE BY RULE"), 26: ("GP", "GROUPS"), 27: ("TO", "TOURS"),
    28: ("VI", "VISIT ANOTHER COUNTRY"), 29: ("DE", "DEPOSITS"),
    31: ("VC", "VOLUNTARY CHANGES"), 33: ("VR", "VOLUNTARY REFUNDS"), 35: ("NF", "NEGOTIATED FARES"),
}


LEVELS = {"footnote": "BY FOOTNOTE", "alternate": "BY ALTERNATE GENERAL RULE", "general": "BY GENERAL RULE"}


class Paragraph(NamedTuple):
    code: str
    title: str
    lines: tuple[str, ...]

    @property
    def number(self) -> int:
        """Of the category."""
        return next(number for number, (code, _) in CODES.items() if code == self.code)


def paragraphs(rule: Rule) -> list[Paragraph]:
    """What a rule says, its application first, then each category it has."""
    return [Paragraph(*CODES[number], tuple(lines)) for number in CODES if (lines := list(_lines(rule, number)))]


def standing(levels: Levels) -> list[Paragraph]:
    """What a fare stands under: its footnotes, its rule, and the general rules where it is silent or speaks partly."""
    found = ((number, tuple(_all_levels(levels, number))) for number in CODES)
    return [Paragraph(*CODES[number], lines) for number, lines in found if lines]


def _all_levels(levels: Levels, number: int) -> Iterator[str]:
    spoken, found = False, levels.answering(number)
    if found is not levels:
        yield from _wrapped("BY THE RULE OF THE BASE FARE -", 1)
    for level, rule in (*found.nearest, *found.farther):
        lines = list(_lines(rule, number)) if number != APPLICATION or level == "rule" else []
        if lines and level != "rule":
            yield from _wrapped(f"{LEVELS[level]}{' OTHERWISE' if spoken else ''} -", 1)
        yield from lines
        spoken = spoken or bool(lines)


def _lines(rule: Rule, number: int) -> Iterator[str]:
    if number == APPLICATION:
        yield from _application(rule)
    for category in rule.categories:
        if category.number == number:
            yield from _category(category)


def _wrapped(text: str, depth: int) -> list[str]:
    """Lines of a sentence, those that follow further in."""
    indent = " " * min(depth * STEP, WIDTH // 2)
    return wrap(text, WIDTH, initial_indent=indent, subsequent_indent=f"{indent}  ", break_on_hyphens=False)


# ---- the head

HEAD = {
    "fareclass": "FARE CLASSES {0}.", "type": "FARE TYPE {0}.", "rbd": "BOOKING CLASSES {0}.",
    "effective": "FOR TICKETS ISSUED {0}.", "routing": "ROUTING {0}.", "season": "SEASON {0}.",
    "index account": "ACCOUNT CODE {0}.", "private": "PRIVATE FARE.", "designator": "TICKET DESIGNATOR {0}.",
    "general": "GENERAL RULE {0} APPLIES.", "alternate": "ALTERNATE GENERAL RULE {0} APPLIES.", "age": "AGES {0}.",
    "tag": "", "footnote": "FOOTNOTE {0}.", "code": "TICKETING CODE {0}.",
}
TAGS = {"OW": "ONE WAY", "RT": "ROUND TRIP"}
WAYS = {">": ("FROM", "TO"), "<": ("TO", "FROM"), "=": ("BETWEEN", "AND")}


def _application(rule: Rule) -> Iterator[str]:
    if rule.title:
        yield from _wrapped(rule.title.upper(), 1)
    yield from _sentences(map(_head, rule.clauses), 1)
    for entry in rule.applications:
        yield from _wrapped(f"{', '.join(map(_match, entry.matches)) or 'ALL FARES'} -", 1)
        yield from _sentences(map(_head, entry.clauses), 2)


def _head(clause: Clause) -> str:
    if clause.phrase == "owrt":
        return f"{TAGS[clause.values[0]]} FARES."
    if clause.phrase == "market":
        return f"{_market(clause)}."
    if clause.phrase in ("pax", "index pax"):
        return f"VALID FOR {passengers(clause.values[0])}."
    return HEAD.get(clause.phrase, clause.phrase.upper() + " {0}.").format(*map(spoken, clause.values))


def _market(clause: Clause) -> str:
    one, way, other = clause.values
    first, second = WAYS.get(way, WAYS["="])
    return f"{first} {spoken(one)} {second} {spoken(other)}"


def _match(clause: Clause) -> str:
    """Of which fares; a market in the words of the head."""
    if clause.phrase == "market":
        return _market(clause)
    return f"FOR {TAGS[clause.values[0]]} FARES" if clause.phrase == "owrt" else heading(clause)


# ---- a category

def _category(category: Category) -> Iterator[str]:
    depth = 1
    if category.matches:
        yield from _wrapped(f"{', '.join(map(_match, category.matches))} -", 1)
        depth = 2
    if not category.sets:
        yield from _wrapped("NO RESTRICTION.", depth)
    for place, each in enumerate(category.sets):
        if place:
            yield from _wrapped("OTHERWISE -", depth)
        yield from _set(each, category.number, depth)


def _set(each: RuleSet, number: int, depth: int) -> Iterator[str]:
    if each.conditions:
        yield from _wrapped(f"IF {' AND '.join(map(_condition, each.conditions))} -", depth)
        depth += 1
    for place, tables in enumerate(each.alternatives):
        if place:
            yield from _wrapped("OR -", depth)
        for beside, table in enumerate(tables):
            if beside:
                yield from _wrapped("AND -", depth)
            yield from _table(table, number, depth)


def _condition(condition: Condition) -> str:
    """The sentences of the table that must hold."""
    table = condition.table
    said = [*map(heading, table.when), *(asked(clause, condition.category, table) for clause in table.clauses)]
    return ", ".join(filter(None, said)) or CODES[condition.category][1]


def _table(table: Table, number: int, depth: int) -> Iterator[str]:
    if table.when:
        yield from _wrapped(f"{', '.join(map(heading, table.when))} -", depth)
        depth += 1
    said = list(_sentences((sentence(clause, number, table) for clause in table.clauses), depth))
    yield from said or _wrapped("NO RESTRICTION.", depth)


def _sentences(said: Iterable[str], depth: int) -> Iterator[str]:
    for text in said:
        if text:
            yield from _wrapped(text, depth)
