"""Great circles between places, in whole units; ticketed mileage is this and no published table."""
from functools import lru_cache
from math import acos, cos, radians, sin

EARTH_KILOMETRES = 6371
MILES, KILOMETRES = 1000, 1609  # one is the other's thousandth


@lru_cache(maxsize=65536)
def kilometres(north: float, east: float, south: float, west: float) -> int:
    north, east, south, west = (radians(value) for value in (north, east, south, west))
    return round(EARTH_KILOMETRES * acos(min(1, sin(north) * sin(south) + cos(north) * cos(south) * cos(east - west))))


def between(one, other) -> int:
    """Kilometres between two places."""
    return kilometres(one.latitude, one.longitude, other.latitude, other.longitude)


def miles(one, other) -> int:
    return between(one, other) * MILES // KILOMETRES
