"""One connection by plain loops: quicker than arrays for the few flights most pairs of places have between them."""
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator

from .query import FIRST_DAY, LAST_DAY, Dated, Found, Query, changing, joins, markets_in, markets_out, neighbours

SPARE = 2  # onward flights kept beside the one that lands first
Arrival = tuple[int, int, int]  # lands, leaves, row: UTC minutes
Departure = tuple[int, int, int, int]  # leaves, lands, row, days


def vias(query: Query) -> Iterator[tuple[int, int, list[int], list[int]]]:
    """Where one may change: airport of landing, airport of take-off, markets to the one and from the other."""
    timetable, closed = query.timetable, query.closed
    into, out = defaultdict(list), defaultdict(list)
    for airport, market in markets_in(timetable, query.destinations):
        into[airport].append(market)
    for airport, market in markets_out(timetable, query.origins):
        if airport not in closed and query.changes_at(airport, 0, 1):
            out[airport].append(market)
    far = timetable.market_distance
    for airport, markets in out.items():
        for onward in neighbours(timetable, airport):
            if onward in into and min(far[own] for own in markets) + min(
                    far[own] for own in into[onward]) <= query.farthest:
                yield airport, onward, markets, into[onward]


def work(query: Query) -> int:
    """How many rows a search would look at."""
    rows = query.timetable.market_row
    return sum(rows[market + 1] - rows[market] for _, _, out, into in vias(query) for market in (*out, *into))


def one_connection(query: Query) -> list[Found]:
    """For each flight out the onward flight that lands first, and the next ones."""
    timetable, longest = query.timetable, query.longest(1)
    found = []
    for arrive, leave, out, into in vias(query):
        arrivals = list(landing(query, out))
        if not arrivals:
            continue
        minimum = changing(timetable, arrive, leave, query.origins[0], query.destinations[0])
        times = [lands for lands, _, _ in arrivals]
        departures = leaving(query, leave, into, min(times) + minimum, max(times) + query.wait)
        for arrival in arrivals:
            found += [some for some in onward(query, arrival, departures, minimum) if some.minutes <= longest]
    return found


def landing(query: Query, markets: list[int]) -> Iterator[Arrival]:
    """Flights out of the origin that day."""
    timetable, bits = query.timetable, query.bits(0)
    for market in markets:
        start, end, switch = query.ahead(timetable.market_origin[market], 0)
        for row in range(timetable.market_row[market], timetable.market_row[market + 1]):
            minute = timetable.departs[row]
            if minute >= query.time and query.runs(row, bits):
                leaves = minute - (start if minute < switch or start == end else end)
                yield leaves + timetable.minutes[row], leaves, row


def leaving(query: Query, airport: int, markets: list[int], first: int, last: int) -> list[Departure]:
    """Flights onward that leave between two UTC minutes, by time."""
    found = []
    for days in range(FIRST_DAY, LAST_DAY):
        start, end, switch = query.ahead(airport, days)
        if 1440 * days - min(start, end) + 1440 < first or 1440 * days - max(start, end) > last:
            continue
        bits, midnight = query.bits(days), 1440 * days
        for market in markets:
            found += dated(query, market, bits, (midnight, start, end, switch), days)
    return sorted(own for own in found if first <= own[0] <= last)


def dated(query: Query, market: int, bits: int, clock: tuple[int, int, int, int], days: int) -> Iterator[Departure]:
    timetable, (midnight, start, end, switch) = query.timetable, clock
    for row in range(timetable.market_row[market], timetable.market_row[market + 1]):
        if query.runs(row, bits):
            minute = timetable.departs[row]
            leaves = midnight + minute - (start if minute < switch or start == end else end)
            yield leaves, leaves + timetable.minutes[row], row, days


def onward(query: Query, arrival: Arrival, departures: list[Departure], minimum: int) -> Iterator[Found]:
    """What one arrival can go on with: in order of departure until none can land sooner."""
    lands, left, row = arrival
    best, spare = None, SPARE
    for at in range(bisect_left(departures, (lands + minimum,)), len(departures)):
        leaves, arrives, onward_row, days = departures[at]
        if leaves > lands + query.wait or best and spare <= 0 and leaves >= best:
            break
        if joins(query.timetable, row, onward_row):
            best, spare = min(best or arrives, arrives), spare - 1
            dates: tuple[Dated, ...] = (row, 0), (onward_row, days)
            yield Found(arrives - left, arrives, dates)
