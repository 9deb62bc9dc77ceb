"""Availability: journeys by line, classes seven to a row."""
from ....commands.availability import CLOSED, REQUEST, AvailabilityDisplay, FlightLine, JourneyLine
from ....values.dates import clock12, clock24, elapsed, short, weekday
from ...columns import chunks, columns, right
from . import screen

CLASSES_IN_ROW = 7
MOST_SHOWN = 9
CODES = {"N": "AN", "D": "AD", "A": "AA", "E": "AE"}


@screen.register
def availability(reply: AvailabilityDisplay) -> str:
    return "\n".join([title(reply), *(line for journey in reply.lines for line in journey_lines(journey, reply))])


def title(reply: AvailabilityDisplay) -> str:
    search = reply.search
    kind = CODES[search.order]
    days = (search.date - reply.today).days
    return columns((1, f"** AMADEUS AVAILABILITY - {kind} **"), (33, f"{search.destination} {reply.place}"[:28]),
                   right(days, 64, 3), (66, weekday(search.date)), (69, short(search.date)),
                   right(clock(search.time, reply.hours), 79, 5 if reply.hours == 12 else 4))


def clock(minute: int, hours: int) -> str:
    return clock12(minute) if hours == 12 else clock24(minute)


def journey_lines(journey: JourneyLine, reply: AvailabilityDisplay) -> list[str]:
    lines = []
    for place, shown in enumerate(journey.flights, 1):
        number = journey.line if place == 1 else ""
        time = elapsed(journey.minutes) if place == len(journey.flights) else ""
        lines += flight_lines(shown, number, time, reply)
    return lines + lowest(journey)


def lowest(journey: JourneyLine) -> list[str]:
    """What an adult pays at the lowest, and the classes to book."""
    fare = journey.flights[-1].fare
    classes = " ".join(shown.lowest for shown in journey.flights)
    return [columns((14, f"LOWEST FARE {fare.currency}"), right(fare, 39, 10), (42, classes))] if fare else []


def flight_lines(shown: FlightLine, number: object, time: str, reply: AvailabilityDisplay) -> list[str]:
    flight = shown.flight
    first, *more = chunks([name + letter(seats) for name, seats in shown.classes], CLASSES_IN_ROW)
    away = (flight.date - reply.search.date).days
    line = columns(
        (1, f"{number:>2}"), *operator(flight.operating), (6, flight.carrier), (8, f"{flight.number:03}".rjust(4)),
        (14, " ".join(first)), (35, "/"), (36, flight.origin), (42, flight.destination),
        right(clock(flight.departs, reply.hours), 52, 5), (53, offset(away)),
        right(clock(flight.arrives, reply.hours), 60, 5), (61, offset(away + flight.arrives_day)),
        (63, f"E{flight.stops}/{flight.equipment}"), right(time, 79, 5))
    return [line.rstrip(), *(columns((14, " ".join(pairs))) for pairs in more)]


def letter(seats: int) -> str:
    """What stands behind a class: its seats, 9 for that and more, L for a list, R on request, C for closed."""
    if seats == REQUEST:
        return "R"
    return "C" if seats == CLOSED else "L" if seats == 0 else str(min(seats, MOST_SHOWN))


def operator(operating: str | None) -> list[tuple[int, str]]:
    """Who flies a code share, before a colon."""
    return [(3, operating[:2]), (5, ":")] if operating else []


def offset(days: int) -> str:
    return f"{days:+}" if days else ""
