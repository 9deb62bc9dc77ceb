"""Frozen dataclasses as JSON documents and back, by their own annotations.

A class is stored under a declared kind, never under its own name. Fields at their default are left out, so an old
document gains a new field by itself; any other change is a function in `upcast.py`. Personal fields are sealed on the
way in and opened on the way out.
"""
import json
from collections.abc import Callable
from dataclasses import MISSING, field, fields
from datetime import date
from operator import attrgetter
from typing import Any, get_args, get_type_hints

from . import upcast

KINDS: dict[str, type] = {}
NAMES: dict[type, str] = {}
PLANS: dict[type, "Plan"] = {}

Seal = Callable[[str], str]


def document(kind: str) -> Callable[[type], type]:
    """Class decorator: values of this frozen dataclass may stand in documents, under this kind."""

    def register(cls: type) -> type:
        if KINDS.setdefault(kind, cls) is not cls:
            raise TypeError(f"two classes are stored as {kind}")
        NAMES[cls] = kind
        return cls

    return register


def personal(**options: Any) -> Any:
    """A field that holds personal data (documents, cards, phones, e-mail, births): sealed at rest, masked elsewhere."""
    return field(metadata={"personal": True}, **options)


class Plan:
    """How one class is written and read; made once."""

    def __init__(self, cls: type):
        hints = get_type_hints(cls)
        self.cls, self.kind = cls, NAMES[cls]
        self.fields = tuple((item.name, _default(item), bool(item.metadata.get("personal"))) for item in fields(cls))
        names = [name for name, _, _ in self.fields]
        self.parts: Callable[[Any], tuple] = attrgetter(*names) if len(names) > 1 else lambda item: tuple(
            getattr(item, name) for name in names)
        self.dates = frozenset(name for name, hint in hints.items() if hint is date or date in get_args(hint))


def _default(item) -> Any:
    return item.default if item.default_factory is MISSING else item.default_factory()


def plan(cls: type) -> Plan:
    found = PLANS.get(cls)
    if found is None:
        found = PLANS[cls] = Plan(cls)
    return found


def write(value: Any, seal: Seal | None = None) -> str:
    """The document of a value, its schema first; personal fields go through `seal` (text -> text)."""
    return writer(seal)(value)


def writer(seal: Seal | None = None) -> Callable[[Any], str]:
    """Writes several documents that share values, each of which is laid out and sealed once."""
    dumped = _dumping(seal)
    return lambda value: f'{{"schema":{upcast.SCHEMA},{dumped(value)[1:]}'


def _dumping(seal: Seal | None = None) -> Callable[[Any], str]:
    done: dict[int, tuple[Any, dict[str, Any]]] = {}  # by identity, with the value so that it lives as long

    def plain(item: Any) -> Any:
        if isinstance(item, date):
            return item.isoformat()
        if found := done.get(id(item)):
            return found[1]
        how = plan(type(item))
        held: dict[str, Any] = {"kind": how.kind}
        for (name, default, sealed), part in zip(how.fields, how.parts(item), strict=True):
            if part is not default and part != default:
                held[name] = {"sealed": seal(_alone(part, plain))} if sealed and seal else part
        done[id(item)] = item, held
        return held

    return json.JSONEncoder(default=plain, separators=(",", ":"), ensure_ascii=False).encode


def _alone(part: Any, plain: Callable[[Any], Any]) -> str:
    return json.dumps(part) if part.__class__ is str else json.dumps(part, default=plain)


def read(text: str, opened: Seal | None = None) -> Any:
    """The value of a document; raises KeyError for a kind nobody declared, NewerSchema for a schema of tomorrow."""
    if not text.startswith(f'{{"schema":{upcast.SCHEMA},'):
        text = upcast.upcast(text)

    def build(held: dict) -> Any:
        if "sealed" in held and "kind" not in held:
            return json.loads(opened(held["sealed"]), object_hook=build) if opened else None
        kind = held.pop("kind", None)
        if kind is None:
            return held
        how = plan(KINDS[kind])
        held.pop("schema", None)
        for name, item in held.items():
            if item.__class__ is list:
                held[name] = _frozen(item)
            elif name in how.dates and item.__class__ is str:
                held[name] = date.fromisoformat(item)
        return how.cls(**held)

    return json.loads(text, object_hook=build)


def _frozen(item: list) -> tuple:
    return tuple(_frozen(part) if part.__class__ is list else part for part in item)


def to_data(value: Any) -> Any:
    """The value as plain lists, objects with their kind, and ISO dates."""
    return json.loads(_dumping()(value))
