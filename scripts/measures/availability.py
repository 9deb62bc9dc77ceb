"""Availability on the world: direct, one and two connections, and the same with ten times as many flights."""
import sys
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from statistics import quantiles
from time import process_time_ns

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "scripts"), str(ROOT / "tests")]

from engine.schedule.oracle import Oracle  # noqa: E402
from world.chance import chance  # noqa: E402

from measures.tenfold import tenfold  # noqa: E402
from pnr.engine.schedule import bulk, connections, query, small  # noqa: E402
from pnr.engine.schedule.flights import Timetable  # noqa: E402
from pnr.engine.schedule.places import Places  # noqa: E402
from pnr.engine.schedule.season import wanted  # noqa: E402

DAY = date(2027, 1, 14)
QUERIES, ROUNDS, CHECKED, NEAREST = 200, 3, 24, 300
GOALS = {"p50": 4, "p99": 10}  # times as long with ten times as many flights


@dataclass(frozen=True)
class Asked:
    origin: str
    destination: str
    date: date
    most: int = 2
    least: int = 0
    time: int = 0
    carriers: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    nonstop: bool = False
    via: tuple[str, ...] = ()
    order: str = "N"


@dataclass(frozen=True)
class Kind:
    """What is measured: at least and at most so many connections."""

    name: str
    least: int
    most: int

    def asked(self, origin: str, destination: str, day: date) -> Asked:
        return Asked(origin, destination, day, self.most, self.least)


KINDS = (Kind("direct", 0, 0), Kind("one connection", 1, 1), Kind("two connections", 2, 2), Kind("whole entry", 0, 2))


def pairs(timetable: Timetable, places: Places, count: int) -> list[tuple[str, str, date]]:
    """Pairs of cities drawn by the number of their flights, with a date each; always the same."""
    weights: list[tuple[int, str]] = []
    total = 0
    for place, code in enumerate(timetable.airports):
        if code in places:
            first, last = timetable.airport_market[place], timetable.airport_market[place + 1]
            total += timetable.market_row[last] - timetable.market_row[first]
            weights.append((total, places.city_of(code)))
    found, drawn = [], 0
    while len(found) < count:
        ends = [weights[bisect_left(weights, (int(chance("pair", drawn, end) * total),))][1] for end in range(2)]
        if ends[0] != ends[1] and far_apart(timetable, places, *ends):
            found.append((*ends, DAY + timedelta(int(chance("day", drawn) * 300))))
        drawn += 1
    return found


def far_apart(timetable: Timetable, places: Places, origin: str, destination: str) -> bool:
    asked = connections.prepared(timetable, places, Asked(origin, destination, DAY))
    return asked is not None and asked.straight > NEAREST


class Floor:
    """The least a direct search can do: one bisection in a sorted list for each pair of airports, and the day mask."""

    def __init__(self, timetable: Timetable):
        self.timetable, count = timetable, len(timetable.airports)
        self.keys = [origin * count + end for origin, end in zip(
            timetable.market_origin, timetable.market_destination, strict=True)]
        self.starts, self.days, self.count = list(timetable.market_row), list(timetable.days), count

    def direct(self, origins: tuple[int, ...], destinations: tuple[int, ...], bits: int) -> list[int]:
        found = []
        for origin in origins:
            for destination in destinations:
                key = origin * self.count + destination
                at = bisect_left(self.keys, key)
                if at < len(self.keys) and self.keys[at] == key:
                    rows = range(self.starts[at], self.starts[at + 1])
                    found += [row for row in rows if self.days[row] & bits == bits]
        return found


def cost(work: Callable[[], object]) -> float:
    """Microseconds of processor."""
    start = process_time_ns()
    work()
    return (process_time_ns() - start) / 1000


PLACES = {"p50": 49, "p99": 98}
Costs = list[list[float]]  # of each round, of each query


def costs(works: list[Callable[[], object]], rounds: int = ROUNDS) -> Costs:
    return [[cost(work) for work in works] for _ in range(rounds)]


def percentile(some: list[float], share: str) -> float:
    return quantiles(some, n=100)[PLACES[share]]


def of_least(measured: Costs, share: str) -> float:
    """Of each query the quickest round."""
    return percentile([min(some) for some in zip(*measured, strict=True)], share)


