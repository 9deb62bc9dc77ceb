"""What is still to be said of a value while an entry is written, and the texts that say it.

A taker gives what a rule of this name would hold (`take`) or what a terminal would (`spell`), with what is left then;
a text of None stands for any text that examples have there.
"""
from collections.abc import Iterator
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

Spelled = Iterator[tuple[str | None, "Taker"]]


class Taker:
    """Nothing to take: a rule that is true by being there."""

    pending = 0  # pieces still to be said

    @property
    def done(self) -> bool:
        return not self.pending

    def within(self, reach: set[str]) -> bool:
        """Whether rules that may bring these can say all that must be said."""
        return True

    def extra(self, needed: set[str]) -> int | None:
        """How many of these rules would say what is at its default anyway; None when one would have nothing to say."""
        return None if needed else 0

    def take(self, name: str) -> Iterator[tuple[Any, "Taker"]]:
        """The value for a rule, and what is left."""
        return iter(())

    def spell(self, last: bool) -> Spelled:
        yield None, self


@dataclass(frozen=True)
class Fields(Taker):
    """Fields of a value by name; `must` are those which are not at their default."""

    left: dict[str, Any]
    must: frozenset[str]

    @classmethod
    def of(cls, value: Any) -> "Fields":
        return cls({item.name: getattr(value, item.name) for item in fields(value)}, must(value))

    @property
    def pending(self) -> int:  # type: ignore[override]
        return sum(size(self.left[name]) for name in self.must)

    def within(self, reach: set[str]) -> bool:
        return self.must <= reach

    def extra(self, needed: set[str]) -> int | None:
        sayable = all(name in self.left and not unsayable(self.left[name]) for name in needed)
        return len(needed - self.must) if sayable else None

    def take(self, name: str) -> Iterator[tuple[Any, Taker]]:
        if name in self.left:
            left = {key: value for key, value in self.left.items() if key != name}
            yield self.left[name], Fields(left, self.must - {name})


@dataclass(frozen=True)
class Items(Taker):
    """Members of a tuple, in order."""

    left: tuple

    @property
    def pending(self) -> int:  # type: ignore[override]
        return sum(map(size, self.left))

    def extra(self, needed: set[str]) -> int | None:
        return 0

    def take(self, name: str) -> Iterator[tuple[Any, Taker]]:
        if self.left:
            yield self.left[0], Items(self.left[1:])

    def spell(self, last: bool) -> Spelled:
        for text in texts(self.left[0]) if self.left else ():
            yield text, Items(self.left[1:])


@dataclass(frozen=True)
class Letters(Taker):
    """A text; terminals take it from the left."""

    left: str

    @property
    def pending(self) -> int:  # type: ignore[override]
        return bool(self.left)

    def spell(self, last: bool) -> Spelled:
        for end in range(len(self.left), 0 if not last else len(self.left) - 1, -1):
            yield self.left[:end], Letters(self.left[end:])


def default(item: Field) -> Any:
    return item.default if item.default_factory is MISSING else item.default_factory()


def must(value: Any) -> frozenset[str]:
    """The fields that have to be said: those not at their default."""
    return frozenset(item.name for item in fields(value) if getattr(value, item.name) != default(item))


def unsayable(value: Any) -> bool:
    """Whether no text stands for it."""
    return value is None or value is False or value == ()


@lru_cache
def size(value: Any) -> int:
    """How many pieces a value has."""
    if isinstance(value, tuple):
        return sum(map(size, value))
    if is_dataclass(value) and not hasattr(value, "written"):
        return sum(size(getattr(value, name)) for name in must(value)) or 1
    return 1


def texts(value: Any) -> Iterator[str]:
    """A value as a field's text may have it, the usual first."""
    if hasattr(value, "written"):
        yield value.written()
        yield value.written().removeprefix("0")
        if isinstance(value, str):
            yield str(value)  # where what is written around it belongs to the rule
    elif isinstance(value, str):
        yield value
        yield " " + value
    elif isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        yield from (str(value).zfill(width) for width in range(1, 5))


def takers(value: Any, build: type | None) -> Iterator[Taker]:
    """The ways to say a value inside a rule: `build` is the class the rule builds, if any."""
    if build is not None:
        if type(value) is build:
            yield Fields.of(value)
        return
    if value is True or (hasattr(value, "read") and not hasattr(value, "written")):
        yield Taker()  # by being there, or by one of the words the examples have
    if isinstance(value, tuple):
        yield Items(value)
    elif is_dataclass(value) and not hasattr(value, "written"):
        yield Items((value,))
    alone = value[0] if isinstance(value, tuple) and len(value) == 1 else value
    yield from map(Letters, dict.fromkeys(text for text in texts(alone) if text))
