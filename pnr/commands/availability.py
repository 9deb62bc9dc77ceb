"""Look for seats."""
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from ..engine.booking.area import Search, Shown
from ..engine.inventory.nesting import CLOSED as CLOSED
from ..engine.inventory.nesting import REQUEST as REQUEST
from ..engine.inventory.nesting import Counts
from ..engine.schedule import connections
from ..engine.schedule.flights import Flight, Journey
from ..engine.store.weight import Weight
from ..errors import (
    DateOutOfRange,
    InvalidDate,
    NoAvailabilityDisplayed,
    NoEarlierFlights,
    NoFlights,
    NoLaterFlights,
    NoSuchFlight,
    PastDate,
    SamePlace,
)
from ..values.dates import DayMonth, minutes, placed
from ..values.money import Money
from .command import Command, Reply, execute

DAYS_AHEAD = 361  # how far ahead hosts sell
MOST_JOURNEYS = 200  # as many as anybody pages through


@dataclass(frozen=True)
class DisplayAvailability(Command):
    """`origin` may be left out for the office's own city; `order` N neutral, D departure, A arrival, E elapsed time;
    `full` shows every class, where that is not the custom; `priced` the lowest fare of each journey, lowest first."""

    destination: str
    origin: str | None = None
    date: DayMonth | None = None
    time: str | None = None
    carriers: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    booking_classes: tuple[str, ...] = ()
    cabin: str | None = None
    seats: int = 1
    connections: str | None = None  # N non-stop, D direct, C connections only
    via: tuple[str, ...] = ()
    order: str = "N"
    full: bool = field(default=False, metadata={"manner": True})  # hosts that always do need not be asked
    priced: bool = False
    weight = Weight.LOOK


@dataclass(frozen=True)
class DisplayFlight(Command):
    """One flight under its number, whatever is left on it."""

    carrier: str
    number: int
    date: DayMonth | None = None
    full: bool = False
    weight = Weight.LOOK


@dataclass(frozen=True)
class MoreFlights(Command):
    """Later or earlier flights of the availability shown."""

    later: bool = True
    weight = Weight.LOOK


@dataclass(frozen=True)
class NextDay(Command):
    """The availability shown, a day later."""

    weight = Weight.LOOK


@dataclass(frozen=True)
class PreviousDay(Command):
    weight = Weight.LOOK


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
class AvailabilityDisplay(Reply):
    search: Search
    today: date
    lines: tuple[JourneyLine, ...]
    more: bool
    first_page: bool
    hours: int = 24
    place: str = ""  # the destination's name and country, as a title has it
    cities: str = ""  # both cities, when airports were asked for


@execute.register
def display_availability(command: DisplayAvailability, work) -> AvailabilityDisplay:
    return page(work, resolved(command, work), 0, 1)


@execute.register
def display_flight(command: DisplayFlight, work) -> AvailabilityDisplay:
    """The whole flight, all its legs, as the only line of a display to sell from; raises NoSuchFlight."""
    timetable, day = work.world.timetable, travel_day(command.date, work)
    legs = timetable.flights_of(command.carrier, command.number, day)
    if not legs:
        raise NoSuchFlight(carrier=command.carrier, number=command.number, date=day)
    origin, destination = legs[0].origin, legs[-1].destination
    flight = timetable.flight(command.carrier, command.number, origin, destination, day)
    search = Search(origin, destination, day, carriers=(command.carrier,), most=0, full=command.full)
    return shown_as(work, search, [lines((flight,), work.seats.available([flight]))], 0, 1, more=False)


@execute.register
def more_flights(command: MoreFlights, work) -> AvailabilityDisplay:
    seen = displayed(work)
    if command.later:
        start = seen.start + len(seen.lines)
    elif seen.start == 0:
        raise NoEarlierFlights()
    else:
        before = sellable(work, seen.search, seen.start)[:seen.start]
        start = seen.start - fitting(before[::-1], work)
    return page(work, seen.search, start, start + 1, NoLaterFlights())


@execute.register
def next_day(command: NextDay, work) -> AvailabilityDisplay:
    return other_day(work, 1)


@execute.register
def previous_day(command: PreviousDay, work) -> AvailabilityDisplay:
    return other_day(work, -1)


def other_day(work, days: int) -> AvailabilityDisplay:
    search = displayed(work).search
    return page(work, replace(search, date=within_range(search.date + timedelta(days), work)), 0, 1)


def displayed(work) -> Shown:
    if work.area.shown is None:
        raise NoAvailabilityDisplayed()
    return work.area.shown


def resolved(command: DisplayAvailability, work) -> Search:
    """The request with every code looked up and its day in a year."""
    places, airlines = work.world.places, work.world.airlines
    origin = places.place(command.origin or work.office.city).code
    destination = places.place(command.destination).code
    if places.city_of(origin) == places.city_of(destination):
        raise SamePlace(origin=origin, destination=destination)
    for carrier in command.carriers + command.excluded:
        airlines.airline(carrier)
    return Search(
        origin, destination, travel_day(command.date, work), clock_time(command.time), command.carriers,
        command.excluded,
        command.booking_classes, command.cabin or "", command.seats, most=0 if command.connections in ("N", "D") else 2,
        least=1 if command.connections == "C" else 0, nonstop=command.connections == "N",
        via=tuple(places.place(city).code for city in command.via), order=command.order,
        full=command.full, priced=command.priced)


