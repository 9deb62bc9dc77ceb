"""Fares loaded into the host, looked up by market and carrier: the version of each that is in force on a day."""
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ...fare_rules.rule import Rule
from ...values.money import Money
from ..tariff.forms import NAMED
from ..tariff.loaded import Filings, Row
from . import filed
from .fare import Fare

if TYPE_CHECKING:
    from ..schedule.places import Places

FORM = NAMED["fare"]
MOST = 4096  # markets whose fares are kept as values
ANY_CARRIER = "YY"
BY_MILEAGE = frozenset({"MPM", "ANY"})  # no routing map
ONWARD, BACKWARD = frozenset({"both", "F", "from"}), frozenset({"both", "T", "to"})


class LoadedFares:
    """The fares of a carrier from city to city, as files had them."""

    def __init__(self, filings: Filings, places: "Places", rules: Mapping[str, Rule]):
        self.filings, self.places, self.rules = filings, places, rules
        self.known: dict[tuple[str, str, str], tuple[Fare, ...]] = {}

    def fares(self, carrier: str, origin: str, destination: str, day: date) -> list[Fare]:
        """Of each fare the version ticketed on a day: of those in force the one that took effect last."""
        newest: dict[tuple, Fare] = {}
        for fare in self.versions(carrier, origin, destination):
            if filed.in_force(fare, day):
                known = newest.get(identity(fare))
                if known is None or known.effective <= fare.effective:
                    newest[identity(fare)] = fare
        return list(newest.values())

    def versions(self, carrier: str, origin: str, destination: str) -> tuple[Fare, ...]:
        """In order of filing; a line with the same first day as one before takes its place."""
        key = carrier, origin, destination
        if key not in self.known:
            if len(self.known) > MOST:
                self.known.clear()
            rows = self.filings.of(FORM.name, FORM.under((origin, destination, carrier), self.places.city_of))
            found = (fare for row in rows for fare in self.read(row, origin, destination))
            self.known[key] = tuple({(identity(fare), fare.effective): fare for fare in found}.values())
        return self.known[key]

    def read(self, row: Row, origin: str, destination: str) -> Iterator[Fare]:
        """The fare of a line for this direction, if it is for it."""
        ends = row["origin"], row["destination"]
        for way, (one, other) in ((ONWARD, ends), (BACKWARD, ends[::-1])):
            if row["direction"] in way and self.within(one, origin) and self.within(other, destination):
                yield replace(self.fare(row), origin=origin, destination=destination,
                              airports=(self.airport(one), self.airport(other)))

    def within(self, code: str, city: str) -> bool:
        return code == city or self.places.city_of(code) == city

    def airport(self, code: str) -> str:
        """Where a fare is filed for one airport of a city only."""
        return "" if self.places.place(code).kind == "C" else code

    def fare(self, row: Row) -> Fare:
        known = filed.classes()
        letter = row["booking_class"]
        return Fare(
            row["carrier"], row["tariff"], row["origin"], row["destination"], row["fare_class"], letter,
            row["cabin"] or (known[letter].cabin if letter in known else "Y"), int(row["tag"]),
            Money.of(row["amount"], row["currency"]), self.rule(row, row["rule"]), row["effective"], row["discontinue"],
            self.rule(row, row["footnote"]) if row["footnote"] else "", baggage=row["baggage"],
            routing="" if row["routing"] in BY_MILEAGE else row["routing"], gi=row["gi"])

    def rule(self, row: Row, number: str) -> str:
        """A rule by its number in the carrier's tariff, else in everybody's."""
        if "/" in number:
            return number
        own, general = (f"{carrier}/{row['tariff']}/{number}" for carrier in (row["carrier"], ANY_CARRIER))
        return own if own in self.rules or general not in self.rules else general


def identity(fare: Fare) -> tuple:
    """What makes two lines the same fare, with other amounts or dates."""
    return fare.tariff, fare.fare_class, fare.tag, fare.footnote, fare.routing, fare.airports
