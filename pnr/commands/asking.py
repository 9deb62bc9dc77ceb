"""What an entry asks the price of: the flights, who travels, and on what terms."""
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from ..engine.booking.elements import Name, Segment
from ..engine.booking.order import passengers
from ..engine.booking.times import arrival, departure
from ..engine.pricing import filed
from ..engine.pricing.quote import FLOWN, Passenger, PricedFare, PricedSegment, PricingRequest
from ..engine.pricing.types import passenger_type
from ..errors import (
    NeedPassengerNames,
    NoItinerary,
    NoSuchSegment,
    OptionsClash,
    PastSegment,
    TooManyCoupons,
    UnknownPassengerType,
)
from ..values.dates import DayMonth
from ..values.spans import Span, numbers
from .details import segment_tattoos, tattoos
from .price_options import PriceOptions

TARIFFS = {"negotiated": "private"}  # where negotiated fares are filed
EVERY = ("",)  # tax there is
MOST_SEGMENTS = 16  # coupons of one set of tickets

Traveller = tuple[Name | None, bool]  # a passenger, or the infant of one


@dataclass(frozen=True)
class Asking:
    """What an entry asks the price of: the segments, and whom they are for, one for each passenger of the request.

    `reclassed`: in other classes than are booked.
    """

    command: PriceOptions
    segments: list[Segment]
    travellers: list[Traveller]
    request: PricingRequest
    reclassed: bool = False


def asking(command: PriceOptions, work) -> Asking:
    segments = priced_segments(command, work)
    travellers = list(people(command, work)) if work.area.working.names else nameless(command, segments[0].seats)
    wanted = request(command, work, segments, travellers)
    return Asking(command, segments, travellers, wanted, bool(wanted.open or command.booking_class))


def priced_segments(command: PriceOptions, work) -> list[Segment]:
    """Those asked for, or all; raises NoItinerary, PastSegment or TooManyCoupons."""
    asked = command.segments if any(not getattr(spot, "stop", "") for spot in command.segments) else ()
    tattoo = segment_tattoos(work, asked)
    found = [segment for segment in work.area.working.segments if not tattoo or segment.tattoo in tattoo]
    if not found:
        raise NoItinerary()
    if departure(found[0], work.world) < work.now:
        raise PastSegment()
    if len(found) > MOST_SEGMENTS:
        raise TooManyCoupons(most=MOST_SEGMENTS)
    return found


# ---- who travels

def people(command: PriceOptions, work) -> Iterator[Traveller]:
    """Passengers as they are numbered, each followed by the infant on his lap."""
    only = tattoos(work, command.passengers)
    for name in passengers(work.area.working, work.manners.order):
        if only and name.tattoo not in only:
            continue
        if command.kind in ("", "PAX", name.type):
            yield name, False
        if command.kind in ("", "INF") and name.infant:
            yield name, True


def nameless(command: PriceOptions, seats: int) -> list[Traveller]:
    """A booking without names: all seats alike, or one passenger of each type named."""
    return [(None, False)] * (len(command.types) if len(command.types) > 1 else seats)


def described(command: PriceOptions, travellers: Iterable[Traveller], day: date) -> Iterator[Passenger]:
    """Each traveller as the type that is asked for, else as booked; raises UnknownPassengerType."""
    types = [passenger_type(code) for code in command.types]
    for place, (name, infant) in enumerate(travellers):
        booked = passenger(name, infant, day)
        if name is None:
            alike = types[place:place + 1] if len(types) > 1 else types
        else:
            alike = [each for each in types if each.kind == kind(booked.type)] or ([] if infant else types)
        yield Passenger(alike[0].code, booked.age if alike[0].age is None else alike[0].age,
                        booked.born) if alike else booked


def kind(type: str) -> str:
    """Adult, child or infant; somebody booked as a type nobody knows is an adult."""
    try:
        return passenger_type(type).kind
    except UnknownPassengerType:
        return "adult"


def passenger(name: Name | None, infant: bool, day: date) -> Passenger:
    """The type and the age on the day of the first departure."""
    if name is None:
        return Passenger()
    born = name.infant.born if infant and name.infant else name.born
    age = day.year - born.year - ((day.month, day.day) < (born.month, born.day)) if born else None
    return Passenger("INF" if infant else name.type, age, born)


# ---- on what terms

def request(command: PriceOptions, work, segments: list[Segment], travellers: Iterable[Traveller]) -> PricingRequest:
    """Raises NeedPassengerNames for a kind of passenger nobody is of."""
    types = tuple(described(command, travellers, segments[0].date))
    if not types:
        raise NeedPassengerNames(kind=command.kind)
    city, country, currency = sale(command, work)
    now = moment(command.date, work)
    places = Places(work, segments)
    validating = work.world.airlines.airline(command.validating).code if command.validating else None
    return PricingRequest(
        places.flown(command), types, city, country, command.currency or currency, now, work.office.id, validating,
        reserved(work, now), accounts=command.accounts, tariffs=TARIFFS.get(command.tariffs, command.tariffs),
        bases=places.bases(command), ticketed=ticketed(command, work), open=classes(command, segments),
        exempt=EVERY * command.untaxed + command.exempt + command.withheld, added=command.added, zap=command.zap,
        along=along(travellers, work), governing=command.governing, restrictions=command.restrictions,
        unbroken=places.after(command.unbroken), family=command.family,
        breaks=places.after(command.breaks + ((Span(command.turn, command.turn),) if command.turn else ())))


