"""A fare component under a fare: what of it is used, and what it comes to."""
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from .fare import Fare
from .parts import ONEWAY, Part, PricingUnit
from .surcharges import Charged


class Extra(NamedTuple):
    """What is added beside the fare: P a plus-up, D a class differential; for which cities, with what surcharge."""

    code: str
    cities: tuple[str, ...]
    amount: Decimal
    surcharge: int = 0


@dataclass(frozen=True)
class Built:
    """A component under a fare, in the pricing unit it stands in. `used` is the filed amount or its half, `value` what
    the passenger's type pays of it, in neutral units or, on a domestic journey, in local money.

    `higher` are the two cities whose higher fare it was raised to, `allowance` the city more miles are allowed for.
    """

    part: Part
    market: tuple[str, str]
    fare: Fare
    fare_basis: str
    used: Decimal
    value: Decimal
    surcharge: int = 0
    charges: tuple[Charged, ...] = ()
    unit: PricingUnit = PricingUnit(ONEWAY, ())
    higher: str = ""
    allowance: str = ""
    extras: tuple[Extra, ...] = ()
    percent: Decimal = Decimal(100)  # of the fare, that the passenger's type pays
    fared_as: str = "ADT"

    @property
    def first(self) -> int:
        return self.part.first

    @property
    def segments(self) -> tuple[int, ...]:
        return self.part.places

    @property
    def half(self) -> bool:
        return self.part.half

    @cached_property
    def total(self) -> Decimal:
        """With what rules and checks add."""
        return self.value + sum(amount for _, amount in self.charges) + sum(each.amount for each in self.extras)

    @property
    def order(self) -> tuple:
        """The lowest first; of equals the alphabet."""
        return self.total, self.fare_basis, self.used
