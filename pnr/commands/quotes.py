"""Quote the booking in hand: a list of prices, one of them in detail, its taxes, and which classes it wants."""
from dataclasses import dataclass, replace
from datetime import datetime

from ..engine.booking.area import Quoted
from ..engine.booking.order import passengers
from ..engine.pricing.alternatives import alternatives
from ..engine.pricing.filed import classes
from ..engine.pricing.price import price
from ..engine.pricing.quote import PricedFare
from ..engine.store.weight import Weight
from ..errors import NoFare, NoFareAsAsked, NoPriceShown, NoQuote, NothingInHand, RuleRefuses, VerifyBookingClass
from .asking import Asking, Traveller, kind, priced_segments, request
from .command import Command, Reply, execute
from .details import tattoos
from .notes import filed_fare
from .offers import NOBODY, PriceAdults
from .pricing import Coupon, Price, PriceDisplay, coupons, displayed
from .quoted import DisplayQuoted as DisplayQuoted
from .rules import DisplayQuotedRules as DisplayQuotedRules  # read in the same family

RESTRICTING = frozenset({2, 3, 5, 6, 7, 8, 9, 11, 14, 15, 18})  # categories
FLIGHTS = 4
NONE = (NoFare, NoFareAsAsked, RuleRefuses)  # why there is no price


class Exemption(str):
    """A code of a tax or country; E is every tax."""

    @classmethod
    def read(cls, text: str) -> "Exemption":
        return cls("" if text == "E" else text)


@dataclass(frozen=True)
class QuoteBooking(PriceAdults):
    """Every price as booked on a ticketing carrier, the highest first; `agreements`: private fares as well.

    `lowest`: that one alone.
    """

    exempt: tuple[Exemption, ...] = ()
    agreements: bool = False
    lowest: bool = False


@dataclass(frozen=True)
class DisplayQuoteTaxes(Command):
    line: int
    weight = Weight.LOOK


@dataclass(frozen=True)
class CheckClasses(Command):
    """Whether each flight is booked in a class that can be priced."""

    weight = Weight.LOOK


@dataclass(frozen=True)
class QuoteList(PriceDisplay):
    """`flags` of each price: FL for some flights, PP for some passengers, RE restricted, RB to be rebooked."""

    moment: datetime | None = None
    flags: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class QuoteTaxes(Reply):
    line: int
    price: Price


@dataclass(frozen=True)
class ClassCheck(Reply):
    """For each flight the class in which it can be priced."""

    coupons: tuple[Coupon, ...]
    letters: tuple[str, ...]


@execute.register
def quote_booking(command: QuoteBooking, work) -> QuoteList:
    """Raises NoQuote, or VerifyBookingClass where other classes would have a price."""
    asked = asking(command, work)
    try:
        fares = alternatives(asked.request, work.tariff)[::-1]
    except NONE as error:
        kind = VerifyBookingClass if in_any_class(asked, work) else NoQuote
        raise kind(**error.facts) from None
    display = displayed(asked, fares[-1:] if command.lowest else fares, work)
    flags = tuple(flags_of(each.fare, work) for each in display.prices)
    return QuoteList(**vars(display), moment=asked.request.now, flags=flags)


def asking(command: QuoteBooking, work) -> Asking:
    """Those of the kind asked for, or everybody as one of it; raises NothingInHand."""
    if work.area.empty:
        raise NothingInHand()
    segments = priced_segments(command, work)
    travellers = of_type(command, work) or [NOBODY] * segments[0].seats
    asked = request(command, work, segments, travellers)
    types = tuple(one if one.type == command.kind else replace(one, type=command.kind, age=None, born=None)
                  for one in asked.passengers)
    along = asked.along if types == asked.passengers else None  # they are only supposed to be of the type
    tariffs = "" if command.agreements or command.accounts else "published"
    return Asking(command, segments, travellers, replace(asked, passengers=types, tariffs=tariffs, along=along))


def of_type(command: QuoteBooking, work) -> list[Traveller]:
    """Passengers of the type, or infants; nobody being one, everybody."""
    only = tattoos(work, command.passengers)
    names = [name for name in passengers(work.area.working, work.manners.order) if not only or name.tattoo in only]
    wanted = kind(command.kind)
    infants = wanted == "infant"
    found = [name for name in names if (name.infant if infants else kind(name.type) == wanted)]
    return [(name, infants and bool(found)) for name in found or names]


def in_any_class(asked: Asking, work) -> tuple[PricedFare, ...]:
    """The lowest price whatever classes are booked; nothing where there is none."""
    every = (tuple(classes()),) * len(asked.segments)
    try:
        return price(replace(asked.request, open=every), work.tariff)
    except NONE:
        return ()


def flags_of(fare: PricedFare, work) -> tuple[str, ...]:
    categories: set[int] = set()
    for part in fare.components:
        filed = filed_fare(part, work)
        categories |= work.tariff.levels(filed, work.today).categories if filed else set()
    restricted = bool(categories & RESTRICTING) or not fare.refundable
    marks = {"FL": FLIGHTS in categories, "PP": fare.fared_as != "ADT", "RE": restricted}
    return tuple(mark for mark, holds in marks.items() if holds)


# ---- of a line

@execute.register
def display_quote_taxes(command: DisplayQuoteTaxes, work) -> QuoteTaxes:
    return QuoteTaxes(command.line, shown_price(quoted(command.line, work), command.line))


def quoted(line: int, work) -> Quoted:
    """Raises NoPriceShown."""
    seen = work.area.quoted
    if seen is None or not 1 <= line <= len(seen.fares):
        raise NoPriceShown(line=line)
    return seen


def shown_price(seen: Quoted, line: int) -> Price:
    fare = seen.fares[line - 1]
    return Price(fare, (), tuple(place + 1 for place in fare.passengers), seen.infants[line - 1])


@execute.register
def check_classes(command: CheckClasses, work) -> ClassCheck:
    """As booked, or else in the lowest classes that have a price; raises NoQuote."""
    asked = asking(QuoteBooking(), work)
    shown = coupons(work, asked.segments)
    try:
        price(asked.request, work.tariff)
    except NONE as error:
        fares = in_any_class(asked, work)
        if not fares:
            raise NoQuote(**error.facts) from None
        letters = {place: part.booking_class for part in fares[0].components for place in part.segments}
        return ClassCheck(shown, tuple(letters[place] for place in range(len(shown))))
    return ClassCheck(shown, tuple(coupon.segment.booking_class for coupon in shown))
