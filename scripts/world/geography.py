"""Airports of the timetable: where they are, how far apart, how their clocks differ."""
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from math import asin, cos, radians, sin, sqrt
from zoneinfo import ZoneInfo

EARTH = 6371.0
SPEED = 830  # km an hour, great circle
GROUND = 35  # minutes of a flight that are not spent at that speed
WINTER, SUMMER = datetime(2027, 1, 15, 12), datetime(2027, 7, 15, 12)
# between these days one country after another moves its clocks
CLOCK_DAYS = (WINTER, datetime(2027, 3, 20, 12), datetime(2027, 4, 2, 12), datetime(2027, 4, 12, 12), SUMMER,
              datetime(2027, 9, 12, 12), datetime(2027, 10, 10, 12), datetime(2027, 11, 3, 12))


@dataclass(frozen=True, slots=True)
class Airport:
    code: str
    city: str
    country: str
    zone: str
    latitude: float
    longitude: float
    rank: float


def distance(one: Airport, other: Airport) -> float:
    """Great circle, km."""
    north, south = radians(one.latitude), radians(other.latitude)
    half = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(
        radians(other.longitude - one.longitude) / 2) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(half)))


def block_minutes(kilometres: float) -> int:
    return max(20, 5 * round((kilometres / SPEED * 60 + GROUND) / 5))


@cache
def offset(zone: str, moment: datetime = WINTER) -> int:
    """Minutes ahead of UTC."""
    return int((ZoneInfo(zone).utcoffset(moment) or timedelta()).total_seconds() // 60)


@cache
def clocks_move_together(zone: str, other: str) -> bool:
    """Whether the difference of the two is the same all year."""
    return len({offset(zone, day) - offset(other, day) for day in CLOCK_DAYS}) == 1
