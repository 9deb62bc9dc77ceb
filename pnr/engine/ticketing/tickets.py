"""Tickets, their coupons and what was paid for them: values, as the airline keeps them under a number."""
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ...values.documents import document, personal
from ...values.money import Money
from ...values.numbers import masked
from ..pricing.quote import ExchangeComputation, PricedFare, Tax

Day = date  # where a field has its name
COUPONS = 4  # of one number
NUMBERS = 4  # of one set
WORDS = {
    "O": "OPEN FOR USE", "A": "AIRP CNTL", "C": "CHECKED IN", "L": "LIFT/BOARDED", "F": "USED/FLOWN",
    "E": "EXCHANGED", "R": "REFUNDED", "V": "VOID", "S": "SUSPENDED", "P": "PRINTED", "X": "PRINT/EXCH",
    "T": "PAPER TICKET", "G": "FIM EXCH", "I": "IRREGULAR OPS", "U": "UNAVAILABLE", "Z": "USED/CLOSED",
}
CARD_FIRST, CARD_LAST = 6, 4  # digits of a card that may be kept and shown


@document("couponservice")
@dataclass(frozen=True)
class CouponService:
    """What a coupon of an EMD is good for; `ticket` is the coupon it is associated with: 9992300000011/1."""

    rfic: str
    rfisc: str
    name: str
    refundable: bool = True
    ticket: str = ""


@document("coupon")
@dataclass(frozen=True)
class Coupon:
    """One flight of a ticket: `number` 1 to 4 on its ticket, `segment` the tattoo of what it was issued for."""

    number: int
    segment: int
    carrier: str
    flight: int
    booking_class: str
    date: date
    departs: int
    origin: str
    destination: str
    fare_basis: str
    value: Money
    operating: str | None = None
    stopover: bool = True
    booked: str = "OK"
    nvb: Day | None = None
    nva: Day | None = None
    baggage: str = ""
    status: str = "O"
    holder: str = ""  # the carrier that has control of it, when not the one that issued it
    service: CouponService | None = None
    due: Money | None = None  # to the carrier, once used, where it did not issue the ticket


@document("paid")
@dataclass(frozen=True)
class Payment:
    """One form of payment with its amount; of a card the masked number and a token, never the number."""

    form: str
    amount: Money
    vendor: str = ""
    masked: str = ""
    token: str = ""
    expiry: str = ""
    approval: str = ""
    text: str = ""
    charge: str = ""  # the key by which the payment gateway knows it

    @property
    def name(self) -> str:
        """CASH, CCVI411111XXXXXX1111/1230, MSALIPAY."""
        card = f"{self.vendor}{self.masked}/{self.expiry}" if self.form == "CC" else ""
        return f"{self.form}{card}{self.text}"


@document("ticketevent")
@dataclass(frozen=True)
class Event:
    """What was done to coupons of one number: ISO time in UTC, who, and from which status to which."""

    at: str
    office: str
    sign: str
    action: str  # issued, voided, refunded
    coupons: tuple[int, ...]
    before: str = ""
    after: str = ""


@document("refundrecord")
@dataclass(frozen=True)
class RefundRecord:
    """A refund as it is shown before it is confirmed; `number` is drawn when it is.

    `used` and `penalty` are what the rules take, or what an agent put in their place (`manual`). `seen` holds the
    versions of the tickets it was computed from. fare_paid - used - penalty, never below zero, plus taxes is the total.
    """

    tickets: tuple[str, ...]
    coupons: tuple[tuple[str, int], ...]
    fare_paid: Money
    fare_used: Money
    penalty: Money
    fare_refund: Money
    taxes: tuple[Tax, ...]
    tax_refund: Money
    total: Money
    to: tuple[Payment, ...]
    commission: Money
    seen: tuple[int, ...] = ()
    full: bool = False
    manual: bool = False
    involuntary: bool = False
    rule: str = ""
    fact: str = ""
    number: int = 0
    at: str = ""
    day: date | None = None
    office: str = ""
    iata: str = ""
    sign: str = ""
    remark: str = ""
    name: str = ""  # whom the money is for, where that is not the passenger


