"""The one owner of seats: takes them on every leg or on none, and gives them back."""
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from ...errors import NoSeats
from ..schedule.cabins import cabins as filed_cabins
from ..schedule.flights import Flight, Leg
from ..schedule.scenarios import REQUESTED, kind
from ..store.open import Session
from . import nesting, tables
from .nesting import Bucket, Cabins, Counts, Levels

AFTER = "~"  # sorts after every character of a leg key
LEG_START = 9  # date and board point: one range read serves an airport and day


@dataclass(frozen=True)
class Row:
    """A leg as it was read; version 0 is a leg nobody has touched."""

    leg: str
    version: int
    cabins: Cabins


class Taken(Protocol):
    """Whatever holds seats of one class on some legs: a segment of a booking."""

    @property
    def legs(self) -> tuple[str, ...]: ...
    @property
    def booking_class(self) -> str: ...
    @property
    def seats(self) -> int: ...


class Seats:
    """Every change is a compare-and-swap on the leg's version, legs in key order."""

    def __init__(self, session: Session, generation: int = 0):
        self.session, self.generation = session, generation
        self.freed: set[str] = set()  # legs with more room than before, where somebody waits

    def take(self, legs: Iterable[Leg], booking_class: str, seats: int) -> None:
        """Sell on every leg or on none; raises NoSeats or NoSuchClass before anything is written."""
        self.take_all([(leg, booking_class) for leg in legs], seats)

    def take_all(self, wanted: Iterable[tuple[Leg, str]], seats: int) -> None:
        """The same for several flights: every row is read, in key order, before any is written."""
        parts = sorted(wanted, key=lambda part: part[0].key)
        rows = [self.row(leg.key, leg) for leg, _ in parts]
        sold = [self.sold(row, booking_class, seats) for row, (_, booking_class) in zip(rows, parts, strict=True)]
        for row, cabins in zip(rows, sold, strict=True):
            self.replace(row, cabins)

    def sold(self, row: Row, booking_class: str, seats: int) -> Cabins:
        try:
            return nesting.sell(row.cabins, booking_class, seats)
        except NoSeats as full:
            full.facts["leg"] = row.leg
            raise

    def give_back(self, taken: Iterable[Taken]) -> None:
        """Free what these segments hold, each leg once."""
        self.change(taken, nesting.give_back)

    def wait(self, asked: Taken, legs: Iterable[Leg]) -> None:
        """Put a party on the list of every leg; raises NoSuchClass or WaitlistClosed before anything is written."""
        rows = [self.row(leg.key, leg) for leg in sorted(legs, key=lambda leg: leg.key)]
        waiting = [nesting.wait(row.cabins, asked.booking_class, asked.seats) for row in rows]
        for row, cabins in zip(rows, waiting, strict=True):
            self.replace(row, cabins)
        self.freed.update(row.leg for row in rows)  # there may be room already

    def fits(self, waiting: Taken) -> bool:
        """Whether there is room for a party that waits, on every leg."""
        try:
            for leg in waiting.legs:
                nesting.clear(self.seen(leg), waiting.booking_class, waiting.seats)
        except NoSeats:
            return False
        return True

    def clear(self, waiting: Taken) -> None:
        """Sell to a party that waits, on every leg or on none; raises NoSeats before anything is written."""
        rows = [self.row(leg) for leg in sorted(waiting.legs)]
        sold = [nesting.clear(row.cabins, waiting.booking_class, waiting.seats) for row in rows]
        for row, cabins in zip(rows, sold, strict=True):
            self.replace(row, cabins)

    def stop_waiting(self, taken: Iterable[Taken]) -> None:
        self.change(taken, nesting.stop_waiting)

    def authorise(self, key: str, levels: Levels, leg: Leg | None = None) -> None:
        """Give a leg other levels, none to one that is cancelled; `leg` where nobody may have touched it yet."""
        row = self.row(key, leg)
        cabins = nesting.authorise(row.cabins, levels)
        self.replace(row, cabins)
        if nesting.anybody_waits(cabins):
            self.freed.add(key)

    def change(self, taken: Iterable[Taken], how: Callable[[Cabins, str, int], Cabins]) -> None:
        """The same for each class and leg that these segments touch, each leg written once, in order."""
        parts = sorted((leg, item.booking_class, item.seats) for item in taken for leg in item.legs)
        for leg, touched in groupby(parts, key=lambda part: part[0]):
            row = self.row(leg)
            cabins = row.cabins
            for _, booking_class, seats in touched:
                cabins = how(cabins, booking_class, seats)
            self.replace(row, cabins)
            if nesting.anybody_waits(cabins):
                self.freed.add(leg)

    def row(self, key: str, leg: Leg | None = None) -> Row:
        found = self.session.run(tables.CLAIM, key=key).fetchone()
        if found:
            return Row(key, found[0], _read(found[1]))
        if leg is None:
            raise AssertionError(f"seats given back on {key}, which nobody has touched")
        return Row(key, 0, untouched(leg))

    def seen(self, key: str) -> Cabins:
        """A leg somebody has touched, for a look: others may write it."""
        return _read(self.session.run(tables.ONE, key=key).fetchone()[1])

    def replace(self, row: Row, cabins: Cabins) -> None:
        """Write a leg only as it was read; a leg somebody else touched meanwhile is tried again."""
        body = json.dumps(cabins, separators=(",", ":"))
        if row.version:
            self.session.change(tables.WRITE, key=row.leg, seen=row.version, read=self.generation, document=body)
        else:
            self.session.run(tables.TOUCH, leg=row.leg, version=1, generation=self.generation, body=body)

    def available(self, flights: Iterable[Flight], giving: Iterable[Taken] = ()) -> dict[str, Counts]:
        """What each flight may still sell, by its key; to somebody who gives these seats back for it."""
        flights = list(flights)
        legs = {leg.key: leg for flight in flights for leg in flight.legs}
        touched = self.touched({key[:LEG_START] for key in legs})
        for item in giving:
            for key in touched.keys() & set(item.legs):
                touched[key] = nesting.give_back(touched[key], item.booking_class, item.seats)
        left = {key: self.left(leg, touched.get(key)) for key, leg in legs.items()}
        return {flight.key: nesting.on_all_legs([left[leg.key] for leg in flight.legs]) for flight in flights}

    def cancelled(self, legs: Iterable[Leg]) -> bool:
        """Whether one of these legs does not fly any more."""
        legs = list(legs)
        touched = self.touched({leg.key[:LEG_START] for leg in legs})
        left = (self.left(leg, touched[leg.key]) for leg in legs if leg.key in touched)
        return any(all(count == nesting.CLOSED for count in counts.values()) for counts in left)

    def left(self, leg: Leg, touched: Cabins | None) -> Counts:
        """What a leg may still sell; of one that is on request, that it must be asked for."""
        cabins = touched or untouched(leg)
        if kind(leg.carrier, leg.number) in REQUESTED:
            return {bucket.booking_class: nesting.REQUEST for cabin in cabins for bucket in cabin}
        return nesting.available(cabins)

    def touched(self, starts: set[str]) -> dict[str, Cabins]:
        """Every leg somebody touched that leaves these airports on these days."""
        return {leg: _read(body) for start in sorted(starts)
                for leg, body in self.session.run(tables.DEPARTURES, low=start, high=start + AFTER).fetchall()}

    def all(self) -> Iterator[tuple[str, Cabins]]:
        for leg, body in self.session.run(tables.ALL).fetchall():
            yield leg, _read(body)


def untouched(leg: Leg) -> Cabins:
    """A leg nobody has touched; all of one whose list never clears is blocked."""
    cabins = nesting.template(filed_cabins(leg))
    return nesting.blocked(cabins) if kind(leg.carrier, leg.number) == "waitlist" else cabins


def _read(body: str) -> Cabins:
    return tuple(tuple(Bucket(*bucket) for bucket in cabin) for cabin in json.loads(body))
