"""Rule text -> rules; text that is none is refused with its line and column."""
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from ..errors import InvalidDate
from ..values.dates import DayMonth
from ..values.money import Money
from . import rule as node
from .rule import JUDGED, TITLES, Clause, Range, Rule, RuleFault, Table

GRAMMAR = Path(__file__).with_name("rules.lark")


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
    from lark import Lark

    text = GRAMMAR.read_text(encoding="utf-8")
    return Lark(text, parser="lalr", maybe_placeholders=True, propagate_positions=True), _transformer()


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
        except (ValueError, InvalidDate, IndexError):
            raise RuleFault(token.line, token.column, f"{token} means nothing") from None

    return read


def _day(text: str) -> date | DayMonth | int:
    """A number, a date, or a day of every year."""
    if text.isdecimal():
        return int(text)
    if "-" in text:
        return date.fromisoformat(text)
    day = DayMonth.read(text)
    return day if day.year is None else date(2000 + day.year, day.month, day.day)


def _range(text: str) -> Range:
    first, last = map(_day, text.split(".."))
    if type(first) is not type(last):
        raise ValueError(text)
    return Range(first, last)


def _duration(text: str) -> node.Duration:
    unit = text.lstrip("0123456789")
    return node.Duration(int(text.removesuffix(unit)), unit)


WORDS = {
    "RANGE": _range, "RID": str, "DATE": _day, "MONEY": lambda text: Money.of(text[3:], text[:3]),
    "PERCENT": lambda text: node.Percent(Decimal(text[:-1])), "DURATION": _duration, "COMPARE": str, "NUMBER": int,
    "STRING": lambda text: node.Text(text[1:-1]), "WORD": str,
}


def _whole(kind: str):
    def build(self, meta, children) -> Rule:
        rid, title, *parts = children
        clauses = tuple(part for part in parts if isinstance(part, Clause))
        categories = tuple(part for part in parts if isinstance(part, node.Category))
        return Rule(kind, rid, title.text if title else "", clauses, categories, meta.line)

    return build


def _supported(number: int, meta) -> int:
    if number not in JUDGED:
        name = f" ({TITLES[number].lower()})" if number in TITLES else ""
        raise RuleFault(meta.line, meta.column, f"category {number}{name} not supported")
    return number


def _category(self, meta, children) -> node.Category:
    number, *sets = children
    return node.Category(_supported(number, meta), tuple(sets), meta.line, meta.column)


def _set(self, meta, children) -> node.RuleSet:
    conditions = tuple(part for part in children if isinstance(part, node.Condition))
    return node.RuleSet(conditions, tuple(part for part in children if isinstance(part, tuple)))


def _table(self, meta, children) -> Table:
    when, *clauses = children
    return Table(when or (), tuple(clauses), meta.line, meta.column)


def _clause(self, meta, children) -> Clause:
    return Clause(tuple(children), meta.line, meta.column)


NODES = {
    "start": lambda self, meta, children: tuple(children),
    "rule": _whole("rule"), "general": _whole("general"), "footnote": _whole("footnote"),
    "category": _category, "set": _set, "table": _table, "clause": _clause, "match": _clause,
    "alternative": lambda self, meta, children: tuple(children),
    "when": lambda self, meta, children: tuple(children),
    "list": lambda self, meta, children: tuple(children),
    "condition": lambda self, meta, children: node.Condition(_supported(children[0], meta), children[1]),
}
