"""Store what was quoted with everything a ticket needs, to be ticketed at once; or give it as a form to edit."""
from dataclasses import dataclass, replace
from decimal import Decimal

from ..engine.booking.area import Quoted
from ..engine.booking.booking import Booking
from ..engine.booking.elements import FareText, Name, StoredFare
from ..engine.booking.storing import with_cash
from ..engine.pricing.quote import FareComponent, PricedFare
from ..engine.store.weight import Weight
from ..errors import FareOutdated, FareUnqualified, QuoteNotChosen
from ..values.spans import Span, numbers
from .asking import kind
from .command import Command, Reply, execute
from .details import tattoos
from .display import BookingDisplay, shown
from .payment import MANUAL
from .pricing import Coupon, Price, coupons, store_line
from .quotes import quoted, shown_price

COMMISSION = "FM"


@dataclass(frozen=True)
class Allowance:
    """Baggage of these flights, counted from 1, or of all: 3PC or 30KG."""

    amount: str
    segments: tuple[Span, ...] = ()


@dataclass(frozen=True)
class StoreQuote(Command):
    """The line of the quotation last shown in detail, or its only one; `card`: it will be paid by one, not in cash."""

    baggage: tuple[Allowance, ...] = ()
    commission: Decimal | None = None
    card: bool = False
    passengers: tuple[Span, ...] = ()
    weight = Weight.WORK


@dataclass(frozen=True)
class DisplayQuoteForm(Command):
    """The same line as a form of entries to edit and send."""

    weight = Weight.LOOK


@dataclass(frozen=True)
class QuoteForm(Reply):
    price: Price
    coupons: tuple[Coupon, ...]


@execute.register
def store_quote(command: StoreQuote, work) -> BookingDisplay:
    """Raises NoPriceShown, QuoteNotChosen, FareUnqualified; FareOutdated where the booking is not what was quoted."""
    seen, line = chosen(work)
    seen = replace(seen, fares=tuple(with_baggage(fare, command.baggage) for fare in seen.fares))
    store_line(work, seen, line, command.passengers)
    booking = work.area.working
    stored = booking.each(StoredFare)[-1]
    if any(unqualified(name, stored) for name in booking.names if name.tattoo in stored.passengers):
        raise FareUnqualified(type=stored.fare.type)
    booking = with_commission(booking.swap(replace(stored, at_once=True)), command, work)
    work.area = work.area.with_working(booking if command.card else with_cash(booking))
    return shown(work)


def with_commission(booking: Booking, command: StoreQuote, work) -> Booking:
    """In place of what the same passengers had."""
    if command.commission is None:
        return booking
    made = FareText(COMMISSION, f"{MANUAL}{command.commission}", tattoos(work, command.passengers), automatic=False)
    old = (text for text in booking.each(FareText) if (text.code, text.passengers) == (COMMISSION, made.passengers))
    return booking.without(old).add(made)


def unqualified(name: Name, stored: StoredFare) -> bool:
    """Quoted as if somebody were a child or an infant who is none."""
    quoted_for = kind(stored.fare.type)
    return stored.infants != (quoted_for == "infant") or (quoted_for == "child" and kind(name.type) != "child")


@execute.register
def display_quote_form(command: DisplayQuoteForm, work) -> QuoteForm:
    """Raises FareOutdated where a flight that was priced is no longer booked."""
    seen, line = chosen(work)
    segments = [segment for segment in work.area.working.segments if segment.tattoo in seen.segments]
    if len(segments) < len(seen.segments):
        raise FareOutdated(fare=line)
    return QuoteForm(shown_price(seen, line), coupons(work, segments))


def chosen(work) -> tuple[Quoted, int]:
    seen = quoted(1, work)
    if not seen.chosen and len(seen.fares) > 1:
        raise QuoteNotChosen()
    return seen, seen.chosen or 1


def with_baggage(fare: PricedFare, allowances: tuple[Allowance, ...]) -> PricedFare:
    return replace(fare, components=tuple(allowed(part, allowances) for part in fare.components))


def allowed(part: FareComponent, allowances: tuple[Allowance, ...]) -> FareComponent:
    """The last allowance that names one of its flights, or none, stands."""
    for each in allowances:
        places = {number - 1 for number in numbers(each.segments)}
        if not places or places & set(part.segments):
            part = replace(part, baggage=each.amount)
    return part
