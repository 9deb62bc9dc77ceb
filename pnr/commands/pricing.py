"""Price the booking in hand, and store what was priced."""
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from ..engine.booking.area import Quoted
from ..engine.booking.elements import Name, Segment, StoredFare
from ..engine.booking.fingerprints import fingerprint
from ..engine.booking.order import passengers
from ..engine.booking.storing import with_cash, with_fare, with_texts
from ..engine.offices import Office
from ..engine.pricing.alternatives import alternatives
from ..engine.pricing.itinerary import Itinerary
from ..engine.pricing.price import price
from ..engine.pricing.quote import PricedFare, PricedSegment
from ..engine.store.weight import Weight
from ..errors import FareOutdated, NeedPassengerNames, NoFare, NoFareAsAsked, NoPriceShown, OptionsClash
from ..values.money import Money, total
from ..values.spans import Span
from .asking import Asking, asking, flown, request
from .command import Command, Reply, execute
from .details import tattoos
from .display import BookingDisplay, shown
from .price_options import PassengerGroup, PriceOptions

__all__ = ["Asking", "asking", "flown", "request"]


@dataclass(frozen=True)
class PriceBooking(Command, PriceOptions):
    """What it costs as booked: for all, or for groups of passengers, each on terms of its own; nothing is stored."""

    more: tuple[PassengerGroup, ...] = ()
    weight: ClassVar[Weight] = Weight.LOOK


@dataclass(frozen=True)
class StorePrice(PriceBooking):
    """The same, stored for ticketing in place of what was stored for these passengers and segments."""

    weight: ClassVar[Weight] = Weight.WORK


@dataclass(frozen=True)
class StoreQuoted(Command):
    """Store a line of the prices last shown, and cash as the form of payment where none is arranged."""

    line: int
    passengers: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Coupon:
    """A segment as a price display lists it; `mark` X for a connection, O for a stopover, nothing on the first.

    `rebook`: its class is not the one booked.
    """

    segment: Segment
    origin: str
    destination: str
    mark: str = ""
    connects: bool = False
    surface: bool = False  # the next one leaves from another city
    rebook: bool = False


@dataclass(frozen=True)
class Price:
    """One fare and whom it is for; `number` is that of the stored fare, 0 where none is stored.

    `coupons` are its own where they are not those of the whole display.
    """

    fare: PricedFare
    names: tuple[str, ...]
    numbers: tuple[int, ...]
    infants: bool = False
    number: int = 0
    coupons: tuple[Coupon, ...] = ()

    @property
    def total(self) -> Money:
        return self.fare.total * len(self.numbers)


@dataclass(frozen=True)
class PriceDisplay(Reply):
    command: PriceOptions
    prices: tuple[Price, ...]
    coupons: tuple[Coupon, ...]
    today: date
    office: Office
    note: str = ""  # of a lowest fare: rebook, no-rebooking, rebooked

    @property
    def total(self) -> Money:
        return total([each.total for each in self.prices], self.prices[0].fare.total.currency)


@dataclass(frozen=True)
class PriceList(PriceDisplay):
    """Each price a line, the lowest first."""


SHOWN, STORED = "shown", "stored"  # what a choice from a list does


@execute.register
def price_booking(command: PriceBooking, work) -> PriceDisplay | PriceList:
    return list_of(command, work, SHOWN) if command.listed else quoted(command, work)


@execute.register
def store_price(command: StorePrice, work) -> PriceDisplay | PriceList:
    """Raises OptionsClash for a price of other classes than are booked."""
    if not work.area.working.names:
        raise NeedPassengerNames()
    if command.listed:
        return list_of(command, work, STORED)
    display = quoted(command, work)
    if any(coupon.rebook for each in display.prices for coupon in each.coupons):
        raise OptionsClash()
    return stored(display, work)


def stored(display: PriceDisplay, work) -> PriceDisplay:
    """Every fare of a display that was just made, stored under a number."""
    keep(work, work.area.quoted, range(1, len(display.prices) + 1))
    fares = work.area.working.each(StoredFare)[-len(display.prices):]
    return replace(display, prices=tuple(replace(each, number=fare.number)
                                         for each, fare in zip(display.prices, fares, strict=True)))


@execute.register
def store_quoted(command: StoreQuoted, work) -> BookingDisplay:
    """Raises NoPriceShown, or FareOutdated where the booking is no longer what was priced."""
    seen = work.area.quoted
    if seen is None or not 1 <= command.line <= len(seen.fares):
        raise NoPriceShown(line=command.line)
    store_line(work, seen, command.line, command.passengers)
    work.area = work.area.with_working(with_cash(work.area.working))
    return shown(work)


def store_line(work, seen: Quoted, line: int, spans: tuple[Span, ...]) -> None:
    """One price of a display, for those of its passengers who are named, or all; raises FareOutdated, or NoPriceShown
    where nothing is booked that it is the price of."""
    if not seen.segments:
        raise NoPriceShown(line=line)
    now = [segment for segment in work.area.working.segments if segment.tattoo in seen.segments]
    if seen.priced != tuple(map(fingerprint, now)):
        raise FareOutdated(fare=line)
    only = set(tattoos(work, spans))
    if only:
        named = tuple(tuple(one for one in each if one in only) for each in seen.passengers)
        seen = replace(seen, passengers=named)
    keep(work, seen, [line])


