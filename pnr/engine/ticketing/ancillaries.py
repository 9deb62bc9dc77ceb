"""Services at a charge: what a booking asks for, priced by the catalogue, and ordered for issue as EMDs."""
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from ...errors import (
    NeedFormOfPayment,
    NoStoredService,
    ServiceBought,
    ServiceUnconfirmed,
    TicketNeeded,
    TooManyCoupons,
)
from ...values.money import Money
from ..booking.booking import Booking
from ..booking.bought import ServiceLine, StoredService
from ..booking.elements import CONFIRMED, UNABLE, Element, FormOfPayment, IssuedTicket, Name, Seating, Segment, Service
from ..tariff.services import ASSOCIATED, Offered, service
from .orders import Order, tied
from .tickets import COUPONS, coupons_of

SEAT = "RQST"
ISSUED, REFUNDED = "DT", "DR"  # states of an EMD in the booking
Offers = Callable[[str], tuple[Offered, ...]]
Price = Callable[[Offered], Money]


class Wish(NamedTuple):
    """What one passenger asks for on one flight, and how many of it."""

    element: Element
    passenger: int
    segment: Segment
    request: str
    units: int


def wishes(booking: Booking) -> Iterator[Wish]:
    """Everything airlines were asked for and have not refused, by passenger and flight."""
    for each in booking.each(Service):
        if each.status in UNABLE or each.infant:
            continue
        people = each.passengers or tuple(name.tattoo for name in booking.names)
        units = max(1, each.seats // max(1, len(people)))
        for segment in booking.segments:
            if segment.carrier == each.carrier and segment.tattoo in (each.segments or (segment.tattoo,)):
                yield from (Wish(each, person, segment, each.code, units) for person in people)
    for seated in booking.each(Seating):
        for segment in booking.segments:
            if segment.tattoo in seated.segments:
                yield from (Wish(seated, person, segment, SEAT, 1) for person, _ in seated.seats)


def priced(booking: Booking, offers: Offers, price: Price) -> Iterator[StoredService]:
    """What is at a charge of it, on as many documents as it takes: by passenger, carrier and kind of document."""
    names = {name.tattoo: name for name in booking.names}
    groups: dict[tuple[int, str, str], list[list[ServiceLine]]] = {}
    for wish in wishes(booking):
        for kind, lines in charged(wish, offers(wish.segment.carrier), price):
            sheets = groups.setdefault((wish.passenger, wish.segment.carrier, kind), [[]])
            if len(sheets[-1]) + len(lines) > COUPONS:
                sheets.append([])
            sheets[-1] += lines
    place = 0
    for (passenger, carrier, kind), sheets in groups.items():
        for lines in filter(None, sheets):
            place += 1
            yield StoredService(carrier, passenger, names[passenger].type, kind, tuple(lines), place)


def charged(wish: Wish, offers: tuple[Offered, ...], price: Price) -> Iterator[tuple[str, list[ServiceLine]]]:
    """Its units as lines, under the kind of document they are sold on; nothing of what is free."""
    found = [offer for unit in range(1, wish.units + 1) if (offer := service(offers, wish.request, unit))]
    if len(found) > COUPONS:
        raise TooManyCoupons(most=COUPONS)
    if found:
        yield found[0].document, [ServiceLine(wish.element.tattoo, wish.segment.tattoo, offer.rfic, offer.rfisc,
                                              offer.name, price(offer), offer.refundable) for offer in found]


# ---- stored

def kept(booking: Booking) -> list[StoredService]:
    """Those whose passenger, flights and requests are still there."""
    here = {element.tattoo for element in booking.elements}
    return [each for each in booking.each(StoredService)
            if here.issuperset((each.passenger, *each.segments, *each.services))]


def store(booking: Booking, made: Iterable[StoredService]) -> Booking:
    """The booking with these in place of what was stored for the same requests, under numbers that are free."""
    for each in made:
        stale = [other for other in booking.each(StoredService)
                 if other not in kept(booking) or overlaps(other, each)]
        booking = booking.without(stale)
        taken = {other.number for other in booking.each(StoredService)}
        number = next(number for number in range(1, len(taken) + 2) if number not in taken)
        booking = booking.add(replace(each, number=number))
    return booking


def overlaps(one: StoredService, other: StoredService) -> bool:
    return one.passenger == other.passenger and bool(set(one.services) & set(other.services))


def bought(booking: Booking, stored: StoredService, states: tuple[str, ...] = (ISSUED,)) -> bool:
    """Whether a document in one of these states is for the same."""
    return any(each.state in states and each.passenger == stored.passenger
               and set(each.services) & set(stored.services) for each in booking.each(IssuedTicket))


# ---- ordered

def service_orders(booking: Booking, chosen: tuple[int, ...]) -> tuple[Order, ...]:
    """Those of these numbers, or all that are not issued; raises what stands against it."""
    found = [each for each in kept(booking) if each.number in chosen or not chosen]
    if not found or len(found) < len(set(chosen)):
        raise NoStoredService()
    left = [each for each in found if not bought(booking, each)]
    if not left or (chosen and len(left) < len(found)):
        raise ServiceBought()
    return tuple(order(booking, each) for each in left)


def order(booking: Booking, stored: StoredService) -> Order:
    for tattoo in stored.services:
        asked = booking.element(tattoo)
        if getattr(asked, "status", "") not in CONFIRMED:
            raise ServiceUnconfirmed(number=stored.number)
    payment = stored.payment or tied(booking.each(FormOfPayment), stored.passenger, False)
    if payment is None or not payment.form:
        raise NeedFormOfPayment(tattoos=(stored.passenger,), infant=False)
    name, flown = booking.element(stored.passenger), tuple(booking.element(tattoo) for tattoo in stored.segments)
    assert isinstance(name, Name)
    segments = tuple(each for each in flown if isinstance(each, Segment))
    return Order(stored.stored, name, False, segments, payment, stored.carrier, bought=stored)


def ties(work, wanted: Order) -> tuple[str, ...]:
    """The ticket and coupon each line is associated with, nothing where it stands alone; raises TicketNeeded."""
    stored = wanted.bought
    if stored is None or stored.document != ASSOCIATED:
        return ("",) * len(wanted.segments)
    numbers = [each.number for each in work.area.working.each(IssuedTicket)
               if each.state == "ET" and each.passenger == stored.passenger and not each.infant]
    coupons = {coupon.segment: f"{ticket.number}/{coupon.number}" for number in numbers
               for ticket, coupon in coupons_of(work.tickets.whole(number)) if coupon.status == "O"}
    if not coupons.keys() >= set(stored.segments):
        raise TicketNeeded(number=stored.number)
    return tuple(coupons[tattoo] for tattoo in stored.segments)
