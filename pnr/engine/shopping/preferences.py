"""What travellers and an office took before, learned from filed bookings, and why an offer suits them.

Counts alone: of journeys by carrier, part of the day and connections, and what was paid for a thousand kilometres. No
name or document is read for it, and the same bookings always teach the same.
"""
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import groupby

from ...values.money import Money
from ..booking.booking import Booking
from ..booking.elements import Segment, StoredFare
from ..booking.times import arrival, departure
from ..pricing import distance
from ..world import World
from .best_buy import Buy
from .ways import Trip, Way

OFFICE, TRAVELLER = "office", "traveller"
WEIGHTS = {OFFICE: 1, TRAVELLER: 2}  # ours: what somebody did himself counts twice
PARTS = ((300, "NIGHT"), (720, "MORNING"), (1080, "AFTERNOON"), (1440, "EVENING"))  # until this minute of the day
CONNECTS = timedelta(hours=24)  # after a longer wait another journey begins
WHOLE = 1000
CARRIER, TIME, CONNECTIONS, PRICE = "carrier", "time", "connections", "price"
Habit = tuple[str, str]  # what of a journey, and which: carrier CA


@dataclass(frozen=True)
class Habits:
    """How many of their `journeys` had each habit; `paid` in the smallest coins for `kilometres` flown."""

    whose: str
    journeys: int = 0
    counts: Counter = field(default_factory=Counter)
    paid: int = 0
    kilometres: int = 0

    def spent(self, kilometres: int) -> int | None:
        """What they usually pay for so many kilometres."""
        return self.paid * kilometres // self.kilometres if self.kilometres else None


@dataclass(frozen=True)
class Reason:
    """Why an offer suits: a habit and in how many of how many journeys it was; of a price, what is usually paid."""

    whose: str
    kind: str
    value: str
    count: int = 0
    of: int = 0
    usual: Money | None = None


class Preferences:
    """What the office and the travellers are used to."""

    def __init__(self, habits: Iterable[Habits], world: World):
        self.habits, self.world = [each for each in habits if each.journeys], world

    def points(self, trip: Trip) -> int:
        """How usual a trip is before it is priced, each habit's share in thousandths."""
        return sum(WEIGHTS[each.whose] * WHOLE * each.counts[habit] // each.journeys
                   for each in self.habits for way in trip.ways for habit in habits_of(way)) // len(trip.ways)

    def order(self, trip: Trip) -> tuple:
        """The most usual first, then the quickest."""
        return -self.points(trip), trip.minutes, trip.keys

    def worth(self, trip: Trip, buy: Buy) -> int:
        """The points of a trip with its price: all of them for no more than is usually paid, else in proportion."""
        paid, far = each_pays(buy), flown(trip, self.world)
        usual = [(each, each.spent(far)) for each in self.habits]
        return self.points(trip) + sum(WEIGHTS[each.whose] * min(WHOLE, WHOLE * spent // max(paid.minor, 1))
                                       for each, spent in usual if spent is not None)

    def reasons(self, trip: Trip, buy: Buy) -> Iterator[Reason]:
        """Line by line what of an offer is usual."""
        habits = dict.fromkeys(habit for way in trip.ways for habit in habits_of(way))
        for kind, value in habits:
            for each in self.habits:
                if each.counts[kind, value]:
                    yield Reason(each.whose, kind, value, each.counts[kind, value], each.journeys)
        paid = each_pays(buy)
        for each in self.habits:
            spent = each.spent(flown(trip, self.world))
            if spent is not None and spent >= paid.minor:
                yield Reason(each.whose, PRICE, "", usual=Money(spent, paid.currency))


def habits_of(way: Way) -> tuple[Habit, ...]:
    first = way.flights[0]
    return (CARRIER, first.carrier), (TIME, part_of_day(first.departs)), (CONNECTIONS, str(len(way.flights) - 1))


def part_of_day(minute: int) -> str:
    return next(name for until, name in PARTS if minute < until)


def each_pays(buy: Buy) -> Money:
    """What the first passenger pays."""
    return buy.fares[0].total


def flown(trip: Trip, world: World) -> int:
    """Kilometres between the airports, as the crow flies."""
    return sum(between(flight.origin, flight.destination, world) for flight in trip.flights)


def between(origin: str, destination: str, world: World) -> int:
    return distance.between(world.places.airport(origin), world.places.airport(destination))


# ---- learning

def learned(whose: str, bookings: Iterable[Booking], currency: str, world: World) -> Habits:
    """The habits of some bookings; what was paid counts in this currency alone."""
    journeys, counts, paid, kilometres = 0, Counter[Habit](), 0, 0
    for booking in bookings:
        for journey in taken(booking, world):
            journeys += 1
            counts.update([(CARRIER, journey[0].carrier), (TIME, part_of_day(journey[0].departs)),
                           (CONNECTIONS, str(len(journey) - 1))])
        for stored in booking.each(StoredFare):
            if stored.fare.total.currency == currency and stored.fare.type == "ADT":
                paid += stored.fare.total.minor
                kilometres += sum(between(segment.origin, segment.destination, world)
                                  for segment in booking.segments if segment.tattoo in stored.segments)
    return Habits(whose, journeys, counts, paid, kilometres)


def taken(booking: Booking, world: World) -> Iterator[list[Segment]]:
    """The journeys of a booking: flights that connect."""
    begins, last = 0, None
    numbered: list[tuple[int, Segment]] = []
    for segment in booking.segments:
        begins += last is not None and departure(segment, world) - arrival(last, world) > CONNECTS
        numbered.append((begins, segment))
        last = segment
    for _, some in groupby(numbered, key=lambda pair: pair[0]):
        yield [segment for _, segment in some]
