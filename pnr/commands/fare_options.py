"""What may be asked of a fare display: when one travels, whose fares, of what kind, for whom, sold how."""
from dataclasses import dataclass, field

from ..engine.pricing.conditions import Restrictions
from ..values.dates import DayMonth
from .price_options import CabinAsked, Kind, Tariffs


class TypeAsked(Kind):
    """-CD: a passenger type with the hyphen it is typed with."""

    @classmethod
    def read(cls, text: str) -> "TypeAsked":
        return cls(Kind.read(text.removeprefix("-")))

    def written(self) -> str:
        return f"-{self}"


@dataclass(frozen=True, kw_only=True)
class FareOptions:
    """Of which days of travel, carriers, classes and kinds; for whom, and how the fares are sold and shown.

    `back` is the day of return, `until` the last day of a range. `every`: fares of all carriers together. `half`:
    return fares by half; `merged`: one-way fares with what they come to there and back. `rising`: the lowest first
    where the host has the highest first; `lowest`: that one alone. `direction` is how far round the world. Of the sale:
    the type of passenger, the day of `ticketing`, `accounts`, the sort of `tariffs`; in neutral units or in a
    `currency`; with all taxes, or without as usual; `restrictions` the fares must have or not have.
    """

    date: DayMonth | None = None
    back: DayMonth | None = None
    until: DayMonth | None = None
    carriers: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    every: bool = False
    booking_classes: tuple[str, ...] = ()
    cabin: CabinAsked = CabinAsked("")
    oneway: bool = False
    returning: bool = False
    half: bool = False
    merged: bool = False
    rising: bool = field(default=False, metadata={"manner": True})
    lowest: bool = False
    families: bool = False
    direction: str = ""
    types: tuple[TypeAsked, ...] = ()
    ticketing: DayMonth | None = None
    accounts: tuple[str, ...] = ()
    tariffs: Tariffs = Tariffs("")
    neutral: bool = False
    currency: str = ""
    taxed: bool = False
    untaxed: bool = False
    restrictions: Restrictions = Restrictions()
