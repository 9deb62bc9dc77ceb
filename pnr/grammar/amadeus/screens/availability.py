"""Availability: journeys by line, classes seven to a row."""
from collections.abc import Iterator
from datetime import date
from itertools import groupby

from ....commands.availability import CLOSED, REQUEST, AvailabilityDisplay, FlightLine, JourneyLine, Search
from ....values.dates import clock12, clock24, elapsed, short, weekday
from ...columns import chunks, columns, right
from . import screen

CLASSES_IN_ROW = 7
MOST_SHOWN, MOST_CARRIERS = 9, 3
SCHEDULE = "S"
WORDS = {"A": "AVAILABILITY", "S": "SCHEDULES"}


@screen.register
def availability(reply: AvailabilityDisplay) -> str:
    """What a change or a return display is of stands above it."""
    echo = [entry(reply)] if reply.changed or reply.second else []
    halves = [reply, reply.second] if reply.second else [reply]
    return "\n".join([*echo, *(line for half in halves for line in half_lines(half))])


def half_lines(reply: AvailabilityDisplay) -> Iterator[str]:
    """A title for each day, with its journeys."""
    if not reply.lines:
        yield from (title(reply, reply.search.date), "NO FLIGHTS AVAILABLE")
    for day, journeys in groupby(reply.lines, key=lambda journey: journey.flights[0].flight.date):
        yield title(reply, day)
        yield from (line for journey in journeys for line in journey_lines(journey, reply))


def title(reply: AvailabilityDisplay, day: date) -> str:
    search = reply.search
    kind, time = f"{search.display}{search.order}", search.time if day == search.date else 0
    return columns(
        (1, f"** AMADEUS {WORDS[search.display]} - {kind} **"), (33, f"{search.destination} {reply.place}"[:28]),
        right((day - reply.today).days, 64, 3), (66, weekday(day)), (69, short(day)),
        right(clock(time, reply.hours), 79, 5 if reply.hours == 12 else 4))


def entry(reply: AvailabilityDisplay) -> str:
    """The entry that asks for the same."""
    search, back = reply.search, reply.second.search if reply.second else None
    text = "".join([search.display, search.order, "/" if search.days > 1 else "", short(search.date), pair(search),
                    clock(search.time, reply.hours) if search.time else "", options(search)])
    if back is None:
        return text
    same = (back.origin, back.destination) == (search.destination, search.origin)
    return f"{text}*{short(back.date)}{'' if same else pair(back)}{options(back)}"


def pair(search: Search) -> str:
    return ",".join((search.origin, *search.also_from)) + ",".join((search.destination, *search.also_to))


def options(search: Search) -> str:
    """As an agent types them; of an alliance its carriers are many, so they are left out."""
    connections = "N" if search.nonstop else "D" if not search.most else "C" if search.least else ""
    named = (("/A", search.carriers if len(search.carriers) <= MOST_CARRIERS else ()), ("/A-", search.excluded),
             ("/C", search.booking_classes), ("/K", search.cabin), ("/F", connections),
             ("/B", str(search.seats) if search.seats > 1 else ""), ("/X", "/".join(search.via)),
             ("/X-", search.avoided), ("/P", " " if search.priced else ""))
    said = ((code, text if isinstance(text, str) else ",".join(text)) for code, text in named if text)
    return "".join(f"{code}{text}".rstrip() for code, text in said)


def clock(minute: int, hours: int) -> str:
    return clock12(minute) if hours == 12 else clock24(minute)


def journey_lines(journey: JourneyLine, reply: AvailabilityDisplay) -> list[str]:
    lines = []
    for place, shown in enumerate(journey.flights, 1):
        number = journey.line if place == 1 else ""
        time = elapsed(journey.minutes) if place == len(journey.flights) else ""
        lines += flight_lines(shown, number, time, journey.flights[0].flight.date, reply)
    return lines + lowest(journey)


def lowest(journey: JourneyLine) -> list[str]:
    """What an adult pays at the lowest, and the classes to book."""
    fare = journey.flights[-1].fare
    classes = " ".join(shown.lowest for shown in journey.flights)
    return [columns((14, f"LOWEST FARE {fare.currency}"), right(fare, 39, 10), (42, classes))] if fare else []


def flight_lines(shown: FlightLine, number: object, time: str, day: date, reply: AvailabilityDisplay) -> list[str]:
    flight = shown.flight
    told = reply.search.display != SCHEDULE  # which has classes without seats
    pairs = [name + (letter(seats) if told else " ") for name, seats in shown.classes]
    first, *more = chunks(pairs, CLASSES_IN_ROW) or [[]]
    away = (flight.date - day).days
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
