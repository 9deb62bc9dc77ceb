"""Journeys that can be bought: flights with the classes open on each, and trips made of one journey a direction."""
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from ..booking.area import Search
from ..inventory.nesting import Counts
from ..pricing.request import PricedSegment
from ..schedule import connections
from ..schedule.flights import Flight, Journey, Timetable
from ..schedule.places import Places
from .classes import buyable

Left = Callable[[Iterable[Flight]], dict[str, Counts]]  # what flights may still sell, by their keys
Open = tuple[tuple[str, ...], ...]
MINUTE = timedelta(minutes=1)
MOST_WAYS = 200  # looked at for one direction


@dataclass(frozen=True)
class Way:
    """A journey in one direction, and the classes that may be bought on each of its flights."""

    flights: Journey
    segments: tuple[PricedSegment, ...]
    open: Open

    @property
    def minutes(self) -> int:
        """From the first take-off to the last landing."""
        return (self.flights[-1].lands - self.flights[0].leaves) // MINUTE


@dataclass(frozen=True)
class Trip:
    """One way for each direction, flown one after the other."""

    ways: tuple[Way, ...]

    @cached_property
    def flights(self) -> Journey:
        return tuple(flight for way in self.ways for flight in way.flights)

    @cached_property
    def segments(self) -> tuple[PricedSegment, ...]:
        return tuple(segment for way in self.ways for segment in way.segments)

    @cached_property
    def open(self) -> Open:
        return tuple(letters for way in self.ways for letters in way.open)

    @property
    def minutes(self) -> int:
        return sum(way.minutes for way in self.ways)

    @property
    def connections(self) -> int:
        return len(self.flights) - len(self.ways)

    @property
    def carriers(self) -> tuple[str, ...]:
        """Each once, as they are flown."""
        return tuple(dict.fromkeys(flight.carrier for flight in self.flights))

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(flight.key for flight in self.flights)


def priced(flight: Flight, letter: str, places: Places) -> PricedSegment:
    """A flight as pricing sees it."""
    return PricedSegment(
        flight.carrier, flight.operating, flight.number, letter, flight.date, flight.departs, flight.origin,
        flight.destination, places.city_of(flight.origin), places.city_of(flight.destination), flight.leaves,
        flight.lands, flight.arrives_day, len(flight.legs), equipment=flight.equipment)


def ways(searches: Iterable[Search], timetable: Timetable, places: Places, left: Left) -> list[Way]:
    """The journeys of one direction that have seats, between any of the cities asked for, each once."""
    found = {tuple(flight.key for flight in journey): (journey, search) for search in searches
             for journey in connections.search(timetable, places, search, MOST_WAYS)}
    counts = left(flight for journey, _ in found.values() for flight in journey)
    return [way for journey, search in found.values() for way in buying(journey, search, counts, places)]


def buying(journey: Journey, search: Search, counts: dict[str, Counts], places: Places) -> Iterator[Way]:
    """The journey with its open classes, where every flight has one."""
    cabins = (search.cabin,) if search.cabin else ()
    open_classes = tuple(buyable(counts[flight.key], search.seats, cabins) for flight in journey)
    if all(open_classes):
        yield Way(journey, tuple(priced(flight, letters[0], places) for flight, letters in zip(
            journey, open_classes, strict=True)), open_classes)
