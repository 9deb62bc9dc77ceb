"""Who travels: passenger types, what each falls back to, and what the tariff gives them of an adult's fare."""
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ...fare_rules.actions import Discount as Given
from .fare import Fare
from .filed import Discount
from .quote import Passenger
from .types import PassengerType, passenger_type

TAXED = {"adult": "ADT", "child": "CHD", "infant": "INF"}
FULL = frozenset("FJCY")
ADULT = Discount("ADT", "WORLD", "", 100, "fare", "", "truncate")
LAP = "INF"
YOUNG = ("INF", "INS")  # who grows out of his type on the way


def type_of(code: str) -> PassengerType:
    """CNN and C05 are children; raises UnknownPassengerType."""
    found = passenger_type(code)
    return passenger_type("CHD") if found.code == "CNN" or found.age is not None else found


def known(code: str, age: int | None = None) -> str:
    """The type a passenger is at an age: who has grown out of his own falls to the next, at last to ADT."""
    found = type_of(code)
    while found.falls_to and not found.fits(age):
        found = type_of(found.falls_to)
    return found.code


def taxed(code: str, age: int | None = None) -> str:
    """ADT, CHD, INF or INS, as taxes know passengers."""
    found = type_of(known(code, age))
    return found.code if found.code == "INS" else TAXED[found.kind]


def discount(type: str, area: str, fare: Fare, filed: Iterable[Discount]) -> Discount | None:
    """Of what is filed the row of this type in this area and class; inside China full fares and others differ."""
    full = "yes" if fare.booking_class in FULL else "no"
    rows = [row for row in filed if row.type == type and row.area in (area, "WORLD") and row.full in (full, "")]
    return min(rows, key=lambda row: row.area != area, default=None)  # the area's own row first


def by_rule(type: str, found: Given) -> Discount:
    """A discount as categories 19 to 22 give it: a percentage, or an amount paid whole."""
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
    born: date | None = None

    @property
    def priced_as(self) -> str:
        return known(self.type, self.age)


def aged(passenger: Passenger) -> int | None:
    """His age where it is known; C05 tells it."""
    return passenger_type(passenger.type).age if passenger.age is None else passenger.age


def age_on(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def grouped(passengers: Iterable[Passenger], along: Iterable[str] = ()) -> list[Group]:
    """Each type and age once, in the order they were asked for; infants beyond one to a lap have seats."""
    everybody = list(passengers)
    adults = sum(known(type) == "ADT" for type in (*(each.type for each in everybody), *along))
    laps = adults - sum(type == LAP for type in along) if adults else len(everybody)
    found: dict[tuple[str, int | None, date | None], list[int]] = {}
    for place, passenger in enumerate(everybody):
        type = passenger.type
        if type == LAP:
            type, laps = (type, laps - 1) if laps > 0 else ("INS", laps)
        found.setdefault((type, aged(passenger), passenger.born), []).append(place)
    return [Group(type, age, tuple(places), born) for (type, age, born), places in found.items()]
