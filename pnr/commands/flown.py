"""Flights of a line that is shown, and the segments they become."""
from collections.abc import Iterable

from ..engine.booking.elements import REQUEST, Segment
from ..engine.booking.groups import MOST_OF_GROUP
from ..engine.schedule.flights import Flight
from ..errors import NoSuchClass, NoSuchLine, ServicesExceedNames, TooManySeats
from .availability import sold_from

MOST_SEATS = 9  # ten and more are a group
MOST_SEGMENTS = 16


def demand_seats(seats: int, work) -> None:
    """Raises TooManySeats for what no segment may have, ServicesExceedNames for more than the group in hand has."""
    group = work.area.working.group
    if not 1 <= seats <= (MOST_OF_GROUP if group else MOST_SEATS):
        raise TooManySeats(seats=seats)
    if group and seats > group.size:
        raise ServicesExceedNames()


def line(work, number: int) -> tuple[Flight, ...]:
    """The flights of a line of the availability shown; raises NoAvailabilityDisplayed or NoSuchLine."""
    seen = sold_from(work)
    for half in filter(None, (seen, seen.second)):
        if half.first <= number < half.first + len(half.lines):
            return tuple(work.world.timetable.by_key(key) for key in half.lines[number - half.first])
    raise NoSuchLine(line=number)


def in_each(flights: tuple[Flight, ...], classes: str) -> str:
    """One class for every flight, or one for each; raises NoSuchClass."""
    found = classes if len(classes) > 1 else classes * len(flights)
    if len(found) != len(flights):
        raise NoSuchClass(booking_class=classes)
    return found


def segments(flights: tuple[Flight, ...], classes: Iterable[str], seats: int, status: str, group: int) -> list[Segment]:
    """One segment a flight; a connection of one carrier is married, under the tattoo of its first segment."""
    connection = group if len(flights) > 1 else 0
    married = connection if len({flight.carrier for flight in flights}) == 1 else 0
    return [segment(flight, booking_class, seats, status, married, connection)
            for flight, booking_class in zip(flights, classes, strict=True)]


def segment(flight: Flight, booking_class: str, seats: int, status: str, married: int, connection: int) -> Segment:
    return Segment(
        flight.carrier, flight.number, booking_class, flight.date, flight.origin, flight.destination, flight.departs,
        flight.arrives, flight.arrives_day, flight.equipment, status, seats,
        () if status == REQUEST else tuple(leg.key for leg in flight.legs), flight.operating, married, connection)

