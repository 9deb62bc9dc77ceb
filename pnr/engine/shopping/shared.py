"""A tariff for many itineraries of one market: what one has asked for is there for the next."""
from copy import copy
from functools import lru_cache

from ..pricing.fares import Tariff

# Fares by carrier, market, day of ticketing and classes; rules and what they take a fare in as, by fare and day.
REMEMBERED = ("fares", "full", "levels", "taken_in", "area", "miles")


def shared(tariff: Tariff) -> Tariff:
    """The same tariff, which asks each question once. For one entry: what is filed later is not seen."""
    twin = copy(tariff)
    for name in REMEMBERED:
        setattr(twin, name, lru_cache(maxsize=None)(getattr(twin, name)))
    return twin