@document("exchangerecord")
@dataclass(frozen=True)
class ExchangeRecord:
    """What a document was, or will be, issued in exchange for: a set of numbers with the coupons that go.

    `seen` holds the versions of the tickets it was computed from, `value` what was paid for them by form, `first` the
    first document of the chain as FO has it, `place` how many exchanges there were with this one, `commission` that of
    the old ticket. `locked` is what of the fare nobody gets back, since it came from a fare that was not refundable.
    `collected` and `back` are what was paid and given back when it was issued; `told` is what FO says of all of it.
    """

    tickets: tuple[str, ...]
    coupons: tuple[tuple[str, int], ...]
    computation: ExchangeComputation
    first: str
    value: tuple[Payment, ...] = ()
    seen: tuple[int, ...] = ()
    place: int = 1
    involuntary: bool = False
    locked: Money | None = None
    commission: Money | None = None
    collected: tuple[Payment, ...] = ()
    back: tuple[Payment, ...] = ()
    told: str = ""

    @property
    def old(self) -> str:
        """Its first number."""
        return self.tickets[0]


@document("ticket")
@dataclass(frozen=True)
class Ticket:
    """One number with up to four coupons; the fare and what was paid stand on the first number of a set."""

    number: str
    primary: str
    place: int
    count: int
    passenger: str
    type: str
    carrier: str
    office: str
    iata: str
    city: str
    sign: str
    at: str
    date: date
    booking: int
    locator: str
    airline_locator: str
    name: int  # tattoo of the passenger
    origin: str
    destination: str
    coupons: tuple[Coupon, ...]
    infant: bool = False
    fare: PricedFare | None = None
    payments: tuple[Payment, ...] = ()
    commission: Money | None = None
    commission_rate: str = ""
    endorsements: str = ""
    tour: str = ""
    identity: str = personal(default="")
    events: tuple[Event, ...] = ()
    refund: RefundRecord | None = None  # the last one
    version: int = 0
    exchange: ExchangeRecord | None = None  # what it was issued in exchange for
    exchanged_for: str = ""  # the first number of what was issued in exchange for it
    emd: str = ""  # A associated or S alone, of a document for services
    earlier: tuple[RefundRecord, ...] = ()  # refunds of other coupons of it, the first one first

    @property
    def serial(self) -> str:
        return self.number[3:]

    @property
    def refunds(self) -> tuple[RefundRecord, ...]:
        return (*self.earlier, self.refund) if self.refund else ()

    @property
    def status(self) -> str:
        """OPEN, VOID, REFUNDED or EXCHANGED: what all coupons are that were not flown; USED where they differ."""
        found = {coupon.status for coupon in self.coupons} - {"F"}
        return STATES[found.pop()] if len(found) == 1 and found <= STATES.keys() else "USED"


STATES = {"O": "OPEN", "V": "VOID", "R": "REFUNDED", "E": "EXCHANGED"}
TicketSet = tuple[Ticket, ...]


def dashed(number: str) -> str:
    """9992300000011 -> 999-2300000011"""
    return f"{number[:3]}-{number[3:]}"


def plain(number: str) -> str:
    """999-2300000011 -> 9992300000011"""
    return number.replace("-", "")


def following(number: str, places: int) -> str:
    """The number some places on in the same stock."""
    return f"{number[:3]}{int(number[3:]) + places:010}"


def conjunction(number: str, count: int, last: int = 2) -> str:
    """999-2300000011-12 for a set of two numbers, 999-2300000011 for one."""
    return f"{dashed(number)}-{following(number, count - 1)[-last:]}" if count > 1 else dashed(number)


def coupons_of(tickets: Iterable[Ticket]) -> Iterator[tuple[Ticket, Coupon]]:
    """Every coupon of a set with the number it is on, in order."""
    for ticket in tickets:
        for coupon in ticket.coupons:
            yield ticket, coupon


def masked_card(number: str) -> str:
    return masked(number, CARD_FIRST, CARD_LAST)
