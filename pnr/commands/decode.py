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
MOST_NEAR, FARTHEST = 6, 200  # airports around a town, and kilometres to them


@dataclass(frozen=True)
class EncodePlace(Command):
    """A name, or the beginning of one with `*`; perhaps in one country; `nearest`: with the airports around it."""

    name: str
    country: str | None = None
    nearest: bool = False
    weight = Weight.LOOK


@dataclass(frozen=True)
class DecodePlace(Command):
    """What a code stands for; `every`: also where it is of several cities."""

    code: str
    every: bool = False
    weight = Weight.LOOK


@dataclass(frozen=True)
class FindAirline(Command):
    """By two-character, three-letter or accounting code, or by name."""

    text: str
    weight = Weight.LOOK


@dataclass(frozen=True)
class ShowTime(Command):
    """The time at a place, now; or a time at one place as another's, today or on a day."""

    place: str | None = None
    time: str | None = None
    other: str | None = None
    date: DayMonth | None = None
    weight = Weight.LOOK


@dataclass(frozen=True)
class ShiftDate(Command):
    """A date some days on, or back; today's, if no other."""

    date: DayMonth | None = None
    days: str = "0"
    weight = Weight.LOOK


@dataclass(frozen=True)
class ShowDifference(Command):
    """How far the clocks of two places are apart."""

    place: str
    other: str
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
    others: tuple[CityLines, ...] = ()


@dataclass(frozen=True)
class AirlineList(Reply):
    search: str
    airlines: tuple[Airline, ...]


@dataclass(frozen=True)
class TimeDisplay(Reply):
    place: str
    local: datetime


@dataclass(frozen=True)
class TimeDifference(Reply):
    """Minutes the clock of the other is ahead."""

    place: str
    other: str
    minutes: int


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
    shown = found if partial else exact or found
    drawn = around if command.nearest else city_lines
    return PlaceList(command.name, tuple(drawn(work, place) for place in shown))


def around(work, town: Place) -> CityLines:
    """A town with the nearest airports that somebody flies from."""
    places = work.world.places
    near = [(places.airport(code), far) for code, far in work.world.timetable.near(town.latitude, town.longitude)]
    return CityLines(town, tuple((airport, round(far)) for airport, far in near[:MOST_NEAR] if far <= FARTHEST))


@execute.register
def decode_place(command: DecodePlace, work) -> PlaceDisplay:
    places = work.world.places
    place = places.place(command.code)
    cities = dict.fromkeys(each.city for each in places.found(command.code)) if command.every else {place.city: None}
    first, *others = (city_lines(work, places.place(code)) for code in dict.fromkeys((place.city, *cities)))
    return PlaceDisplay(command.code, first, place, work.now.astimezone(places.zone(place.code)), tuple(others))


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
    day = placed(command.date, work.now.astimezone(zone).date())
    there = at_clock(day, clock_time(command.time), zone)
    return TimeDisplay(other, there.astimezone(work.world.places.zone(other)))


@execute.register
def show_difference(command: ShowDifference, work) -> TimeDifference:
    places = work.world.places
    zones = [places.zone(code) for code in (command.place, command.other)]
    offsets = [work.now.astimezone(zone).utcoffset() or timedelta() for zone in zones]
    return TimeDifference(command.place, command.other, int((offsets[1] - offsets[0]).total_seconds()) // 60)


def at_clock(day: date, minute: int, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone) + timedelta(minutes=minute)


@execute.register
def shift_date(command: ShiftDate, work) -> DateDisplay:
    return DateDisplay(placed(command.date, work.today) + timedelta(int(command.days)))
