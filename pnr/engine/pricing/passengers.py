"""What a passenger type pays of an adult's fare."""
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ...fare_rules.actions import Discount as Given
from . import filed
from .filed import Discount
from .quote import Fare, Passenger

ALIASES = {"CNN": "CHD", "UNN": "ADT"}
FULL = frozenset("FJCY")
ADULT = Discount("ADT", "WORLD", "", 100, "fare", "", "truncate")


def known(type: str) -> str:
    """The type a fare is looked up for: C05 and CNN are children; what the tariff does not know pays as an adult."""
    wanted = ALIASES.get(type, "CHD" if type[:1] == "C" and type[1:].isdecimal() else type)
    return wanted if any(row.type == wanted for row in filed.discounts()) else "ADT"


def discount(type: str, area: str, fare: Fare) -> Discount:
    """The row that speaks of this type in this area and class; inside China full fares and others differ."""
    full = "yes" if fare.booking_class in FULL else "no"
    rows = [row for row in filed.discounts()
            if row.type == type and row.area in (area, "WORLD") and row.full in (full, "")]
    return min(rows, key=lambda row: row.area != area, default=ADULT)  # the area's own row first


def by_rule(type: str, found: Given) -> Discount:
    """A discount as category 19 gives it: a percentage, or an amount paid whole."""
    designator = f"/{found.designator.lstrip('/')}" if found.designator else ""
    percent = found.percent if found.percent is not None and not found.amount else 100
    return Discount(type, "WORLD", "", percent, "fare", designator, "truncate")


def basis(fare: Fare, row: Discount, full: Fare) -> str:
    """The fare basis: fare class and designator; one stroke is all there is room for."""
    name = (full if row.of == "full" else fare).fare_class
    return name + (row.designator.lstrip("/") if "/" in name else row.designator)


def rate(row: Discount) -> Decimal:
    return Decimal(row.percent) / 100


@dataclass(frozen=True)
class Group:
    """Passengers of one type and age, priced together; `places` in the request."""

    type: str
    age: int | None
    places: tuple[int, ...]

    @property
    def fared_as(self) -> str:
        return known(self.type)


def grouped(passengers: Iterable[Passenger]) -> list[Group]:
    """Each type and age once, in the order they were asked for."""
    found: dict[tuple[str, int | None], list[int]] = {}
    for place, passenger in enumerate(passengers):
        found.setdefault((passenger.type, passenger.age), []).append(place)
    return [Group(type, age, tuple(places)) for (type, age), places in found.items()]
