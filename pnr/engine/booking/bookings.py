"""Filed bookings: one versioned document each, narrow rows to find them by, an envelope for each filing."""
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ...errors import InvalidLocator, NotFound, SimultaneousChanges
from ...values.documents import read, writer
from ...values.numbers import to_locator, to_number
from ..store.open import Session
from ..store.retry import Raced
from . import standing, tables
from .booking import Booking, Filing
from .changes import Envelope, changes
from .elements import AssociatedRecord, IssuedTicket, Name
from .groups import Group
from .standings import Standings

AFTER = "\uffff"
Finder = tuple[str, str]


def flight_finder(carrier: str, number: int, day: date) -> str:
    return f"{carrier}{number:04}{day:%y%m%d}"


def finder_rows(booking: Booking) -> set[Finder]:
    """What people look for this booking by: names, flights with dates, ticket numbers, and how it stands."""
    if booking.cancelled:
        return standing.rows(booking)
    return (standing.rows(booking) | {("name", name.text) for name in booking.each(Name)}
            | {("name", group.name) for group in booking.each(Group)}
            | {("flight", flight_finder(segment.carrier, segment.number, segment.date)) for segment in booking.segments}
            | {("ticket", ticket.number) for ticket in booking.each(IssuedTicket)}
            | {("waiting", f"{leg}/{segment.since}") for segment in booking.segments if segment.waiting
               for leg in segment.legs})


class Bookings:
    """Asks for and files bookings; a locator is its row's number in disguise."""

    def __init__(self, session: Session):
        self.session, self.keys = session, session.store.keys
        self.standings = Standings(session)

    def find(self, locator: str) -> Booking:
        """Raises InvalidLocator when none looks so, NotFound when there is none."""
        number = to_number(locator, self.keys.locator)
        if number is None:
            raise InvalidLocator(locator=locator)
        found = self.session.run(tables.BODY, number=number).fetchone()
        if found is None:
            raise NotFound(locator=locator)
        return self.opened(number, found[0])

    def opened(self, number: int, body: str) -> Booking:
        return read(body, self.keys.opened(f"booking:{number}"))

    def locator(self, number: int) -> str:
        return to_locator(number, self.keys.locator)

    def matching(self, kind: str, start: str) -> list[tuple[str, str]]:
        """(value, locator) of every finder of this kind whose value begins so."""
        rows = self.session.run(tables.FOUND, sort=kind, low=start, high=start + AFTER).fetchall()
        return [(value, self.locator(number)) for value, number in rows]

    def numbers(self, kind: str, start: str) -> list[int]:
        """Those a finder of this kind that begins so points at, in order."""
        rows = self.session.run(tables.FOUND, sort=kind, low=start, high=start + AFTER).fetchall()
        return sorted(number for _, number in rows)

    def version(self, number: int) -> int:
        found = self.session.run(tables.VERSION, number=number).fetchone()
        return found[0] if found else 0

    def demand_current(self, base: Booking) -> None:
        """When this is no longer the filed version, all is tried again."""
        if self.version(base.number) != base.version:
            raise Raced

    def file(self, base: Booking, working: Booking, filing: Filing, received_from: str | None) -> Booking:
        """Store the next version with its finders and envelope; raises SimultaneousChanges when somebody was first."""
        after = replace(working, version=base.version + 1, filed=filing, created=working.created or filing)
        written = writer(self.keys.seal(f"booking:{after.number}"))
        self._store(base, after, written(after))
        made = tuple(changes(base, after))
        offices = (base.office, after.office) if base.version and base.office != after.office else ()
        envelope = Envelope(after.version, filing, received_from, made, after.cancelled, offices)
        self.session.run(tables.APPEND, booking=after.number, version=after.version, body=written(envelope))
        return after

    def carry_on(self, before: Booking, after: Booking, filing: Filing, source: str | None = None) -> Booking:
        """File the next version of what was just seen to be the latest; when somebody was first, all is tried again."""
        try:
            return self.file(before, after, filing, source)
        except SimultaneousChanges:
            raise Raced from None

    def link_back(self, before: Booking, filed: Booking, source: str | None) -> None:
        """What a booking filed for the first time is a copy of says so too."""
        if before.version or filed.filed is None:
            return
        for link in filed.each(AssociatedRecord):
            other = self.find(link.locator)
            self.carry_on(other, other.add(replace(link, locator=filed.locator)), filed.filed, source)

    def _store(self, base: Booking, after: Booking, body: str) -> None:
        if not base.version:
            self.session.run(tables.FILE_FIRST, id=after.number, version=1, body=body)
        elif self.session.run(tables.FILE_NEXT, number=after.number, seen=base.version, document=body).rowcount == 0:
            raise SimultaneousChanges(locator=after.locator)
        self._point(after.number, finder_rows(base), finder_rows(after))

    def _point(self, number: int, old: set[Finder], new: set[Finder]) -> None:
        for statement, rows in ((tables.UNPOINT, old - new), (tables.POINT, new - old)):
            if rows:
                self.session.run_each(statement, [{"kind": kind, "value": value, "booking": number}
                                                  for kind, value in sorted(rows)])

    def history(self, booking: Booking) -> tuple[Envelope, ...]:
        opened = self.keys.opened(f"booking:{booking.number}")
        return tuple(read(body, opened) for body, in self.session.run(tables.HISTORY, number=booking.number).fetchall())

    def latest(self, office: str, most: int) -> list[Booking]:
        """The last bookings of an office that are among the newest of the host, without personal data."""
        mark = f'"office":"{office}"'
        found = (read(body) for _, body in self.session.run(tables.LATEST).fetchall() if mark in body)
        return [booking for booking, _ in zip((each for each in found if each.office == office), range(most),
                                              strict=False)]

    def named(self, name: str, most: int) -> list[Booking]:
        """The last bookings that somebody of this name is in, without personal data."""
        rows = self.session.run(tables.FOUND, sort="name", low=name, high=name + AFTER).fetchall()
        numbers = sorted(number for value, number in rows if value == name)[-most:]
        bodies = (self.session.run(tables.BODY, number=number).fetchone() for number in numbers)
        return [read(body) for body, in filter(None, bodies)]

    def rows(self) -> Iterator[tuple[int, str]]:
        for number, _, body in self.session.run(tables.ALL).fetchall():
            yield number, body

    def all(self) -> Iterator[Booking]:
        for number, body in self.rows():
            yield self.opened(number, body)

    def all_finders(self) -> set[tuple[str, str, int]]:
        return set(map(tuple, self.session.run(tables.ALL_FINDERS).fetchall()))
