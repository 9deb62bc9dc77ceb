"""Rows of taxes as they are filed: of countries and carriers; what airports charge, which band a country is in."""
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from ...values.money import Money
from ..tariff.forms import NAMED, typed
from .filed import rows

TAX_COLUMNS = ("code", "kind", "country", "scope", "passengers", "exempt", "cabins", "airports", "bands", "age_exempt",
               "basis", "currency", "cap", "refundable", "nature", "effective", "discontinue", "filing")


@dataclass(frozen=True)
class TaxRow:
    code: str
    kind: str
    country: str
    scope: str
    passengers: tuple[str, ...]
    exempt: tuple[str, ...]
    cabins: tuple[str, ...]
    airports: tuple[str, ...]
    bands: tuple[str, ...]
    age_exempt: int | None
    stop_hours: tuple[int, ...]
    basis: str
    currency: str
    amount: Decimal
    percent: Decimal
    cap: int | None
    refundable: str
    nature: str
    effective: date
    discontinue: date | None
    filing: int = 0
    carrier: str = ""
    origin: str = ""
    destination: str = ""
    booking_classes: tuple[str, ...] = ()
    travel_from: date | None = None
    travel_to: date | None = None

    @property
    def whose(self) -> tuple[str, str, str]:
        return self.country, self.carrier, self.code

    def about(self, airport: str) -> bool:
        """Named, or none is, or those named are the ones it is not about (!)."""
        but = {each[1:] for each in self.airports if each.startswith("!")}
        return airport not in but and (len(but) == len(self.airports) or airport in self.airports)

    def between(self, one: frozenset[str], other: frozenset[str]) -> bool:
        """Whether a flight with these codes at its ends goes the way the row is about, where it names one."""
        return (not self.origin or self.origin in one) and (not self.destination or self.destination in other)

    def booked(self, letter: str) -> bool:
        return not self.booking_classes or letter in self.booking_classes

    def travelled(self, day: date) -> bool:
        return (self.travel_from or day) <= day <= (self.travel_to or day)


@cache
def taxes() -> tuple[TaxRow, ...]:
    return (*map(tax, read("tax", "taxes")), *map(surcharge, read("surcharge", "surcharges")))


def read(form: str, name: str) -> list[dict]:
    """A table of the package in the form that is loaded as well."""
    found = rows(name)
    return [typed(NAMED[form], row.keys(), row.values()) | {"filing": 0} for row in found]


def tax(row: dict) -> TaxRow:
    own = {name: row[name] for name in TAX_COLUMNS}
    hours = tuple(map(int, filter(None, row["stop_hours"].split("-"))))
    return TaxRow(**own, stop_hours=hours, amount=row["amount"] or Decimal(0), percent=row["percent"] or Decimal(0))


def surcharge(row: dict) -> TaxRow:
    """What a carrier asks beside the fare, as a tax of no country."""
    own = {name: row[name] for name in ("code", "passengers", "currency", "amount", "refundable", "effective",
                                        "discontinue", "filing", "carrier", "origin", "destination", "scope",
                                        "booking_classes", "travel_from", "travel_to")}
    return TaxRow(**own, kind="carrier", country="", exempt=("INF",), cabins=(), airports=(),
                  bands=(row["miles"],) if row["miles"] else (), age_exempt=None, stop_hours=(), basis="sale",
                  percent=Decimal(0), cap=None, nature="AC")


@dataclass(frozen=True)
class AirportCharge:
    """What an airport charges on an occasion: departing, changing, any."""

    code: str
    airport: str
    when: str
    amount: Money
    effective: date
    discontinue: date | None
    filing: int = 0


@cache
def charges() -> dict[tuple[str, str], tuple[AirportCharge, ...]]:
    """By code and airport."""
    found: dict[tuple[str, str], tuple[AirportCharge, ...]] = {}
    for row in map(charge, read("charge", "airports")):
        found[row.code, row.airport] = (*found.get((row.code, row.airport), ()), row)
    return found


def charge(row: dict) -> AirportCharge:
    return AirportCharge(row["code"], row["airport"], row["when"], Money.of(row["amount"], row["currency"]),
                         row["effective"], row["discontinue"], row["filing"])


@cache
def bands() -> dict[str, dict[str, str]]:
    """By tax code and country of destination."""
    found: dict[str, dict[str, str]] = {}
    for row in rows("bands"):
        found.setdefault(row["code"], {})[row["country"]] = row["band"]
    return found
