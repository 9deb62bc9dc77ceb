"""A fare calculation line as a value: the way flown, what each part of it costs, and what closes it."""
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Union

NEUTRAL = "NUC"
LESS = "LC"  # the one charge that is taken off


@dataclass(frozen=True)
class Sector:
    """A flight to a city. `flags` of the city: X no stopover, E, L, R, T, B, C, F; `ocean` AT, PA, ... crossed."""

    carrier: str
    city: str
    flags: tuple[str, ...] = ()
    ocean: str = ""
    starred: bool = False


@dataclass(frozen=True)
class Surface:
    """The passenger finds another way to a city: `//` counts as mileage, `/-` does not."""

    gap: str
    city: str
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fare:
    """Ends a fare component. `mileage` M or 5M to 25M; `pair` the cities of a higher intermediate fare."""

    amount: Decimal
    basis: str = ""
    mileage: str = ""
    pair: str = ""


@dataclass(frozen=True)
class Hidden:
    """Ends a component whose amount is not shown: `mark` IT or BT, as printed (`M/BT`)."""

    mark: str
    basis: str = ""


@dataclass(frozen=True)
class Charge:
    """What is added: Q surcharge, S stopovers (`count` of them, `equal` E/), D differential, P H U plus-ups, PC agency.

    `pair` is whom it is charged for or the higher fare; `against` the pair a plus-up raises. LC is taken off.
    """

    code: str
    amount: Decimal
    pair: str = ""
    against: str = ""
    mileage: str = ""
    count: int = 0
    equal: bool = False

    @property
    def added(self) -> Decimal:
        return -self.amount if self.code == LESS else self.amount


@dataclass(frozen=True)
class Note:
    """A mark without an amount: `E/XXX`, `*`."""

    text: str


@dataclass(frozen=True)
class SideTrip:
    """Between parentheses: components of their own, from a point of the way and back to it."""

    items: tuple["Item", ...]


Item = Union[Sector, Surface, Fare, Hidden, Charge, Note, SideTrip]  # noqa: UP007  the names are not all known yet


@dataclass(frozen=True)
class Tax:
    """Of the breakdown after XT."""

    figure: Decimal
    code: str
    currency: str = ""


@dataclass(frozen=True)
class AirportCharge:
    """What an airport takes of XF."""

    airport: str
    figure: Decimal


@dataclass(frozen=True)
class Line:
    """`total` in `currency` (NUC or money), none where amounts are hidden; `plus` is added after it."""

    origin: str
    items: tuple[Item, ...]
    currency: str = ""
    total: Decimal | None = None
    plus: Decimal | None = None
    message: str = ""
    roe: Decimal | None = None
    segment_airports: tuple[str, ...] = ()
    facility: tuple[AirportCharge, ...] = ()
    taxes: tuple[Tax, ...] = ()
    scope: str = ""  # I- or N-
    date: str = ""  # 10DEC25, where a ticket prints it

    @property
    def sum(self) -> Decimal:
        """Of everything that is shown up to the total."""
        return sum((item.added if isinstance(item, Charge) else item.amount
                    for item in flat(self.items) if isinstance(item, Fare | Charge)), Decimal(0))

    @property
    def hidden(self) -> bool:
        return any(isinstance(item, Hidden) for item in flat(self.items))

    @property
    def cities(self) -> tuple[str, ...]:
        """Every point in the order it is reached."""
        return (self.origin, *(item.city for item in flat(self.items) if isinstance(item, Sector | Surface)))


def flat(items: tuple[Item, ...]) -> Iterator[Item]:
    """Items with those of side trips in their place."""
    for item in items:
        if isinstance(item, SideTrip):
            yield from flat(item.items)
        else:
            yield item
