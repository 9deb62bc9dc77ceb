"""From a stored fare to tickets: four coupons a number, numbers in a row, the money on the first of them."""
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from ...errors import InvalidCommission
from ...values.money import Money
from ..booking.elements import Segment
from ..booking.times import arrival, departure
from ..offices import Office
from ..pricing.quote import FareComponent, PricedFare
from ..world import World
from .interline import Kept, due, usual, values
from .orders import Order
from .payments import Charges, Index, back, carried, payments
from .tickets import COUPONS, Coupon, CouponService, Event, ExchangeRecord, Payment, Ticket, TicketSet, following

STOPOVER, STOPOVER_NEAR_HOME = timedelta(hours=24), timedelta(hours=4)
NEAR_HOME = frozenset({"US", "CA"})
RATE = re.compile(r"(?:\*[A-Z]\*)?(\d{1,7}(?:\.\d{1,2})?)(A?)")


@dataclass(frozen=True)
class Sale:
    """Where, when, by whom and for which booking tickets are issued."""

    office: Office
    sign: str
    at: str
    day: date
    booking: int
    locator: str


def issue(order: Order, sale: Sale, number: str, airline_locator: str, world: World, index: Index,
          charges: Charges | None = None, kept: Kept = usual) -> TicketSet:
    """The set of documents of one order, beginning with this number; `charges` by the places of its forms, `kept`
    what a carrier keeps of a coupon that another one flies."""
    flown = coupons(order, stopovers(order.segments, world), values(order.stored.fare, order.segments, world), kept)
    parts = [flown[first:first + COUPONS] for first in range(0, len(flown), COUPONS)]
    city, fare = world.places.city_of, order.stored.fare
    ends = city(order.segments[0].origin), city(order.segments[-1].destination)
    first, *rest = (
        Ticket(following(number, place), number, place + 1, len(parts), order.passenger, fare.type, order.carrier,
               sale.office.id, sale.office.iata, sale.office.city, sale.sign, sale.at, sale.day, sale.booking,
               sale.locator, airline_locator, order.name.tattoo, *ends, part, order.infant,
               endorsements=order.endorsements, tour=order.tour, identity=order.identity, events=(issued(sale, part),))
        for place, part in enumerate(parts))
    done = exchanged(order, number, index, charges) if order.stored.exchange else None
    paid = carried(done.value, done.collected, done.back, fare.total) if done else collected(
        order, fare.total, number, index, charges)
    return (replace(first, fare=fare, payments=paid, commission=commission(order.commission, fare.fare),
                    commission_rate=order.commission, exchange=done), *rest)


def emd(order: Order, sale: Sale, number: str, airline_locator: str, ties: tuple[str, ...], index: Index,
        charges: Charges | None = None) -> TicketSet:
    """The document of services at a charge: a coupon for each, tied to the coupons of a ticket."""
    stored = order.bought
    assert stored is not None
    flights, fare = order.segments, order.stored.fare
    part = tuple(
        Coupon(place, flown.tattoo, flown.carrier, flown.number, flown.booking_class, flown.date, flown.departs,
               flown.origin, flown.destination, line.rfisc, line.amount, flown.operating,
               service=CouponService(line.rfic, line.rfisc, line.name, line.refundable, tie))
        for place, (flown, line, tie) in enumerate(zip(flights, stored.lines, ties, strict=True), 1))
    return (Ticket(number, number, 1, 1, order.passenger, fare.type, order.carrier, sale.office.id, sale.office.iata,
                   sale.office.city, sale.sign, sale.at, sale.day, sale.booking, sale.locator, airline_locator,
                   order.name.tattoo, flights[0].origin, flights[-1].destination, part, fare=fare,
                   payments=collected(order, fare.total, number, index, charges), events=(issued(sale, part),),
                   emd=stored.document),)


def collected(order: Order, due: Money, number: str, index: Index, charges: Charges | None) -> tuple[Payment, ...]:
    return payments(order.payment, due, number, index, charges) if order.payment and due.minor else ()


def exchanged(order: Order, number: str, index: Index, charges: Charges | None) -> ExchangeRecord:
    """What the document is exchanged for, with what is paid for it now or given back."""
    done = order.stored.exchange
    assert done is not None
    found = done.computation
    return replace(done, collected=collected(order, found.to_pay, number, index, charges),
                   back=tuple(back(done.value, found.back)))


def issued(sale: Sale, part: tuple[Coupon, ...]) -> Event:
    return Event(sale.at, sale.office.id, sale.sign, "issued", tuple(coupon.number for coupon in part), "", "O")


def coupons(order: Order, stops: tuple[bool, ...], worth: list[Money], kept: Kept) -> tuple[Coupon, ...]:
    """A coupon for each flight, with what its fare component says of it."""
    fare = order.stored.fare
    return tuple(
        Coupon(place % COUPONS + 1, flown.tattoo, flown.carrier, flown.number, flown.booking_class, flown.date,
               flown.departs, flown.origin, flown.destination, part.fare_basis, worth[place], flown.operating,
               stops[place], "NS" if order.infant else "OK", part.nvb, part.nva, part.baggage,
               due=due(fare, worth[place], kept(order.carrier, flown.carrier))
               if flown.carrier != order.carrier else None)
        for place, flown in enumerate(order.segments) for part in [component(fare, place)])


def component(fare: PricedFare, place: int) -> FareComponent:
    """The fare component a coupon belongs to."""
    return next(part for part in fare.components if place in part.segments)


def stopovers(segments: tuple[Segment, ...], world: World) -> tuple[bool, ...]:
    """Whether each flight begins the journey or ends a stay: False where the passenger only changes planes."""
    places = {code: world.places.place(code) for flown in segments for code in (flown.origin, flown.destination)}
    near = {place.country for place in places.values()} <= NEAR_HOME
    limit = STOPOVER_NEAR_HOME if near else STOPOVER
    return tuple(_stopovers(segments, world, limit))


def _stopovers(segments: tuple[Segment, ...], world: World, limit: timedelta) -> Iterator[bool]:
    before: Segment | None = None
    for flown in segments:
        yield (before is None or world.places.city_of(before.destination) != world.places.city_of(flown.origin)
               or departure(flown, world) - arrival(before, world) > limit)
        before = flown


def commission(text: str, fare: Money) -> Money | None:
    """`9` percent of the fare, or `200A`, an amount; raises InvalidCommission."""
    if not text:
        return None
    found = RATE.fullmatch(text)
    if found is None:
        raise InvalidCommission(text=text)
    figure = Decimal(found[1])
    earned = Money.of(figure if found[2] else fare.amount * figure / 100, fare.currency)
    if earned.minor > fare.minor:
        raise InvalidCommission(text=text)
    return earned
