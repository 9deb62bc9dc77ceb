"""The world timetable from routes: pairs, through flights, numbers, seasons, codeshares."""
from itertools import groupby

from .codeshares import Marketing
from .flights import Flight, Planner
from .geography import Airport
from .network import Route
from .numbering import PINNED, number
from .rows import Row, operated
from .through import join


def timetable(routes: list[Route], airports: dict[str, Airport], alliances: dict[str, str]) -> list[Row]:
    """Every row; alliances: code -> alliance, for the codeshares."""
    rows: list[Row] = []
    taken: dict[str, set[int]] = {}
    for carrier, some in groupby(routes, key=lambda route: route.carrier):
        own, taken[carrier] = of_carrier(list(some), airports)
        rows += own
    rows += list(Marketing(alliances, rows, taken, airports).shared(rows))
    return rows


def of_carrier(routes: list[Route], airports: dict[str, Airport]) -> tuple[list[Row], set[int]]:
    pairs = list(Planner(routes, airports, PINNED).pairs())
    flights: list[Flight] = [flight for pair in pairs for flight in (*pair.flights, *pair.back)]
    join([flight for flight in flights if not pinned(flight)], airports)
    taken = number(pairs, airports)
    fixed = {flight.number for pair in pairs if pair.pinned for flight in (*pair.flights, *pair.back)}
    return list(operated(flights, fixed, airports)), taken


def pinned(flight: Flight) -> bool:
    ends = {(flight.carrier, flight.origin, flight.destination), (flight.carrier, flight.destination, flight.origin)}
    return not ends.isdisjoint(PINNED)
