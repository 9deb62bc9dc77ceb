"""The least that normal fares come to: higher fares to points on the way, backhauls, circles.

Category 17 switches the checks off or widens them from stopovers to every point; fares with a minimum stay are special
and not checked.
"""
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from ...fare_rules.actions import Intermediate, intermediate
from .built import Built, Extra
from .fare import Fare
from .parts import IN, ONEWAY, Part
from .rounding import truncated

if TYPE_CHECKING:
    from .components import Components

MINIMUM_STAY = 6


class Least(NamedTuple):
    """An amount, and the two cities whose fare asks for it."""

    amount: Decimal = Decimal(0)
    cities: str = ""


NOTHING = Least()


class Minimums:
    """The checks over the components of one journey."""

    def __init__(self, parts: "Components"):
        self.parts = parts
        self.known: dict[tuple, Least] = {}

    def points(self, fare: Fare, part: Part) -> list[str]:
        """From where its market begins to where it ends, with the points on the way that count."""
        way = self.parts.itinerary
        levels = self.parts.levels(fare)
        inner = list(zip(part.places, part.places[1:], strict=False))
        if not inner or self.parts.local or MINIMUM_STAY in levels.categories:
            return []
        asked = 17 in levels.categories
        said = intermediate(levels, self.parts.alone(part)) if asked else Intermediate()
        every = asked and not said.stopovers_only
        stops = [city for one, other in inner if every or not way.connection(one, other)
                 for city in way.between(one, other)]
        cities = [way.start(part.first), *stops, way.end(part.end - 1)]
        return (cities[::-1] if part.way == IN else cities) if stops and said.checked else []

    def higher(self, fare: Fare, part: Part) -> Least:
        """The highest fare of this kind between two points of the component, where it is above the through fare."""
        points = self.points(fare, part)
        whole = self.parts.amounts.of(fare, part.half) if points else Decimal(0)
        pairs = [(one, other) for place, one in enumerate(points) for other in points[place + 1:]]
        found = (self.between(fare, *pair, part.half) for pair in pairs if pair != (points[0], points[-1]))
        return max((each for each in found if each.amount > whole), default=NOTHING)

    def between(self, fare: Fare, one: str, other: str, half: bool) -> Least:
        """The fare of the same kind between two other points."""
        key = fare, one, other, half
        if key not in self.known:
            found = self.alike(fare, one, other)
            self.known[key] = Least(self.parts.amounts.of(found, half), f"{one}{other}") if found else NOTHING
        return self.known[key]

    def alike(self, fare: Fare, one: str, other: str, letter: str = "") -> Fare | None:
        """Of the same fare class or, failing that, of the same rule; in the same booking class or in another."""
        letter = letter or fare.booking_class
        filed = [each for each in self.parts.tariff.fares(fare.carrier, one, other, self.parts.day, letter)
                 if each.oneway == fare.oneway]
        found = [each for each in filed if each.fare_class == fare.fare_class] \
            or [each for each in filed if each.rule == fare.rule]
        return min(found, key=lambda each: each.amount.minor, default=None)

    def backhaul(self, fare: Fare, part: Part, value: Decimal) -> tuple[Extra, ...]:
        """What a one-way over a dearer point costs more: twice the fare to it less the through fare is the least."""
        points = self.points(fare, part) if part.way == ONEWAY else []
        through = self.parts.amounts.of(fare, False)
        farther = max((self.between(fare, points[0], each, False) for each in points[1:-1]), default=NOTHING)
        more = 2 * farther.amount - through - value
        return (Extra("P", (farther.cities, points[0] + points[-1]), more),) if farther.amount > through and more > 0 \
            else ()

    def circle(self, unit: tuple[Built, ...]) -> tuple[Built, ...]:
        """A circle costs no less than there and back to any point of it."""
        if self.parts.local:
            return unit
        value, home = sum((each.value for each in unit), Decimal(0)), self.parts.itinerary.start(unit[0].first)
        found = max((self.there_and_back(each, home, city) for each in unit if self.normal(each)
                     for city in self.stops(unit)), default=NOTHING)
        if found.amount <= value:
            return unit
        extra = Extra("P", (found.cities,), found.amount - value)
        return (*unit[:-1], replace(unit[-1], extras=(*unit[-1].extras, extra)))

    def normal(self, built: Built) -> bool:
        levels = self.parts.levels(built.fare)
        checked = 17 not in levels.categories or intermediate(levels, self.parts.alone(built.part)).checked
        return checked and MINIMUM_STAY not in levels.categories

    def stops(self, unit: tuple[Built, ...]) -> list[str]:
        """Every city a circle stops over in."""
        way, places = self.parts.itinerary, [place for built in unit for place in built.segments]
        return [city for one, other in zip(places, places[1:], strict=False) if not way.connection(one, other)
                for city in way.between(one, other)]

    def there_and_back(self, built: Built, home: str, city: str) -> Least:
        """Two halves of the fare of this kind, as far as the passenger's type pays for it."""
        half = self.between(built.fare, home, city, True)
        return Least(truncated(half.amount * 2 * built.percent / 100), half.cities)
