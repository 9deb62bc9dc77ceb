"""Builds values from Lark rules by name, for entries and for fare rules.

A rule named as a class (SellFromAvailability -> sell_from_availability) builds it; any other rule is a field of the
class around it; a terminal is only a shape. The field's annotation says how its text becomes a value: `tuple[...]`
gathers, `bool` is true by being there, a class with a `read` method reads itself.
"""
import re
from collections.abc import Callable, Iterator
from dataclasses import MISSING, dataclass, fields, is_dataclass
from decimal import Decimal
from types import ModuleType, NoneType
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

from .errors import EntryError

Classes = dict[str, type]


class Named(NamedTuple):
    """What a rule made, under the rule's name."""

    name: str
    value: Any


class Builder(NamedTuple):
    """How one class takes its fields."""

    build: type
    converters: dict[str, Callable]


def snake(name: str) -> str:
    """SellFromAvailability -> sell_from_availability"""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def classes_of(module: ModuleType) -> Classes:
    """The dataclasses a module defines or has from its own package, by the names their rules have."""
    package = str(module.__package__)
    found = [item for item in vars(module).values()
             if isinstance(item, type) and is_dataclass(item) and item.__module__.startswith(package)]
    return {snake(item.__name__): item for item in found}


def converter(hint: Any) -> Callable:
    """What turns the text of a field with this annotation into its value."""
    kinds = [kind for kind in get_args(hint) if kind is not NoneType] if get_origin(hint) is not tuple else []
    if kinds:
        hint = kinds[0]
    if get_origin(hint) is tuple:
        part = converter(get_args(hint)[0])
        return lambda value: tuple(part(item) for item in (value if isinstance(value, tuple) else (value,)))
    if hint in (int, Decimal):
        return hint
    if hint is bool:
        return lambda value: True
    if hasattr(hint, "read"):
        return lambda value: hint.read(value) if isinstance(value, str) else value
    return _whole


def _whole(value: Any) -> Any:
    """Text, or the one value that was built inside the rule."""
    if isinstance(value, tuple) and len(value) == 1:
        return value[0]
    return "" if value is True else value.strip() if isinstance(value, str) else value


def builder(build: type) -> Builder:
    hints = get_type_hints(build)
    return Builder(build, {item.name: converter(hints[item.name]) for item in fields(build)})


def transformer(classes: Classes):
    """A Lark transformer that builds these classes; give it to the parser, so that no tree is made."""
    from lark import Transformer, Tree

    make = maker(classes)

    class ByName(Transformer):
        def __getattr__(self, name: str) -> Callable[[list], Any]:
            """What a rule makes of its children; Lark asks once for each rule, and for terminals in vain."""
            if name.isupper() or name.endswith("__"):
                raise AttributeError(name)
            if name.startswith("_"):
                return lambda children: Tree(name, children)  # Lark splices these into the rule around them
            return make(str(name))  # Lark's own kind of text compares slowly

    return ByName()


def maker(classes: Classes) -> Callable[[str], Callable[[list], Named]]:
    """What a rule makes of its children, by the rule's name: an object of its class, or a field."""
    def make(name: str) -> Callable[[list], Named]:
        if name not in classes:
            return lambda children: Named(name, _field(children))
        known = builder(classes[name])
        return lambda children: Named(name, _built(known, children))

    return make


def _field(children: list) -> Any:
    """The text of tokens, the values of rules, or true for what is only literals."""
    if not children:
        return True
    if len(children) == 1 and not isinstance(children[0], Named):
        return str(children[0])
    if any(isinstance(child, Named) for child in children):
        return tuple(child.value if isinstance(child, Named) else str(child) for child in children)
    return "".join(children)


def _built(known: Builder, children: list) -> Any:
    given: dict[str, Any] = {}
    for child in children:
        if not isinstance(child, Named):
            continue
        if child.name in given:
            raise EntryError()  # the same option twice
        given[child.name] = known.converters[child.name](child.value)
    return known.build(**given)


@dataclass(frozen=True)
class Fault:
    """Where a grammar and its classes disagree."""

    rule: str
    what: str


def faults(lark, classes: Classes) -> Iterator[Fault]:
    """Unknown, repeated and missing fields of every rule that builds a class; a right grammar has none."""
    for rule in lark.rules:
        name = rule.alias or rule.origin.name
        if name not in classes:
            continue
        wanted = {item.name: item for item in fields(classes[name])}
        given = list(_given(lark, rule))
        needed = {item for item, spec in wanted.items() if spec.default is MISSING and spec.default_factory is MISSING}
        for what, names in (("has no field", set(given) - wanted.keys()), ("lacks", needed - set(given)),
                            ("takes once", {item for item in given if given.count(item) > 1})):
            if names:
                yield Fault(f"{name}: {rule}", f"{classes[name].__name__} {what} {', '.join(sorted(names))}")


def _given(lark, rule, seen: tuple[str, ...] = ()) -> Iterator[str]:
    """Names of the fields a rule brings, those of its _inlined rules included (each once: they may repeat)."""
    for symbol in rule.expansion:
        name = symbol.name
        if symbol.is_term or name in seen:
            continue
        if not name.startswith("_"):
            yield name
            continue
        inner = [other for other in lark.rules if other.origin == symbol]
        yield from sorted({item for other in inner for item in _given(lark, other, (*seen, name))})


def lalr(grammar: str, **options: Any) -> Any:
    """Lark's parser of a grammar, without its search for terminals that may read the same text."""
    from lark import Lark, lexer

    checks, lexer.has_interegular = lexer.has_interegular, False  # it takes seconds
    try:
        return Lark(grammar, parser="lalr", **options)
    finally:
        lexer.has_interegular = checks
