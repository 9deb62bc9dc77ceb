"""Countries, states, aircraft, and the points of a city or between two."""
from dataclasses import dataclass
from itertools import islice

from ..engine.schedule import aircraft, countries
from ..engine.schedule.aircraft import Aircraft
from ..engine.schedule.companies import CAR, HOTEL, Company, found
from ..engine.schedule.countries import Country, State
from ..engine.schedule.places import Place
from ..engine.schedule.query import Query, vias
from ..engine.store.weight import Weight
from ..errors import NoMatch, SamePlace
from .command import Command, Reply, execute
from .decode import CityLines, city_lines

MOST_POINTS = 20
EVERYBODY = b"\1"


@dataclass(frozen=True)
class FindCountry(Command):
    """By its two or three letters, or by the beginning of its name."""

    text: str
    weight = Weight.LOOK


@dataclass(frozen=True)
class FindStates(Command):
    """The states of a country, or one of them."""

    country: str
    state: str | None = None
    weight = Weight.LOOK


@dataclass(frozen=True)
class FindAircraft(Command):
    """By the code of the type, or by a word of its name."""

    text: str
    weight = Weight.LOOK


@dataclass(frozen=True)
class FindCarCompany(Command):
    """By its code, or by the beginning of a word of its name."""

    text: str
    weight = Weight.LOOK


@dataclass(frozen=True)
class FindHotelChain(FindCarCompany): ...


@dataclass(frozen=True)
class DisplayPoints(Command):
    """The points that serve a city, or two."""

    city: str
    other: str | None = None
    weight = Weight.LOOK


@dataclass(frozen=True)
class DisplayConnectPoints(Command):
    """Where one may change between two cities."""

    origin: str
    destination: str
    weight = Weight.LOOK


@dataclass(frozen=True)
class CountryList(Reply):
    search: str
    countries: tuple[Country, ...]


@dataclass(frozen=True)
class StateList(Reply):
    search: str
    states: tuple[State, ...]


@dataclass(frozen=True)
class AircraftList(Reply):
    search: str
    aircraft: tuple[Aircraft, ...]


@dataclass(frozen=True)
class CompanyList(Reply):
    """`kind`: car or hotel."""

    kind: str
    search: str
    companies: tuple[Company, ...]


@dataclass(frozen=True)
class PointList(Reply):
    cities: tuple[CityLines, ...]


@dataclass(frozen=True)
class ConnectPointList(Reply):
    """Each point with the kilometres of the way through it, the shortest first."""

    origin: str
    destination: str
    points: tuple[tuple[Place, int], ...]


@execute.register
def find_country(command: FindCountry, work) -> CountryList:
    text = command.text.strip()
    known = countries.country(text)
    listed = [known] if known else countries.named(text)
    if not listed:
        raise NoMatch(search=text)
    return CountryList(text, tuple(listed))


@execute.register
def find_states(command: FindStates, work) -> StateList:
    found = countries.states(command.country, command.state)
    if not found:
        raise NoMatch(search=command.country)
    return StateList(command.country + (command.state or ""), tuple(found))


@execute.register
def find_aircraft(command: FindAircraft, work) -> AircraftList:
    text = command.text.strip()
    known = aircraft.aircraft(text)
    found = [known] if known else aircraft.named(text)
    if not found:
        raise NoMatch(search=text)
    return AircraftList(text, tuple(found))


@execute.register
def find_company(command: FindCarCompany, work) -> CompanyList:
    text, kind = command.text.strip(), HOTEL if isinstance(command, FindHotelChain) else CAR
    known = found(kind, text)
    if not known:
        raise NoMatch(search=text)
    return CompanyList(kind, text, known)


@execute.register
def display_points(command: DisplayPoints, work) -> PointList:
    places = work.world.places
    cities = [places.place(places.city_of(code)) for code in (command.city, command.other) if code]
    return PointList(tuple(city_lines(work, city) for city in cities))


@execute.register
def display_connect_points(command: DisplayConnectPoints, work) -> ConnectPointList:
    """Raises SamePlace, or NoMatch where no single change leads there."""
    places, timetable = work.world.places, work.world.timetable
    origin, destination = places.city_of(command.origin), places.city_of(command.destination)
    if origin == destination:
        raise SamePlace(origin=origin, destination=destination)
    start, end = (tuple(timetable.places[code] for code in places.airports(city) if code in timetable.places)
                  for city in (origin, destination))
    found: dict[str, int] = {}
    if start and end:
        query = Query(timetable, work.today, start, end, EVERYBODY * len(timetable.carriers))
        for via in vias(query):
            found.setdefault(timetable.airports[via.arrive], query.around(via))
    if not found:
        raise NoMatch(search=origin + destination)
    points = tuple((places.airport(code), far) for code, far in islice(found.items(), MOST_POINTS))
    return ConnectPointList(origin, destination, points)