def travel_day(asked: DayMonth | None, work) -> date:
    """The date asked for; raises PastDate or DateOutOfRange."""
    return within_range(placed(asked, work.today), work)


def within_range(day: date, work) -> date:
    if day < work.today:
        raise PastDate(date=day)
    if day > work.ahead(DAYS_AHEAD):
        raise DateOutOfRange(date=day)
    return day


def clock_time(text: str | None) -> int:
    try:
        return minutes(text) if text else 0
    except ValueError:
        raise InvalidDate(text=text) from None


def page(work, search: Search, start: int, first: int, none: Exception | None = None) -> AvailabilityDisplay:
    """One page of the journeys that can be sold, remembered for a short sell; raises NoFlights, or `none`."""
    found = sellable(work, search, start + work.manners.rows_shown + 1)[start:]
    lines = found[:fitting(found, work)]
    if not lines:
        raise none or NoFlights(origin=search.origin, destination=search.destination, date=search.date)
    return shown_as(work, search, lines, start, first, more=len(found) > len(lines))


def shown_as(work, search: Search, lines: list[tuple[FlightLine, ...]], start: int, first: int,
             more: bool) -> AvailabilityDisplay:
    """These lines as a display, remembered for a short sell."""
    keys = tuple(tuple(flight.flight.key for flight in flights) for flights in lines)
    work.area = replace(work.area, shown=Shown(search, first, keys, start))
    numbered = tuple(JourneyLine(number, flights) for number, flights in enumerate(lines, first))
    to = work.world.places.place(work.world.places.city_of(search.destination))
    return AvailabilityDisplay(search, work.today, numbered, more, start == 0, work.office.hours,
                               f"{to.name.upper()}.{to.country}",
                               work.world.places.city_of(search.origin) + work.world.places.city_of(search.destination))


def fitting(journeys: list[tuple[FlightLine, ...]], work) -> int:
    """How many of these journeys fit on a page, at least one."""
    room = work.manners.rows_shown
    for count, journey in enumerate(journeys):
        room -= sum(-(-len(flight.classes) // work.manners.classes_in_row) for flight in journey)
        room -= journey[-1].fare is not None
        if room < 0:
            return max(count, 1)
    return len(journeys)


def sellable(work, search: Search, most: int) -> list[tuple[FlightLine, ...]]:
    """Journeys with something left in the class asked for, or in any; as many as are needed."""
    if search.priced:
        return lowest_first(work, search, most)
    journeys = connections.search(work.world.timetable, work.world.places, search, limit=MOST_JOURNEYS)
    kept: list[tuple[FlightLine, ...]] = []
    for begin in range(0, len(journeys), most):
        batch = journeys[begin:begin + most]
        left = work.seats.available(flight for journey in batch for flight in journey)
        kept += [lines(journey, left) for journey in batch if open_to(journey, left, search)]
        if len(kept) >= most:
            break
    return kept


def lowest_first(work, search: Search, most: int) -> list[tuple[FlightLine, ...]]:
    """The same by what they cost."""
    from ..engine.shopping.by_price import by_price
    from .trips_asked import adult

    journeys = connections.search(work.world.timetable, work.world.places, search, limit=MOST_JOURNEYS)
    left = work.seats.available(flight for journey in journeys for flight in journey)
    journeys = [journey for journey in journeys if open_to(journey, left, search)]
    return [priced_lines(each.flights, each.classes, each.total, left)
            for each in by_price(journeys, left, search, adult(work), work.tariff, most)]


def priced_lines(journey: Journey, classes: tuple[str, ...], total: Money | None,
                 left: dict[str, Counts]) -> tuple[FlightLine, ...]:
    """A journey with the class of each flight, and what all of it costs at its last."""
    letters = classes or ("",) * len(journey)
    shown = [replace(line, lowest=letter) for line, letter in zip(lines(journey, left), letters, strict=True)]
    return (*shown[:-1], replace(shown[-1], fare=total))


def lines(journey: Journey, left: dict[str, Counts]) -> tuple[FlightLine, ...]:
    return tuple(FlightLine(flight, tuple(left[flight.key].items())) for flight in journey)


def open_to(journey: Journey, left: dict[str, Counts], search: Search) -> bool:
    """Whether every flight of a journey has the seats in one of the classes asked for, or in any."""
    return all(sellable_in(left[flight.key], search) for flight in journey)


def sellable_in(counts: Counts, search: Search) -> bool:
    """Whether a flight has the seats in one of the classes asked for, or may be asked for or waited for in any."""
    if not search.booking_classes and search.seats == 1:
        return any(left != CLOSED for left in counts.values())
    wanted = [counts.get(name, CLOSED) for name in search.booking_classes] or counts.values()
    return any(left >= search.seats or left == REQUEST for left in wanted)
