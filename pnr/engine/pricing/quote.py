"""What pricing is asked and what it answers: plain values, kept whole in bookings and tickets."""
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from ...values.documents import document
from ...values.money import Money
from .conditions import Restrictions

if TYPE_CHECKING:
    from ...fare_rules.making import FareByRule, Negotiated


@dataclass(frozen=True)
class PricedSegment:
    """One flight of the journey to be priced; `date` and `departs` are local, `leaves` and `lands` UTC."""

    carrier: str
    operating: str | None
    number: int
    booking_class: str
    date: date
    departs: int
    origin: str
    destination: str
    origin_city: str
    destination_city: str
    leaves: datetime
    lands: datetime
    arrives_day: int = 0
    legs: int = 1
    status: str = "HK"
    equipment: str = ""
    stop: str = ""  # S or X where the agent says that its end is a stopover or a connection


@dataclass(frozen=True)
class Passenger:
    """ADT, CHD, INF, ...; the age on the day of the first departure, and the day of birth, where they are known."""

    type: str = "ADT"
    age: int | None = None
    born: date | None = None


@dataclass(frozen=True)
class ZapOff:
    """10P*AD10 or 50.00A: so many percent, or so much of the fare's own money, less; and the ticket designator."""

    amount: Decimal
    percent: bool = True
    designator: str = ""

    @classmethod
    def read(cls, text: str) -> "ZapOff":
        figure, _, designator = text.partition("*")
        return cls(Decimal(figure[:-1]), figure[-1] == "P", designator)

    def written(self) -> str:
        mark = f"*{self.designator}" if self.designator else ""
        return f"{self.amount:f}{'P' if self.percent else 'A'}{mark}"


CARRIER_CHARGES = frozenset({"YQ", "YR"})  # no tax, whatever they are called: who is exempt of taxes pays them


@dataclass(frozen=True)
class PricingRequest:
    """A journey, who travels, and where, when and in what currency it is sold; `now` is local at that office.

    `city` and `country` are those of the sale, `ticketed` the country of ticketing where it is another. `accounts` are
    the corporate codes asked for, `identities` the cards shown (student, seaman, ...), `resident` the country where
    passengers live, where told. `tariffs`: "published" or "private" fares only, "" both, as the office is entitled.
    `bases`: the fare basis asked for, one for each segment, "" for any. `along`: the types of those of the same booking
    who are not priced; None where nobody knows.
    `open` are the classes each segment may be booked in, where the lowest fare is looked for: nothing prices as booked.
    `exempt`: codes of taxes or countries not to be collected, "" for all taxes; `added`: those to be collected of whom
    they exempt. `governing`: whose fares to use where that carrier flies along. `restrictions`: what fares must or must
    not have. `breaks` and `unbroken`: places in the journey, counted from 1, after which a fare must and must not end.
    `zap`: what is taken off in the end. `without`: fare classes not to use, such as were shown already.
    """

    segments: tuple[PricedSegment, ...]
    passengers: tuple[Passenger, ...]
    city: str
    country: str
    currency: str
    now: datetime
    office: str = ""
    validating: str | None = None
    reserved: datetime | None = None  # local, where the booking was made earlier
    accounts: tuple[str, ...] = ()
    identities: tuple[str, ...] = ()
    tariffs: str = ""
    resident: str = ""
    bases: tuple[str, ...] = ()
    ticketed: str = ""
    along: tuple[str, ...] | None = None
    open: tuple[tuple[str, ...], ...] = ()
    exempt: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    governing: str = ""
    restrictions: Restrictions = Restrictions()
    breaks: tuple[int, ...] = ()
    unbroken: tuple[int, ...] = ()
    zap: ZapOff | None = None
    without: frozenset[str] = frozenset()

    def wants(self, fare_basis: str, places: tuple[int, ...]) -> bool:
        """Whether these segments may be priced by a fare basis; a bare fare class stands for any of it."""
        asked = {self.bases[place] for place in places if place < len(self.bases)} - {""}
        names = {fare_basis, fare_basis.partition("/")[0]}
        return asked <= names and not names & self.without and self.cuts(places)

    def cuts(self, places: tuple[int, ...]) -> bool:
        """Whether a fare may cover these segments, and end where they do."""
        inside = {place + 1 for place in places[:-1]}
        return not inside & set(self.breaks) and not {places[0], places[-1] + 1} & set(self.unbroken)

    def levies(self, code: str, country: str, exempt: bool) -> bool:
        """Whether a tax is collected of somebody whom its own words exempt or not."""
        named = {code, country}
        if named & set(self.added):
            return True
        every = "" in self.exempt and code not in CARRIER_CHARGES
        return not exempt and not every and not named & set(self.exempt)


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
    made: "Made | None" = None
    terms: "Negotiated | None" = None

    @property
    def oneway(self) -> bool:
        return self.tag != 2


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
