"""Show the fares of a market."""
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ..engine.booking.area import Search
from ..engine.pricing.currency import filing, roe, unit
from ..engine.pricing.distance import between, miles
from ..engine.pricing.fares import Tariff
from ..engine.pricing.quote import Fare
from ..engine.schedule.connections import search
from ..engine.store.weight import Weight
from ..errors import NoFare, SamePlace
from ..fare_rules.rule import Clause, Duration, Range, Rule
from ..values.dates import DayMonth
from .availability import travel_day
from .command import Command, Reply, execute

JOURNEYS = 60  # looked through for the carriers of a market without direct flights


@dataclass(frozen=True)
class DisplayFares(Command):
    """Fares from city to city; of these carriers, classes, one-way or return only."""

    origin: str
    destination: str
    date: DayMonth | None = None
    carriers: tuple[str, ...] = ()
    booking_classes: tuple[str, ...] = ()
    oneway: bool = False
    returning: bool = False
    weight = Weight.LOOK


@dataclass(frozen=True)
class FareLine:
    """A fare and what its rule says in short: days it must be bought ahead, until when, when it may be flown."""

    line: int
    fare: Fare
    refundable: bool = True
    penalty: bool = False
    advance: int | None = None
    buy_by: date | None = None
    first_travel: date | None = None
    last_travel: date | None = None


@dataclass(frozen=True)
class FareList(Reply):
    """In order of amount; `rate` is that of their currency, rounded to `unit` up or to the nearest (`direction`)."""

    command: DisplayFares
    origin: str
    destination: str
    day: date
    carriers: tuple[str, ...]
    lines: tuple[FareLine, ...]
    currency: str
    rate: Decimal
    unit: Decimal
    direction: str
    miles: int
    kilometres: int
    indicator: str


@execute.register
def display_fares(command: DisplayFares, work) -> FareList:
    places, tariff = work.world.places, work.world.tariff
    origin, destination = places.city_of(command.origin), places.city_of(command.destination)
    if origin == destination:
        raise SamePlace(origin=origin, destination=destination)
    day = travel_day(command.date, work)
    asked = tuple(work.world.airlines.airline(code).code for code in command.carriers)
    carriers = tuple(code for code in asked if flies(work, Search(origin, destination, day, carriers=(code,))))
    if not asked:
        carriers = serving(work, origin, destination, day)
    fares = [fare for fare in tariff.fares_of(origin, destination, work.today, carriers) if wanted(fare, command)]
    if not fares:
        raise NoFare(origin=origin, destination=destination)
    ends = places.place(origin), places.place(destination)
    currency = filing(ends[0].currency)
    rounding = unit(currency)
    return FareList(
        command, origin, destination, day, carriers,
        tuple(described(tariff, fare, line) for line, fare in enumerate(fares, 1)), currency,
        roe(currency, work.today), rounding.unit, rounding.direction, miles(*ends), between(*ends), indicator(*ends))


def wanted(fare: Fare, command: DisplayFares) -> bool:
    tag = command.oneway == command.returning or command.oneway == fare.oneway
    return tag and (not command.booking_classes or fare.booking_class in command.booking_classes)


def flies(work, search_for: Search) -> bool:
    return bool(search(work.world.timetable, work.world.places, search_for, 1))


def serving(work, origin: str, destination: str, day: date) -> tuple[str, ...]:
    """The carriers that fly the market that day, without a change if any does; raises NoFare."""
    places, timetable = work.world.places, work.world.timetable
    flights = timetable.direct(places.airports(origin), places.airports(destination), day)
    found = {flight.carrier for flight in flights}
    if not found:
        journeys = search(timetable, places, Search(origin, destination, day), JOURNEYS)
        found = {journey[0].carrier for journey in journeys}
    if not found:
        raise NoFare(origin=origin, destination=destination)
    return tuple(sorted(found))


def indicator(one, other) -> str:
    """Which way round the world: by hemisphere, and from the west to the far east over the Pacific."""
    west = [place for place in (one, other) if -170 < place.longitude < -30]
    if len(west) == 2:
        return "WH"
    east = next((place for place in (one, other) if place not in west), one)
    return "EH" if not west else "PA" if east.longitude > 60 else "AT"


def described(tariff: Tariff, fare: Fare, line: int) -> FareLine:
    """The columns of a display, read from the rule."""
    rule = tariff.rules[fare.rule]
    notes = tariff.rules[fare.footnote] if fare.footnote else rule
    travel = span(notes, 14, "travel")
    return FareLine(
        line, fare, not clauses(rule, 16, "refund none"), bool(clauses(rule, 16, "refund fee")), advance(rule),
        span(rule, 15, "ticketing")[1], *travel)


def clauses(rule: Rule, number: int, phrase: str) -> list[Clause]:
    category = rule.category(number)
    tables: Iterable = category.tables() if category else ()
    return [clause for table in tables for clause in table.clauses if clause.phrase == phrase]


def advance(rule: Rule) -> int | None:
    """Days before departure by which the fare must be reserved."""
    times = [clause.values[0] for clause in clauses(rule, 5, "reserve before departure")]
    return next((time.count for time in times if isinstance(time, Duration) and time.unit == "d"), None)


def span(rule: Rule, number: int, phrase: str) -> tuple[date | None, date | None]:
    """First and last day of a range with years, where the rule has one."""
    for clause in clauses(rule, number, phrase):
        match clause.values[0]:
            case Range(date() as first, date() as last):
                return first, last
    return None, None


