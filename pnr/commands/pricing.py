"""Price the booking in hand, and store what was priced."""
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import ClassVar

from ..engine.booking.area import Quoted
from ..engine.booking.elements import Name, Segment, StoredFare, fingerprint
from ..engine.booking.order import passengers
from ..engine.booking.storing import with_cash, with_fare, with_texts
from ..engine.booking.times import arrival, departure
from ..engine.offices import Office
from ..engine.pricing.itinerary import Itinerary
from ..engine.pricing.price import price
from ..engine.pricing.quote import Passenger, PricedFare, PricedSegment, PricingRequest
from ..engine.store.weight import Weight
from ..errors import FareOutdated, NeedPassengerNames, NoItinerary, NoPriceShown, PastSegment
from ..values.dates import DayMonth, placed
from ..values.money import Money, total
from ..values.spans import Span
from .command import Command, Reply, execute
from .details import tattoos
from .display import BookingDisplay, shown
from .payment import segment_tattoos


class Kind(str):
    """PAX without infants, INF only those, or a passenger type; CH and IN are what fare bases call them."""

    @classmethod
    def read(cls, text: str) -> "Kind":
        return cls({"CH": "CHD", "IN": "INF"}.get(text, text))


@dataclass(frozen=True)
class PriceBooking(Command):
    """What it costs as booked: for all, or for passengers and segments by number; nothing is stored.

    `validating` and `currency` other than usual; fares of these `accounts` besides, or of one sort of `tariffs` only;
    a fare basis for all segments or one for each; taxes exempt; priced as of a `date` of ticketing.
    """

    passengers: tuple[Span, ...] = ()
    segments: tuple[Span, ...] = ()
    kind: Kind = Kind("")
    validating: str = ""
    currency: str = ""
    accounts: tuple[str, ...] = ()
    tariffs: str = ""
    bases: tuple[str, ...] = ()
    exempt: tuple[str, ...] = ()
    date: DayMonth | None = None
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
    """One fare and whom it is for; `number` is that of the stored fare, 0 where none is stored."""

    fare: PricedFare
    names: tuple[str, ...]
    numbers: tuple[int, ...]
    infants: bool = False
    number: int = 0

    @property
    def total(self) -> Money:
        return self.fare.total * len(self.numbers)


@dataclass(frozen=True)
class PriceDisplay(Reply):
    command: PriceBooking
    prices: tuple[Price, ...]
    coupons: tuple[Coupon, ...]
    today: date
    office: Office
    note: str = ""  # of a lowest fare: rebook, no-rebooking, rebooked

    @property
    def total(self) -> Money:
        return total([each.total for each in self.prices], self.prices[0].fare.total.currency)


Traveller = tuple[Name, bool]  # a passenger, or the infant of one


@execute.register
def price_booking(command: PriceBooking, work) -> PriceDisplay:
    return quoted(command, work)


@execute.register
def store_price(command: StorePrice, work) -> PriceDisplay:
    if not work.area.working.names:
        raise NeedPassengerNames()
    return stored(quoted(command, work), work)


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
    now = [segment for segment in work.area.working.segments if segment.tattoo in seen.segments]
    if seen.priced != tuple(map(fingerprint, now)):
        raise FareOutdated(fare=command.line)
    only = set(tattoos(work, command.passengers))
    if only:
        named = tuple(tuple(one for one in each if one in only) for each in seen.passengers)
        seen = replace(seen, passengers=named)
    keep(work, seen, [command.line])
    work.area = work.area.with_working(with_cash(work.area.working))
    return shown(work)


def keep(work, seen: Quoted, lines: Iterable[int]) -> None:
    """Store these lines of a price display, with the texts they bring."""
    booking = work.area.working
    for line in lines:
        booking = with_fare(booking, seen, line, work.today, work.agent.sign)
    work.area = work.area.with_working(with_texts(booking))


def quoted(command: PriceBooking, work) -> PriceDisplay:
    """Price as booked, and remember what was shown."""
    asked = asking(command, work)
    return displayed(asked, price(asked.request, work.tariff), work)


@dataclass(frozen=True)
class Asking:
    """What an entry asks the price of: the segments, and whom they are for, one for each passenger of the request."""

    command: PriceBooking
    segments: list[Segment]
    travellers: list
    request: PricingRequest


def asking(command: PriceBooking, work) -> Asking:
    segments = priced_segments(command, work)
    travellers = list(people(command, work)) if work.area.working.names else [(None, False)] * segments[0].seats
    return Asking(command, segments, travellers, request(command, work, segments, travellers))


