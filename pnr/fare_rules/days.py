"""Days and durations as rules count them: whole days, months that end with their last day, seasons across New Year."""
import calendar
from datetime import date, datetime, timedelta

from ..values.dates import DayMonth
from .rule import Duration, Range

LAST_MINUTE = timedelta(hours=23, minutes=59, seconds=59)


def within(day: date, span: Range) -> bool:
    """Whether a day is in a range, both ends included; a range without years comes back each year."""
    match span:
        case Range(date() as first, date() as last):
            return first <= day <= last
        case Range(DayMonth() as first, DayMonth() as last):
            start, end, here = (first.month, first.day), (last.month, last.day), (day.month, day.day)
            return start <= here <= end if start <= end else here >= start or here <= end
    return False


def last_of(span: Range, near: date) -> date:
    """The day a range closes for something happening on `near`."""
    if isinstance(span.last, date):
        return span.last
    assert isinstance(span.last, DayMonth)
    return span.last.on_or_after(near)


def before(moment: datetime, span: Duration) -> datetime:
    """The latest moment `span` before: whole days and more leave the whole last day, hours count to the minute."""
    if span.unit in ("h", "min"):
        return moment - _clock(span)
    day = moment.date() - timedelta(span.count) if span.unit == "d" else months(moment.date(), -_months(span))
    return datetime(day.year, day.month, day.day) + LAST_MINUTE


def after(moment: datetime, span: Duration) -> datetime:
    """The latest moment `span` after: days are whole days here too."""
    if span.unit in ("h", "min"):
        return moment + _clock(span)
    day = moment.date() + timedelta(span.count) if span.unit == "d" else months(moment.date(), _months(span))
    return datetime(day.year, day.month, day.day) + LAST_MINUTE


def months(day: date, count: int) -> date:
    """The same day number so many months on, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _months(span: Duration) -> int:
    return span.count * (12 if span.unit == "y" else 1)


def _clock(span: Duration) -> timedelta:
    return timedelta(hours=span.count) if span.unit == "h" else timedelta(minutes=span.count)
