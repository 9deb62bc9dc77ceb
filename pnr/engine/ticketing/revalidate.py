"""Revalidation: coupons of a document take other flights of the same class and pair; the number stays."""
from collections.abc import Iterable
from dataclasses import replace

from ...errors import CouponNotOpen, CouponNumber, RevalidationNotAllowed
from ..booking.booking import Booking
from ..booking.elements import CONFIRMED, IssuedTicket, Segment, Service
from ..guards import demand
from .filing import deed, noted
from .sale import numbers_told
from .tickets import WORDS, Coupon, Ticket, TicketSet, coupons_of

Moves = dict[int, Segment]  # places in the set, with the flight each coupon is for from now on


def moves(tickets: TicketSet, places: list[int], segments: list[Segment]) -> Moves:
    """Which coupon takes which flight; raises what stands against it."""
    flown = [coupon for _, coupon in coupons_of(tickets)]
    if len(places) != len(segments) or any(not 1 <= place <= len(flown) for place in places):
        raise CouponNumber(number=tickets[0].number, coupon=places[0] if places else 0)
    found = {place - 1: segment for place, segment in zip(places, segments, strict=True)}
    for place, segment in found.items():
        demand_alike(flown[place], segment)
    return found


def demand_alike(coupon: Coupon, segment: Segment) -> None:
    if coupon.status != "O":
        raise CouponNotOpen(coupon=coupon.number, status=coupon.status, word=WORDS[coupon.status])
    before = coupon.carrier, coupon.booking_class, coupon.origin, coupon.destination
    after = segment.carrier, segment.booking_class, segment.origin, segment.destination
    if before != after or segment.status not in CONFIRMED:
        raise RevalidationNotAllowed(coupon=coupon.number)


def revalidate(work, tickets: TicketSet, found: Moves) -> TicketSet:
    """Coupons, booking and what airlines are told, filed together; the area is left holding the booking as filed."""
    demand(work, "revalidate")
    done, kept, first = deed(work), [], 0
    for ticket in tickets:
        mine = {place - first: segment for place, segment in found.items()
                if first <= place < first + len(ticket.coupons)}
        kept.append(moved(ticket, mine, done) if mine else ticket)
        first += len(ticket.coupons)
    work.area = work.area.with_working(told(work.area.working, tuple(kept)))
    work.file(work.area.received_from)
    work.tickets.change(ticket for ticket, before in zip(kept, tickets, strict=True) if ticket is not before)
    return tuple(kept)


def moved(ticket: Ticket, mine: Moves, done) -> Ticket:
    coupons = tuple(taking(coupon, mine[place]) if place in mine else coupon
                    for place, coupon in enumerate(ticket.coupons))
    touched = tuple(coupon for place, coupon in enumerate(coupons) if place in mine)
    return noted(replace(ticket, coupons=coupons), done, "revalid", "O", "O", touched)


def taking(coupon: Coupon, segment: Segment) -> Coupon:
    return replace(coupon, segment=segment.tattoo, flight=segment.number, date=segment.date,
                   departs=segment.departs, operating=segment.operating)


def told(booking: Booking, tickets: TicketSet) -> Booking:
    """The booking with the document on its new flights, and each airline told so."""
    flown = tuple(coupon.segment for _, coupon in coupons_of(tickets))
    numbers = {ticket.number for ticket in tickets}
    before = [each for each in booking.each(Service)
              if each.code == "TKNE" and each.text.partition("/")[0] in numbers]
    booking = booking.without(before).map(IssuedTicket, lambda each: replace(each, segments=flown)
                                          if each.number == tickets[0].primary else each)
    return booking.add(*numbers_told(tickets, booking))


def outdated(tickets: Iterable[Ticket], booking: Booking) -> bool:
    """Whether an open coupon is for a flight that the booking no longer has, or has otherwise."""
    return any(coupon.status == "O" and not coupon.service and not flown_so(coupon, booking)
               for ticket in tickets for coupon in ticket.coupons)


def flown_so(coupon: Coupon, booking: Booking) -> bool:
    segment = booking.element(coupon.segment)
    if not isinstance(segment, Segment):
        return segment is not None  # open, as the coupon is
    flight = segment.carrier, segment.number, segment.booking_class, segment.date, segment.departs
    return flight == (coupon.carrier, coupon.flight, coupon.booking_class, coupon.date, coupon.departs)
