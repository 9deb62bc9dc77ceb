"""Flights as calendar entries (RFC 5545), each end at the local time of its airport, with that zone's rules."""
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ..booking.booking import Booking
from ..booking.elements import Segment
from ..booking.times import arrival, departure
from ..world import World
from .papers import Setting
from .words import state

OCTETS = 75  # of a line; what is longer is folded
YEAR = timedelta(days=366)
HOUR = timedelta(hours=1)
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def calendar(booking: Booking, setting: Setting, now: datetime) -> str:
    """One entry a flight that has seats; text with CRLF, as the standard has it."""
    flown = [each for each in booking.segments if each.legs]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//pnr//itinerary//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for name, days in zones(flown, setting.world).items():
        lines += zone(ZoneInfo(name), min(days), max(days))
    for each in flown:
        lines += event(each, booking, setting, now)
    return "".join(f"{part}\r\n" for line in (*lines, "END:VCALENDAR") for part in folded(line))


def event(flown: Segment, booking: Booking, setting: Setting, now: datetime) -> Iterator[str]:
    world, number = setting.world, f"{flown.carrier} {flown.number}"
    yield "BEGIN:VEVENT"
    yield f"UID:{booking.locator}-{flown.tattoo}@pnr"
    yield f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"SEQUENCE:{booking.version}"
    yield f"DTSTART;TZID={local(departure(flown, world), flown.origin, world)}"
    yield f"DTEND;TZID={local(arrival(flown, world), flown.destination, world)}"
    yield f"SUMMARY:{escaped(f'{number} {flown.origin}-{flown.destination}')}"
    yield f"LOCATION:{escaped(setting.place(flown.origin))}"
    lines = [f"{setting.label('booking')} {booking.locator}", *(name.text for name in booking.names),
             f"{number} {flown.booking_class} {state(flown.status, setting.language)}",
             f"{setting.place(flown.origin)} - {setting.place(flown.destination)}"]
    yield f"DESCRIPTION:{escaped(chr(10).join(lines))}"
    yield f"STATUS:{'TENTATIVE' if flown.waiting else 'CONFIRMED'}"
    yield "END:VEVENT"


def local(moment: datetime, airport: str, world: World) -> str:
    zone = world.places.zone(airport)
    return f"{zone.key}:{moment.astimezone(zone):%Y%m%dT%H%M%S}"


def escaped(text: str) -> str:
    return text.translate(ESCAPED)


def folded(line: str) -> Iterator[str]:
    """No line is longer than 75 octets, and no character is cut."""
    part, size = "", 0
    for mark in line:
        octets = len(mark.encode())
        if size + octets > OCTETS:
            yield part
            part, size = " ", 1
        part, size = part + mark, size + octets
    yield part


# ---- zones

def zones(flown: Iterable[Segment], world: World) -> dict[str, list[date]]:
    """The days on which each zone is spoken of."""
    found: dict[str, list[date]] = {}
    for each in flown:
        for airport in (each.origin, each.destination):
            found.setdefault(world.places.zone(airport).key, []).append(each.date)
    return dict(sorted(found.items()))


def zone(info: ZoneInfo, first: date, last: date) -> Iterator[str]:
    """Every change of its clock from a year before the first day to a year after the last."""
    start = datetime.combine(first, time(), UTC) - YEAR
    yield "BEGIN:VTIMEZONE"
    yield f"TZID:{info.key}"
    yield from observed(start, start, info)
    for moment in changes(start, datetime.combine(last, time(), UTC) + YEAR, info):
        yield from observed(moment, moment - HOUR, info)
    yield "END:VTIMEZONE"


def observed(moment: datetime, before: datetime, info: ZoneInfo) -> Iterator[str]:
    """From a moment on: its offset, and the one before; DTSTART is told by the clock before."""
    old, new = before.astimezone(info), moment.astimezone(info)
    kind = "DAYLIGHT" if new.dst() else "STANDARD"
    yield f"BEGIN:{kind}"
    yield f"DTSTART:{moment.astimezone(UTC) + (old.utcoffset() or timedelta()):%Y%m%dT%H%M%S}"
    yield f"TZOFFSETFROM:{offset(old)}"
    yield f"TZOFFSETTO:{offset(new)}"
    yield f"TZNAME:{new.tzname()}"
    yield f"END:{kind}"


def changes(start: datetime, end: datetime, info: ZoneInfo) -> Iterator[datetime]:
    """When the clock is changed: found by the day, then to the minute."""
    day = timedelta(days=1)
    while start < end:
        low, high = start, start + day
        if low.astimezone(info).utcoffset() != high.astimezone(info).utcoffset():
            while high - low > timedelta(minutes=1):
                middle = low + (high - low) / 2
                same = middle.astimezone(info).utcoffset() == low.astimezone(info).utcoffset()
                low, high = (middle, high) if same else (low, middle)
            yield high.replace(second=0, microsecond=0)
        start += day


def offset(moment: datetime) -> str:
    return f"{moment:%z}"
