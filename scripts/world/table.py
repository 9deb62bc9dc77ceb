"""Rows into the columns of the timetable file."""
from itertools import groupby

from pnr.engine.schedule.snapshot import NONE, pack

from .geography import Airport, distance
from .rows import Row


def table(rows: list[Row], airports: dict[str, Airport], own_only: frozenset[str]) -> bytes:
    """The bytes of the timetable file; `own_only` are the airlines that connect to nobody else."""
    rows = sorted(rows, key=lambda row: (row.origin, row.destination, row.departs, row.carrier, row.number, row.days))
    codes = sorted({code for row in rows for code in (row.origin, row.destination)})
    names = {"airports": codes, "zones": sorted({airports[code].zone for code in codes}),
             "countries": sorted({airports[code].country for code in codes}),
             "cities": sorted({airports[code].city for code in codes}),
             "carriers": sorted({row.carrier for row in rows}), "equipment": sorted({row.equipment for row in rows})}
    places = {name: {value: place for place, value in enumerate(values)} for name, values in names.items()}
    columns = {**airport_columns(codes, airports, places), **market_columns(rows, airports, places),
               **row_columns(rows, places), **number_columns(rows, places),
               "carrier_kind": [int(code in own_only) for code in names["carriers"]]}
    return pack(names, columns)


def airport_columns(codes: list[str], airports: dict[str, Airport], places: dict) -> dict[str, list]:
    own = [airports[code] for code in codes]
    return {"airport_zone": [places["zones"][airport.zone] for airport in own],
            "airport_country": [places["countries"][airport.country] for airport in own],
            "airport_city": [places["cities"][airport.city] for airport in own],
            "airport_latitude": [airport.latitude for airport in own],
            "airport_longitude": [airport.longitude for airport in own]}


def market_columns(rows: list[Row], airports: dict[str, Airport], places: dict) -> dict[str, list[int]]:
    place = places["airports"]
    markets, starts = [], []
    at = 0
    for pair, some in groupby(rows, key=lambda row: (row.origin, row.destination)):
        markets.append(pair)
        starts.append(at)
        at += sum(1 for _ in some)
    inbound = sorted(range(len(markets)), key=lambda market: (markets[market][1], markets[market][0]))
    return {"market_origin": [place[origin] for origin, _ in markets],
            "market_destination": [place[destination] for _, destination in markets],
            "market_distance": [round(distance(airports[origin], airports[end])) for origin, end in markets],
            "market_row": [*starts, at], "market_inbound": inbound,
            "airport_market": first_of([place[origin] for origin, _ in markets], len(place)),
            "airport_inbound": first_of([place[markets[market][1]] for market in inbound], len(place))}


def first_of(ordered: list[int], count: int) -> list[int]:
    """Where each of 0..count begins in an ordered list; one more for the end."""
    starts, at = [], 0
    for value in range(count + 1):
        while at < len(ordered) and ordered[at] < value:
            at += 1
        starts.append(at)
    return starts


def row_columns(rows: list[Row], places: dict) -> dict[str, list[int]]:
    at = {id(row): place for place, row in enumerate(rows)}
    through, legs = [], []
    for row in rows:
        through.append(len(legs) // 2 + 1 if row.legs else 0)
        legs += [at[id(leg)] for leg in row.legs]
    assert NONE not in legs
    return {"departs": [row.departs for row in rows], "minutes": [row.minutes for row in rows],
            "carrier": [places["carriers"][row.carrier] for row in rows], "number": [row.number for row in rows],
            "days": [row.days for row in rows], "equipment": [places["equipment"][row.equipment] for row in rows],
            "seats": [row.seats for row in rows], "through": through, "through_legs": legs,
            "operating": [at[id(row.operating or row)] for row in rows]}


def number_columns(rows: list[Row], places: dict) -> dict[str, list[int]]:
    keys = sorted((places["carriers"][row.carrier] * 10000 + row.number, place) for place, row in enumerate(rows))
    return {"number_key": [key for key, _ in keys], "number_row": [place for _, place in keys]}