def keep(work, seen: Quoted, lines: Iterable[int]) -> None:
    """Store these lines of a price display, with the texts they bring."""
    booking = work.area.working
    for line in lines:
        booking = with_fare(booking, seen, line, work.today, work.agent.sign)
    work.area = work.area.with_working(with_texts(booking))


def quoted(command: PriceBooking, work) -> PriceDisplay:
    """Price as booked, each group by itself, and remember what was shown."""
    groups = [asking(group, work) for group in (command, *command.more)]
    return priced_together(command, [(asked, fares(asked, work)) for asked in groups], work)


def list_of(command: PriceBooking, work, choice: str) -> PriceList:
    return listing(command, [asking(group, work) for group in (command, *command.more)], work, choice)


def listing(command: PriceOptions, groups: Iterable[Asking], work, choice: str) -> PriceList:
    """Every price of each group; raises as pricing does where there is none."""
    display = priced_together(command, [(asked, alternatives(asked.request, work.tariff)) for asked in groups], work)
    work.area = replace(work.area, quoted=replace(work.area.quoted, listed=choice))
    return PriceList(**vars(display))


def fares(asked: Asking, work) -> tuple[PricedFare, ...]:
    """Raises NoFareAsAsked where fares are filed, but none as the options want it."""
    try:
        found = price(asked.request, work.tariff)
    except NoFare as error:
        if asked.command.chooses:
            raise NoFareAsAsked(**error.facts) from None
        raise
    fallen = [fare.type for fare in found if fare.as_adult] if asked.command.only else []
    if fallen:
        raise NoFareAsAsked(passenger_type=fallen[0])
    return found


def displayed(asked: Asking, fares: tuple[PricedFare, ...], work) -> PriceDisplay:
    """These fares as a display, remembered for those who store from it."""
    return priced_together(asked.command, [(asked, fares)], work)


Priced = tuple[Asking, tuple[PricedFare, ...]]


def priced_together(command: PriceOptions, priced: list[Priced], work) -> PriceDisplay:
    order = passengers(work.area.working, work.manners.order)
    prices = tuple(own(listed(fare, asked.travellers, order), asked, len(priced) > 1, work)
                   for asked, fares in priced for fare in fares)
    first, _ = priced[0]
    work.area = replace(work.area, quoted=remembered(priced, prices, work), fares=None)
    return PriceDisplay(command, prices, coupons(work, first.segments, first.request.segments), work.today, work.office)


def remembered(priced: list[Priced], prices: tuple[Price, ...], work) -> Quoted:
    """What was shown, for those who store from it or look at it again."""
    tattoo = {segment.tattoo for asked, _ in priced for segment in asked.segments}
    segments = [segment for segment in work.area.working.segments if segment.tattoo in tattoo]
    each = [(asked, fare) for asked, fares in priced for fare in fares]
    named = tuple(tuple(name.tattoo for place in fare.passengers if (name := asked.travellers[place][0]))
                  for asked, fare in each)
    parts = tuple(tuple(segment.tattoo for segment in asked.segments) for asked, _ in each)
    return Quoted(tuple(fare for _, fare in each), named, tuple(one.infants for one in prices),
                  tuple(segment.tattoo for segment in segments), tuple(map(fingerprint, segments)),
                  parts if len(set(parts)) > 1 else ())


def own(found: Price, asked: Asking, several: bool, work) -> Price:
    """With coupons of its own, where groups are of different flights or classes are not those booked."""
    if not several and not asked.reclassed:
        return found
    letters = dict(enumerate(each.booking_class for each in asked.request.segments))
    if asked.request.open:
        letters = {place: part.booking_class for part in found.fare.components for place in part.segments}
    return replace(found, coupons=tuple(
        replace(coupon, segment=replace(coupon.segment, booking_class=letters[place]),
                rebook=coupon.segment.booking_class != letters[place])
        for place, coupon in enumerate(coupons(work, asked.segments, asked.request.segments))))


def listed(fare: PricedFare, travellers: Sequence | Mapping, order: list[Name]) -> Price:
    """A fare with the names and numbers of those who pay it."""
    places = {name.tattoo: place for place, name in enumerate(order, 1)}
    group = [travellers[place] for place in fare.passengers]
    if group[0][0] is None:
        return Price(fare, (), tuple(place + 1 for place in fare.passengers))
    return Price(fare, tuple(name.infant_text if infant else name.text for name, infant in group),
                 tuple(places[name.tattoo] for name, _ in group), group[0][1])


def coupons(work, segments: list[Segment], priced: tuple[PricedSegment, ...] = ()) -> tuple[Coupon, ...]:
    """`priced` are the segments as pricing was told of them."""
    itinerary = Itinerary(priced or tuple(flown(segment, work) for segment in segments), work.world.places)
    made = []
    for place, (segment, each) in enumerate(zip(segments, itinerary.segments, strict=True)):
        last = place == len(segments) - 1
        joins = bool(place) and itinerary.connection(place - 1)
        made.append(Coupon(segment, each.origin_city, each.destination_city, ("X" if joins else "O") if place else "",
                           not last and itinerary.connection(place), not last and itinerary.surface(place)))
    return tuple(made)
