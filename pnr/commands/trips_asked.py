"""What a search for lowest fares asks for: who travels, where and when, and in what order to show it."""
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from ..engine.booking.area import Search
from ..engine.booking.elements import Segment
from ..engine.pricing.itinerary import Itinerary
from ..engine.pricing.request import Passenger, PricingRequest
from ..engine.shopping.classes import cabin as cabin_named
from ..engine.store.weight import Weight
from ..errors import ChronologicalOrder, SamePlace, SeatsDifferFromNames, TooManySeats
from ..values.dates import DayMonth
from .asking import flown, passenger, people
from .availability import clock_time, travel_day
from .command import Command
from .flown import MOST_SEATS
from .price_options import PriceOptions

RANKS = {"F": "", "T": "time", "C": "connections", "A": "carrier", "P": "preference"}


class Rank(str):
    """By fare (nothing), time, connections, carrier or preference; agents have a letter for each."""

    @classmethod
    def read(cls, text: str) -> "Rank":
        return cls(RANKS[text])

    def written(self) -> str:
        return next(letter for letter, rank in RANKS.items() if rank == self)


@dataclass(frozen=True)
class Direction:
    """A day and where to, from where the direction before it led; `connections` N non-stop, D direct, C changing."""

    date: DayMonth
    destinations: tuple[str, ...]
    time: str | None = None
    carriers: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    connections: str = ""
    cabin: str = ""
    via: str = ""


@dataclass(frozen=True)
class SearchOffers(Command):
    """Recommendations for a journey, or for the booking in hand where no direction is named.

    For so many adults, for these types, or for those in the booking. What is asked here of carriers, connections and
    cabin goes for every direction that has no words of its own. `plain`: without what travellers usually take.
    """

    seats: int = 0
    origins: tuple[str, ...] = ()
    directions: tuple[Direction, ...] = ()
    carriers: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    connections: str = ""
    cabin: str = ""
    types: tuple[str, ...] = ()
    rank: Rank = Rank("")
    plain: bool = False
    weight: ClassVar[Weight] = Weight.LOOK


# ---- who travels

def travelling(command: SearchOffers, work, booked: list[Segment]) -> Iterator[Passenger]:
    """The types asked for, so many adults, those in the booking, or one adult."""
    if command.types:
        yield from map(typed, command.types if len(command.types) > 1 else command.types * (command.seats or 1))
    elif command.seats or not work.area.working.names:
        yield from [Passenger()] * (command.seats or (booked[0].seats if booked else 1))
    else:
        yield from (passenger(name, infant, work.today) for name, infant in people(PriceOptions(), work))


def typed(type: str) -> Passenger:
    """C07 is a child of seven."""
    return Passenger(type, int(type[1:])) if type[1:].isdecimal() else Passenger(type)


def seated(party: Iterable[Passenger], asked: int) -> int:
    """Infants sit on laps; raises TooManySeats, or SeatsDifferFromNames where other seats are asked for."""
    seats = sum(passenger.type != "INF" for passenger in party)
    if seats and asked not in (0, seats) and asked <= MOST_SEATS:
        raise SeatsDifferFromNames(seats=asked, names=seats)
    if not 1 <= seats <= MOST_SEATS:
        raise TooManySeats(seats=seats)
    return seats


def sale(party: tuple[Passenger, ...], work) -> PricingRequest:
    """Who travels, and where and when it is sold: what of a request is no journey."""
    office = work.office
    return PricingRequest((), party, office.city, office.country, office.currency, work.local.replace(tzinfo=None),
                          office.id)


def adult(work) -> PricingRequest:
    """One adult."""
    return sale((Passenger(),), work)


# ---- where and when

def asked(command: SearchOffers, seats: int, work) -> Iterator[list[Search]]:
    """Each direction as searches from each of its cities to each; raises UnknownPlace, SamePlace, PastDate, ..."""
    origins, before = command.origins, work.today
    for direction in command.directions:
        day = travel_day(direction.date, work)
        if day < before:
            raise ChronologicalOrder()
        yield list(between(command, direction, origins, day, seats, work))
        origins, before = direction.destinations, day


def between(command: SearchOffers, direction: Direction, origins: tuple[str, ...], day: date, seats: int,
            work) -> Iterator[Search]:
    city = work.world.places.city_of
    ends = [(origin, destination) for origin in map(work.world.places.place, origins)
            for destination in map(work.world.places.place, direction.destinations)]
    apart = [pair for pair in ends if city(pair[0].code) != city(pair[1].code)]
    if not apart:
        raise SamePlace(origin=origins[0], destination=direction.destinations[0])
    for origin, destination in apart:
        yield searching(command, direction, Search(origin.code, destination.code, day, clock_time(direction.time),
                                                   seats=seats), work)


def searching(command: SearchOffers, direction: Direction, search: Search, work) -> Search:
    """A search with the carriers, connections and cabin of its direction, or of the whole entry."""
    connections = direction.connections or command.connections
    code, place = work.world.airlines.airline, work.world.places.place
    return replace(
        search, carriers=tuple(code(each).code for each in direction.carriers or command.carriers),
        excluded=tuple(code(each).code for each in direction.excluded or command.excluded),
        cabin=cabin_named(direction.cabin or command.cabin), most=0 if connections in ("N", "D") else 2,
        least=1 if connections == "C" else 0, nonstop=connections == "N",
        via=(place(direction.via).code,) if direction.via else ())


def for_booking(command: SearchOffers, booked: list[Segment], seats: int, work) -> list[list[Search]]:
    """From where each direction of the booking begins to where it ends, on its day."""
    itinerary = Itinerary(tuple(flown(segment, work) for segment in booked), work.world.places)
    found, begins = [], 0
    for place, segment in enumerate(itinerary.segments):
        if place == len(itinerary) - 1 or not itinerary.connection(place):
            first = itinerary.segments[begins]
            search = Search(first.origin_city, segment.destination_city, first.date, seats=seats)
            found.append([searching(command, Direction(DayMonth.of(first.date), ()), search, work)])
            begins = place + 1
    return found
