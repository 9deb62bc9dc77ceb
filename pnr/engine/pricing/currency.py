"""Currencies of a day: neutral units, bankers' selling rates, rounding units, each as it is filed."""
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from ...errors import NoRate
from ...values.money import Money
from . import filed
from .filed import Rate, Unit
from .rounding import to_coin, to_unit

SIX = Decimal("0.000001")
Table = Callable[[], dict[str, list[Rate]]]


class Rates:
    """Rates and units; each question about a rate names its day and raises NoRate where none is filed for it."""

    def roe(self, currency: str, day: date) -> Decimal:
        """Units of the currency to one neutral unit."""
        return self._rate(filed.roe, currency, day)

    def selling(self, source: str, target: str, day: date) -> Decimal:
        """What one unit of `source` costs in `target`."""
        if source == target:
            return Decimal(1)
        return (self._rate(filed.bsr, target, day) / self._rate(filed.bsr, source, day)).quantize(SIX)

    def _rate(self, table: Table, currency: str, day: date) -> Decimal:
        for row in table().get(currency, ()):
            if filed.in_force(row, day):
                return row.rate
        raise NoRate(currency=currency, date=day)

    def unit(self, currency: str) -> Unit:
        return filed.units().get(currency) or Unit(currency, Decimal(1), "up")

    def filing(self, currency: str) -> str:
        """The currency fares from a country are filed in: its own where there is a rate, else US dollars."""
        return currency if currency in filed.roe() else "USD"

    def equivalent(self, fare: Money, currency: str, day: date) -> tuple[Money, str]:
        """A fare as it is paid, in that currency's unit, and the rate used."""
        rate = self.selling(fare.currency, currency, day)
        return to_unit(fare.amount * rate, self.unit(currency)), f"{rate.normalize():f}"

    def converted(self, amount: Money, currency: str, day: date) -> Money:
        """A tax as it is paid."""
        return to_coin(amount.amount * self.selling(amount.currency, currency, day), currency)
