"""Days and times of day as entries about flights name them."""
from datetime import date

from ..errors import DateOutOfRange, InvalidDate, PastDate
from ..values.dates import DayMonth, minutes, placed

DAYS_AHEAD = 361  # how far ahead hosts sell


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
