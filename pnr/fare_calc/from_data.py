"""Data of a fare calculation line, as data.py says it -> the line."""
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from .data import Data
from .line import AirportCharge, Charge, Fare, Hidden, Item, Line, Note, Sector, SideTrip, Surface, Tax


class NoLine(ValueError):
    """Data that tells of no line; its text says what is missing or wrong."""


def line_of(data: Any) -> Line:
    """Raises NoLine."""
    try:
        return _line(data)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, InvalidOperation) as error:
        raise NoLine(f"{type(error).__name__}: {error}") from None


def _line(data: Data) -> Line:
    segments = data["segments"]
    return Line(
        data.get("origin") or segments[0]["from"], tuple(Items(data)()), data.get("currency") or "",
        _amount(data.get("total")), _amount(data.get("plus")), data.get("message", ""), _amount(data.get("roe")),
        tuple(data.get("segment_airports", ())),
        tuple(AirportCharge(each["airport"], Decimal(each["amount"])) for each in data.get("facility", ())),
        tuple(taxes(data.get("taxes") or {})), data.get("scope", ""), data.get("date", ""))


def _amount(value: Any) -> Decimal | None:
    return None if value is None else Decimal(value)


def taxes(data: Data) -> Iterator[Tax]:
    for code, amounts in data.items():
        for amount in [amounts] if isinstance(amounts, str) else amounts:
            yield Tax(Decimal(amount), code)


class Items:
    """Walks the segments and puts between them what belongs there; a side trip is collected in a list of its own."""

    def __init__(self, data: Data):
        self.segments, self.components = data["segments"], data["components"]
        self.ends = {each.get("component"): place for place, each in enumerate(self.segments)}
        self.levels: list[list[Item]] = [[Note(text) for text in data.get("notes", ())]]

    def __call__(self) -> list[Item]:
        self.put(-1)
        for place, each in enumerate(self.segments):
            self.levels += [[] for _ in range(each.get("opens", 0))]
            self.levels[-1] += [flown(each), *map(Note, each.get("notes", ()))]
            self.put(place)
            for _ in range(each.get("closes", 0)):
                inside = tuple(self.levels.pop())
                self.levels[-1].append(SideTrip(inside))
                self.put(place)
        (items,) = self.levels
        return items

    def put(self, after: int) -> None:
        """What this level has after a segment: charges, a fare, charges that follow it."""
        for place, each in enumerate(self.components):
            if each.get("side_trip", 0) != len(self.levels) - 1:
                continue
            end = each.get("after", self.ends.get(place))
            due = [charge for charge in each.get("surcharges", ()) if charge.get("after", end) == after]
            self.levels[-1] += [charged(charge) for charge in due if not charge.get("late")]
            if end == after and (each.get("amount") or each.get("hidden")):
                self.levels[-1].append(priced(each))
            self.levels[-1] += [charged(charge) for charge in due if charge.get("late")]


def flown(each: Data) -> Sector | Surface:
    flags = tuple(each.get("flags", ()))
    if "surface" in each:
        return Surface(each["surface"], each["to"], flags)
    return Sector(each["carrier"], each["to"], flags, each.get("ocean", ""), each.get("starred", False))


def priced(each: Data) -> Fare | Hidden:
    if each.get("hidden"):
        return Hidden(each["hidden"], each.get("fare_basis") or "")
    return Fare(Decimal(each["amount"]), each.get("fare_basis") or "", each.get("mileage") or "", each.get("pair", ""))


def charged(each: Data) -> Charge:
    return Charge(each["code"], Decimal(each["amount"]), each.get("pair", ""), each.get("against", ""),
                  each.get("mileage", ""), each.get("count", 0), each.get("equal", False))
