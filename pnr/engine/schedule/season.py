"""The two seasons of the trade: summer begins on the last Sunday of March, winter on the last Sunday of October."""
from datetime import date, timedelta
from functools import lru_cache

SUMMER, WINTER = 1 << 7, 1 << 8  # above the seven weekday bits of a row


def last_sunday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta((last.weekday() + 1) % 7)


@lru_cache(maxsize=1024)
def season(day: date) -> int:
    return SUMMER if last_sunday(day.year, 3) <= day < last_sunday(day.year, 10) else WINTER


def bounds(day: date) -> tuple[date, date]:
    """First and last day of the season this day is in."""
    spring, autumn = last_sunday(day.year, 3), last_sunday(day.year, 10)
    if day < spring:
        return last_sunday(day.year - 1, 10), spring - timedelta(1)
    if day < autumn:
        return spring, autumn - timedelta(1)
    return autumn, last_sunday(day.year + 1, 3) - timedelta(1)


@lru_cache(maxsize=1024)
def wanted(day: date) -> int:
    """The bits a row must carry to run on this day."""
    return 1 << day.weekday() | season(day)
