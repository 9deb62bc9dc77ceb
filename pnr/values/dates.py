"""Dates and times of day as agents type and read them."""
from dataclasses import dataclass
from datetime import date, timedelta

from ..errors import InvalidDate
from .documents import document

MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")
RELATIVE = {"-": -1, ".": 0, "+": 1}
LEAP_CYCLE = 9  # a 29FEB may be eight years away (1896, 1904)


@document("day")
@dataclass(frozen=True)
class DayMonth:
    """12JAN or 12JAN27: a day not yet placed in a year, or with two digits of one; `.`, `+`, `-` count from today."""

    day: int = 0
    month: int = 0
    year: int | None = None
    offset: int | None = None

    @classmethod
    def read(cls, text: str) -> "DayMonth":
        """Read `12JAN`, `2JAN27`, or a day counted from today; raises InvalidDate."""
        if text in RELATIVE:
            return cls(offset=RELATIVE[text])
        digits = len(text) - len(text.lstrip("0123456789"))
        day, month, year = text[:digits], text[digits:digits + 3], text[digits + 3:]
        found = cls(int(day), MONTHS.index(month) + 1, int(year) if year else None)
        if not found.in_year(2000 if found.year is None else 2000 + found.year):
            raise InvalidDate(text=text)
        return found

    @classmethod
    def of(cls, day: date) -> "DayMonth":
        """A day in its year."""
        return cls(day.day, day.month, day.year % 100)

    def written(self) -> str:
        """What `read` reads: 02JAN, 02JAN27, or a sign."""
        if self.offset is not None:
            return next((sign for sign, offset in RELATIVE.items() if offset == self.offset), "")
        year = "" if self.year is None else f"{self.year:02}"
        return f"{self.day:02}{MONTHS[self.month - 1]}{year}"

    def in_year(self, year: int) -> date | None:
        """The date, unless that year has no such day."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None

    def on_or_after(self, today: date) -> date:
        """The date meant for something to come; a year that was typed stands."""
        if self.offset is not None:
            return today + timedelta(self.offset)
        if self.year is not None:
            return date(2000 + self.year, self.month, self.day)
        days = map(self.in_year, range(today.year, today.year + LEAP_CYCLE))
        return next(day for day in days if day and day >= today)

    def on_or_before(self, today: date) -> date:
        """The date meant for something past, such as a birth: the latest such year; raises InvalidDate."""
        if self.offset is not None:
            return today + timedelta(self.offset)
        years = range(today.year, today.year - 101, -1)
        days = (self.in_year(year) for year in years if self.year in (None, year % 100))
        found = next((day for day in days if day and day <= today), None)
        if found is None:
            raise InvalidDate(text=str(self))
        return found

    def __str__(self) -> str:
        """ISO 8601, with `--` where no year was typed; `+1` for a day counted from today."""
        if self.offset is not None:
            return f"{self.offset:+}"
        year = "-" if self.year is None else f"{2000 + self.year}"
        return f"{year}-{self.month:02}-{self.day:02}"


@document("month")
@dataclass(frozen=True)
class Month:
    """MAY27: as birth months of infants and expiry dates are typed."""

    month: int
    year: int

    @classmethod
    def read(cls, text: str) -> "Month":
        return cls(MONTHS.index(text[:3]) + 1, int(text[3:]))

    @property
    def first(self) -> date:
        return date(2000 + self.year, self.month, 1)

    @property
    def last(self) -> date:
        return (self.first + timedelta(31)).replace(day=1) - timedelta(1)

    def written(self) -> str:
        return f"{MONTHS[self.month - 1]}{self.year:02}"


def placed(day: DayMonth | None, today: date) -> date:
    """The day an agent means: named, counted from today, or today itself."""
    return day.on_or_after(today) if day else today


def short(day: date) -> str:
    """10DEC."""
    return f"{day.day:02}{MONTHS[day.month - 1]}"


def long(day: date) -> str:
    """10DEC26."""
    return f"{short(day)}{day.year % 100:02}"


def weekday(day: date) -> str:
    """TH."""
    return WEEKDAYS[day.weekday()]


def clock24(minute: int) -> str:
    """Minutes after midnight as HHMM."""
    return f"{minute // 60 % 24:02}{minute % 60:02}"


def clock12(minute: int) -> str:
    """Minutes after midnight as agents in 12-hour offices read them: 730A, 1215P, 1200N."""
    hour, rest = divmod(minute % 1440, 60)
    if (hour, rest) == (12, 0):
        return "1200N"
    return f"{(hour - 1) % 12 + 1}{rest:02}{'A' if hour < 12 else 'P'}"


def minutes(text: str) -> int:
    """HHMM, HMM, and with A, P or N of a 12-hour clock, as minutes after midnight; raises InvalidDate."""
    half = text[-1] if text[-1] in "APN" else ""
    digits = text.removesuffix(half) if half else text
    if len(digits) <= 2 and half:
        digits += "00"
    hour, minute = int(digits[:-2] or 0), int(digits[-2:])
    if minute > 59 or hour > (12 if half else 23) or (half and hour == 0):
        raise InvalidDate(text=text)
    if half:
        hour = hour % 12 + (12 if half in "PN" else 0)
    return hour * 60 + minute


def elapsed(span: int) -> str:
    """Minutes as 2:10."""
    return f"{span // 60}:{span % 60:02}"
