"""One and two connections by arrays: sorted keys and halving instead of trying pairs, whatever the size."""
from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from .arrays import Flights, arrays, flights, on_days, spread, window
from .pools import NOBODY, Mirror, Pool, fits, pools_of
from .query import Found, Query, Reach, Via, changing, into, least, out_of, rows_in

FIRST_ROWS = 1500  # looked at first, to know what is too slow
MORE = 4  # times as many candidates as wanted: some will be the same flight under another number


# ---- one connection

def one_connection(query: Query, changes: list[Via]) -> list[Found]:
    """For each flight out the onward flight that lands first, and the next two; the nearest vias first."""
    size = 0
    for count, via in enumerate(changes, 1):
        size += rows_in(query.timetable, via.out) + rows_in(query.timetable, via.into)
        if size > FIRST_ROWS:
            found = changing_at(query, changes[:count])
            bound = slowest(query, found, 1)
            return found + changing_at(query, [own for own in changes[count:] if own.least <= bound])
    return changing_at(query, changes)


def slowest(query: Query, found: list[Found], connections: int) -> float:
    """What is slower than this is not wanted any more."""
    enough = 2 * query.limit
    return sorted(own.minutes for own in found)[enough - 1] if len(found) >= enough else query.longest(connections)


def changing_at(query: Query, changes: list[Via]) -> list[Found]:
    first = flights(query, unique(via.out for via in changes), 0, None)
    which, leave, minimum = landings(query, first, changes)
    if not len(which):
        return []
    ready = first.lands[which] + minimum
    onward = on_days(query, unique(via.into for via in changes), window(query, ready, first.lands[which], leave))
    pool = Mirror(query, onward)
    found = []
    for some, code in pools_of(query, first.row[which]):
        for after in pool.after(leave[some] * pool.pools + code, ready[some]):
            found.append((which[some][after != NOBODY], after[after != NOBODY]))
    return ones(query, first, onward, found)


def unique(markets: Iterable[list[int]]) -> np.ndarray:
    return np.array(sorted({market for some in markets for market in some}), dtype=np.int64)


def landings(query: Query, first: Flights, changes: list[Via]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Each landing with each airport it may go on from: flight, airport, minutes needed."""
    timetable, ends = query.timetable, (query.origins[0], query.destinations[0])
    needed = np.full(len(timetable.airports), -1, dtype=np.int64)
    others = []
    for via in changes:
        minutes = changing(timetable, via.arrive, via.leave, *ends)
        if via.arrive == via.leave:
            needed[via.arrive] = minutes
        else:
            some = np.flatnonzero(first.to == via.arrive)
            others.append((some, np.full(len(some), via.leave), np.full(len(some), minutes)))
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
    return founds((first, onward), (one, two), minutes, query.limit)


def quickest(minutes: np.ndarray, limit: int) -> np.ndarray:
    """Where the shortest are; a few times as many as wanted."""
    most = MORE * limit
    if len(minutes) <= most:
        return np.arange(len(minutes))
    return np.argpartition(minutes, most)[:most]


# ---- two connections

def two_connections(query: Query) -> list[Found]:
    """For each flight in the middle the last that reaches it and the first that goes on from it; the nearest first."""
    out, last = out_of(query, 2), into(query, 2)
    middle, bound = middles(query, out, last)
    if not len(middle):
        return []
    own = arrays(query.timetable)
    size = np.cumsum(own.market_row[middle + 1].astype(np.int64) - own.market_row[middle])
    count = int(np.searchsorted(size, FIRST_ROWS)) + 1
    found = through(query, middle[:count], out, last)
    rest = middle[count:][bound[count:] <= slowest(query, found, 2)]
    return found + through(query, rest, out, last) if len(rest) else found


def middles(query: Query, out: dict[int, Reach], last: dict[int, Reach]) -> tuple[np.ndarray, np.ndarray]:
    """Markets between where one can be and where one must come from, and what a journey over each takes at least."""
    own = arrays(query.timetable)
    to, back = near(query, out), near(query, last)
    starts = np.array(sorted(out), dtype=np.int64)
    markets, _ = spread(own.airport_market[starts].astype(np.int64), own.airport_market[starts + 1].astype(np.int64))
    one, two = own.market_origin[markets], own.market_destination[markets]
    far = to[one] + back[two] + own.market_distance[markets]
    good = (far <= query.farthest) & (own.airport_city[one] != own.airport_city[two])
    if len(query.via) == 1:
        good &= np.isin(one, list(query.via[0])) | np.isin(two, list(query.via[0]))
    markets, bound = markets[good], least(far[good], 3)
    order = np.argsort(bound, kind="stable")
    return markets[order], bound[order]


def near(query: Query, reach: dict[int, Reach]) -> np.ndarray:
    """Kilometres by airport."""
    found = np.full(len(query.timetable.airports), 1e9)
    found[list(reach)] = [own.kilometres for own in reach.values()]
    return found


def through(query: Query, middle: np.ndarray, out: dict[int, Reach], into: dict[int, Reach]) -> list[Found]:
    """Journeys over these markets in the middle."""
    own = arrays(query.timetable)
    first = flights(query, unique(out[at].markets for at in set(own.market_origin[middle].tolist())), 0, None)
    first.at = first.to
    between = on_days(query, middle, window(query, first.lands, first.lands, first.at))
    ends = unique(into[at].markets for at in set(between.to.tolist()))
    last = on_days(query, ends, window(query, between.lands, between.lands, between.to))
    limit = between.leaves - minimum_times(query, between.at, query.origins[0], between.to)
    ready = between.lands + minimum_times(query, between.to, between.at, query.destinations[0])
    before, after = Pool(query, first, first.lands, first.leaves), Mirror(query, last)
    pools = pools_of(query, between.row)
    earlier = [best_before(query, before, first, between, some, code, limit) for some, code in pools]
    later = [best_after(query, after, last, between, some, code, ready) for some, code in pools]
    return twos(query, (first, between, last), [(one, two) for one in earlier for two in later])


def minimum_times(query: Query, at: np.ndarray, before: np.ndarray | int, after: np.ndarray | int) -> np.ndarray:
    """Minutes to change at airports when coming from and going to others."""
    own = arrays(query.timetable)
    country = own.airport_country
    return own.times[at, 2 * (country[before] != country[at]) + (country[after] != country[at])]


def best_before(query: Query, pool: Pool, first: Flights, between: Flights, some: np.ndarray, code: np.ndarray,
                limit: np.ndarray) -> np.ndarray:
    """For each flight in the middle the one before it that leaves last, or NOBODY."""
    best = np.full(len(between.row), NOBODY)
    if not len(first.row):
        return best
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
    return founds(legs, (one[good], middle[good], two[good]), minutes[good], query.limit)


def founds(legs: tuple[Flights, ...], places: tuple[np.ndarray, ...], minutes: np.ndarray, limit: int) -> list[Found]:
    """The quickest, as values."""
    some = quickest(minutes, limit)
    rows = [zip(flown.row[place[some]].tolist(), flown.days[place[some]].tolist(), strict=True)
            for flown, place in zip(legs, places, strict=True)]
    lands = legs[-1].lands[places[-1][some]].tolist()
    return list(map(Found, minutes[some].tolist(), lands, zip(*rows, strict=True)))
