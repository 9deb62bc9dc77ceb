"""How far the clocks of every zone are ahead of UTC on one date, asked of the zone database once."""
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

DAY = 1440


@cache
def zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


@lru_cache(maxsize=65536)
def changes(name: str, day: date) -> tuple[int, int, int]:
    """(minutes ahead at the start, minutes ahead at the end, local minute from which the second holds)."""
    clock = zone(name)
    start, end = (ahead(clock, datetime.combine(day, moment)) for moment in (time(0), time(23, 59)))
    if start == end:
        return start, end, 0
    low, high = 0, DAY - 1  # the first minute that no longer has the first offset
    while low < high:
        middle = (low + high) // 2
        if ahead(clock, datetime.combine(day, time(middle // 60, middle % 60))) == start:
            low = middle + 1
        else:
            high = middle
    return start, end, low


def ahead(clock: ZoneInfo, local: datetime) -> int:
    return int((clock.utcoffset(local) or timedelta()).total_seconds() // 60)


def at(name: str, day: date, minute: int) -> int:
    """Minutes ahead of UTC at this local time."""
    start, end, switch = changes(name, day)
    return start if start == end or minute < switch else end


def landing(here: str, there: str, day: date, departs: int, minutes: int) -> tuple[int, int]:
    """Local time of arrival: (days after the local day of departure, minute)."""
    lands = departs + minutes - at(here, day, departs)  # after midnight UTC
    days, minute = divmod(lands + changes(there, day)[0], DAY)
    start, end, _ = changes(there, day + timedelta(days))
    if start == end == changes(there, day)[0]:
        return days, minute
    moment = (datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=lands)).astimezone(zone(there))
    return (moment.date() - day).days, moment.hour * 60 + moment.minute


def utc(name: str, day: date, minute: int) -> datetime:
    """The moment at which the clock of a zone shows this time."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return midnight + timedelta(minutes=minute - at(name, day, minute))
