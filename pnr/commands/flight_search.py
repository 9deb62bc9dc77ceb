"""What a flight display is asked for: every code looked up, days placed in a year, the way back of a way out."""
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from typing import Any

from ..engine.booking.area import Search
from ..errors import SamePlace
from ..values.dates import DayMonth
from .flight_days import clock_time, travel_day, within_range

DAYS_OF_WEEK = 7
EVERYBODY = "YY"  # stands for any carrier
ALLIANCES = {"A": "Star Alliance", "O": "OneWorld", "S": "SkyTeam"}


@dataclass(frozen=True)
class FlightOptions:
    """What of the flights there are an agent wants to see."""

    carriers: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    booking_classes: tuple[str, ...] = ()
    cabin: str | None = None
    seats: int | None = None
    connections: str | None = None  # N non-stop, D direct, C connections only
    via: tuple[str, ...] = ()
    alliance: str | None = None
    avoided: tuple[str, ...] = ()

    @property
    def options(self) -> dict[str, Any]:
        return {item.name: getattr(self, item.name) for item in fields(FlightOptions)}


@dataclass(frozen=True)
class ReturnAsked:
    """A second display: on the same day, on another, or days later; of the way back, or of another pair of cities.

    `repeats`: with the options of the first, where it has none of its own.
    """

    repeats: bool = False
    date: DayMonth | None = None
    days: int | None = None
    time: str | None = None
    carriers: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    booking_classes: tuple[str, ...] = ()
    cabin: str | None = None
    seats: int | None = None
    connections: str | None = None
    via: tuple[str, ...] = ()
    alliance: str | None = None
    avoided: tuple[str, ...] = ()
    origin: str | None = None
    destination: str | None = None


def resolved(command, work) -> Search:
    """The request of an availability; raises SamePlace, UnknownPlace, UnknownCarrier, PastDate or DateOutOfRange."""
    places = work.world.places
    search = Search(
        places.place(command.origin or work.office.city).code, places.place(command.destination).code,
        travel_day(command.date, work), clock_time(command.time), order=command.order, full=command.full,
        priced=command.priced, days=DAYS_OF_WEEK if command.week else 1, display="S" if command.schedule else "A",
        also_from=codes(command.also_from, work), also_to=codes(command.also_to, work))
    return apart(narrowed(search, command, work), work)


def codes(cities: Iterable[str], work) -> tuple[str, ...]:
    return tuple(work.world.places.place(city).code for city in cities)


def apart(search: Search, work) -> Search:
    """The same; raises SamePlace for two ends in one city."""
    city = work.world.places.city_of
    starts, ends = ({city(code) for code in some} for some in (
        (search.origin, *search.also_from), (search.destination, *search.also_to)))
    if starts & ends:
        raise SamePlace(origin=search.origin, destination=search.destination)
    return search


def narrowed(search: Search, asked, work) -> Search:
    """With the options that were asked for; those that were not stay as they are."""
    found: dict[str, Any] = {}
    if asked.carriers or asked.excluded or asked.alliance:
        found |= {"carriers": carriers(asked, work), "excluded": asked.excluded}
    for carrier in asked.excluded:
        work.world.airlines.airline(carrier)
    if asked.booking_classes:
        found["booking_classes"] = asked.booking_classes
    if asked.cabin:
        found["cabin"] = asked.cabin
    if asked.seats:
        found["seats"] = asked.seats
    if asked.via or asked.avoided:
        found |= {"via": codes(asked.via, work), "avoided": codes(asked.avoided, work)}
    if asked.connections:
        found |= {"most": 0 if asked.connections in "ND" else 2, "least": int(asked.connections == "C"),
                  "nonstop": asked.connections == "N"}
    return replace(search, **found)


def carriers(asked, work) -> tuple[str, ...]:
    """Those named, all of an alliance, or nothing for everybody."""
    if asked.alliance:
        return tuple(sorted(work.world.airlines.of_alliance(ALLIANCES[asked.alliance])))
    if asked.carriers == (EVERYBODY,):
        return ()
    for carrier in asked.carriers:
        work.world.airlines.airline(carrier)
    return tuple(asked.carriers)


def returning(asked: ReturnAsked, out: Search, work) -> Search:
    """What a second display is of."""
    day = travel_day(asked.date, work) if asked.date else within_range(out.date + timedelta(asked.days or 0), work)
    back = replace(out, origin=out.destination, destination=out.origin, also_from=out.also_to, also_to=out.also_from,
                   date=day, time=clock_time(asked.time))
    if asked.origin and asked.destination:
        start, end = codes((asked.origin, asked.destination), work)
        back = replace(back, origin=start, destination=end, also_from=(), also_to=())
    if not asked.repeats:
        back = plain(back)
    return apart(narrowed(back, asked, work), work)


def plain(search: Search) -> Search:
    """Without options."""
    return Search(search.origin, search.destination, search.date, search.time, order=search.order, full=search.full,
                  display=search.display, also_from=search.also_from, also_to=search.also_to)
