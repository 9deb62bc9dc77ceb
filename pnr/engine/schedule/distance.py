"""Great circles."""
from math import asin, cos, radians, sin, sqrt

from .places import Place

EARTH = 6371.0  # kilometres, mean radius
MILE = 1.609344  # kilometres


def kilometres(first: Place, second: Place) -> float:
    """The shortest way between two places over a round earth."""
    return apart(first.latitude, first.longitude, second.latitude, second.longitude)


def apart(latitude: float, longitude: float, to_latitude: float, to_longitude: float) -> float:
    """The same between two pairs of degrees."""
    north, south = radians(latitude), radians(to_latitude)
    east = radians(to_longitude - longitude)
    half = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(east / 2) ** 2
    return 2 * EARTH * asin(sqrt(half))


def miles(first: Place, second: Place) -> float:
    return kilometres(first, second) / MILE