def measures() -> list[dict]:
    """Every figure with its floor from the same run; raises when an answer is not that of the exhaustive search."""
    timetable, places = Timetable.embedded(), Places.embedded()
    asked = pairs(timetable, places, QUERIES)
    found = [opening(timetable), checked(timetable, places, asked)]
    floor = costs(floor_works(timetable, places, asked))
    once = {kind.name: costs(works(timetable, places, kind, asked)) for kind in KINDS}
    large = tenfold(timetable)
    found.append(same_by_loops(large, places, asked))
    often = {kind.name: costs(works(large, places, kind, asked)) for kind in KINDS}
    found += [compared(f"availability, {kind.name}, {share}, against a bare bisection", share, once[kind.name], floor)
              for kind in KINDS for share in GOALS]
    return found + [compared(f"availability, {kind.name}, {share}, ten times the flights", share, often[kind.name],
                             once[kind.name], goal) for kind in KINDS for share, goal in GOALS.items()]


def compared(name: str, share: str, ours: Costs, floor: Costs, goal: float | None = None) -> dict:
    """With the least and the greatest ratio of a round."""
    ratios = [percentile(one, share) / percentile(other, share) for one, other in zip(ours, floor, strict=True)]
    return row(name, "us", of_least(ours, share), of_least(floor, share), goal) | {
        "low": min(ratios), "high": max(ratios)}


def row(name: str, unit: str, ours: float, floor: float, goal: float | None = None) -> dict:
    ratio = ours / floor
    return {"name": name, "unit": unit, "ours": ours, "floor": floor, "ratio": ratio, "low": ratio, "high": ratio,
            "goal": goal}


def works(timetable: Timetable, places: Places, kind: Kind, asked: list) -> list[Callable[[], object]]:
    return [lambda one=one: connections.search(timetable, places, kind.asked(*one)) for one in asked]


def floor_works(timetable: Timetable, places: Places, asked: list) -> list[Callable[[], object]]:
    floor = Floor(timetable)
    ends = [(tuple(connections.known(timetable, places.airports(origin))),
             tuple(connections.known(timetable, places.airports(end))), wanted(day)) for origin, end, day in asked]
    return [lambda one=one: floor.direct(*one) for one in ends]


def opening(timetable: Timetable) -> dict:
    """A later start, against reading the file."""
    from pnr.engine.schedule.files import cached_path, mapped

    path = cached_path("timetable.bin")
    ours = min(cost(lambda: Timetable(mapped("timetable.bin"))) for _ in range(9))
    return row("timetable, opening it, against reading its bytes", "us", ours, min(
        cost(path.read_bytes) for _ in range(9)))


def checked(timetable: Timetable, places: Places, asked: list) -> dict:
    """The quickest of one and two connections against trying everything, between single airports."""
    right = 0
    for origin, destination, day in asked[:CHECKED]:
        ends = [connections.known(timetable, places.airports(code))[-1:] for code in (origin, destination)]
        one = query.Query(timetable, day, ends[0], ends[1], b"\1" * len(timetable.carriers))
        codes = [[timetable.airports[place] for place in end] for end in ends]
        oracle = Oracle(timetable, *codes, day, query.USUAL)
        quickest = (least(small.one_connection(one, query.vias(one))), least(bulk.one_connection(one, query.vias(one))),
                    least(bulk.two_connections(one)))
        once = oracle.once()
        assert quickest == (once, once, oracle.twice()), f"{origin}{destination} {day}: {quickest}"
        right += 1
    return row("availability, quickest journeys as the exhaustive search", "pairs", right, CHECKED)


def same_by_loops(timetable: Timetable, places: Places, asked: list) -> dict:
    """On the large timetable loops and arrays find the same quickest connection."""
    right = 0
    for one in asked[:CHECKED]:
        prepared = connections.prepared(timetable, places, Asked(*one))
        vias = query.vias(prepared)
        assert least(small.one_connection(prepared, vias)) == least(bulk.one_connection(prepared, vias)), one
        right += 1
    return row("availability, ten times the flights, loops and arrays agree", "pairs", right, CHECKED)


def least(found: list) -> int | None:
    return min((one.minutes for one in found), default=None)


if __name__ == "__main__":
    for one in measures():
        print(f"{one['name']:70} {one['ours']:>12,.1f} {one['floor']:>12,.1f} {one['unit']:6} {one['ratio']:>9,.2f}"
              f" ({one['low']:,.2f} to {one['high']:,.2f})" + (f"  goal {one['goal']}" if one["goal"] else ""))
