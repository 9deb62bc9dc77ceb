"""How long it takes to change aircraft: minutes by airport, by domestic and international, and between airports."""
from functools import cache
from typing import Protocol

from .files import packaged
from .places import Places

STANDARD = "*"
Statuses = tuple[int, int, int, int]  # domestic, domestic to international, international to domestic, international


class Ends(Protocol):
    """Anything flown between two airports."""

    @property
    def origin(self) -> str: ...
    @property
    def destination(self) -> str: ...


@cache
def table() -> tuple[dict[str, Statuses], dict[str, int]]:
    """Minutes within an airport by status, and minutes between the airports of a city."""
    within: dict[str, Statuses] = {}
    between: dict[str, int] = {}
    for line in packaged("connecting_times.tsv").decode().splitlines()[1:]:
        code, *times, change = line.split("\t")
        if times[0]:
            domestic, out, into, international = map(int, times)
            within[code] = domestic, out, into, international
        if change:
            between[code] = int(change)
    return within, between


def within(airport: str, from_abroad: bool, to_abroad: bool) -> int:
    times = table()[0]
    return times.get(airport, times[STANDARD])[2 * from_abroad + to_abroad]


def between(city: str) -> int:
    times = table()[1]
    return times.get(city, times[STANDARD])


def minimum(places: Places, earlier: Ends, later: Ends) -> int:
    """Minutes needed between two flights; they must meet in one city."""
    if earlier.destination != later.origin:
        return between(places.city_of(later.origin))
    country = places.place(later.origin).country
    return within(later.origin, places.place(earlier.origin).country != country,
                  places.place(later.destination).country != country)
