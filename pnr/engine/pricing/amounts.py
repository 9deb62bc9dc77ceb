"""Amounts of one journey: in neutral units, or in local money where it stays at home."""
from datetime import date
from decimal import Decimal

from ...values.money import Money
from .currency import Rates
from .fare import Fare
from .filed import Discount
from .passengers import rate
from .rounding import half_up, truncated


class Amounts:
    """How fares of a day are counted; `currency` is that of the country the journey begins in, `local` if it stays."""

    def __init__(self, rates: Rates, day: date, currency: str, local: bool):
        self.rates, self.day, self.currency, self.local = rates, day, currency, local

    def used(self, fare: Fare, half: bool) -> Decimal:
        """The filed amount, or half of a return fare, unrounded."""
        return fare.amount.amount / 2 if half and fare.tag == 2 else fare.amount.amount

    def neutral(self, used: Decimal, currency: str) -> Decimal:
        """In neutral units; on a domestic journey money stays what it is."""
        return used if self.local else truncated(used / self.rates.roe(currency, self.day))

    def of(self, fare: Fare, half: bool) -> Decimal:
        """What a fare or its half comes to for an adult."""
        return self.neutral(self.used(fare, half), fare.amount.currency)

    def paid(self, fare: Fare, half: bool, row: Discount, least: Decimal) -> Decimal:
        """What a passenger type pays of it, or of the `least` it may come to. Chinese discounts are rounded before."""
        if row.rounding == "unit":
            unit = self.rates.unit(fare.amount.currency)
            return self.neutral(half_up(self.used(fare, half) * rate(row), unit).amount, fare.amount.currency)
        value = max(self.of(fare, half), least)
        return value if row.percent == 100 else truncated(value * rate(row))

    def charge(self, amount: Money) -> Decimal:
        """What a rule adds."""
        if self.local:
            return self.rates.converted(amount, self.currency, self.day).amount
        return truncated(amount.amount / self.rates.roe(amount.currency, self.day))
