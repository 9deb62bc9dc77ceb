"""A fare: filed, made by a rule of another, or negotiated."""
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from ...values.money import Money

if TYPE_CHECKING:
    from ...fare_rules.making import FareByRule, Negotiated


@dataclass(frozen=True)
class Fare:
    """A filed fare: `tag` 1 one-way that may be doubled, 2 return, 3 one-way that may not (amounts as filed).

    `routing` is the number of the routing map it may be flown by, nothing where mileage decides; `gi` the global
    indicator (EH AT PA AP TS WH ...) its way must have, nothing for any.
    Category 25 made it of another (`made`); under category 35 `amount` is what the passenger pays, `terms` the rest.
    """

    carrier: str
    tariff: str
    origin: str
    destination: str
    fare_class: str
    booking_class: str
    cabin: str
    tag: int
    amount: Money
    rule: str
    effective: date
    discontinue: date | None = None
    footnote: str = ""
    percent: int | None = None
    baggage: str = "1PC"
    routing: str = ""
    gi: str = ""
    airports: tuple[str, str] = ("", "")  # filed for these of the two cities only
    made: "Made | None" = None
    terms: "Negotiated | None" = None

    def __hash__(self) -> int:
        """Of what tells most fares apart: they are looked up often, and every field takes ten times as long."""
        return hash((self.carrier, self.origin, self.destination, self.fare_class, self.amount.minor))

    def like(self, **changes: Any) -> "Fare":
        """One that differs; thousands are drawn for one search, and a constructor takes eight times as long."""
        twin = object.__new__(Fare)
        vars(twin).update(vars(self), **changes)
        return twin

    @property
    def oneway(self) -> bool:
        return self.tag != 2

    def at(self, *flown: str) -> bool:
        """Whether the airports at both ends, in either order, are those it is filed for."""
        wanted = set(filter(None, self.airports))
        return wanted <= set(flown)


@dataclass(frozen=True)
class Made:
    """Of which fare a rule made another, how, and for which account."""

    base: Fare
    by: "FareByRule"
    account: str = ""
