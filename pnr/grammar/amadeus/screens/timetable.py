"""The timetable: a period a line."""
from ....commands.flight_lines import TimetableDisplay, TimetableLine
from ....values.dates import WEEKDAYS, clock24, elapsed, long, short
from ...columns import columns, right
from . import screen
from .availability import offset, operator, options, pair


@screen.register
def timetable(reply: TimetableDisplay) -> str:
    search = reply.search
    code = f"{search.display}{search.order}"
    days = ",".join(WEEKDAYS[day] for day in search.weekdays)
    echo = f"{code}{short(search.date)}{pair(search)}{options(search)}{days and f'/{days}'}"
    first = [echo] if reply.changed or reply.lines[0].line == 1 else []
    title = columns((1, f"** AMADEUS TIMETABLE - {code} **"), (30, f"{search.destination} {reply.place}"[:32]),
                    (64, long(reply.first)), (72, long(reply.last)))
    return "\n".join([*first, title, *map(row, reply.lines)])


def row(line: TimetableLine) -> str:
    flight = line.flight
    return columns(
        (1, f"{line.line:>2}"), *operator(flight.operating), (6, flight.carrier),
        (8, f"{flight.number:03}".rjust(4)), (14, frequency(line.weekdays)), (19, flight.origin),
        (25, flight.destination), (32, clock24(flight.departs)), (40, clock24(flight.arrives)),
        (44, offset(flight.arrives_day)), (47, flight.stops), (49, long(line.first)), (57, long(line.last)),
        (65, flight.equipment), right(elapsed(flight.minutes), 73, 5))


def frequency(weekdays: tuple[int, ...]) -> str:
    """D daily, 347 on Wednesday, Thursday and Sunday, X6 but on Saturday."""
    left = "".join(str(day + 1) for day in range(7) if day not in weekdays)
    on = "".join(str(day + 1) for day in weekdays)
    return "D" if not left else f"X{left}" if len(left) < len(on) else on
