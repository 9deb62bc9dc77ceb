"""The dialects there are, and all commands, replies and errors, for the tests that compare them."""
import pkgutil
from functools import cache
from importlib import import_module
from typing import Any, get_args, get_type_hints

from house.looking import DIALECTS, HOUSE

import pnr.commands
import pnr.errors
from pnr.commands import Command, Reply, execute
from pnr.grammar.dialect import Dialect, load

THERE = tuple(name for name in DIALECTS if any((HOUSE / "grammar" / name).glob("*.lark")))


@cache
def dialects() -> tuple[Dialect, ...]:
    return tuple(load(name) for name in THERE)


@cache
def families() -> tuple[tuple[Dialect, Any], ...]:
    return tuple((dialect, family) for dialect in dialects() for family in dialect.reader.families.values())


@cache
def examples() -> tuple[tuple[Dialect, str], ...]:
    return tuple((dialect, example.entry) for dialect in dialects() for example in dialect.reader.examples)


@cache
def every(kind: type) -> tuple[type, ...]:
    """All classes of a kind, wherever a module of the commands defines them."""
    for module in pkgutil.iter_modules(pnr.commands.__path__):
        import_module(f"pnr.commands.{module.name}")
    found: list[type] = []
    waiting = [kind]
    while waiting:
        for item in waiting.pop().__subclasses__():
            if item not in found and item.__module__.startswith("pnr."):
                found.append(item)
                waiting.append(item)
    return tuple(sorted(found, key=lambda item: (item.__module__, item.__name__)))


@cache
def errors() -> tuple[type[pnr.errors.PnrError], ...]:
    return tuple(item for item in every(pnr.errors.PnrError) if item.__module__.startswith("pnr.errors."))


@cache
def meant(name: str) -> frozenset[type]:
    """The classes of the commands that the examples of a dialect mean, those within a command included."""
    return frozenset(kind for dialect, entry in examples() if dialect.name == name
                     for part in dialect.entries(entry) for kind in kinds(dialect.read(part)))


def kinds(command: Any):
    if isinstance(command, Command):
        yield type(command)
        for value in vars(command).values():
            for item in value if isinstance(value, tuple) else (value,):
                yield from kinds(item)


def replies(command: type) -> tuple[type, ...]:
    """What the handler of a command says it answers."""
    hint = get_type_hints(execute.dispatch(command)).get("return", Reply)
    return tuple(item for item in (get_args(hint) or (hint,)) if isinstance(item, type))
