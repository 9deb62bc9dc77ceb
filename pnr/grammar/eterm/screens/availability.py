"""AV with one row a flight, AVH with two."""
from ....commands.availability import CLOSED, REQUEST, AvailabilityDisplay, FlightLine, JourneyLine
from ....values.dates import DAYS, clock24, elapsed, long, short
from ...columns import columns, right
from . import screen

ONE_ROW, TWO_ROWS = 10, 10  # classes in a flight's first row
SECOND_ROW = 16  # and in each row below it
PLENTY = 9
LINK, UNKNOWN = "DS#", "--"  # seats are sold directly; terminals are not in the timetable


@screen.register
def availability(reply: AvailabilityDisplay) -> str:
    rows = two_rows if reply.search.full else one_row
    return "\n".join([title(reply), *(row for journey in reply.lines for row in journey_rows(journey, reply, rows))])


def title(reply: AvailabilityDisplay) -> str:
    search = reply.search
    day = short(search.date) if search.date.year == reply.today.year else long(search.date)
    carrier = f" VIA {search.carriers[0]}" if search.carriers else ""
    direct = "" if search.most else " DIRECT ONLY"
    return f" {day}({DAYS[search.date.weekday()]}) {reply.cities}{carrier}{direct}"


def journey_rows(journey: JourneyLine, reply: AvailabilityDisplay, rows) -> list[str]:
    """The number stands on the first flight; a later one has no board point and shows the time of the whole."""
    drawn = []
    for shown in journey.flights:
        first = shown is journey.flights[0]
        number = f"{journey.line}{mark(journey, reply)}" if first else ""
        minutes = shown.flight.minutes if first else journey.minutes
        drawn += rows(shown, number, first, minutes, (shown.flight.date - reply.search.date).days)
    return drawn + lowest(journey)


def lowest(journey: JourneyLine) -> list[str]:
    """What an adult pays at the lowest, and the classes to book."""
    fare = journey.flights[-1].fare
    return [f">   {'+'.join(shown.lowest for shown in journey.flights)} {fare.currency}{fare}"] if fare else []


def mark(journey: JourneyLine, reply: AvailabilityDisplay) -> str:
    """`-` on the first line of a page, `+` on its last when more follow."""
    if journey is reply.lines[-1] and reply.more:
        return "+"
    return "-" if journey is reply.lines[0] else ""


def one_row(shown: FlightLine, number: str, first: bool, minutes: int, away: int) -> list[str]:
    """`*` in the last column: there are more classes than these."""
    flight, classes = shown.flight, letters(shown)
    return [columns(
        (1, number), *flight_text(shown), (13, flight.origin if first else ""), (16, flight.destination),
        (20, clock24(flight.departs)), (24, offset(away)), (27, clock24(flight.arrives)),
        (31, offset(away + flight.arrives_day)), (34, flight.equipment), (38, flight.stops), (43, "E"), (47, LINK),
        (51, " ".join(classes[:ONE_ROW])), (80, "*" if len(classes) > ONE_ROW else "")).rstrip()]


def two_rows(shown: FlightLine, number: str, first: bool, minutes: int, away: int) -> list[str]:
    """Every class; below the flight who operates it, the other classes, terminals and the time it takes."""
    flight, classes = shown.flight, letters(shown)
    upper = columns(
        (1, number), *flight_text(shown), (13, LINK), (17, " ".join(classes[:TWO_ROWS])),
        (48, flight.origin if first else ""), (51, flight.destination), (55, clock24(flight.departs)),
        (59, offset(away)), (62, clock24(flight.arrives)), (66, offset(away + flight.arrives_day)),
        (69, flight.equipment), (73, flight.stops), (78, "E"))
    lower = columns(
        (1, ">"), (5, flight.operating or ""), (17, " ".join(classes[TWO_ROWS:TWO_ROWS + SECOND_ROW])), (69, UNKNOWN),
        (72, UNKNOWN), right(elapsed(minutes), 79, 5))
    return [upper, lower]


def flight_text(shown: FlightLine) -> list[tuple[int, str]]:
    """Its number, behind `*` when another carrier flies it."""
    flight = shown.flight
    return [(4, "*" if flight.operating else ""), (5, f"{flight.carrier}{flight.number:03}")]


def letters(shown: FlightLine) -> list[str]:
    return [name + letter(seats) for name, seats in shown.classes]


def letter(seats: int) -> str:
    """A for more than nine seats, their number, L for a list to wait on, Q on request, or C: closed."""
    if seats == REQUEST:
        return "Q"
    return "C" if seats == CLOSED else "L" if seats == 0 else "A" if seats > PLENTY else str(seats)


def offset(days: int) -> str:
    return f"{days:+}" if days else ""
