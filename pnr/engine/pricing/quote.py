"""What pricing is asked and what it answers: plain values, kept whole in bookings and tickets."""
from dataclasses import dataclass
from datetime import date

from ...values.documents import document
from ...values.money import Money
from .request import Passenger as Passenger
from .request import PricedSegment as PricedSegment
from .request import PricingRequest as PricingRequest
from .request import ZapOff as ZapOff

FLOWN = -1  # the place of what was flown before a reissue: a ticket has no coupon of it


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
    (Q or S) and checks (P or D); `made_of` the fare basis category 25 started from, at the `published` amount, for this
    `account`; `fared_as` the passenger type it is a fare of; `higher` the cities whose higher fare it was raised to.
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
    higher: str = ""


@document("priced")
@dataclass(frozen=True)
class PricedFare:
    """The price of one passenger of a type; `passengers` are places in the request, `rules` what a refund will read.

    Of private and negotiated fares: `mark` says so (CORP and the account, NEGO, PRIVATE), `commission` is in percent,
    `box` IT or BT where amounts are not printed, `net` what the carrier gets of the base, `ticketed` what is printed;
    `ticketers` are the offices that may ticket, None any.
    `refundable` is told of before departure and of after it; `penalty` is the highest fixed fee for a change or refund.
    `others` could validate the ticket as well. `capped`: there were more ways to construct it than were tried, and one
    of those may be lower.
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
    ticketers: tuple[str, ...] | None = None
    refundable_after: bool = True
    penalty: Money | None = None
    capped: bool = False
    others: tuple[str, ...] = ()

    @property
    def printed(self) -> Money | None:
        """What a ticket shows of the base fare; nothing of inclusive tours and bulk fares, whose word stands there."""
        return None if self.box else self.ticketed or self.base

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


@document("taxdifference")
@dataclass(frozen=True)
class TaxDifference:
    """What of a tax stood on the old ticket, and what stands on the new one."""

    code: str
    old: Money
    new: Money

    @property
    def difference(self) -> Money:
        return self.new - self.old


@document("exchange")
@dataclass(frozen=True)
class ExchangeComputation:
    """What an exchange comes to for one ticket: of `to_pay` and `back` at most one is more than nothing.

    to_pay - back = fare_difference + tax differences + penalty + residual + forfeited, where `residual` is kept for the
    passenger with the airline and `forfeited` lost to it. `reprice`: by the fares of which day.
    """

    fare_difference: Money
    taxes: tuple[TaxDifference, ...]
    penalty: Money
    to_pay: Money
    back: Money
    residual: Money
    forfeited: Money
    rule: str = ""
    fact: str = ""
    reprice: str = "current"

    @property
    def tax_difference(self) -> Money:
        return sum((each.difference for each in self.taxes), Money(0, self.to_pay.currency))
