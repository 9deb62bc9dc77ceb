"""Currencies of a day: neutral units, bankers' selling rates, rounding units."""
from datetime import date
from decimal import Decimal

from ...errors import NoRate
from ...values.money import Money
from . import filed
from .filed import Rate, Unit
from .rounding import to_coin, to_unit

SIX = Decimal("0.000001")


def _rate(table: dict[str, list[Rate]], currency: str, day: date) -> Decimal:
    for row in table.get(currency, ()):
        if filed.in_force(row, day):
            return row.rate
    raise NoRate(currency=currency, date=day)


def roe(currency: str, day: date) -> Decimal:
    """Units of the currency to one neutral unit; raises NoRate."""
    return _rate(filed.roe(), currency, day)


def selling(source: str, target: str, day: date) -> Decimal:
    """What one unit of `source` costs in `target`; raises NoRate."""
    table = filed.bsr()
    return (_rate(table, target, day) / _rate(table, source, day)).quantize(SIX) if source != target else Decimal(1)


def unit(currency: str) -> Unit:
    return filed.units().get(currency) or Unit(currency, Decimal(1), "up")


def filing(currency: str) -> str:
    """The currency fares from a country are filed in: its own where there is a rate, else US dollars."""
    return currency if currency in filed.roe() else "USD"


def equivalent(fare: Money, currency: str, day: date) -> tuple[Money, str]:
    """A fare as it is paid, in that currency's unit, and the rate used."""
    rate = selling(fare.currency, currency, day)
    return to_unit(fare.amount * rate, unit(currency)), f"{rate.normalize():f}"


def converted(amount: Money, currency: str, day: date) -> Money:
    """A tax as it is paid."""
    return to_coin(amount.amount * selling(amount.currency, currency, day), currency)
