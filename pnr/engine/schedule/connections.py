"""Journeys between two places: direct, with one change, with two; the next stage when the ones before give too few."""
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Protocol

from . import scenarios
from .flights import Journey, Timetable
from .places import Places
from .query import GREAT, USUAL, Found, Query, ahead, rows_in, vias
from .small import one_connection

ENOUGH = 20  # journeys; with fewer, two changes are tried
CONNECTIONS = 40  # of each kind, the quickest
LARGE = 1000  # rows from which arrays are quicker


class Asked(Protocol):
    """What a search is asked for; codes are cities or airports, `order` N, D, A or E."""

    @property
    def origin(self) -> str: ...
    @property
    def destination(self) -> str: ...
    @property
    def date(self) -> date: ...
    @property
    def time(self) -> int: ...
    @property
    def carriers(self) -> tuple[str, ...]: ...
    @property
    def excluded(self) -> tuple[str, ...]: ...
    @property
    def most(self) -> int: ...
    @property
    def least(self) -> int: ...
    @property
    def nonstop(self) -> bool: ...
    @property
    def via(self) -> tuple[str, ...]: ...
    @property
    def order(self) -> str: ...
    @property
    def also_from(self) -> tuple[str, ...]: ...
    @property
    def also_to(self) -> tuple[str, ...]: ...
    @property
    def avoided(self) -> tuple[str, ...]: ...


def search(timetable: Timetable, places: Places, asked: Asked, limit: int = 200) -> list[Journey]:
    """Journeys on a date, the quickest connections only, in the order asked for; raises UnknownPlace."""
    query = prepared(timetable, places, asked)
    if query is None:
        return staged(places, asked)
    found = [] if asked.least or asked.via else direct(query, asked)
    if asked.most and len(found) < limit:
        found += connecting(query, asked, len(found))
    order = ORDERS.get(asked.order[:1].upper(), neutral)
    return [journey(query, one) for one in sorted(found, key=lambda one: order(query, one))[:limit]]


def staged(places: Places, asked: Asked) -> list[Journey]:
    """Flights of the scenario table, between places nobody else flies from."""
    if asked.least or asked.via or asked.carriers and scenarios.CARRIER not in asked.carriers:
        return []
    flights = scenarios.between(ends(places, asked.origin, *asked.also_from),
                                ends(places, asked.destination, *asked.also_to), asked.date)
    return [(flight,) for flight in flights if flight.departs >= asked.time]


def direct(query: Query, asked: Asked) -> list[Found]:
    """Flights under one number, with stops or without."""
    timetable, bits, found = query.timetable, query.bits(0), []
    for origin in query.origins:
        clock = query.ahead(origin, 0)
        for destination in query.destinations:
            for row in timetable.market(origin, destination):
                if timetable.days[row] & bits == bits and timetable.departs[row] >= asked.time \
                        and query.allowed[timetable.carrier[row]] and not (asked.nonstop and timetable.through[row]):
                    minute, minutes = timetable.departs[row], timetable.minutes[row]
                    found.append(Found(minutes, minute + minutes - ahead(clock, minute), ((row, 0),)))
    return found


def allowed(carrier: str, asked: Asked) -> bool:
    return (not asked.carriers or carrier in asked.carriers) and carrier not in asked.excluded


def prepared(timetable: Timetable, places: Places, asked: Asked) -> Query | None:
    """The search in the timetable's own numbers; nothing where nobody flies."""
    origins, destinations = (known(timetable, ends(places, *some)) for some in (
        (asked.origin, *asked.also_from), (asked.destination, *asked.also_to)))
    if not origins or not destinations:
        return None
    via = tuple(frozenset(known(timetable, places.airports(code))) for code in asked.via)
    usable = bytes(allowed(carrier, asked) for carrier in timetable.carriers) if asked.carriers or asked.excluded \
        else b"\1" * len(timetable.carriers)
    avoided = frozenset(known(timetable, ends(places, *asked.avoided)))
    return Query(timetable, asked.date, origins, destinations, usable, via, asked.time, limit=CONNECTIONS,
                 avoided=avoided)


def ends(places: Places, *codes: str) -> tuple[str, ...]:
    """The airports of these cities, each once."""
    return tuple(dict.fromkeys(airport for code in codes for airport in places.airports(code)))


def known(timetable: Timetable, airports: Iterable[str]) -> tuple[int, ...]:
    return tuple(timetable.places[code] for code in airports if code in timetable.places)


def connecting(query: Query, asked: Asked, so_far: int) -> list[Found]:
    """One change, then two where that is not enough; longer waits and ways where there is nothing at all."""
    for patience in (USUAL, GREAT):
        patient = query.with_patience(patience)
        found: list[Found] = []
        if asked.least <= 1:
            found = distinct(patient, changing_once(patient))
        if asked.most >= 2 and so_far + len(found) < ENOUGH:
            from .bulk import two_connections

            found += distinct(patient, two_connections(patient))
        if found or so_far:
            break
    return found


def changing_once(query: Query) -> list[Found]:
    """By loops or by arrays, whichever is quicker for so many flights."""
    changes = vias(query)
    size = sum(rows_in(query.timetable, via.out) + rows_in(query.timetable, via.into) for via in changes)
    if size < LARGE:
        return one_connection(query, changes)
    from . import bulk

    return bulk.one_connection(query, changes)


def distinct(query: Query, found: list[Found]) -> list[Found]:
    """The quickest, each set of aircraft once: as one airline's where it can be."""
    timetable, seen, kept = query.timetable, set(), []
    for one in sorted(found, key=lambda one: (one.minutes, airlines(query, one), one.lands, one.rows)):
        flown = tuple((timetable.operating[row], days) for row, days in one.rows)
        if flown not in seen:
            seen.add(flown)
            kept.append(one)
    return kept[:query.limit]


def airlines(query: Query, one: Found) -> int:
    return len({query.timetable.carrier[row] for row, _ in one.rows})


def journey(query: Query, one: Found) -> Journey:
    return tuple(query.timetable.dated(row, query.day + timedelta(days)) for row, days in one.rows)


# ---- orders

def leaves(one: Found) -> int:
    return one.lands - one.minutes


def names(query: Query, one: Found) -> tuple[tuple[bool, int], ...]:
    """Airlines that fly themselves before codeshares, then as the timetable has them."""
    return tuple((query.timetable.operating[row] != row, row) for row, _ in one.rows)


def neutral(query: Query, one: Found) -> tuple:
    """Direct by departure; connections by arrival, the quicker first."""
    flights = len(one.rows)
    return flights, leaves(one) if flights == 1 else one.lands, one.minutes, names(query, one)


ORDERS = {
    "N": neutral,
    "D": lambda query, one: (leaves(one), one.minutes, names(query, one)),
    "A": lambda query, one: (one.lands, one.minutes, names(query, one)),
    "E": lambda query, one: (one.minutes, leaves(one), names(query, one)),
}
