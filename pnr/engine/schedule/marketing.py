"""Under which numbers and dates the seats of a leg are sold."""
from datetime import date, timedelta

from .flights import Timetable

Marketed = tuple[str, int, date]
DAYS_BEFORE = 2  # a flight of several legs may have left its first airport so long ago


def marketed(timetable: Timetable, leg: str) -> set[Marketed]:
    """Its own number and those of code shares; what boarded earlier is sold under the date of that."""
    day, carrier, number = date(2000 + int(leg[:2]), int(leg[2:4]), int(leg[4:6])), leg[9:11], int(leg[11:])
    found = {(carrier, number, day)}
    for row in timetable.rows_of(carrier, number):
        for start in (day - timedelta(days) for days in range(DAYS_BEFORE + 1)):
            if any(part.key == leg for part in timetable.legs(row, start)):
                found |= {(timetable.carriers[timetable.carrier[sold]], timetable.number[sold], start)
                          for sold in timetable.shares(row)}
    return found