def displayed(asked: Asking, fares: tuple[PricedFare, ...], work) -> PriceDisplay:
    """These fares as a display, remembered for those who store from it."""
    segments, travellers = asked.segments, asked.travellers
    order = passengers(work.area.working, work.manners.order)
    prices = tuple(listed(fare, travellers, order) for fare in fares)
    named = tuple(tuple(name.tattoo for place in fare.passengers if (name := travellers[place][0])) for fare in fares)
    work.area = replace(work.area, quoted=Quoted(
        fares, named, tuple(each.infants for each in prices), tuple(segment.tattoo for segment in segments),
        tuple(map(fingerprint, segments))), fares=None)
    return PriceDisplay(asked.command, prices, coupons(work, segments), work.today, work.office)


def priced_segments(command: PriceBooking, work) -> list[Segment]:
    """Those asked for, or all; raises NoItinerary or PastSegment."""
    tattoo = segment_tattoos(work, command.segments)
    found = [segment for segment in work.area.working.segments if not tattoo or segment.tattoo in tattoo]
    if not found:
        raise NoItinerary()
    if departure(found[0], work.world) < work.now:
        raise PastSegment()
    return found


def people(command: PriceBooking, work) -> Iterator[Traveller]:
    """Passengers as they are numbered, each followed by the infant on his lap."""
    only = tattoos(work, command.passengers)
    for name in passengers(work.area.working, work.manners.order):
        if only and name.tattoo not in only:
            continue
        if command.kind in ("", "PAX", name.type):
            yield name, False
        if command.kind in ("", "INF") and name.infant:
            yield name, True


def request(command: PriceBooking, work, segments: list[Segment], travellers: Iterable) -> PricingRequest:
    day, office = segments[0].date, work.office
    types = tuple(passenger(name, infant, day) for name, infant in travellers)
    if not types:  # a kind of passenger nobody is of
        raise NeedPassengerNames(kind=command.kind)
    bases = command.bases * len(segments) if len(command.bases) == 1 else command.bases
    return PricingRequest(
        tuple(flown(segment, work) for segment in segments), types, office.city, office.country,
        command.currency or office.currency, moment(command.date, work), office.id,
        work.world.airlines.airline(command.validating).code if command.validating else None, reserved(work),
        accounts=command.accounts, tariffs=command.tariffs, bases=bases, exempt=command.exempt)


def moment(day: DayMonth | None, work) -> datetime:
    """Now at the office, or this time of the day priced for: in the coming year, or in the one that was typed."""
    now = work.local.replace(tzinfo=None)
    return datetime.combine(placed(day, now.date()), now.time()) if day else now


def reserved(work) -> datetime | None:
    """When the booking was first filed, on the office's wall."""
    created = work.area.working.created
    return created and datetime.fromisoformat(created.at).astimezone(work.zone).replace(tzinfo=None)


def passenger(name: Name | None, infant: bool, day: date) -> Passenger:
    """The type and the age on the day of the first departure."""
    if name is None:
        return Passenger()
    born = name.infant.born if infant and name.infant else name.born
    age = day.year - born.year - ((day.month, day.day) < (born.month, born.day)) if born else None
    return Passenger("INF" if infant else name.type, age)


def flown(segment: Segment, work) -> PricedSegment:
    city = work.world.places.city_of
    return PricedSegment(
        segment.carrier, segment.operating, segment.number, segment.booking_class, segment.date, segment.departs,
        segment.origin, segment.destination, city(segment.origin), city(segment.destination),
        departure(segment, work.world), arrival(segment, work.world), segment.arrives_day, len(segment.legs) or 1,
        segment.status, segment.equipment)


def listed(fare: PricedFare, travellers: list, order: list[Name]) -> Price:
    """A fare with the names and numbers of those who pay it."""
    places = {name.tattoo: place for place, name in enumerate(order, 1)}
    group = [travellers[place] for place in fare.passengers]
    if group[0][0] is None:
        return Price(fare, (), tuple(range(1, len(group) + 1)))
    return Price(fare, tuple(name.infant_text if infant else name.text for name, infant in group),
                 tuple(places[name.tattoo] for name, _ in group), group[0][1])


def coupons(work, segments: list[Segment]) -> tuple[Coupon, ...]:
    itinerary = Itinerary(tuple(flown(segment, work) for segment in segments), work.world.places)
    made = []
    for place, (segment, each) in enumerate(zip(segments, itinerary.segments, strict=True)):
        last = place == len(segments) - 1
        joins = bool(place) and itinerary.connection(place - 1)
        made.append(Coupon(segment, each.origin_city, each.destination_city, ("X" if joins else "O") if place else "",
                           not last and itinerary.connection(place), not last and itinerary.surface(place)))
    return tuple(made)
