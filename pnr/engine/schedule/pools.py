"""Flights sorted by airport, by who sells them together, and by time: what was there before, what comes after."""
from __future__ import annotations

import numpy as np

from .arrays import Flights, arrays
from .query import Query

SPAN, BEFORE = 16384, 4096  # minutes of a key, and how far it reaches back before midnight
PLACES = 22  # bits of a place in a pool
NOBODY = -1


class Pool:
    """Flights by airport, pool and time; finds the last before or the first after a time, and the best of those."""

    def __init__(self, query: Query, some: Flights, times: np.ndarray, best: np.ndarray):
        own = arrays(query.timetable)
        self.pools = own.pools
        mutual = np.flatnonzero(own.interline[some.row])
        self.flight = np.concatenate([mutual, np.arange(len(some.row))])
        pool = np.concatenate([np.zeros(len(mutual), dtype=np.int64), own.carrier[some.row].astype(np.int64) + 1])
        self.group = some.at[self.flight] * self.pools + pool
        order = np.argsort(self.group * SPAN + times[self.flight] + BEFORE, kind="stable")
        self.flight, self.group = self.flight[order], self.group[order]
        self.keys = self.group * SPAN + times[self.flight] + BEFORE
        self.best = self.running(best[self.flight])

    def running(self, value: np.ndarray) -> np.ndarray:
        """Where the greatest value so far stands, within its group."""
        _, group = np.unique(self.group, return_inverse=True)
        ranked = ((group * (4 * SPAN) + value + 2 * SPAN) << PLACES) + np.arange(len(value))
        return np.maximum.accumulate(ranked) & ((1 << PLACES) - 1)

    def until(self, group: np.ndarray, time: np.ndarray) -> list[np.ndarray]:
        """Of each group at or before a time: the one with the greatest value, the last, the last but one."""
        at = np.searchsorted(self.keys, group * SPAN + time + BEFORE, side="right") - 1
        best = self.best[at] if len(self.best) else at
        return [self.checked(place, group) for place in (best, at, at - 1)]

    def checked(self, at: np.ndarray, group: np.ndarray) -> np.ndarray:
        """Flights there, or NOBODY where the group has none."""
        if not len(self.group):
            return np.full(len(at), NOBODY)
        inside = (at >= 0) & (at < len(self.group))
        safe = np.where(inside, at, 0)
        return np.where(inside & (self.group[safe] == group), self.flight[safe], NOBODY)


class Mirror(Pool):
    """The same looking forward: times run backwards, so that the first after is the last before."""

    def __init__(self, query: Query, some: Flights):
        super().__init__(query, some, -some.leaves + SPAN // 2, -some.lands)

    def after(self, group: np.ndarray, time: np.ndarray) -> list[np.ndarray]:
        return self.until(group, -time + SPAN // 2)


def fits(query: Query, earlier: np.ndarray, later: np.ndarray, waits: np.ndarray) -> np.ndarray:
    """Not the same flight going on, and not too long a wait."""
    own = arrays(query.timetable)
    same = (own.carrier[earlier] == own.carrier[later]) & (own.number[earlier] == own.number[later])
    return ~same & (waits <= query.wait)


def pools_of(query: Query, rows: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    """(which rows, their pool): those that sell others, then each with its own airline."""
    own = arrays(query.timetable)
    mutual = np.flatnonzero(own.interline[rows])
    return [(mutual, np.zeros(len(mutual), dtype=np.int64)),
            (np.arange(len(rows)), own.carrier[rows].astype(np.int64) + 1)]
