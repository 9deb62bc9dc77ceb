"""Rates of exchange, and what an airport charges its passengers."""
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ..engine.pricing.rounding import truncated
from ..engine.store.weight import Weight
from ..errors import NoTaxes
from ..values.money import Money
from .command import Command, Reply, execute

NEUTRAL = "NUC"
FACILITY = "XF"


@dataclass(frozen=True)
class ConvertAmount(Command):
    """By today's rate, into another currency or neutral units, or out of them."""

    amount: Decimal
    currency: str
    into: str
    weight = Weight.LOOK


@dataclass(frozen=True)
class DisplayFacilityCharge(Command):
    """Of an airport; the `carrier` is said, not asked: it is the same on all."""

    airport: str
    carrier: str = ""
    weight = Weight.LOOK


@dataclass(frozen=True)
class AmountConverted(Reply):
    """Both in words of their own currency; neutral units with two decimals. `rate` is of neutral units, or selling."""

    amount: str
    currency: str
    converted: str
    into: str
    rate: Decimal
    day: date


@dataclass(frozen=True)
class FacilityCharge(Reply):
    airport: str
    amount: Money


@execute.register
def convert_amount(command: ConvertAmount, work) -> AmountConverted:
    """Raises NoRate."""
    rates, day = work.tariff.rates, work.today
    if command.into == NEUTRAL:
        rate = rates.roe(command.currency, day)
        found = f"{truncated(command.amount / rate):.2f}"
    elif command.currency == NEUTRAL:
        rate = rates.roe(command.into, day)
        found = str(Money.of(command.amount * rate, command.into))
    else:
        rate = rates.selling(command.currency, command.into, day)
        found = str(rates.converted(Money.of(command.amount, command.currency), command.into, day))
    return AmountConverted(f"{command.amount:.2f}", command.currency, found, command.into, rate, day)


@execute.register
def display_facility_charge(command: DisplayFacilityCharge, work) -> FacilityCharge:
    """Raises UnknownPlace, or NoTaxes where the airport charges nothing."""
    airport = work.world.places.place(command.airport).code
    found = work.tariff.charge(FACILITY, airport, "any", work.today)
    if found is None:
        raise NoTaxes(country=airport)
    return FacilityCharge(airport, found)
