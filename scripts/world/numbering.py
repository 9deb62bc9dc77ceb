"""Flight numbers: out odd and back even, domestic apart from international, known numbers on a few trunk routes."""
from collections import Counter
from collections.abc import Iterator

from .flights import Flight, Pair
from .geography import Airport

HIGHEST = 9999
# airline, base, spoke: first number and first departure (0: as it falls)
PINNED: dict[tuple[str, str, str], tuple[int, int]] = {
    ("CA", "PEK", "SHA"): (1501, 510), ("MU", "SHA", "PEK"): (5101, 420), ("HU", "PEK", "SHA"): (7601, 0),
    ("CZ", "CAN", "PKX"): (3101, 480), ("CA", "PEK", "LHR"): (937, 0), ("CA", "PEK", "JFK"): (981, 0),
    ("CA", "PEK", "CAN"): (1315, 0), ("MU", "PVG", "JFK"): (587, 0), ("MU", "PVG", "LHR"): (551, 0),
    ("BA", "LHR", "JFK"): (173, 0), ("BA", "LHR", "CDG"): (304, 0), ("BA", "LHR", "PEK"): (39, 0),
    ("AA", "JFK", "LHR"): (100, 0), ("AF", "CDG", "LHR"): (1680, 0), ("LH", "FRA", "LHR"): (900, 0),
    ("LH", "FRA", "PEK"): (720, 0), ("SQ", "SIN", "LHR"): (322, 0), ("QF", "SYD", "LAX"): (11, 0),
}
# first domestic and first international number of an airline; others: 1001 and 1
STARTS = {"CA": (1201, 101), "MU": (5103, 201), "CZ": (3103, 301), "HU": (7001, 401), "ZH": (9101, 601),
          "MF": (8001, 801), "SC": (4601, 4001), "3U": (8601, 501), "FM": (9201, 801), "HO": (1101, 1301),
          "9C": (8501, 6101), "KN": (5201, 5501), "GS": (6401, 7901), "JD": (5101, 401), "PN": (6201, 501),
          "8L": (9501, 801), "KY": (8201, 501), "EU": (2201, 201), "G5": (2601, 201), "GJ": (8701, 501),
          "BA": (1301, 101), "AF": (5001, 101), "LH": (1, 401), "FR": (2001, 101), "U2": (2001, 1001)}


def number(pairs: list[Pair], airports: dict[str, Airport]) -> set[int]:
    """Gives every flight of one airline its number; the numbers taken."""
    taken: set[int] = set()
    for pair in pairs:
        if pair.pinned:
            give(pair, up(pair.pinned[0], taken), taken)
    for international, some in groups(pairs, airports):
        numbers = up(STARTS.get(pairs[0].carrier, (1001, 1))[international], taken)
        for pair in some:
            give(pair, numbers, taken)
    for pair in pairs:
        for flight in (*pair.flights, *pair.back):
            settle(flight)
    return taken


def groups(pairs: list[Pair], airports: dict[str, Airport]) -> Iterator[tuple[bool, list[Pair]]]:
    """Domestic, then international pairs; the busiest bases and routes first."""
    weight: Counter[str] = Counter()
    for pair in pairs:
        weight[pair.base] += len(pair.flights) + len(pair.back)
    ordered = sorted((pair for pair in pairs if not pair.pinned),
                     key=lambda pair: (-weight[pair.base], pair.base, -len(pair.flights), pair.spoke))
    for international in (False, True):
        yield international, [pair for pair in ordered
                              if (airports[pair.base].country != airports[pair.spoke].country) is international]


def up(start: int, taken: set[int]) -> Iterator[int]:
    """Every other number whose upper neighbour is free as well, from start to the end and then from the bottom."""
    for first in (*range(start, HIGHEST, 2), *range(2 - start % 2, start, 2)):
        if first not in taken and first + 1 not in taken:
            yield first


def give(pair: Pair, numbers: Iterator[int], taken: set[int]) -> None:
    for place in range(max(len(pair.flights), len(pair.back))):
        first = next(numbers)
        taken.update((first, first + 1))
        for flights, own in ((pair.flights, first), (pair.back, first + 1)):
            if place < len(flights):
                flights[place].number = own


def settle(flight: Flight) -> None:
    """The legs of a flight take the number of the lower pair, so that out and back stay neighbours."""
    if flight.onward:
        legs = flight, flight.onward
        chosen = min(legs, key=lambda leg: (leg.number + leg.number % 2, leg.number)).number
        for leg in legs:
            leg.number = chosen
