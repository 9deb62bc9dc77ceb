"""Days and durations as rules count them: whole days, months that end with their last day, seasons across New Year."""
import calendar
from datetime import date, datetime, timedelta

from ..values.dates import DayMonth
from .rule import Duration, Range

CLOCK = ("h", "min")
MONTHS = {"m": 1, "y": 12}
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


def on(word: date | DayMonth, near: date) -> date:
    """The day meant: one without a year is the next from `near` on."""
    try:
        return word if isinstance(word, date) else word.on_or_after(near)
    except StopIteration:
        return date.max


def last_of(span: Range, near: date) -> date:
    """The day a range closes for something happening on `near`."""
    assert isinstance(span.last, date | DayMonth)
    return on(span.last, near)


def before(moment: datetime, span: Duration) -> datetime:
    """The latest moment `span` before: whole days and more leave the whole last day, hours count to the minute."""
    return later(moment, -clock(span)) if span.unit in CLOCK else end_of(shifted(moment.date(), span, -1))


def after(moment: datetime, span: Duration) -> datetime:
    """The latest moment `span` after: days are whole days here too."""
    return later(moment, clock(span)) if span.unit in CLOCK else end_of(shifted(moment.date(), span))


def earliest(moment: datetime, span: Duration) -> datetime:
    """The first moment `span` after: one minute into the last of whole days."""
    return later(moment, clock(span)) if span.unit in CLOCK else start_of(shifted(moment.date(), span))


def start_of(day: date) -> datetime:
    """00:01, where days begin in rules."""
    return datetime(day.year, day.month, day.day, 0, 1)


def end_of(day: date) -> datetime:
    return datetime(day.year, day.month, day.day) + LAST_MINUTE


def later(moment: datetime, time: timedelta) -> datetime:
    """No further than the calendar goes."""
    try:
        return moment + time
    except OverflowError:
        return datetime.max if time > timedelta(0) else datetime.min


def shifted(day: date, span: Duration, sign: int = 1) -> date:
    """So many days, months or years on, or (sign -1) back; no further than the calendar goes."""
    if span.unit in MONTHS:
        return months(day, sign * span.count * MONTHS[span.unit])
    try:
        return day + timedelta(sign * span.count)
    except OverflowError:
        return date.max if sign > 0 else date.min


def months(day: date, count: int) -> date:
    """The same day number so many months on, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if not date.min.year <= year <= date.max.year:
        return date.max if count > 0 else date.min
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def clock(span: Duration) -> timedelta:
    return timedelta(hours=span.count) if span.unit == "h" else timedelta(minutes=span.count)
