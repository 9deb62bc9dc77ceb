"""Queues of an office: bookings somebody must look at, each worked by one agent at a time."""
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from ..store.moments import to_text
from ..store.open import Session
from ..store.retry import Raced
from . import tables
from .places import Place, Placed

PATIENCE = timedelta(minutes=30)  # after which an item of somebody who no longer moves is free for others


class Item(NamedTuple):
    booking: int
    turn: int


class Waiting(NamedTuple):
    """`worked`: somebody else has it in hand."""

    booking: int
    worked: bool
    remark: str


class Queues:
    """Every change is one row: a claim is a compare-and-swap, so that two agents never have the same booking."""

    def __init__(self, session: Session):
        self.session = session

    def put(self, place: Place, booking: int, at: datetime, remark: str = "") -> None:
        """At the end; a booking that is there already goes to the end and is free."""
        turn = self._last(place) + 1
        if self.session.run(tables.KNOWN, **key(place, booking)).fetchone():
            self.session.run(tables.MOVE, **key(place, booking), until=to_text(at), then=turn, said=remark)
        else:
            self.session.run(tables.ADD, office=place.office, number=place.number, category=place.category,
                             dates=place.dates, booking=booking, at=to_text(at), turn=turn, terminal="", since="",
                             remark=remark)

    def _last(self, place: Place) -> int:
        return self.session.run(tables.LAST, **where(place)).fetchone()[0] or 0

    def take(self, place: Place, terminal: str, now: datetime, past: int = 0) -> Item | None:
        """The next one after a turn that nobody works on, ours from now on; None at the end."""
        found = self.session.run(tables.NEXT, **where(place), me=terminal, now=to_text(now), past=past,
                                 stale=to_text(now - PATIENCE)).fetchone()
        if found is None:
            return None
        booking, held, seen, turn = found
        claimed = self.session.run(tables.CLAIM, **key(place, booking), held=held, seen=seen, mine=terminal,
                                   **{"from": to_text(now)})
        if claimed.rowcount == 0:
            raise Raced
        return Item(booking, turn)

    def leave(self, place: Place, booking: int, terminal: str) -> None:
        """Free again, in its place."""
        found = self.session.run(tables.KNOWN, **key(place, booking)).fetchone()
        if found and found[0] == terminal:
            self.session.run(tables.CLAIM, **key(place, booking), held=terminal, seen=found[1], mine="", **{"from": ""})

    def remove(self, place: Place, booking: int) -> bool:
        return self.session.run(tables.REMOVE, **key(place, booking)).rowcount == 1

    def left(self, place: Place, now: datetime) -> int:
        return self.session.run(tables.LEFT, **where(place), now=to_text(now)).fetchone()[0]

    def waiting(self, place: Place, terminal: str, now: datetime, most: int) -> list[Waiting]:
        """The first of a place, in order, taken by nobody."""
        rows = self.session.run(tables.WAITING, **where(place), now=to_text(now), most=most).fetchall()
        stale = to_text(now - PATIENCE)
        return [Waiting(booking, held not in ("", terminal) and since >= stale, remark)
                for booking, held, since, remark in rows]

    def counts(self, office: str, now: datetime) -> list[tuple[Place, int]]:
        rows = self.session.run(tables.COUNTS, where=office, now=to_text(now)).fetchall()
        return [(Place(office, number, category, dates), many) for number, category, dates, many in rows]

    def unworked(self, place: Place, now: datetime) -> list[int]:
        """The bookings in a place, in order, that nobody has in hand."""
        rows = self.session.run(tables.UNWORKED, **where(place), stale=to_text(now - PATIENCE)).fetchall()
        return [booking for booking, in rows]

    def nicknames(self, office: str) -> list[tuple[str, Place]]:
        """What an office calls its places."""
        rows = self.session.run(tables.NICKNAMES, where=office).fetchall()
        return [(name, Place(office, number, category, dates)) for name, number, category, dates in rows]

    def call(self, name: str, place: Place) -> None:
        """The name means this place from now on."""
        self.uncall(name, place.office)
        self.session.run(tables.CALL, office=place.office, name=name, number=place.number, category=place.category,
                         dates=place.dates)

    def uncall(self, name: str, office: str) -> None:
        self.session.run(tables.UNCALL, where=office, called=name)

    def placed(self, booking: int) -> list[Placed]:
        """Where a booking is, the longest first."""
        rows = self.session.run(tables.PLACED, about=booking).fetchall()
        return [Placed(Place(*where), at, remark) for *where, at, remark in rows]

    def all(self) -> Iterator[tuple[Place, int]]:
        for office, number, category, dates, booking in self.session.run(tables.ALL).fetchall():
            yield Place(office, number, category, dates), booking


def where(place: Place) -> dict:
    return {"where": place.office, "of": place.number, "sort": place.category, "when": place.dates}


def key(place: Place, booking: int) -> dict:
    return where(place) | {"about": booking}
