"""The lowest fare of the flights in hand: shown, rebooked, and stored."""
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import ClassVar

from ..engine.booking.elements import Segment, StoredFare
from ..engine.booking.fingerprints import fingerprint
from ..engine.booking.storing import without_stale
from ..engine.guards import demand_flights
from ..engine.pricing.price import price
from ..engine.pricing.quote import PricedFare
from ..engine.schedule.flights import Flight
from ..engine.shopping.best_buy import Buy, Classes, best_buy
from ..engine.shopping.classes import buyable, cabin_of
from ..engine.shopping.shared import asking as asking_one
from ..engine.store.weight import Weight
from ..errors import DeleteFareFirst, NeedPassengerNames, OptionsClash
from .command import execute
from .price_options import PriceOptions
from .pricing import SHOWN, Asking, PriceBooking, PriceDisplay, PriceList, asking, displayed, listing, request, stored
from .rebook import succeed
from .sell import take


@dataclass(frozen=True)
class PriceLowest(PriceBooking):
    """What the same flights cost in the lowest classes that are open, in the cabins booked, in another or in any."""

    weight: ClassVar[Weight] = Weight.LOOK


@dataclass(frozen=True)
class PriceLowestOfAll(PriceLowest):
    """The same, whether classes are open or not."""


@dataclass(frozen=True)
class RebookLowest(PriceLowest):
    """The same, and the booking is rebooked into those classes."""

    weight: ClassVar[Weight] = Weight.WORK


@dataclass(frozen=True)
class RebookAndStoreLowest(PriceLowest):
    """The same, rebooked and stored for ticketing."""

    weight: ClassVar[Weight] = Weight.WORK


@execute.register
def price_lowest(command: PriceLowest, work) -> PriceDisplay | PriceList:
    return in_open_classes(command, work, available=True)


@execute.register
def price_lowest_of_all(command: PriceLowestOfAll, work) -> PriceDisplay | PriceList:
    return in_open_classes(command, work, available=False)


def in_open_classes(command: PriceLowest, work, available: bool) -> PriceDisplay | PriceList:
    """The lowest price, or every price there is in these classes."""
    asked = asking(command, work)
    if not command.listed:
        return as_specified(asked, lowest(asked, command, work, available), work)
    classes = tuple(opening(asked.segments, command, work, available))
    opened = replace(asked, request=replace(asked.request, open=classes), reclassed=True)
    return listing(command, [opened], work, SHOWN)


@execute.register
def rebook_lowest(command: RebookLowest, work) -> PriceDisplay:
    return in_lowest(command, work)


def in_lowest(command: PriceLowest, work) -> PriceDisplay:
    """The booking in the lowest classes, and what it costs in them."""
    asked = asking(command, work)
    if command.passengers or command.kind or command.listed:  # a flight has one class for everybody
        raise OptionsClash()
    return rebooked(asked, lowest(asked, command, work).classes, work)


@execute.register
def rebook_and_store_lowest(command: RebookAndStoreLowest, work) -> PriceDisplay:
    """Raises NeedPassengerNames before anything is rebooked."""
    if not work.area.working.names:
        raise NeedPassengerNames()
    display = in_lowest(command, work)
    work.area = work.area.with_working(without_stale(work.area.working))
    return stored(display, work)


def lowest(asked: Asking, command: PriceLowest, work, available: bool = True) -> Buy:
    """The lowest price in classes that are open to who gives back what he holds; raises as pricing does."""
    open_classes = tuple(opening(asked.segments, command, work, available))
    return best_buy(replace(asked.request, open=open_classes), asking_one(work.tariff))


def opening(segments: list[Segment], command: PriceOptions, work, available: bool) -> Iterator[tuple[str, ...]]:
    """The classes each segment may have: one that is confirmed keeps its own, whatever is left."""
    flights = [flight_of(segment, work) for segment in segments]
    left = work.seats.available(flights, giving=[segment for segment in segments if segment.held])
    for segment, flight in zip(segments, flights, strict=True):
        wanted = cabins(command, segment)
        found = buyable(left[flight.key], segment.seats if available else 0, wanted)
        keeps = segment.legs and not segment.waiting and (not wanted or cabin_of(segment.booking_class) in wanted)
        yield tuple(dict.fromkeys((*found, *([segment.booking_class] if keeps else []))))


