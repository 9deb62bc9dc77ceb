"""Commands and replies as JSON data, in the shapes programs rely on.

A reply is shaped by its name, so that nothing is imported that was not used. Replies without a shape of their own are
given whole: their kind and their fields.
"""
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from ..commands.command import Command
from ..errors import PnrError
from ..values.dates import DayMonth
from ..values.documents import NAMES
from ..values.money import Money
from . import document_shapes  # noqa: F401 (it registers)
from .cards import hidden
from .registry import name_of
from .shapes import SHAPES, money


def data(reply: Any, dialect: str) -> dict:
    """What an entry gave at a desk of this dialect, or an empty object when it gave nothing to tell."""
    if reply is None:
        return {}
    name = type(reply).__name__
    shaped = SHAPES[name](reply, dialect) if name in SHAPES else whole(reply)
    return {"kind": name} | shaped


def whole(value: Any) -> dict:
    """All fields of a dataclass that are not personal."""
    return {item.name: plain(getattr(value, item.name)) for item in fields(value) if not item.metadata.get("personal")}


def facts(error: PnrError) -> dict:
    """What an error carries, but for the entry itself, which stands beside it."""
    return {name: plain(value) for name, value in error.facts.items() if name not in ("display", "booking")}


def command(asked: Any) -> dict:
    """A command under the name the registry keeps for it, with all its fields."""
    return {"command": name_of(type(asked))} | {item.name: plain(getattr(asked, item.name)) for item in fields(asked)}


def plain(value: Any) -> Any:
    """Any value of the house as JSON has it: dates as ISO 8601, `--12-10` where no year was typed."""
    match value:
        case str():
            return hidden(value)
        case None | bool() | int():
            return value
        case DayMonth() | Decimal():
            return str(value)
        case datetime() | date():
            return value.isoformat()
        case Enum():
            return value.name.lower()
        case Money():
            return money(value)
        case tuple() | list() | set() | frozenset():
            return [plain(item) for item in value]
        case dict():
            return {str(name): plain(item) for name, item in value.items()}
    if isinstance(value, Command):
        return command(value)
    if is_dataclass(value):
        return ({"kind": NAMES[type(value)]} if type(value) in NAMES else {}) | whole(value)
    return str(value)
