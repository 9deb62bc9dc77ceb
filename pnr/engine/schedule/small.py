"""One connection by plain loops: quicker than arrays for the few flights most pairs of places have between them."""
from bisect import bisect_left
from collections.abc import Iterator
from heapq import heappush, heapreplace

from .query import FIRST_DAY, LAST_DAY, Found, Query, Via, ahead, changing, joins

SPARE = 2  # onward flights kept beside the one that lands first
Arrival = tuple[int, int, int]  # lands, leaves, row: UTC minutes
Departure = tuple[int, int, int, int]  # leaves, lands, row, days


def one_connection(query: Query, vias: list[Via]) -> list[Found]:
    """For each flight out the onward flight that lands first, and the next ones; the nearest vias first.

    A via that cannot be quicker than as many journeys as are wanted is not looked at, nor any after it.
    """
    found: list[Found] = []
    quickest: list[int] = []  # the minutes of the best, negative: a heap with the slowest in front
    longest = query.longest(1)
    for via in vias:
        if via.least > longest:
            break
        for some in changing_at(query, via):
            if some.minutes <= longest:
                found.append(some)
                if len(quickest) < 2 * query.limit:
                    heappush(quickest, -some.minutes)
                elif some.minutes < -quickest[0]:
                    heapreplace(quickest, -some.minutes)
                    longest = min(longest, -quickest[0])
    return found


def changing_at(query: Query, via: Via) -> Iterator[Found]:
    arrivals = list(landing(query, via.out))
    if arrivals:
        minimum = changing(query.timetable, via.arrive, via.leave, query.origins[0], query.destinations[0])
        first, last = min(arrivals)[0] + minimum, max(arrivals)[0] + query.wait
        departures = leaving(query, via.leave, via.into, first, last)
        for arrival in arrivals:
            yield from onward(query, arrival, departures, minimum)


def landing(query: Query, markets: list[int]) -> Iterator[Arrival]:
    """Flights out of the origin that day."""
    timetable, bits = query.timetable, query.bits(0)
    for market in markets:
        clock = query.ahead(timetable.market_origin[market], 0)
        for row in range(timetable.market_row[market], timetable.market_row[market + 1]):
            minute = timetable.departs[row]
            if minute >= query.time and query.runs(row, bits):
                leaves = minute - ahead(clock, minute)
                yield leaves + timetable.minutes[row], leaves, row


def leaving(query: Query, airport: int, markets: list[int], first: int, last: int) -> list[Departure]:
    """Flights onward that leave between two UTC minutes, by time."""
    found: list[Departure] = []
    for days in range(FIRST_DAY, LAST_DAY):
        clock = query.ahead(airport, days)
        if 1440 * (days + 1) - min(clock[:2]) >= first and 1440 * days - max(clock[:2]) <= last:
            for market in markets:
                found += dated(query, market, clock, days)
    return sorted(own for own in found if first <= own[0] <= last)


def dated(query: Query, market: int, clock: tuple[int, int, int], days: int) -> Iterator[Departure]:
    timetable, bits = query.timetable, query.bits(days)
    for row in range(timetable.market_row[market], timetable.market_row[market + 1]):
        if query.runs(row, bits):
            minute = timetable.departs[row]
            leaves = 1440 * days + minute - ahead(clock, minute)
            yield leaves, leaves + timetable.minutes[row], row, days


def onward(query: Query, arrival: Arrival, departures: list[Departure], minimum: int) -> Iterator[Found]:
    """What one arrival can go on with: in order of departure until none can land sooner."""
    lands, left, row = arrival
    best, spare = 0, SPARE
    for at in range(bisect_left(departures, (lands + minimum,)), len(departures)):
        leaves, arrives, onward_row, days = departures[at]
        if leaves > lands + query.wait or best and spare <= 0 and leaves >= best:
            break
        if joins(query.timetable, row, onward_row):
            best, spare = min(best or arrives, arrives), spare - 1
            yield Found(arrives - left, arrives, ((row, 0), (onward_row, days)))
