"""Currencies of a day: neutral units, bankers' selling rates, rounding units, each as it is filed."""
from datetime import date
from decimal import Decimal

from ...errors import NoRate
from ...values.money import Money
from ..tariff.loaded import NONE, Filings, Row
from . import filed
from .filed import Rate, Unit
from .rounding import to_coin, to_unit

SIX = Decimal("0.000001")
DOLLAR = "USD"  # the shipped selling rates are against it


class Rates:
    """Rates and units; each question about a rate names its day and raises NoRate where none is filed for it."""

    def __init__(self, filings: Filings = NONE):
        self.filings = filings

    def roe(self, currency: str, day: date) -> Decimal:
        """Units of the currency to one neutral unit."""
        found = self._rate("roe", currency, filed.roe().get(currency, []), day)
        if found is None:
            raise NoRate(currency=currency, date=day)
        return found

    def selling(self, source: str, target: str, day: date) -> Decimal:
        """What one unit of `source` costs in `target`: as filed for the two, else over the dollar."""
        if source == target:
            return Decimal(1)
        direct = self._rate("bsr", f"{source}/{target}", [], day)
        return direct or (self._dollars(target, day) / self._dollars(source, day)).quantize(SIX)

    def _dollars(self, currency: str, day: date) -> Decimal:
        """What a dollar costs."""
        found = self._rate("bsr", f"{DOLLAR}/{currency}", filed.bsr().get(currency, []), day)
        if found is None:
            raise NoRate(currency=currency, date=day)
        return found

    def _rate(self, form: str, key: str, shipped: list[Rate], day: date) -> Decimal | None:
        """Of the rates in force the one that was filed last, of these the one that took effect last."""
        rows = [*shipped, *map(_rated, self.filings.of(form, key))]
        found = [row for row in rows if filed.in_force(row, day)]
        return max(found, key=lambda row: (row.filing, row.effective)).rate if found else None

    def unit(self, currency: str, day: date | None = None) -> Unit:
        """What amounts are rounded to, as filed last for the day or for any."""
        rows = [row for row in self.filings.of("unit", currency) if day is None or _for(row, day)]
        if rows:
            last = max(rows, key=lambda row: (row["filing"], row["effective"]))
            return Unit(currency, last["unit"], last["direction"], last["fee"], last["domestic"])
        return filed.units().get(currency) or Unit(currency, Decimal(1), "up")

    def filing(self, currency: str) -> str:
        """The currency fares from a country are filed in: its own where there is a rate, else US dollars."""
        return currency if currency in filed.roe() or self.filings.of("roe", currency) else DOLLAR

    def equivalent(self, fare: Money, currency: str, day: date) -> tuple[Money, str]:
        """A fare as it is paid, in that currency's unit, and the rate used."""
        rate = self.selling(fare.currency, currency, day)
        return to_unit(fare.amount * rate, self.unit(currency, day)), f"{rate.normalize():f}"

    def converted(self, amount: Money, currency: str, day: date) -> Money:
        """A tax as it is paid."""
        return to_coin(amount.amount * self.selling(amount.currency, currency, day), currency)


def _rated(row: Row) -> Rate:
    return Rate(row["currency"], row["rate"], row["effective"], row["discontinue"], row["filing"])


def _for(row: Row, day: date) -> bool:
    return row["effective"] <= day and (row["discontinue"] is None or day <= row["discontinue"])
