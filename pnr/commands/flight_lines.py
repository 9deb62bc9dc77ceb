"""The lines of an availability: journeys with what is left on them, as many as a page has room for."""
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ..engine.booking.area import Search
from ..engine.inventory.nesting import CLOSED as CLOSED
from ..engine.inventory.nesting import REQUEST as REQUEST
from ..engine.inventory.nesting import Counts
from ..engine.schedule import connections
from ..engine.schedule.flights import Flight, Journey
from ..values.money import Money
from .command import Reply
from .flight_days import DAYS_AHEAD

MOST_JOURNEYS = 200  # as many as anybody pages through
SCHEDULE, TIMETABLE = "S", "T"  # displays of what is flown, sold out or not: on a day, and as a rule


@dataclass(frozen=True)
class FlightLine:
    """One flight of a journey; `classes` are (class, seats that may be sold, or CLOSED).

    `lowest` is the class to book where prices are shown; `fare`, at the last flight, what an adult pays for all.
    """

    flight: Flight
    classes: tuple[tuple[str, int], ...]
    lowest: str = ""
    fare: Money | None = None


@dataclass(frozen=True)
class JourneyLine:
    line: int
    flights: tuple[FlightLine, ...]

    @property
    def minutes(self) -> int:
        """From the first take-off to the last landing."""
        first, last = self.flights[0].flight, self.flights[-1].flight
        return int((last.lands - first.leaves).total_seconds()) // 60


@dataclass(frozen=True)
class TimetableLine:
    """A flight as it goes on these days of the week (0 Monday), between two days; with its classes."""

    line: int
    flight: Flight
    weekdays: tuple[int, ...]
    first: date
    last: date
    classes: tuple[str, ...]


@dataclass(frozen=True)
class TimetableDisplay(Reply):
    """What goes between the first and the last day."""

    search: Search
    today: date
    lines: tuple[TimetableLine, ...]
    first: date
    last: date
    more: bool
    place: str = ""
    changed: bool = False
    cities: str = ""


Lines = list[tuple[FlightLine, ...]]


def fitting(journeys: Lines, room: int, work) -> int:
    """How many of these journeys fit into so many rows, at least one."""
    day = None
    for count, journey in enumerate(journeys):
        room -= sum(-(-len(flight.classes) // work.manners.classes_in_row) for flight in journey)
        room -= (journey[-1].fare is not None) + (day not in (None, journey[0].flight.date))
        day = journey[0].flight.date
        if room < 0:
            return max(count, 1)
    return len(journeys)


def sellable(work, search: Search, most: int) -> Lines:
    """Journeys with something left in the class asked for, or in any, day after day; as many as are needed."""
    found: Lines = []
    for days in range(search.days):
        day = search.date + timedelta(days)
        if len(found) >= most or day > work.ahead(DAYS_AHEAD):
            break
        found += of_day(work, replace(search, date=day, time=0 if days else search.time), most - len(found))
    return found


def of_day(work, search: Search, most: int) -> Lines:
    if search.priced:
        return lowest_first(work, search, most)
    journeys = flown(work, search)
    kept: Lines = []
    for begin in range(0, len(journeys), most):
        batch = journeys[begin:begin + most]
        left = work.seats.available(flight for journey in batch for flight in journey)
        kept += [lines(journey, left, search) for journey in batch if open_to(journey, left, search)]
        if len(kept) >= most:
            break
    return kept


def flown(work, search: Search) -> list[Journey]:
    """The journeys of a day; none that stops where the search would not pass through."""
    found = connections.search(work.world.timetable, work.world.places, search, limit=MOST_JOURNEYS)
    avoided = {airport for city in search.avoided for airport in work.world.places.airports(city)}
    return [journey for journey in found if not avoided
            or avoided.isdisjoint(leg.destination for flight in journey for leg in flight.legs[:-1])]


def lowest_first(work, search: Search, most: int) -> Lines:
    """The same by what they cost."""
    from ..engine.shopping.by_price import by_price
    from .trips_asked import adult

    journeys = flown(work, search)
    left = work.seats.available(flight for journey in journeys for flight in journey)
    journeys = [journey for journey in journeys if open_to(journey, left, search)]
    return [priced_lines(each.flights, each.classes, each.total, left, search)
            for each in by_price(journeys, left, search, adult(work), work.tariff, most)]


def priced_lines(journey: Journey, classes: tuple[str, ...], total: Money | None, left: dict[str, Counts],
                 search: Search) -> tuple[FlightLine, ...]:
    """A journey with the class of each flight, and what all of it costs at its last."""
    letters = classes or ("",) * len(journey)
    shown = [replace(line, lowest=letter)
             for line, letter in zip(lines(journey, left, search), letters, strict=True)]
    return (*shown[:-1], replace(shown[-1], fare=total))


def lines(journey: Journey, left: dict[str, Counts], search: Search) -> tuple[FlightLine, ...]:
    return tuple(FlightLine(flight, tuple(in_cabin(left[flight.key], search).items())) for flight in journey)


def open_to(journey: Journey, left: dict[str, Counts], search: Search) -> bool:
    """Whether every flight of a journey has the seats in one of the classes asked for, or in any."""
    return all(sellable_in(in_cabin(left[flight.key], search), search) for flight in journey)


def in_cabin(counts: Counts, search: Search) -> Counts:
    """The classes of the cabin asked for, or all."""
    if not search.cabin:
        return counts
    from ..engine.shopping.classes import cabin, cabin_of

    wanted = cabin(search.cabin)
    return {letter: left for letter, left in counts.items() if cabin_of(letter) == wanted}


def sellable_in(counts: Counts, search: Search) -> bool:
    """Whether a flight has the seats in one of the classes asked for, or may be asked for or waited for in any."""
    if search.display == SCHEDULE:
        return any(letter in counts for letter in search.booking_classes) if search.booking_classes else bool(counts)
    if not search.booking_classes and search.seats == 1:
        return any(left != CLOSED for left in counts.values())
    wanted = [counts.get(name, CLOSED) for name in search.booking_classes] or counts.values()
    return any(left >= search.seats or left == REQUEST for left in wanted)
