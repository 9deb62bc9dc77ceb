"""Exchange tickets: what it costs is shown, or stored as a fare that a new document is issued from.

FXF shows, FXQ stores; the booking holds the new flights already. Each passenger's document is priced by itself.
"""
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import ClassVar

from ..engine.booking.elements import IssuedTicket, Segment, StoredFare
from ..engine.booking.fingerprints import fingerprint
from ..engine.booking.order import passengers
from ..engine.booking.storing import free_number, overlaps, with_texts
from ..engine.booking.times import departure
from ..engine.pricing.exchange import HISTORICAL, Change
from ..engine.pricing.price import price
from ..engine.pricing.quote import ExchangeComputation, PricedFare, PricedSegment, PricingRequest
from ..engine.shopping.ways import priced as as_priced
from ..engine.store.weight import Weight
from ..engine.ticketing import exchange
from ..engine.ticketing.refund import check, returned
from ..engine.ticketing.revalidate import moves, revalidate
from ..engine.ticketing.tickets import Coupon, TicketSet, coupons_of
from ..errors import (
    CouponsCounted,
    CurrencyDiffers,
    NeedPassengerNames,
    NeedTicketNumber,
    NoItinerary,
    PassengerDiffers,
    RevalidationNotAllowed,
)
from ..values.spans import Span, numbers
from .asking import Traveller, demand_booked, people, request
from .command import Command, Reply, execute
from .details import segment_tattoos
from .display import BookingDisplay, shown
from .issuing import ended
from .price_options import PriceOptions
from .ticketing import Number, resolved


@dataclass(frozen=True)
class PriceExchange(Command, PriceOptions):
    """Of the documents of everybody, or of passengers, or of one by number or element; `involuntary` costs nothing."""

    number: Number | None = None
    element: int | None = None
    involuntary: bool = False
    weight: ClassVar[Weight] = Weight.LOOK


@dataclass(frozen=True)
class StoreExchange(PriceExchange):
    """The same, stored for ticketing in exchange."""

    weight: ClassVar[Weight] = Weight.WORK


@dataclass(frozen=True)
class RevalidateTicket(Command):
    """Coupons by number take the segments of these numbers, of the document of an element."""

    element: int
    flown: tuple[Span, ...]
    coupons: tuple[Span, ...]
    redisplay: bool = False
    weight: ClassVar[Weight] = Weight.FILE


@dataclass(frozen=True)
class TicketRevalidated(Reply):
    tickets: TicketSet
    display: BookingDisplay | None = None


@dataclass(frozen=True)
class Exchanged:
    """One document, who it is for, and what it would be exchanged for; `number` is that of the stored fare."""

    tickets: TicketSet
    passenger: str
    place: int
    infant: bool
    old: PricedFare
    new: PricedFare
    found: ExchangeComputation
    number: int = 0


@dataclass(frozen=True)
class ExchangeDisplay(Reply):
    """`rebooked` are segments as they were, each with the class it is, or should be, in instead."""

    command: PriceExchange
    exchanges: tuple[Exchanged, ...]
    rebooked: tuple[tuple[Segment, str], ...] = ()


@execute.register
def price_exchange(command: PriceExchange, work) -> ExchangeDisplay:
    made = tuple(each for each, _ in computed(command, work))
    return ExchangeDisplay(command, made)


@execute.register
def store_exchange(command: StoreExchange, work) -> ExchangeDisplay:
    return kept(command, work)


def kept(command: PriceExchange, work) -> ExchangeDisplay:
    """Each in place of what was stored for the same passengers and segments; raises OptionsClash for other classes."""
    made = []
    for each, stored in list(computed(command, work)):
        demand_booked(command, each.new, [work.area.working.element(tattoo) for tattoo in stored.segments])
        booking = work.area.working
        booking = booking.without(other for other in booking.each(StoredFare) if overlaps(other, stored))
        number = free_number(booking)
        work.area = work.area.with_working(with_texts(booking.add(replace(stored, number=number))))
        made.append(replace(each, number=number))
    return ExchangeDisplay(command, tuple(made))


