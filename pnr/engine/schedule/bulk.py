"""One and two connections by arrays: sorted keys and halving instead of trying pairs, whatever the size."""
from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from .arrays import Flights, arrays, flights, on_days, spread, window
from .pools import NOBODY, Mirror, Pool, fits, pools_of
from .query import Found, Query, changing, markets_in, markets_out, neighbours

MORE = 4  # times as many candidates as wanted: some will be the same flight under another number


# ---- one connection

def one_connection(query: Query) -> list[Found]:
    """For each flight out the onward flight that lands first, and the next two."""
    out, into = ends(query, 1)
    pairs = changes(query, out, into)
    first = flights(query, markets_of(out, {arrive for arrive, _ in pairs}), 0, None)
    which, leave, minimum = landings(query, first, pairs)
    if not len(which):
        return []
    ready = first.lands[which] + minimum
    markets = markets_of(into, {leave for _, leave in pairs})
    onward = on_days(query, markets, window(query, ready, first.lands[which], leave))
    pool = Mirror(query, onward)
    found = []
    for some, code in pools_of(query, first.row[which]):
        for after in pool.after(leave[some] * pool.pools + code, ready[some]):
            found.append((which[some][after != NOBODY], after[after != NOBODY]))
    return ones(query, first, onward, found)


def ends(query: Query, connections: int) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """Markets out of the origin by where they land, and into the destination by where they leave."""
    timetable, closed = query.timetable, query.closed
    out: dict[int, list[int]] = {}
    into: dict[int, list[int]] = {}
    for airport, market in markets_out(timetable, query.origins):
        if airport not in closed and query.changes_at(airport, 0, connections):
            out.setdefault(airport, []).append(market)
    for airport, market in markets_in(timetable, query.destinations):
        if airport not in closed and (connections == 1 or query.changes_at(airport, 1, 2)):
            into.setdefault(airport, []).append(market)
    return out, into


def nearest(query: Query, markets: dict[int, list[int]]) -> dict[int, int]:
    """Kilometres to or from each airport, by the nearest airport of the city."""
    far = query.timetable.market_distance
    return {airport: min(far[market] for market in some) for airport, some in markets.items()}


def changes(query: Query, out: dict[int, list[int]], into: dict[int, list[int]]) -> list[tuple[int, int]]:
    """(airport of landing, airport of take-off) of every change that is not too far out of the way."""
    to, back = nearest(query, out), nearest(query, into)
    return [(arrive, leave) for arrive in out for leave in neighbours(query.timetable, arrive)
            if leave in into and to[arrive] + back[leave] <= query.farthest]


def markets_of(markets: dict[int, list[int]], airports: set[int]) -> np.ndarray:
    return np.array(sorted(market for airport in airports for market in markets[airport]), dtype=np.int64)


