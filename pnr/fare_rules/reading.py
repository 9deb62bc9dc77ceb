"""Rule text -> rules; text that is none is refused with its line and column."""
import re
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TypeVar

from ..errors import InvalidDate
from ..reading import lalr
from ..values.dates import DayMonth
from ..values.money import CURRENCIES, Money
from . import rule as node
from .rule import JUDGED, TITLES, Clause, Range, Rule, RuleFault, Table, Time

GRAMMAR = Path(__file__).with_name("rules.lark")
FLIGHT = re.compile(r"(?:[A-Z][A-Z0-9]|[0-9][A-Z])[0-9]{1,4}")
Part = TypeVar("Part")
LONGEST = 9999  # of a duration, whatever its unit; of percentages the highest


def parse(text: str) -> tuple[Rule, ...]:
    """The rules of a text, their words not yet checked (lint.py does); raises RuleFault."""
    from lark.exceptions import UnexpectedInput, VisitError

    parser, nodes = _parser()
    try:
        return nodes.transform(parser.parse(text))
    except UnexpectedInput as error:
        raise _fault(text, error) from None
    except VisitError as error:
        raise error.orig_exc from None


def _fault(text: str, error) -> RuleFault:
    token = getattr(error, "token", None)
    if token is not None and token.type == "$END":
        return RuleFault(text.count("\n") + 1, len(text) - text.rfind("\n"), "ends too early")
    if token is not None:
        return RuleFault(token.line, token.column, f"{token.value} may not stand here")
    return RuleFault(error.line, error.column, f"{text[error.pos_in_stream]} may not stand here")


@cache
def _parser():
    text = GRAMMAR.read_text(encoding="utf-8")
    return lalr(text, maybe_placeholders=True, propagate_positions=True), _transformer()


def _transformer():
    from lark import Transformer, v_args

    reading = v_args(meta=True)(type("Reading", (Transformer,), NODES))()
    for name, convert in WORDS.items():
        setattr(reading, name, _word(convert))
    return reading


def _word(convert):
    def read(token):
        try:
            return convert(str(token))
        except (ValueError, ArithmeticError, InvalidDate, IndexError):
            raise RuleFault(token.line, token.column, f"{token} means nothing") from None

    return read


def _day(text: str) -> date | DayMonth:
    """A date, or a day of every year."""
    if "-" in text:
        return date.fromisoformat(text)
    day = DayMonth.read(text)
    return day if day.year is None else date(2000 + day.year, day.month, day.day)


def _end(text: str) -> date | DayMonth | int | Time | str:
    """An end of a range: four digits are a time of day, fewer a number; CA855 is a flight."""
    if text.isdecimal():
        return Time.read(text) if len(text) == 4 else int(text)
    return text if FLIGHT.fullmatch(text) else _day(text)


def _range(text: str) -> Range:
    first, last = map(_end, text.split(".."))
    if type(first) is not type(last):
        raise ValueError(text)
    return Range(first, last)


def _duration(text: str) -> node.Duration:
    unit = text.lstrip("0123456789")
    count = int(text.removesuffix(unit))
    if count > LONGEST:
        raise ValueError(text)
    return node.Duration(count, unit)


def _percent(text: str) -> node.Percent:
    rate = Decimal(text[:-1])
    if rate > LONGEST:
        raise ValueError(text)
    return node.Percent(rate)


def _money(text: str) -> Money | str:
    """An office such as PEK099 looks like money and is none: no money has the name of a city."""
    return Money.of(text[3:], text[:3]) if text[:3] in CURRENCIES else text


WORDS = {
    "RANGE": _range, "RID": str, "DATE": _day, "MONEY": _money, "CODE": str,
    "PERCENT": _percent, "DURATION": _duration, "COMPARE": str, "NUMBER": int,
    "STRING": lambda text: node.Text(text[1:-1]), "WORD": str,
}


def _all(parts: list, kind: type[Part]) -> tuple[Part, ...]:
    return tuple(part for part in parts if isinstance(part, kind))


def _whole(kind: str):
    def build(self, meta, children) -> Rule:
        rid, title, *parts = children
        return Rule(kind, rid, title.text if title else "", _all(parts, Clause), _all(parts, node.Category),
                    _all(parts, node.Application), meta.line, meta.column)

    return build


def _application(self, meta, children) -> node.Application:
    matches, *clauses = children
    return node.Application(matches or (), tuple(clauses), meta.line, meta.column)


def _supported(number: int, meta) -> int:
    if number not in JUDGED:
        name = f" ({TITLES[number].lower()})" if number in TITLES else ""
        raise RuleFault(meta.line, meta.column, f"category {number}{name} not supported")
    return number


def _category(self, meta, children) -> node.Category:
    number, matches, *sets = children
    return node.Category(_supported(number, meta), tuple(sets), matches or (), meta.line, meta.column)


def _set(self, meta, children) -> node.RuleSet:
    conditions = tuple(part for part in children if isinstance(part, node.Condition))
    return node.RuleSet(conditions, tuple(part for part in children if isinstance(part, tuple)))


def _table(self, meta, children) -> Table:
    when, *clauses = children
    return Table(when or (), tuple(clauses), meta.line, meta.column)


def _clause(self, meta, children) -> Clause:
    return Clause(tuple(children), meta.line, meta.column)


def _gathered(self, meta, children) -> tuple:
    return tuple(children)


NODES = {
    "rule": _whole("rule"), "general": _whole("general"), "footnote": _whole("footnote"),
    "application": _application, "category": _category, "set": _set, "table": _table,
    "clause": _clause, "match": _clause, "start": _gathered, "alternative": _gathered, "when": _gathered,
    "matches": _gathered, "list": _gathered,
    "condition": lambda self, meta, children: node.Condition(_supported(children[0], meta), children[1]),
}