@execute.register
def revalidate_ticket(command: RevalidateTicket, work) -> TicketRevalidated:
    """Raises RevalidationNotAllowed where an exchange would cost anything."""
    ended(work)
    number = resolved(None, command.element, work)
    tickets = work.tickets.whole(number)
    wanted = segment_tattoos(work, command.flown)
    segments = [each for each in work.area.working.segments if each.tattoo in wanted]
    found = moves(tickets, numbers(command.coupons), segments)
    named = next(name for name in work.area.working.names if name.tattoo == tickets[0].name)
    each, _ = Exchanging(PriceExchange(element=command.element), (named, tickets[0].infant), work).result()
    if each.found.to_pay.minor or each.found.back.minor or each.found.forfeited.minor:
        raise RevalidationNotAllowed(coupon=min(found) + 1)
    after = revalidate(work, tickets, found)
    display = shown(work) if command.redisplay else None
    if display is None:
        work.area = work.area.holding()
    return TicketRevalidated(after, display)


def computed(command: PriceExchange, work) -> Iterator[tuple[Exchanged, StoredFare]]:
    """Each document with the fare it would be exchanged for; raises what stands against it."""
    for traveller in of_whom(command, work):
        yield Exchanging(command, traveller, work).result()


def of_whom(command: PriceExchange, work) -> list[Traveller]:
    """Those whose documents are meant; raises NeedPassengerNames or PassengerDiffers."""
    if not work.area.working.names:
        raise NeedPassengerNames()
    travellers = list(people(command, work))
    if command.number or command.element:
        return [whose(resolved(command.number, command.element, work), travellers, work)]
    return travellers


def whose(number: str, travellers: list[Traveller], work) -> Traveller:
    """The passenger of the booking whose document it is; raises PassengerDiffers."""
    first = work.tickets.whole(number)[0]
    for name, infant in travellers:
        if name and (name.infant_text if infant else name.text) == first.passenger and infant == first.infant:
            return name, infant
    raise PassengerDiffers(number=number)


