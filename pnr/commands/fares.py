"""Show the fares of a market."""
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from ..engine.booking.area import FareSearch, Search
from ..engine.pricing.by_rule import viewer
from ..engine.pricing.conditions import Stay, conditions
from ..engine.pricing.distance import between, miles
from ..engine.pricing.fare import Fare
from ..engine.pricing.fares import Tariff
from ..engine.schedule.connections import search
from ..engine.store.weight import Weight
from ..errors import NoFare, SamePlace
from ..fare_rules.facts import Facts
from ..values.dates import DayMonth
from .availability import travel_day
from .command import Command, Reply, execute

JOURNEYS = 60  # looked through for the carriers of a market without direct flights


@dataclass(frozen=True)
class DisplayFares(Command):
    """Fares from city to city; of these carriers, classes, one-way or return only.

    `rising`: the lowest first where the host has the highest first; `lowest`: that one alone.
    """

    origin: str
    destination: str
    date: DayMonth | None = None
    carriers: tuple[str, ...] = ()
    booking_classes: tuple[str, ...] = ()
    oneway: bool = False
    returning: bool = False
    rising: bool = field(default=False, metadata={"manner": True})
    lowest: bool = False
    weight = Weight.LOOK


@dataclass(frozen=True)
class FareLine:
    """A fare and what its rule says in short: days it must be bought ahead, until when, when it may be flown, for how
    long one stays at least and at most."""

    line: int
    fare: Fare
    refundable: bool = True
    penalty: bool = False
    advance: int | None = None
    buy_by: date | None = None
    first_travel: date | None = None
    last_travel: date | None = None
    minimum: Stay | None = None
    maximum: Stay | None = None


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
    country: str = ""  # of a market inside one


@execute.register
def display_fares(command: DisplayFares, work) -> FareList:
    places = work.world.places
    origin, destination = places.city_of(command.origin), places.city_of(command.destination)
    if origin == destination:
        raise SamePlace(origin=origin, destination=destination)
    day = travel_day(command.date, work)
    asked = tuple(work.world.airlines.airline(code).code for code in command.carriers)
    carriers = tuple(code for code in asked if flies(work, Search(origin, destination, day, carriers=(code,))))
    if not asked:
        carriers = serving(work, origin, destination, day)
    search_for = FareSearch(origin, destination, day, carriers, command.booking_classes, command.oneway,
                            command.returning, command.rising or not work.manners.fares_fall, command.lowest)
    found = listed(command, search_for, work)
    work.area = replace(work.area, fares=search_for)
    return found


def listed(command: DisplayFares, search_for: FareSearch, work) -> FareList:
    """The fares as they are filed today; raises NoFare."""
    tariff, ends = work.tariff, (search_for.origin, search_for.destination)
    found = tariff.fares_of(*ends, work.today, search_for.carriers, watching(search_for, work))
    kept = [fare for fare in found if wanted(fare, search_for) and of_tariffs(fare, search_for, work)]
    fares = ordered(kept, search_for)
    if not fares:
        raise NoFare(origin=ends[0], destination=ends[1])
    origin, destination = map(work.world.places.place, ends)
    currency = tariff.rates.filing(origin.currency)
    rounding = tariff.rates.unit(currency)
    return FareList(
        command, *ends, search_for.date, search_for.carriers,
        tuple(described(tariff, fare, line) for line, fare in enumerate(fares, 1)), currency,
        tariff.rates.roe(currency, work.today), rounding.unit, rounding.direction, miles(origin, destination),
        between(origin, destination), indicator(origin, destination),
        origin.country if origin.country == destination.country else "")


def watching(search_for: FareSearch, work) -> Facts:
    """Who looks: this office, for a passenger type, with the accounts it was told."""
    return viewer(work.local.replace(tzinfo=None), work.office.id, work.office.country, work.office.currency,
                  search_for.passenger, search_for.accounts)


def of_tariffs(fare: Fare, search_for: FareSearch, work) -> bool:
    """Whether it is published, or private, where only such are asked for."""
    kind = "private" if work.tariff.levels(fare, work.today).restricted else "published"
    return search_for.tariffs in ("", kind)


def wanted(fare: Fare, search_for: FareSearch) -> bool:
    tag = search_for.oneway == search_for.returning or search_for.oneway == fare.oneway
    return tag and (not search_for.booking_classes or fare.booking_class in search_for.booking_classes)


def ordered(fares: list[Fare], search_for: FareSearch) -> list[Fare]:
    """The lowest first or alone, else the highest first, where a return fare counts half."""
    if search_for.rising or search_for.lowest:
        return fares[:1] if search_for.lowest else fares
    return sorted(fares, key=lambda fare: (
        -fare.amount.minor * (2 if fare.oneway else 1), fare.carrier, fare.fare_class))


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
    """The columns of a display, read from the rules."""
    found = conditions(tariff.levels(fare))
    return FareLine(
        line, fare, found.refundable, found.penalty, found.advance, found.buy_by, found.first_travel, found.last_travel,
        found.minimum, found.maximum)
