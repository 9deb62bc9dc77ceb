"""What is filed: tables of fares, rates, units and taxes, each row with its dates, as they lie in pnr/data/tariff."""
import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Protocol

from ...values.money import Money
from .fare import Fare

Row = dict[str, str]


class Dated(Protocol):
    @property
    def effective(self) -> date: ...

    @property
    def discontinue(self) -> date | None: ...


def in_force(row: Dated, day: date) -> bool:
    return row.effective <= day and (row.discontinue is None or day <= row.discontinue)


@dataclass(frozen=True)
class Level:
    """A point of the line by which a market's level follows its distance."""

    area: str
    currency: str
    distance: int
    amount: Decimal


@dataclass(frozen=True)
class BookingClass:
    """What a class letter costs: percent of the level by distance, or of Y inside China; `families` it is filed in."""

    letter: str
    cabin: str
    rank: int
    world: int
    china: int
    families: str
    china_rule: str


@dataclass(frozen=True)
class Family:
    """Fares of one kind: a percentage of the class, a rule, and how the fare classes are named."""

    family: str
    percent: int
    return_percent: int
    rule: str
    oneway: str
    return_: str


@dataclass(frozen=True)
class Season:
    """When a level of fares was in force, by day of ticketing."""

    area: str
    percent: int
    effective: date
    discontinue: date | None


@dataclass(frozen=True)
class Unit:
    currency: str
    unit: Decimal
    direction: str
    fee: Decimal | None = None
    domestic: Decimal | None = None  # of fares inside the country, where that is another


@dataclass(frozen=True)
class Rate:
    currency: str
    rate: Decimal
    effective: date
    discontinue: date | None
    filing: int = 0


@dataclass(frozen=True)
class Discount:
    """What a passenger type pays: percent of the fare booked, or of the full fare of its cabin."""

    type: str
    area: str
    full: str
    percent: int | Decimal
    of: str
    designator: str
    rounding: str


def rows(name: str) -> list[Row]:
    text = files("pnr").joinpath("data", "tariff", f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def rule_text() -> str:
    return files("pnr").joinpath("data", "tariff", "rules.frl").read_text(encoding="utf-8")


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def number(text: str) -> int | None:
    return int(text) if text else None


def _dates(row: Row) -> tuple[date, date | None]:
    return date.fromisoformat(row["effective"]), day(row["discontinue"])


@cache
def levels() -> dict[str, tuple[Level, ...]]:
    points = [Level(row["area"], row["currency"], int(row["distance"]), Decimal(row["amount"]))
              for row in rows("levels")]
    return {area: tuple(point for point in points if point.area == area) for area in {point.area for point in points}}


@cache
def classes() -> dict[str, BookingClass]:
    return {row["letter"]: BookingClass(row["letter"], row["cabin"], rank, int(row["world"]), int(row["china"]),
                                        row["families"], row["china_rule"]) for rank, row in enumerate(rows("classes"))}


@cache
def families() -> dict[str, Family]:
    return {row["family"]: Family(row["family"], int(row["percent"]), int(row["return_percent"]), row["rule"],
                                  row["oneway"], row["return"]) for row in rows("families")}


@cache
def baggage() -> dict[tuple[str, str], str]:
    return {(row["cabin"], area): row[column] for row in rows("cabins")
            for area, column in (("WORLD", "world"), ("CN", "china"))}


@cache
def seasons() -> tuple[Season, ...]:
    return tuple(Season(row["area"], int(row["percent"]), *_dates(row)) for row in rows("seasons"))


@cache
def carriers() -> dict[str, int]:
    """Percent of the level, for the carriers that have one of their own."""
    return {row["carrier"]: int(row["percent"]) for row in rows("carriers")}


@cache
def units() -> dict[str, Unit]:
    return {row["currency"]: Unit(row["currency"], Decimal(row["unit"]), row["direction"],
                                  Decimal(row["fee"]) if row["fee"] else None,
                                  Decimal(row["domestic"]) if row["domestic"] else None) for row in rows("units")}


def by_currency(name: str) -> dict[str, list[Rate]]:
    found: dict[str, list[Rate]] = {}
    for row in rows(name):
        found.setdefault(row["currency"], []).append(Rate(row["currency"], Decimal(row["rate"]), *_dates(row)))
    return found


@cache
def roe() -> dict[str, list[Rate]]:
    return by_currency("roe")


@cache
def bsr() -> dict[str, list[Rate]]:
    return by_currency("bsr")


@cache
def discounts() -> tuple[Discount, ...]:
    return tuple(map(discount, rows("passengers")))


def discount(row: dict) -> Discount:
    return Discount(row["type"], row["area"], row["full"], Decimal(row["percent"]), row["of"], row["designator"],
                    row["rounding"])


@cache
def fares() -> tuple[Fare, ...]:
    """Fares filed one by one, beside those drawn from the levels."""
    return tuple(map(_fare, rows("filed")))


def _fare(row: Row) -> Fare:
    effective, discontinue = _dates(row)
    return Fare(row["carrier"], row["tariff"], row["origin"], row["destination"], row["fare_class"],
                row["booking_class"], row["cabin"], int(row["tag"]), Money.of(row["amount"], row["currency"]),
                row["rule"], effective, discontinue, row["footnote"], baggage=row["baggage"])


def dated(table: Iterable, on: date) -> list:
    return [row for row in table if in_force(row, on)]