class Exchanging:
    """One passenger's document against the flights of the booking in hand."""

    def __init__(self, command: PriceExchange, traveller: Traveller, work):
        self.command, self.work, self.traveller = command, work, traveller
        name, self.infant = traveller
        assert name is not None, "only passengers with a name have documents"
        self.name = name
        self.tickets = work.tickets.whole(self.document())
        check(self.tickets, work.office.id)
        self.coupons = [coupon for _, coupon in coupons_of(self.tickets)]
        self.flown = [coupon for coupon in self.coupons if coupon.status == "F"]
        self.segments = self.booked()

    def document(self) -> str:
        """The number asked for, or the only one this passenger has in force; raises NeedTicketNumber."""
        if self.command.number or self.command.element:
            return resolved(self.command.number, self.command.element, self.work)
        found = [each.number for each in self.work.area.working.each(IssuedTicket)
                 if each.state == "ET" and each.passenger == self.name.tattoo and each.infant == self.infant]
        if len(found) != 1:
            raise NeedTicketNumber()
        return found[0]

    def booked(self) -> list[Segment]:
        """The flights a new document is for: those asked for, else all that are still to come."""
        asked, gone = segment_tattoos(self.work, self.command.segments), {each.segment for each in self.flown}
        found = [each for each in self.work.area.working.segments
                 if (each.tattoo in asked if asked else each.tattoo not in gone)
                 and departure(each, self.work.world) > self.work.now]
        if not found:
            raise NoItinerary()
        return found

    # ---- old and new

    def result(self) -> tuple[Exchanged, StoredFare]:
        change = self.change()
        new = self.kept(change) if self.command.involuntary else exchange.placed(
            self.price(change), change, len(self.before()))
        found = change.against(new)
        new = replace(exchange.reissued(new, found, change.fare), last_ticketing=self.limit(change, new))
        return self.shown(change, new, found), self.stored(change, new, found)

    def limit(self, change: Change, new: PricedFare) -> date | None:
        """Today for fares of the day of issue, whose own limits are over."""
        return self.work.today if change.reprice == HISTORICAL else new.last_ticketing

    def kept(self, change: Change) -> PricedFare:
        """Raises CouponsCounted unless there is a flight for each coupon."""
        if len(self.segments) != len(self.coupons) - len(self.flown):
            raise CouponsCounted(coupons=len(self.coupons) - len(self.flown))
        return exchange.kept(change, len(self.flown))

    def change(self) -> Change:
        """What the old document's rules say of it."""
        booking = self.work.bookings.find(self.tickets[0].locator)
        given = returned(self.tickets, booking, self.work.bookings.history(booking), self.work.now, self.work.world,
                         self.command.involuntary)
        given = replace(given, rates=self.work.tariff.rates)
        done = self.tickets[0].exchange
        return Change(given, self.changed(given.fare), done.place if done else 0)

    def before(self) -> list[Coupon]:
        """Everything that was flown on these documents and on those they were exchanged for."""
        flown, done = list(self.flown), self.tickets[0].exchange
        while done:
            older = self.work.tickets.whole(done.old)
            flown[:0] = [coupon for _, coupon in coupons_of(older) if coupon.status == "F"]
            done = older[0].exchange
        return flown

    def changed(self, fare: PricedFare) -> frozenset[int]:
        """Places of the components one of whose flights is no longer booked; all of them where only prices differ."""
        booked = {fingerprint(each) for each in self.segments}
        places = {place for place, part in enumerate(fare.components)
                  for coupon in part.segments if coupon >= 0 and self.coupons[coupon].status != "F"
                  if ticketed(self.coupons[coupon]) not in booked}
        return frozenset(places or range(len(fare.components)))

    def price(self, change: Change) -> PricedFare:
        (found,) = price(self.request(change), self.work.tariff)
        return found

    def request(self, change: Change) -> PricingRequest:
        """The whole journey, by the fares of today or of the day of issue; flown flights by the fares they had."""
        asked = request(self.command, self.work, self.segments, [self.traveller])
        if change.reprice == HISTORICAL and not self.command.date:
            issued = datetime.fromisoformat(self.tickets[0].at).astimezone(self.work.zone).replace(tzinfo=None)
            asked = replace(asked, now=issued, reserved=None)
        before, bases = self.before(), asked.bases
        if before and asked.open:
            asked = replace(asked, open=(*((coupon.booking_class,) for coupon in before), *asked.open))
        if before:
            bases = (*(coupon.fare_basis for coupon in before), *(bases or ("",) * len(asked.segments)))
        return replace(asked, segments=(*map(self.was, before), *asked.segments), bases=bases,
                       validating=self.tickets[0].carrier, currency=self.currency(change.fare.total.currency))

    def currency(self, paid: str) -> str:
        """What the old document was paid in; raises CurrencyDiffers where another is asked for."""
        if self.command.currency not in ("", paid):
            raise CurrencyDiffers()
        return paid

    def was(self, coupon: Coupon) -> PricedSegment:
        flight = self.work.world.timetable.flight(coupon.carrier, coupon.flight, coupon.origin, coupon.destination,
                                                  coupon.date)
        return as_priced(flight, coupon.booking_class, self.work.world.places)

    # ---- what is made of it

    def shown(self, change: Change, new: PricedFare, found: ExchangeComputation) -> Exchanged:
        order = passengers(self.work.area.working, self.work.manners.order)
        place = next(place for place, name in enumerate(order, 1) if name.tattoo == self.name.tattoo)
        return Exchanged(self.tickets, self.tickets[0].passenger, place, self.infant, change.fare, new, found)

    def stored(self, change: Change, new: PricedFare, found: ExchangeComputation) -> StoredFare:
        return StoredFare(
            replace(new, passengers=()), (self.name.tattoo,), tuple(each.tattoo for each in self.segments),
            tuple(map(fingerprint, self.segments)), self.infant, made=self.work.today, sign=self.work.agent.sign,
            entry="FXQ", exchange=exchange.record(self.tickets, change, found, new))


def ticketed(coupon: Coupon) -> str:
    """A coupon's flight as a booked one is told apart."""
    return (f"{coupon.carrier}{coupon.flight}{coupon.booking_class}{coupon.date:%y%m%d}"
            f"{coupon.origin}{coupon.destination}")

