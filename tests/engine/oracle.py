"""The lowest price by trying everything: every way to cut a journey, to join the cuts to units, and to pick fares.

It shares no code with the engine but the mileage, and knows no rules but what category 10 is told in `apart`: rules
whose fares may not stand end on end, may not make open jaws, or may only be paired with their own.
"""
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, product

from pnr.engine.pricing import distance
from pnr.engine.schedule.places import Places

PLACES = Places.embedded()


@dataclass(frozen=True)
class Leg:
    start: str
    end: str
    stopover: bool  # before the next one


@dataclass(frozen=True)
class Filing:
    start: str
    end: str
    basis: str
    tag: int
    amount: int | Decimal
    rule: str = ""
    carrier: str = "XX"
    letter: str = "Y"  # of the class and of its cabin
    routing: str = ""
    gi: str = ""


def miles(one: str, other: str) -> int:
    return distance.miles(PLACES.place(one), PLACES.place(other)) if one != other else 0


def partitions(items: list):
    """Every way to put items into groups."""
    if not items:
        yield []
        return
    first, rest = items[0], items[1:]
    for size in range(len(rest) + 1):
        for others in combinations(rest, size):
            left = [item for item in rest if item not in others]
            for more in partitions(left):
                yield [[first, *others], *more]


def apart(one: list[int], other: list[int]) -> bool:
    """Whether two groups of flights do not cross: one lies wholly in a gap of the other, or beside it."""
    return not any(a < b < c < d or b < a < d < c for a, c in combinations(sorted(one), 2)
                   for b, d in combinations(sorted(other), 2))


def cities(legs: list[Leg], flights: list[int]) -> list[str]:
    """Every point in order; a gap on the ground between two flights has two."""
    found = [legs[flights[0]].start]
    for place in flights:
        found += [legs[place].end] if legs[place].start == found[-1] else [legs[place].start, legs[place].end]
    return found


def length(way: list[str]) -> int:
    """Gaps on the ground count as if they were flown."""
    return sum(miles(one, other) for one, other in zip(way, way[1:], strict=False))


def fits(legs: list[Leg], flights: list[int]) -> bool:
    """Whether one fare may cover these flights: it never comes twice to a city, side trips return where they leave."""
    way = cities(legs, flights)
    if len(set(way)) < len(way):
        return False
    for one, other in zip(flights, flights[1:], strict=False):
        ends = {legs[one].end, legs[one + 1].start, legs[other - 1].end, legs[other].start}
        if other > one + 1 and ends != {legs[one].end}:
            return False
    return len(flights) == 1 or length(way) <= miles(way[0], way[-1]) * 120 // 100 * 125 // 100


def kind(legs: list[Leg], unit: list[list[int]]) -> str:
    """OW RT SOJ DOJ CT, or nothing where these components are no unit."""
    if len(unit) == 1:
        return "OW"
    ends = [(legs[each[0]].start, legs[each[-1]].end) for each in unit]
    if any(leg.stopover for leg in legs[:-1]) and not all(legs[each[-1]].stopover for each in unit[:-1]):
        return ""
    if any(city == ends[0][0] for each in unit for city in cities(legs, each)[1:-1]):
        return ""  # it would have ended there
    open = [(one[1], other[0]) for one, other in zip(ends, [*ends[1:], ends[0]], strict=True) if one[1] != other[0]]
    if len(unit) == 2:
        shorter = min(miles(*pair) for pair in ends)
        return ("RT", "SOJ", "DOJ")[len(open)] if all(miles(*pair) < shorter for pair in open) else ""
    points = [start for start, _ in ends]
    return "CT" if not open and len(set(points)) == len(points) else ""


def country(city: str) -> str:
    return PLACES.place(city).country


def surcharge(legs: list[Leg], flights: list[int]) -> int:
    if len(flights) == 1:
        return 0
    flown = length(cities(legs, flights))
    most = miles(legs[flights[0]].start, legs[flights[-1]].end) * 120 // 100
    return next(percent for percent in (0, 5, 10, 15, 20, 25) if flown <= most * (100 + percent) // 100)


def fares(legs: list[Leg], unit: list[list[int]], place: int, filed: list[Filing]):
    """What each fare of a component comes to, in cents: with what it is, and the amount cut off to cents."""
    flights = unit[place]
    start, end, home = legs[flights[0]].start, legs[flights[-1]].end, country(legs[unit[0][0]].start)
    back = len(unit) > 1 and (place == len(unit) - 1 or (place > 0 and country(start) != home == country(end)))
    if len(unit) > 2 and place == 0:
        back = country(start) != home == country(end)
    pair = (end, start) if back else (start, end)
    for filing in filed:
        if (filing.start, filing.end) == pair and filing.tag in ((1, 3) if len(unit) == 1 else (1, 2)):
            whole = filing.amount * (1 if len(unit) == 1 or filing.tag == 1 else Decimal("0.5"))
            yield int(whole * (100 + surcharge(legs, flights))), filing


def together(kinds: list[str], chosen: list[list[Filing]], never: dict[str, set[str]]) -> bool:
    """Category 10: what each fare forbids of its unit and of other units."""
    for what, own in zip(kinds, chosen, strict=True):
        for filing in own:
            words = never.get(filing.rule, set())
            if len(chosen) > 1 and "endon" in words:
                return False
            if what in words or (what in ("SOJ", "DOJ") and "OJ" in words):
                return False
            if what == "RT" and "same" in words and any(other.rule != filing.rule for other in own):
                return False
    return True


def lowest(legs: list[Leg], filed: list[Filing], never: dict[str, set[str]]) -> tuple | None:
    """(cents, units, components, fare bases in order of travel) of the best solution."""
    best = None
    for cut in partitions(list(range(len(legs)))):
        if not all(fits(legs, sorted(each)) for each in cut):
            continue
        for units in partitions([sorted(each) for each in cut]):
            units = [sorted(unit) for unit in units]
            kinds = [kind(legs, unit) for unit in units]
            flights = [[place for each in unit for place in each] for unit in units]
            whole = all(kinds) and all(apart(*pair) for pair in combinations(flights, 2))
            inside = all(one[-1] < other[0] for unit in units for one, other in combinations(unit, 2))
            if not whole or not inside:
                continue
            slots = [(number, list(fares(legs, unit, place, filed))) for number, unit in enumerate(units)
                     for place in range(len(unit))]
            order = [each[0] for unit in units for each in unit]
            for picked in product(*(found for _, found in slots)):
                rows = [[pick[1] for pick, (number, _) in zip(picked, slots, strict=True) if number == unit]
                        for unit in range(len(units))]
                if together(kinds, rows, never):
                    travel = sorted(zip(order, picked, strict=True), key=lambda each: each[0])
                    bases = tuple(pick[1].basis for _, pick in travel)
                    found = sum(pick[0] for pick in picked), len(units), len(slots), bases
                    best = min(best or found, found)
    return best
