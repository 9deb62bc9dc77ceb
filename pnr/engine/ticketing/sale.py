"""Issue tickets: documents, booking, money and stock in one transaction, so that two desks make one set."""
from dataclasses import replace
from functools import partial

from ...errors import NeedValidatingCarrier, NoSuchPrinter
from ..booking.booking import Booking
from ..booking.elements import Element, IssuedTicket, Segment, Service, Ticketing
from . import ledger
from .ancillaries import ties
from .charges import Charge, of_order
from .exchange import demand_same, hand_over
from .filing import deed, with_state
from .giving import EXCHANGE, give_back
from .issue import Sale, emd, issue
from .orders import Order
from .series import EMDS, PRINTER, Draw
from .tickets import Ticket, TicketSet, coupons_of

RECONFIRMED = "RR"


def sell(work, orders: tuple[Order, ...], printer: int = 1, charges: tuple[Charge, ...] = ()
         ) -> tuple[TicketSet, ...]:
    """Issue these orders of the booking in hand and file it; the area is left holding the booking as filed."""
    many, held = sum(order.numbers for order in orders), EMDS if orders[0].bought else series(printer)
    draw = work.stock.look(work.office.id, many, held)
    booking, given = work.area.working, exchanges(work, orders)
    sets = issued(work, orders, draw, booking, charges)
    made = booking.add(*served(orders, sets)) if orders[0].bought else ticketed(booking, sets, work)
    work.area = work.area.with_working(made)
    work.file(work.area.received_from)
    work.tickets.issue(ticket for tickets in sets for ticket in tickets)
    for tickets, old in zip(sets, given, strict=True):
        if old:
            hand_over(work.tickets, old, tickets[0].number, deed(work))
            give_back(work, tickets, EXCHANGE, tickets[0].exchange.back if tickets[0].exchange else ())
        work.ledger.post(tickets[0].number, ledger.SALE, ledger.issued(tickets[0]), deed(work))
    work.stock.take(draw)
    return sets


def exchanges(work, orders: tuple[Order, ...]) -> list[TicketSet]:
    """The documents each order gives up, nothing where it gives none; raises where one is not what it was."""
    found = []
    for order in orders:
        exchange = order.stored.exchange
        found.append(work.tickets.whole(exchange.old) if exchange else ())
        if exchange:
            demand_same(found[-1], exchange, order.passenger, order.carrier)
    return found


def series(printer: int) -> str:
    """The stock of a printer; every office has printer 1, and a local desk is in control of it."""
    if printer != 1:
        raise NoSuchPrinter(printer=printer)
    return PRINTER


def issued(work, orders: tuple[Order, ...], draw: Draw, booking: Booking, charges: tuple[Charge, ...]
           ) -> tuple[TicketSet, ...]:
    sale = Sale(work.office, work.agent.sign, deed(work).at, work.today, booking.number, booking.locator)
    kept = partial(work.tariff.agreements.charge, day=work.today)
    index, numbers, sets = work.session.store.keys.index, iter(draw.numbers), []
    for place, order in enumerate(orders):
        first, *_ = [next(numbers) for _ in range(order.numbers)]
        locator = work.airline_locator(booking, order.carrier)
        number = f"{accounting(work, order.carrier)}{first:010}"
        asked = of_order(charges, place)
        sets.append(emd(order, sale, number, locator, ties(work, order), index, asked) if order.bought
                    else issue(order, sale, number, locator, work.world, index, asked, kept))
    return tuple(sets)


def accounting(work, carrier: str) -> str:
    """The three digits a carrier's documents begin with; raises NeedValidatingCarrier for one that issues none."""
    found = work.world.airlines.airline(carrier).accounting
    if len(found) != 3:
        raise NeedValidatingCarrier(carrier=carrier)
    return found


# ---- what issuing leaves in the booking

def ticketed(booking: Booking, sets: tuple[TicketSet, ...], work) -> Booking:
    """The booking with its documents, the arrangement fulfilled, and each airline told the numbers."""
    covered = {coupon.segment for tickets in sets for _, coupon in coupons_of(tickets)}
    if work.manners.reconfirms:
        booking = booking.map(Segment, lambda segment: replace(segment, status=RECONFIRMED)
                              if segment.tattoo in covered else segment)
    booking = arranged(booking, Ticketing("OK", work.today, work.office.id, carrier=sets[0][0].carrier))
    for tickets in sets:
        booking = given_up(booking, tickets[0])
    documents = [document(tickets) for tickets in sets]
    return booking.add(*documents, *(service for tickets in sets for service in numbers_told(tickets, booking)))


def given_up(booking: Booking, first: Ticket) -> Booking:
    """The booking with what a document was exchanged for marked so, and the airlines no longer told its numbers."""
    if first.exchange is None:
        return booking
    numbers = first.exchange.tickets
    told = [service for service in booking.each(Service)
            if service.code == "TKNE" and service.text.partition("/")[0] in numbers]
    return with_state(booking.without(told), first.exchange.old, "EX")


def arranged(booking: Booking, done: Ticketing) -> Booking:
    """TK OK in place of what was arranged before."""
    before = booking.each(Ticketing)
    if not before:
        return booking.add(done)
    return booking.without(before[1:]).swap(replace(done, tattoo=before[0].tattoo))


def arranged_today(work) -> Booking:
    """The booking in hand as if its tickets were issued, to see what else it lacks."""
    return arranged(work.area.working, Ticketing("OK", work.today, work.office.id))


def document(tickets: TicketSet) -> IssuedTicket:
    first = tickets[0]
    assert first.fare is not None
    flown = tuple(coupon.segment for _, coupon in coupons_of(tickets))
    return IssuedTicket(first.number, first.carrier, first.fare.total, first.date, first.office, first.name, flown,
                        first.infant, first.count, iata=first.iata, exchange=first.exchange is not None)


def served(orders: tuple[Order, ...], sets: tuple[TicketSet, ...]) -> list[Element]:
    """The EMDs of these orders as the booking has them, each at what asked for its services."""
    return [replace(document(tickets), state="DT", services=order.bought.services if order.bought else ())
            for order, tickets in zip(orders, sets, strict=True)]


def numbers_told(tickets: TicketSet, booking: Booking) -> list[Element]:
    """SSR TKNE: ticket and coupon number for each flight."""
    told: list[Element] = []
    for ticket, coupon in coupons_of(tickets):
        text = f"{ticket.number}/{coupon.number}"
        told.append(Service("TKNE", coupon.carrier, "HK", 1, text, (ticket.name,), (coupon.segment,), ticket.infant))
    return told
