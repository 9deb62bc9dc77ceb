"""The bookings of an office by how they stand: counted, or one by one."""
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from ..engine.booking.standing import STANDINGS, Between, Standing
from ..engine.guards import demand
from ..engine.offices import Office
from ..engine.store.weight import Weight
from ..errors import DateOutOfRange
from ..values.dates import DayMonth
from .command import Command, Reply, execute

DAY = timedelta(days=1)


@dataclass(frozen=True)
class CountBookings(Command):
    """All of them, or those made (`date`) or beginning to fly (`departs`) on a day, or until another."""

    date: DayMonth | None = None
    departs: DayMonth | None = None
    until: DayMonth | None = None
    office: str | None = None
    weight = Weight.LOOK


@dataclass(frozen=True)
class ListBookings(CountBookings):
    """Those that stand so, the newest first, or the first to fly."""

    standing: str = ""


@dataclass(frozen=True)
class BookingCounts(Reply):
    office: Office
    at: datetime
    counts: tuple[tuple[str, int], ...]
    first: date | None = None
    last: date | None = None
    departing: bool = False


@dataclass(frozen=True)
class BookingList(Reply):
    """`many` stand so; the list has the first of them."""

    office: Office
    at: datetime
    standing: str
    many: int
    lines: tuple[Standing, ...]


Days = tuple[date, date] | None


@execute.register
def count_bookings(command: CountBookings, work) -> BookingCounts:
    office, days = of_office(command, work), asked(command, work)
    found = work.bookings.standings.counts(office.id, span(command, days, work))
    counts = tuple((standing, found[standing]) for standing in STANDINGS)
    first, last = days or (None, None)
    return BookingCounts(office, work.local, counts, first, last, command.departs is not None)


@execute.register
def list_bookings(command: ListBookings, work) -> BookingList:
    office, between = of_office(command, work), span(command, asked(command, work), work)
    lines = tuple(replace(line, booked=line.booked.astimezone(work.zone))
                  for line in work.bookings.standings.list(office.id, command.standing, between))
    many = work.bookings.standings.counts(office.id, between)[command.standing]
    work.area = replace(work.area, listed=tuple(line.locator for line in lines))
    return BookingList(office, work.local, command.standing, many, lines)


def of_office(command: CountBookings, work) -> Office:
    """Raises InvalidOffice, or NotAuthorised for another one's bookings."""
    office = work.world.offices.office(command.office) if command.office else work.office
    if office.id != work.office.id:
        demand(work, "other-office")
    return office


def asked(command: CountBookings, work) -> Days:
    """The first and the last day meant; raises DateOutOfRange where they are the other way round."""
    if command.date:
        first = command.date.on_or_before(work.today)
    elif command.departs:
        first = command.departs.on_or_after(work.today)
    else:
        return None
    last = command.until.on_or_after(first) if command.until else first
    if last < first:
        raise DateOutOfRange(date=last)
    return first, last


def span(command: CountBookings, days: Days, work) -> Between:
    if days is None:
        return Between()
    first, last = days
    if command.departs:
        return Between.flown(first, last + DAY)
    return Between.made(*(datetime.combine(day, time(), work.zone) for day in (first, last + DAY)))
