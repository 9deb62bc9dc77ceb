"""A Core statement as text, compiled once, with the way its values are laid out for the driver."""
from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import Any

MOST = 2000  # texts kept; more than the program has, so that a statement built anew each time fills no memory

Arrange = Callable[[dict], Any]
Text = tuple[str, Arrange]


class Statements:
    """The texts of one dialect. A statement is built once at module level, since it is its own key here."""

    def __init__(self, dialect: Any):
        self.dialect = dialect
        self.texts: dict[Any, Text] = {}
        self.lists: dict[Any, tuple[Any, tuple[str, ...]]] = {}

    def text(self, statement: Any, values: dict) -> Text:
        return self.texts.get(statement) or self._compiled(statement, values)

    def _compiled(self, statement: Any, values: dict) -> Text:
        if len(self.texts) > MOST:
            self.texts.clear()
            self.lists.clear()
        if statement not in self.lists:
            compiled = statement.compile(dialect=self.dialect)
            binds = binds_of(compiled)
            lists = tuple(name for name, bind in binds.items() if bind.expanding)
            if not lists:
                names = (compiled.positiontup or tuple(binds)) if binds else ()
                return self.texts.setdefault(statement, (str(compiled), arrangement(compiled, names, constants(binds))))
            self.lists[statement] = compiled, lists
        return self._with_lists(statement, *self.lists[statement], values)

    def _with_lists(self, statement: Any, compiled: Any, lists: tuple[str, ...], values: dict) -> Text:
        """`column.in_(bindparam("keys", expanding=True))`: a text for each number of values it was asked with."""
        key = statement, tuple(len(values[name]) for name in lists if name in values)
        if key not in self.texts:
            binds = binds_of(compiled)
            fixed = constants(binds)
            given = {name: list(values.get(name, fixed.get(name, ()))) if name in lists else None
                     for name in binds}
            state = compiled.construct_expanded_state(given)
            names = state.positiontup or tuple(state.parameters)
            fixed |= {part: value for name in lists if name in fixed
                      for part, value in zip(state.parameter_expansion[name], fixed[name], strict=True)}
            self.texts[key] = state.statement, spread(state.parameter_expansion, arrangement(compiled, names, fixed))
        return self.texts[key]


def binds_of(compiled: Any) -> dict[str, Any]:
    """The statement's parameters by the names its text has for them; DDL has none."""
    return {name: bind for bind, name in getattr(compiled, "bind_names", {}).items()}


def constants(binds: dict) -> dict[str, Any]:
    return {name: bind.effective_value for name, bind in binds.items() if not bind.required}


def arrangement(compiled: Any, names: Iterable[str], fixed: dict[str, Any]) -> Arrange:
    """How to lay out the values of a call, with the statement's own constants among them."""
    names = tuple(names)
    if not getattr(compiled, "positional", False):
        return lambda values: {name: values[name] if name in values else fixed[name] for name in names}
    if len(names) > 1 and not fixed.keys() & set(names):
        return itemgetter(*names)
    return lambda values: [values[name] if name in values else fixed[name] for name in names]


def spread(expansion: dict[str, list[str]], arrange: Arrange) -> Arrange:
    """The values with each list taken apart under the names the text has for its parts."""

    def lay_out(values: dict) -> Any:
        parts = {part: value for name, names in expansion.items() if name in values
                 for part, value in zip(names, values[name], strict=True)}
        return arrange(values | parts)

    return lay_out
