"""SK: a period of the timetable a line."""
from ....commands.flight_lines import TimetableDisplay, TimetableLine
from ....values.dates import DAYS, clock24, short
from ...columns import columns
from . import screen
from .availability import offset

MOST_LETTERS = 17  # to the end of the line


@screen.register
def timetable(reply: TimetableDisplay) -> str:
    days = "/".join(f"{short(day)}({DAYS[day.weekday()]})" for day in (reply.first, reply.last))
    carrier = f" VIA {reply.search.carriers[0]}" if reply.search.carriers else ""
    return "\n".join([f" {days} {reply.cities}{carrier}", *map(row, reply.lines)])


def row(line: TimetableLine) -> str:
    flight = line.flight
    return columns(
        (1, line.line), (3, "*" if flight.operating else ""), (4, f"{flight.carrier}{flight.number:03}"),
        (12, flight.origin + flight.destination), (19, clock24(flight.departs)), (26, clock24(flight.arrives)),
        (30, offset(flight.arrives_day)), (33, flight.equipment), (37, flight.stops), (42, "E"),
        (45, frequency(line.weekdays)), (53, short(line.first) + short(line.last)),
        (64, "".join(line.classes)[:MOST_LETTERS]))


def frequency(weekdays: tuple[int, ...]) -> str:
    """The days of the week from 1, Monday; X and those on which it does not go where these are fewer."""
    on, left = ("".join(str(day + 1) for day in range(7) if (day in weekdays) is flown) for flown in (True, False))
    return f"X{left}" if left and len(left) < len(on) else on
