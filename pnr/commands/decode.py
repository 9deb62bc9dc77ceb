"""Codes and names of places and airlines; the time somewhere."""
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ..engine.schedule.airlines import Airline
from ..engine.schedule.distance import kilometres
from ..engine.schedule.places import KINDS, Place
from ..engine.store.weight import Weight
from ..errors import NoMatch
from ..values.dates import DayMonth, placed
from .availability import clock_time
from .command import Command, Reply, execute

MOST_PLACES = 60


@dataclass(frozen=True)
class EncodePlace(Command):
    """A name, or the beginning of one with `*`; perhaps in one country."""

    name: str
    country: str | None = None
    weight = Weight.LOOK


@dataclass(frozen=True)
class DecodePlace(Command):
    code: str
    weight = Weight.LOOK


@dataclass(frozen=True)
class FindAirline(Command):
    """By two-character, three-letter or accounting code, or by name."""

    text: str
    weight = Weight.LOOK


@dataclass(frozen=True)
class ShowTime(Command):
    """The time at a place, now; or a time at one place as another's."""

    place: str | None = None
    time: str | None = None
    other: str | None = None
    weight = Weight.LOOK


@dataclass(frozen=True)
class ShiftDate(Command):
    """A date some days on, or back."""

    date: DayMonth
    days: str
    weight = Weight.LOOK


@dataclass(frozen=True)
class CityLines:
    """A city with the points that serve it; each with its distance from the city in kilometres."""

    city: Place
    points: tuple[tuple[Place, int | None], ...]


@dataclass(frozen=True)
class PlaceList(Reply):
    search: str
    cities: tuple[CityLines, ...]


@dataclass(frozen=True)
class PlaceDisplay(Reply):
    code: str
    city: CityLines
    place: Place
    local: datetime


@dataclass(frozen=True)
class AirlineList(Reply):
    search: str
    airlines: tuple[Airline, ...]


@dataclass(frozen=True)
class TimeDisplay(Reply):
    place: str
    local: datetime


@dataclass(frozen=True)
class DateDisplay(Reply):
    day: date


@execute.register
def encode_place(command: EncodePlace, work) -> PlaceList:
    """Cities by a whole name, or by its beginning; raises NoMatch."""
    partial, name = command.name.endswith("*"), command.name.rstrip("*").strip()
    found = [place for place in work.world.places.named(name, most=MOST_PLACES) if place.kind == "C"
             and command.country in (None, place.country) and (partial or place.name.upper().startswith(name))]
    exact = [place for place in found if place.name.upper() == name]
    if not found:
        raise NoMatch(search=name)
    return PlaceList(command.name, tuple(city_lines(work, place) for place in (found if partial else exact or found)))


@execute.register
def decode_place(command: DecodePlace, work) -> PlaceDisplay:
    places = work.world.places
    place = places.place(command.code)
    city = places.place(place.city)
    return PlaceDisplay(command.code, city_lines(work, city), place, work.now.astimezone(places.zone(place.code)))


def city_lines(work, city: Place) -> CityLines:
    """A city and its points, airports first; each with its distance."""
    points = [point for code in city.airports for point in work.world.places.found(code) if point.kind != "C"]
    points.sort(key=lambda point: (KINDS.get(point.kind, 9), point.code))
    return CityLines(city, tuple((point, round(kilometres(city, point))) for point in points))


@execute.register
def find_airline(command: FindAirline, work) -> AirlineList:
    found = work.world.airlines.find(command.text.strip())
    if not found:
        raise NoMatch(search=command.text)
    return AirlineList(command.text.strip(), tuple(found))


@execute.register
def show_time(command: ShowTime, work) -> TimeDisplay:
    place = command.place or work.office.city
    zone = work.world.places.zone(work.world.places.place(place).code)
    if command.time is None:
        return TimeDisplay(place, work.now.astimezone(zone))
    other = work.world.places.place(command.other or work.office.city).code
    there = at_clock(work.now.astimezone(zone).date(), clock_time(command.time), zone)
    return TimeDisplay(other, there.astimezone(work.world.places.zone(other)))


def at_clock(day: date, minute: int, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone) + timedelta(minutes=minute)


@execute.register
def shift_date(command: ShiftDate, work) -> DateDisplay:
    return DateDisplay(placed(command.date, work.today) + timedelta(int(command.days)))
