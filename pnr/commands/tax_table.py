"""Show the taxes of a country, and what an airport charges its passengers."""
from dataclasses import dataclass
from datetime import date

from ..engine.pricing.filed import in_force
from ..engine.pricing.tax_rows import TaxRow
from ..engine.store.weight import Weight
from ..errors import NoTaxFiled
from ..values.money import Money
from .command import Command, Reply, execute

FACILITY = "XF"


@dataclass(frozen=True)
class DisplayTaxes(Command):
    """As they are filed for a country today, all or of one code."""

    country: str
    code: str = ""
    weight = Weight.LOOK


@dataclass(frozen=True)
class DisplayFacilityCharge(Command):
    """Of an airport; the `carrier` is said, not asked: it is the same on all."""

    airport: str
    carrier: str = ""
    weight = Weight.LOOK


@dataclass(frozen=True)
class TaxLine:
    """An amount or a percentage; `on` says which flights, passengers, airports or bands of distance it is for."""

    code: str
    nature: str
    amount: str
    on: tuple[str, ...]
    effective: date
    discontinue: date | None


@dataclass(frozen=True)
class TaxTable(Reply):
    country: str
    day: date
    lines: tuple[TaxLine, ...]


@dataclass(frozen=True)
class FacilityCharge(Reply):
    airport: str
    amount: Money


@execute.register
def display_taxes(command: DisplayTaxes, work) -> TaxTable:
    """Raises NoTaxFiled."""
    rows = [row for row in work.tariff.taxes([command.country]) if in_force(row, work.today)
            and command.code in ("", row.code)]
    if not rows:
        raise NoTaxFiled(country=command.country, code=command.code)
    return TaxTable(command.country, work.today, tuple(map(line, rows)))


def line(row: TaxRow) -> TaxLine:
    on = tuple(filter(None, (row.scope.upper(), *row.passengers, *row.cabins, *row.airports, *row.bands)))
    return TaxLine(row.code, row.nature, amount(row), on, row.effective, row.discontinue)


def amount(row: TaxRow) -> str:
    """CNY 50.00 or 7.5PCT; nothing where each airport has its own."""
    if row.percent:
        return f"{row.percent.normalize():f}PCT"
    return f"{row.currency} {Money.of(row.amount, row.currency)}" if row.amount else ""


@execute.register
def display_facility_charge(command: DisplayFacilityCharge, work) -> FacilityCharge:
    """Raises UnknownPlace or NoTaxFiled."""
    airport = work.world.places.place(command.airport).code
    found = work.tariff.charge(FACILITY, airport, "any", work.today)
    if found is None:
        raise NoTaxFiled(airport=airport, code=FACILITY)
    return FacilityCharge(airport, found)
