"""What pricing is asked and what it answers: plain values, kept whole in bookings and tickets."""
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ...values.documents import document
from ...values.money import Money
from .request import Passenger as Passenger
from .request import PricedSegment as PricedSegment
from .request import PricingRequest as PricingRequest
from .request import ZapOff as ZapOff

if TYPE_CHECKING:
    from ...fare_rules.making import FareByRule, Negotiated


@document("tax")
@dataclass(frozen=True)
class Tax:
    """A tax and the coupons (places in the journey) it is paid for; `with_fare`: comes back only if the fare does.

    `parts` says how much of it belongs to which coupons, in smallest coins; without them it is one part.
    """

    code: str
    amount: Money
    segments: tuple[int, ...] = ()
    refundable: bool = True
    with_fare: bool = False
    nature: str = ""
    parts: tuple[tuple[tuple[int, ...], int], ...] = ()

    def unused(self, used: frozenset[int]) -> Money:
        """What was paid for coupons of which none is used."""
        parts = self.parts or ((self.segments, self.amount.minor),)
        return Money(sum(minor for coupons, minor in parts if not used & set(coupons)), self.amount.currency)


@document("component")
@dataclass(frozen=True)
class FareComponent:
    """Consecutive flights priced by one fare.

    `amount` is what was used of the filed fare, in its own currency; `share` its part of the base fare, so that shares
    add up to the base; `oneway` the one-way fare of the same class in force at issue, in the base fare's currency.
    `rules` are the names, in the price, of those it stands under. To compute it again: `filed` is the whole amount sold
    under `tag`, `roe` that of its currency, `percent` what the passenger pays of it ("" all), `charges` what rules add
    (Q or S); `made_of` the fare basis category 25 started from, at the `published` amount, for this `account`;
    `fared_as` the passenger type it is a fare of.
    """

    origin: str
    destination: str
    carrier: str
    fare_basis: str
    amount: Money
    nuc: str
    segments: tuple[int, ...]
    rule: str
    share: Money
    oneway: Money | None = None
    half: bool = False
    booking_class: str = ""
    unit: int = 0
    surcharge: int = 0
    nvb: date | None = None
    nva: date | None = None
    baggage: str = ""
    footnote: str = ""
    rules: tuple[str, ...] = ()
    tariff: str = ""
    filed: Money | None = None
    tag: int = 0
    roe: str = ""
    percent: str = ""
    charges: tuple[tuple[str, str], ...] = ()
    made_of: str = ""
    fared_as: str = ""
    published: Money | None = None
    account: str = ""


@document("priced")
@dataclass(frozen=True)
class PricedFare:
    """The price of one passenger of a type; `passengers` are places in the request, `rules` what a refund will read.

    Of private and negotiated fares: `mark` says so (CORP and the account, NEGO, PRIVATE), `commission` is in percent,
    `box` IT or BT where amounts are not printed, `net` what the carrier gets of the base, `ticketed` what is printed.
    `refundable` is told of before departure and of after it; `penalty` is the highest fixed fee for a change or refund.
    """

    type: str
    base: Money
    equivalent: Money | None
    taxes: tuple[Tax, ...]
    total: Money
    fare_calc: str
    components: tuple[FareComponent, ...]
    validating: str
    last_ticketing: date | None = None
    endorsements: str = ""
    rules: tuple[tuple[str, str], ...] = ()
    roe: str = ""
    rate: str | None = None
    passengers: tuple[int, ...] = ()
    fared_as: str = ""
    domestic: bool = False
    refundable: bool = True
    mark: str = ""
    commission: str = ""
    tour_code: str = ""
    box: str = ""
    net: Money | None = None
    ticketed: Money | None = None
    refundable_after: bool = True
    penalty: Money | None = None

    @property
    def fare(self) -> Money:
        """The fare in the currency it is paid in."""
        return self.equivalent or self.base

    @property
    def as_adult(self) -> bool:
        """Whether somebody pays as an adult who asked for more."""
        return self.fared_as == "ADT" and self.type not in ("ADT", "")

    @property
    def tax_total(self) -> Money:
        return self.total - self.fare


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


@document("refund")
@dataclass(frozen=True)
class RefundComputation:
    """What comes back for one ticket: paid - used - penalty is the fare refund; with the taxes it is the total.

    `fare_used` and `penalty` are never more than what is left to keep, so the lines always add up; `taxes` come back,
    `kept` do not; `fact` is what decided under `rule`.
    """

    fare_paid: Money
    fare_used: Money
    penalty: Money
    fare_refund: Money
    taxes: tuple[Tax, ...]
    tax_refund: Money
    total: Money
    refundable: bool = True
    rule: str = ""
    fact: str = ""
    kept: tuple[Tax, ...] = ()
