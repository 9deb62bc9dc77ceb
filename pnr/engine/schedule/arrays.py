"""The timetable as arrays, and the dated flights of many markets at once."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import numpy as np

from . import offsets
from .connecting import table
from .flights import Timetable
from .query import FIRST_DAY, LAST_DAY, Query
from .snapshot import COLUMNS

FARTHEST_WEST, FARTHEST_EAST = 12 * 60, 14 * 60  # of UTC, in minutes
FAR = np.iinfo(np.int64).max // 4


class Arrays:
    """The columns of a timetable as arrays over the same memory."""

    def __init__(self, timetable: Timetable):
        self.columns = {name: np.frombuffer(timetable.columns[name], np.dtype(kind)) for name, kind in COLUMNS.items()}
        self.pools = len(timetable.carriers) + 1
        own = self.operating == np.arange(len(self.operating), dtype=np.uint32)
        self.interline = own & (self.carrier_kind[self.carrier] == 0)
        self.times = connecting_times(timetable)

    def __getattr__(self, name: str) -> np.ndarray:
        """A column under its own name."""
        return self.columns[name]


@lru_cache(maxsize=2)
def arrays(timetable: Timetable) -> Arrays:
    return Arrays(timetable)


def connecting_times(timetable: Timetable) -> np.ndarray:
    """Minutes by airport and by domestic or international arrival and departure."""
    within = table()[0]
    return np.array([within.get(code, within["*"]) for code in timetable.airports], dtype=np.int64)


@dataclass(slots=True)
class Flights:
    """Dated rows; `at` is where one changes into or out of them."""

    row: np.ndarray
    days: np.ndarray
    leaves: np.ndarray
    lands: np.ndarray
    at: np.ndarray
    to: np.ndarray  # of those in the middle: where one changes next

    def take(self, which: np.ndarray) -> Flights:
        return Flights(*(getattr(self, name)[which] for name in self.__slots__))

    @classmethod
    def joined(cls, some: list[Flights]) -> Flights:
        return cls(*(np.concatenate([getattr(own, name) for own in some]) for name in cls.__slots__))


def spread(starts: np.ndarray, ends: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """All numbers of many ranges, and which range each is of."""
    lengths = ends - starts
    which = np.repeat(np.arange(len(starts)), lengths)
    return np.arange(len(which)) + (starts - np.cumsum(lengths) + lengths)[which], which


def flights(query: Query, markets: np.ndarray, days: int, window: tuple[np.ndarray, np.ndarray] | None) -> Flights:
    """The flights of some markets on one day; a window bounds when they leave each airport (UTC minutes)."""
    own = arrays(query.timetable)
    origin = own.market_origin[markets].astype(np.int64)
    start, end, switch = clocks(query, origin, days)
    if window is not None:
        first, last = window[0][origin], window[1][origin]
        some = (1440 * (days + 1) - np.minimum(start, end) >= first) & (1440 * days - np.maximum(start, end) <= last)
        markets, origin, start, end, switch = markets[some], origin[some], start[some], end[some], switch[some]
    rows, which = spread(own.market_row[markets].astype(np.int64), own.market_row[markets + 1].astype(np.int64))
    bits = query.bits(days)
    allowed = np.frombuffer(query.allowed, dtype=np.uint8)
    runs = (own.days[rows] & bits == bits) & (own.through[rows] == 0) & (allowed[own.carrier[rows]] == 1)
    rows, which = rows[runs], which[runs]
    minute = own.departs[rows].astype(np.int64)
    leaves = 1440 * days + minute - np.where(minute < switch[which], start[which], end[which])
    found = Flights(rows, np.full(len(rows), days), leaves, leaves + own.minutes[rows], origin[which],
                    own.market_destination[markets][which].astype(np.int64))
    if window is None:
        return found.take(minute >= query.time)
    return found.take((leaves >= window[0][found.at]) & (leaves <= window[1][found.at]))


def clocks(query: Query, airports: np.ndarray, days: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Offsets at the start and end of a local day and the minute of change, for each airport."""
    start, end, switch = on_date(tuple(query.timetable.zones), query.day + timedelta(days))
    zone = arrays(query.timetable).airport_zone[airports]
    return start[zone], end[zone], switch[zone]


@lru_cache(maxsize=512)
def on_date(zones: tuple[str, ...], day: date) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The same for every zone on a date."""
    start, end, switch = np.array([offsets.changes(zone, day) for zone in zones], dtype=np.int64).T
    return start, end, np.where(start == end, 1440, switch)


def on_days(query: Query, markets: np.ndarray, window: tuple[np.ndarray, np.ndarray]) -> Flights:
    """Flights on the local days on which somebody can take them."""
    origin = arrays(query.timetable).market_origin[markets]
    first, last = int(window[0][origin].min(initial=FAR)), int(window[1][origin].max(initial=-FAR))
    some = [flights(query, markets, days, window) for days in range(FIRST_DAY, LAST_DAY)
            if 1440 * (days + 1) + FARTHEST_WEST >= first and 1440 * days - FARTHEST_EAST <= last]
    return Flights.joined(some or [flights(query, markets[:0], 0, None)])


def window(query: Query, ready: np.ndarray, lands: np.ndarray, at: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """When something useful may leave each airport: from the first who is ready to the longest wait."""
    first, last = np.full(len(query.timetable.airports), FAR), np.full(len(query.timetable.airports), -FAR)
    np.minimum.at(first, at, ready)
    np.maximum.at(last, at, lands + query.wait)
    return first, last
