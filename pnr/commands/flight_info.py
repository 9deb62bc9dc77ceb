"""What is planned of a flight: its stops, times, classes and cabins."""
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..engine.booking import order
from ..engine.booking.elements import Segment
from ..engine.schedule.cabins import cabins, fitted_seats
from ..engine.schedule.distance import kilometres
from ..engine.schedule.flights import Flight
from ..engine.schedule.legs import Leg
from ..engine.store.weight import Weight
from ..errors import NoSuchClass, NoSuchFlight, NoSuchSegment
from ..values.dates import DayMonth, placed
from ..values.spans import Span, numbers
from .command import Command, Reply, execute
from .flight_days import DAYS_AHEAD
from .flown import line as flights_of_line

DAYS_BACK = 1  # a flight may still be in the air
NOT_FLOWN, TOO_FAR = "not-flown", "too-far"  # why there is nothing to tell of a day


@dataclass(frozen=True)
class DisplayFlightInfo(Command):
    """Of a flight on a day, or of segments of the booking; before there is a booking, of lines of the availability."""

    carrier: str | None = None
    number: int | None = None
    date: DayMonth | None = None
    segments: tuple[Span, ...] = ()
    weight = Weight.LOOK


@dataclass(frozen=True)
class DisplaySegmentInfo(Command):
    """A flight from one airport to another in a class, or a segment of the booking."""

    carrier: str | None = None
    number: int | None = None
    booking_class: str | None = None
    date: DayMonth | None = None
    origin: str | None = None
    destination: str | None = None
    segment: Span | None = None
    weight = Weight.LOOK


@dataclass(frozen=True)
class FlightInfo:
    """One flight: its legs with the classes of each and the seats of its cabins, or why there is nothing to tell."""

    carrier: str
    number: int
    date: date
    legs: tuple[Leg, ...] = ()
    classes: tuple[tuple[str, ...], ...] = ()
    layouts: tuple[tuple[tuple[str, int], ...], ...] = ()
    operating: str = ""  # who flies a code share
    wrong: str = ""


@dataclass(frozen=True)
class FlightInfoDisplay(Reply):
    asked: str
    today: date
    flights: tuple[FlightInfo, ...]


@dataclass(frozen=True)
class SegmentInfo(Reply):
    flight: Flight
    booking_class: str
    kilometres: int


@execute.register
def display_flight_info(command: DisplayFlightInfo, work) -> FlightInfoDisplay:
    """Raises NoSuchFlight for a number nobody flies, NoSuchSegment, NoSuchLine or NoAvailabilityDisplayed."""
    if command.carrier and command.number is not None:
        day = placed(command.date, work.today)
        asked = f"{command.carrier}{command.number}"
        return FlightInfoDisplay(asked, work.today, (informed(work, command.carrier, command.number, day),))
    flights = tuple(informed(work, *key) for key in chosen(command, work))
    return FlightInfoDisplay(",".join(map(str, numbers(command.segments))), work.today, flights)


def chosen(command: DisplayFlightInfo, work) -> Iterator[tuple[str, int, date]]:
    if work.area.working.segments:
        return ((each.carrier, each.number, each.date) for each in segments(work, command.segments))
    return ((flight.carrier, flight.number, flight.date) for number in numbers(command.segments)
            for flight in flights_of_line(work, number))


def segments(work, spans: tuple[Span, ...]) -> list[Segment]:
    """By the numbers on the screen; raises NoSuchSegment."""
    lines = {each.number: each.element for each in order.number(work.area.working, work.manners.order)}
    found = [lines.get(number) for number in numbers(spans)]
    kept = [each for each in found if isinstance(each, Segment)]
    if len(kept) != len(found):
        raise NoSuchSegment()
    return kept


def informed(work, carrier: str, number: int, day: date) -> FlightInfo:
    """Of a day on which the flight does not go, that it does not."""
    if not work.world.timetable.known(carrier, number):
        raise NoSuchFlight(carrier=carrier, number=number, date=day)
    if not -DAYS_BACK <= (day - work.today).days <= DAYS_AHEAD:
        return FlightInfo(carrier, number, day, wrong=TOO_FAR)
    legs = work.world.timetable.flights_of(carrier, number, day)
    if not legs or work.seats.cancelled(legs):
        return FlightInfo(carrier, number, day, wrong=NOT_FLOWN)
    classes = tuple(tuple(letter for cabin in cabins(leg) for letter, _ in cabin) for leg in legs)
    operator = f"{legs[0].carrier}{legs[0].number}" if (legs[0].carrier, legs[0].number) != (carrier, number) else ""
    return FlightInfo(carrier, number, day, legs, classes, tuple(map(fitted_seats, legs)), operator)


@execute.register
def display_segment_info(command: DisplaySegmentInfo, work) -> SegmentInfo:
    """Raises NoSuchFlight, NoSuchClass or NoSuchSegment."""
    timetable, places = work.world.timetable, work.world.places
    if command.segment:
        segment = segments(work, (command.segment,))[0]
        key = segment.carrier, segment.number, segment.origin, segment.destination, segment.date
        letter = segment.booking_class
    else:
        key = (command.carrier or "", command.number or 0, command.origin or "", command.destination or "",
               placed(command.date, work.today))
        letter = command.booking_class or ""
    flight = timetable.flight(*key)
    if letter not in {name for cabin in cabins(flight.legs[0]) for name, _ in cabin}:
        raise NoSuchClass(booking_class=letter)
    far = sum(kilometres(places.airport(leg.origin), places.airport(leg.destination)) for leg in flight.legs)
    return SegmentInfo(flight, letter, round(far))