def cabins(command: PriceOptions, segment: Segment) -> Collection[str]:
    """Nothing stands for any."""
    return () if command.any_cabin else (command.cabin or cabin_of(segment.booking_class),)


def flight_of(segment: Segment, work) -> Flight:
    return work.world.timetable.flight(segment.carrier, segment.number, segment.origin, segment.destination,
                                       segment.date)


def as_specified(asked: Asking, buy: Buy, work) -> PriceDisplay:
    """The display of a price in classes not booked yet."""
    new = [replace(segment, booking_class=letter) for segment, letter in zip(asked.segments, buy.classes, strict=True)]
    note = "no-rebooking" if new == asked.segments else "rebook"
    return marked(unbooked(asked, new, buy.fares, work), asked.segments, note)


def unbooked(asked: Asking, segments: list[Segment], fares: tuple[PricedFare, ...], work) -> PriceDisplay:
    """A price of segments that are not in the booking so: nobody may store it."""
    display = displayed(replace(asked, segments=segments, reclassed=False), fares, work)
    work.area = replace(work.area, quoted=replace(work.area.quoted, priced=tuple(map(fingerprint, segments))))
    return display


def marked(display: PriceDisplay, before: list[Segment], note: str) -> PriceDisplay:
    """With a mark at each flight whose class is not the one booked."""
    coupons = tuple(replace(coupon, rebook=coupon.segment.booking_class != segment.booking_class)
                    for coupon, segment in zip(display.coupons, before, strict=True))
    return replace(display, coupons=coupons, note=note)


def rebooked(asked: Asking, classes: Classes, work) -> PriceDisplay:
    """The price once the booking is in these classes; raises NoSeats where one was sold meanwhile."""
    before = asked.segments
    new = rebook(work, before, classes)
    note = "rebooked" if new != before else "no-rebooking"
    wanted = replace(request(asked.command, work, new, asked.travellers), open=())
    display = displayed(replace(asked, segments=new, request=wanted, reclassed=False), price(wanted, work.tariff), work)
    return marked(display, before, note) if note == "rebooked" else replace(display, note=note)


# ---- seats

def rebook(work, segments: list[Segment], classes: Classes) -> list[Segment]:
    """The segments in these classes: new seats taken and held ones given back, all or nothing.

    A filed seat goes back when the change is filed, as if it had been cancelled.
    """
    if work.manners.prices_lock and work.area.working.each(StoredFare):
        raise DeleteFareFirst()
    pairs = [(segment, letter) for segment, letter in zip(segments, classes, strict=True)
             if letter != segment.booking_class and segment.own is None]
    demand_flights(work, {segment.tattoo for segment, _ in pairs})
    work.seats.give_back(segment for segment, _ in pairs if segment.held)
    for seats, some in groupby(sorted(pairs, key=lambda pair: pair[0].seats), key=lambda pair: pair[0].seats):
        sold = list(some)
        take(work, tuple(flight_of(segment, work) for segment, _ in sold), "".join(letter for _, letter in sold), seats)
    new = {segment.tattoo: exchanged(work, segment, letter) for segment, letter in pairs}
    return [new.get(segment.tattoo, segment) for segment in segments]


def exchanged(work, segment: Segment, letter: str) -> Segment:
    """Put a segment in another class in place of one; what was asked of the airline for the flight goes along."""
    booking = work.area.working
    legs = tuple(leg.key for leg in flight_of(segment, work).legs)
    sold = replace(segment, booking_class=letter, status=work.manners.sold_as, legs=legs, since="")
    if segment.held:
        work.area = work.area.with_working(booking.swap(sold))
        return sold
    sold = replace(sold, tattoo=booking.next_tattoo)
    succeed(work, segment, sold, flight_of(segment, work))
    return sold
