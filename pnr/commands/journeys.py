"""Quote a journey nobody has booked: by the cities it leads through, or by its flights."""
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from ..engine.booking.area import Quoted
from ..engine.booking.elements import Segment
from ..engine.booking.times import arrival, departure
from ..engine.pricing.alternatives import alternatives
from ..engine.pricing.request import Passenger, PricingRequest
from ..engine.schedule.flights import Flight
from ..engine.store.weight import Weight
from ..errors import NoFare, NoFareAsAsked, NoFlights, NoQuote, RuleRefuses
from ..values.dates import DayMonth, minutes, placed
from .asking import flown, moment
from .availability import travel_day
from .command import Command, execute
from .flown import segment
from .price_options import PriceOptions
from .pricing import Price, coupons
from .quotes import QuoteList, flags_of

STAY = timedelta(days=7)  # before the way back, where no day is told
FULL = "Y"  # the class where none is told


@dataclass(frozen=True)
class Stage:
    """A city, and how one goes on: by whom, in what class, on which day; `surface`: not by air."""

    place: str
    date: DayMonth | None = None
    carrier: str = ""
    booking_class: str = ""
    surface: bool = False


@dataclass(frozen=True)
class QuotePath(Command):
    """From city to city, on the first flight of the day; what a stage does not say is as before it."""

    stages: tuple[Stage, ...]
    returning: bool = False
    validating: str = ""
    weight = Weight.LOOK


@dataclass(frozen=True)
class TypedFlight:
    """A flight as a quotation lists it; `later`: it lands on the next day, `connects`: one goes on at once."""

    carrier: str
    number: int
    booking_class: str
    date: DayMonth
    origin: str
    departs: str
    arrives: str
    destination: str
    later: bool = False
    connects: bool = False


@dataclass(frozen=True)
class QuoteFlights(Command):
    """Every price of these flights, whether there are such or not."""

    flights: tuple[TypedFlight, ...]
    validating: str = ""
    weight = Weight.LOOK


@execute.register
def quote_path(command: QuotePath, work) -> QuoteList:
    """Raises NoFlights, NoQuote, and what is wrong with a place, a date or a carrier."""
    return quoted(list(legs(command, work)), (), command.validating, work)


@execute.register
def quote_flights(command: QuoteFlights, work) -> QuoteList:
    segments = [typed(flight, work) for flight in command.flights]
    return quoted(segments, tuple("X" if flight.connects else "S" for flight in command.flights), command.validating,
                  work)


def legs(command: QuotePath, work) -> Iterator[Segment]:
    stages, carrier, letter, day = list(command.stages), "", FULL, work.today
    before: Segment | None = None
    if command.returning:
        stages.append(Stage(stages[0].place))
    for place, (stage, following) in enumerate(pairwise(stages)):
        carrier, letter = stage.carrier or carrier, stage.booking_class or letter
        back = command.returning and place == len(stages) - 2
        day = travel_day(stage.date, work) if stage.date else day + STAY if back else day
        if not stage.surface:
            flights = flown_by(carrier, stage.place, following.place, day, work)
            before = next_flight([segment(flight, letter, 1, "HK", 0, 0) for flight in flights], before, work)
            yield before


def flown_by(carrier: str, origin: str, destination: str, day: date, work) -> list[Flight]:
    """The flights of a carrier, or of anybody, that day and the next; raises NoFlights."""
    places, timetable = work.world.places, work.world.timetable
    ends = places.airports(origin), places.airports(destination)
    found = [flight for each in (day, day + timedelta(days=1)) for flight in timetable.direct(*ends, each)
             if flight.carrier == (carrier or flight.carrier)]
    if not found:
        raise NoFlights(origin=origin, destination=destination)
    return found


def next_flight(found: list[Segment], before: Segment | None, work) -> Segment:
    """The first after the flight before it."""
    ready = arrival(before, work.world) if before else None
    return next((each for each in found if not ready or departure(each, work.world) > ready), found[-1])


def typed(flight: TypedFlight, work) -> Segment:
    """Raises UnknownPlace or UnknownCarrier."""
    places = work.world.places
    return Segment(
        work.world.airlines.airline(flight.carrier).code, flight.number, flight.booking_class,
        placed(flight.date, work.today), places.place(flight.origin).code, places.place(flight.destination).code,
        minutes(flight.departs), minutes(flight.arrives), int(flight.later), "", "HK", 1, ("typed",))


def quoted(segments: list[Segment], stops: tuple[str, ...], validating: str, work) -> QuoteList:
    """For one adult; remembered, to be looked at in detail."""
    flights = tuple(replace(flown(each, work), stop=stop)
                    for each, stop in zip(segments, stops or ("",) * len(segments), strict=True))
    office = work.office
    request = PricingRequest(flights, (Passenger(),), office.city, office.country, office.currency, moment(None, work),
                             office.id, validating or None, tariffs="published")
    try:
        fares = alternatives(request, work.tariff)[::-1]
    except (NoFare, NoFareAsAsked, RuleRefuses) as error:
        raise NoQuote(**error.facts) from None
    work.area = replace(work.area, fares=None, quoted=Quoted(
        fares, ((),) * len(fares), (False,) * len(fares), (), (), journey=tuple(segments)))
    return QuoteList(
        PriceOptions(validating=validating), tuple(Price(fare, (), (1,)) for fare in fares),
        coupons(work, segments, flights), work.today, office, moment=request.now,
        flags=tuple(flags_of(fare, work) for fare in fares))
