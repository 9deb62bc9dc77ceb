"""The journey as pricing sees it: where flights join, what is a stopover, which travel is domestic."""
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ...errors import UnknownPlace
from ..schedule.places import Place, Places
from .indicators import indicator
from .quote import PricedSegment

CONNECTION, DOMESTIC_CONNECTION = timedelta(hours=24), timedelta(hours=4)
NEAR_HOME = frozenset({"US", "CA"})  # travel wholly within these makes a stopover of four hours


@dataclass(frozen=True)
class Flown:
    """A segment with the places at its ends."""

    segment: PricedSegment
    origin: Place
    destination: Place

    @property
    def domestic(self) -> bool:
        return self.origin.country == self.destination.country

    @property
    def departs(self) -> datetime:
        """Local."""
        day = self.segment.date
        return datetime(day.year, day.month, day.day) + timedelta(minutes=self.segment.departs)


class Itinerary:
    """The segments in order, seen with the places of the world."""

    def __init__(self, segments: tuple[PricedSegment, ...], places: Places):
        self.segments, self.places = segments, places
        self.known: dict[str, Place] = {}
        self.flown = tuple(Flown(each, airport(places, each.origin), airport(places, each.destination))
                           for each in segments)
        self.cities = (segments[0].origin_city, *(each.destination_city for each in segments))
        self.countries = {place.country for each in self.flown for place in (each.origin, each.destination)}

    def __len__(self) -> int:
        return len(self.segments)

    @property
    def country(self) -> str:
        """The only country of the journey, or nothing."""
        return next(iter(self.countries)) if len(self.countries) == 1 else ""

    def start(self, place: int) -> str:
        """The city a segment leaves from."""
        return self.segments[place].origin_city

    def end(self, place: int) -> str:
        """The city it goes to."""
        return self.segments[place].destination_city

    def city(self, code: str) -> Place:
        if code not in self.known:
            self.known[code] = self.places.place(code)
        return self.known[code]

    def way(self, places: tuple[int, ...]) -> list[str]:
        """The cities of some segments, from the first to the last, with both ends of what is not flown between them."""
        inner = (city for pair in zip(places, places[1:], strict=False) for city in self.between(*pair))
        return [self.start(places[0]), *inner, self.end(places[-1])]

    def between(self, place: int, following: int) -> list[str]:
        """Where a segment ends, and where the next begins if that is another city."""
        return list(dict.fromkeys((self.end(place), self.start(following))))

    def indicator(self, places: tuple[int, ...]) -> str:
        """Which way round the world they go."""
        return indicator([self.flown[places[0]].origin, *(self.flown[place].destination for place in places)])

    def wait(self, place: int, following: int | None = None) -> timedelta:
        """Between the landing of a segment and the take-off of the next, or of the one a side trip comes back to."""
        return self.segments[following or place + 1].leaves - self.segments[place].lands

    def surface(self, place: int, following: int | None = None) -> bool:
        """Whether the passenger finds another way to where the next segment begins."""
        return self.end(place) != self.start(following or place + 1)

    def connection(self, place: int, following: int | None = None) -> bool:
        """No stopover after this segment: exactly 24 (or 4) hours still connects, unless somebody says what it is."""
        told = self.segments[place].stop
        if told:
            return told == "X" and not self.surface(place, following)
        limit = DOMESTIC_CONNECTION if self.countries <= NEAR_HOME else CONNECTION
        return not self.surface(place, following) and self.wait(place, following) <= limit

    def joined(self, place: int, limit: timedelta) -> bool:
        """Whether a segment goes on to the next within this time and from the same city."""
        return 0 <= place < len(self) - 1 and not self.surface(place) and self.wait(place) <= limit

    def chains(self, limit: timedelta) -> Iterator[tuple[int, ...]]:
        """Runs of segments with no longer wait between them."""
        run: tuple[int, ...] = ()
        for place in range(len(self)):
            run = (*run, place)
            if not self.joined(place, limit):
                yield run
                run = ()

    @property
    def returns(self) -> bool:
        return self.segments[0].origin_city == self.cities[-1]

    def arrives(self, place: int) -> date:
        """The local day a segment lands."""
        each = self.segments[place]
        return each.date + timedelta(each.arrives_day)


def airport(places: Places, code: str) -> Place:
    """The airport of a code, else what else carries it."""
    try:
        return places.place(code, "A")
    except UnknownPlace:
        return places.place(code)