def along(travellers: Iterable[Traveller], work) -> tuple[str, ...] | None:
    """The types of those in the booking who are not priced; nothing is known while it has no names."""
    priced = {(name.tattoo, infant) for name, infant in travellers if name}
    names = work.area.working.names
    everybody = [(name, False) for name in names] + [(name, True) for name in names if name.infant]
    others = ("INF" if infant else name.type for name, infant in everybody if (name.tattoo, infant) not in priced)
    return tuple(others) if names else None


def sale(command: PriceOptions, work) -> tuple[str, str, str]:
    """City, country and currency of the sale; raises UnknownPlace."""
    if command.sold is None or not command.sold.sale:
        return work.office.city, work.office.country, work.office.currency
    place = work.world.places.place(command.sold.sale)
    return place.city, place.country, place.currency


def ticketed(command: PriceOptions, work) -> str:
    """The country of ticketing where it is not that of the sale."""
    return work.world.places.place(command.sold.ticketing).country if command.sold else ""


def moment(day: DayMonth | None, work) -> datetime:
    """Now at the office, or this time of the day priced for: in the year typed, or whichever is nearest."""
    now = work.local.replace(tzinfo=None)
    if day is None:
        return now
    if day.year is not None or day.offset is not None:
        return datetime.combine(day.on_or_after(now.date()), now.time())
    ways = day.on_or_before(now.date()), day.on_or_after(now.date())
    return datetime.combine(min(ways, key=lambda way: abs(way - now.date())), now.time())


def reserved(work, now: datetime) -> datetime | None:
    """When the booking was first filed, on the office's wall; priced for an earlier day, then."""
    created = work.area.working.created
    return created and min(datetime.fromisoformat(created.at).astimezone(work.zone).replace(tzinfo=None), now)


def demand_booked(command: PriceOptions, fare: PricedFare, segments: list[Segment]) -> None:
    """Raises OptionsClash for a fare of other classes than these segments have; what is flown is not asked."""
    asked = command.assigned or command.any_cabin or command.cabin
    if asked and any(part.booking_class != segments[place].booking_class
                     for part in fare.components for place in part.segments if place != FLOWN):
        raise OptionsClash()


def classes(command: PriceOptions, segments: list[Segment]) -> tuple[tuple[str, ...], ...]:
    """The classes that may be priced where it is not those booked."""
    known = filed.classes().values()
    if command.assigned or command.any_cabin:
        return (tuple(each.letter for each in known),) * len(segments)
    if command.cabin:
        return (tuple(each.letter for each in known if each.cabin == command.cabin),) * len(segments)
    return ()


class Places:
    """Segments as they are priced, and where what an agent says by their numbers belongs in the journey."""

    def __init__(self, work, segments: list[Segment]):
        self.work, self.segments = work, segments

    def of(self, number: int) -> int:
        """The place of a segment that is priced, from 0; raises NoSuchSegment."""
        (tattoo,) = segment_tattoos(self.work, (Span(number, number),))
        places = [place for place, segment in enumerate(self.segments) if segment.tattoo == tattoo]
        if not places:
            raise NoSuchSegment(number=number)
        return places[0]

    def after(self, spans: tuple[Span, ...]) -> tuple[int, ...]:
        """Places at the end of segments, counted from 1."""
        return tuple(self.of(number) + 1 for number in numbers(spans))

    def bases(self, command: PriceOptions) -> tuple[str, ...]:
        """The fare basis of each segment."""
        if command.by_segment:
            asked = {self.of(number): basis for number, basis in command.by_segment.pairs}
            return tuple(asked.get(place, "") for place in range(len(self.segments)))
        every = (command.assigned,) if command.assigned else command.bases
        return every * len(self.segments) if len(every) == 1 else every

    def flown(self, command: PriceOptions) -> tuple[PricedSegment, ...]:
        stops = {self.of(spot.first): spot.stop for spot in command.segments if getattr(spot, "stop", "")}
        each = (flown(segment, self.work) for segment in self.segments)
        return tuple(replace(one, stop=stops.get(place, ""), booking_class=command.booking_class or one.booking_class)
                     for place, one in enumerate(each))


def flown(segment: Segment, work) -> PricedSegment:
    city = work.world.places.city_of
    return PricedSegment(
        segment.carrier, segment.operating, segment.number, segment.booking_class, segment.date, segment.departs,
        segment.origin, segment.destination, city(segment.origin), city(segment.destination),
        departure(segment, work.world), arrival(segment, work.world), segment.arrives_day, len(segment.legs) or 1,
        segment.status, segment.equipment)