def landings(query: Query, first: Flights, pairs: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Each landing with each airport it may go on from: flight, airport, minutes needed."""
    timetable, ends = query.timetable, (query.origins[0], query.destinations[0])
    needed = np.full(len(timetable.airports), -1, dtype=np.int64)
    others = []
    for arrive, leave in pairs:
        minutes = changing(timetable, arrive, leave, *ends)
        if arrive == leave:
            needed[arrive] = minutes
        else:
            some = np.flatnonzero(first.to == arrive)
            others.append((some, np.full(len(some), leave), np.full(len(some), minutes)))
    same = np.flatnonzero(needed[first.to] >= 0)
    parts = [(same, first.to[same], needed[first.to[same]]), *others]
    which, leave_at, minimum = (np.concatenate(column) for column in zip(*parts, strict=True))
    return which, leave_at, minimum


def ones(query: Query, first: Flights, onward: Flights, found: list[tuple[np.ndarray, np.ndarray]]) -> list[Found]:
    one, two = (np.concatenate(column) for column in zip(*found, strict=True))
    minutes = onward.lands[two] - first.leaves[one]
    good = fits(query, first.row[one], onward.row[two], onward.leaves[two] - first.lands[one])
    good &= minutes <= query.longest(1)
    one, two, minutes = one[good], two[good], minutes[good]
    return list(founds((first, onward), (one, two), minutes, query.limit))


def dated(some: Flights, at: int) -> tuple[int, int]:
    return int(some.row[at]), int(some.days[at])


def quickest(minutes: np.ndarray, limit: int) -> np.ndarray:
    """Where the shortest are; a few times as many as wanted."""
    most = MORE * limit
    if len(minutes) <= most:
        return np.arange(len(minutes))
    return np.argpartition(minutes, most)[:most]


# ---- two connections

def two_connections(query: Query) -> list[Found]:
    """For each flight in the middle the last that reaches it and the first that goes on from it."""
    out, into = ends(query, 2)
    middle, reached, used = middles(query, out, into)
    if not len(middle):
        return []
    first = flights(query, markets_of(out, reached), 0, None)
    first.at = first.to
    between = on_days(query, middle, window(query, first.lands, first.lands, first.at))
    last = on_days(query, markets_of(into, used), window(query, between.lands, between.lands, between.to))
    origin, destination = query.origins[0], query.destinations[0]
    limit = between.leaves - minimum_times(query, between.at, origin, between.to)
    ready = between.lands + minimum_times(query, between.to, between.at, destination)
    before, after = Pool(query, first, first.lands, first.leaves), Mirror(query, last)
    earlier = [best_before(query, before, first, between, some, code, limit)
               for some, code in pools_of(query, between.row)]
    later = [best_after(query, after, last, between, some, code, ready) for some, code in pools_of(query, between.row)]
    return twos(query, (first, between, last), [(one, two) for one in earlier for two in later])


def middles(query: Query, out: dict, into: dict) -> tuple[np.ndarray, set[int], set[int]]:
    """Markets between where one can be and where one must come from, and the airports they join."""
    own = arrays(query.timetable)
    to, back = (np.full(len(query.timetable.airports), 1e9) for _ in range(2))
    for far, markets in ((to, out), (back, into)):
        for airport, kilometres in nearest(query, markets).items():
            far[airport] = kilometres
    starts = np.array(sorted(out), dtype=np.int64)
    markets, _ = spread(own.airport_market[starts].astype(np.int64), own.airport_market[starts + 1].astype(np.int64))
    one, two = own.market_origin[markets], own.market_destination[markets]
    good = to[one] + back[two] + own.market_distance[markets] <= query.farthest
    good &= own.airport_city[one] != own.airport_city[two]
    if len(query.via) == 1:
        asked = np.isin(one, list(query.via[0])) | np.isin(two, list(query.via[0]))
        good &= asked
    return markets[good], set(one[good].tolist()), set(two[good].tolist())


def minimum_times(query: Query, at: np.ndarray, before: np.ndarray | int, after: np.ndarray | int) -> np.ndarray:
    """Minutes to change at airports when coming from and going to others."""
    own = arrays(query.timetable)
    country = own.airport_country
    return own.times[at, 2 * (country[before] != country[at]) + (country[after] != country[at])]


def best_before(query: Query, pool: Pool, first: Flights, between: Flights, some: np.ndarray, code: np.ndarray,
                limit: np.ndarray) -> np.ndarray:
    """For each flight in the middle the one before it that leaves last, or NOBODY."""
    best = np.full(len(between.row), NOBODY)
    for found in pool.until(between.at[some] * pool.pools + code, limit[some]):
        waits = between.leaves[some] - first.lands[found]
        good = (found != NOBODY) & fits(query, first.row[found], between.row[some], waits)
        good &= (best[some] == NOBODY) | (first.leaves[found] > first.leaves[best[some]])
        best[some] = np.where(good, found, best[some])
    return best


def best_after(query: Query, pool: Mirror, last: Flights, between: Flights, some: np.ndarray, code: np.ndarray,
               ready: np.ndarray) -> np.ndarray:
    """For each flight in the middle the one after it that lands first, or NOBODY."""
    best = np.full(len(between.row), NOBODY)
    if not len(last.row):
        return best
    for found in pool.after(between.to[some] * pool.pools + code, ready[some]):
        waits = last.leaves[found] - between.lands[some]
        good = (found != NOBODY) & fits(query, between.row[some], last.row[found], waits)
        good &= (best[some] == NOBODY) | (last.lands[found] < last.lands[best[some]])
        best[some] = np.where(good, found, best[some])
    return best


def twos(query: Query, legs: tuple[Flights, Flights, Flights], sides: list[tuple[np.ndarray, np.ndarray]]
         ) -> list[Found]:
    """The journeys that have all three flights, the quickest of them."""
    first, between, last = legs
    parts: list[tuple[np.ndarray, ...]] = []
    for one, two in sides:
        whole = np.flatnonzero((one != NOBODY) & (two != NOBODY))
        parts.append((one[whole], whole, two[whole]))
    one, middle, two = (np.concatenate(column) for column in zip(*parts, strict=True))
    minutes = last.lands[two] - first.leaves[one]
    good = np.flatnonzero(minutes <= query.longest(2))
    return list(founds(legs, (one[good], middle[good], two[good]), minutes[good], query.limit))


def founds(legs: tuple[Flights, ...], places: tuple[np.ndarray, ...], minutes: np.ndarray, limit: int
           ) -> Iterator[Found]:
    for at in quickest(minutes, limit):
        rows = tuple(dated(flown, place[at]) for flown, place in zip(legs, places, strict=True))
        yield Found(int(minutes[at]), int(legs[-1].lands[places[-1][at]]), rows)
