"""Who flies where, how often a week and with how many seats, from the monthly averages of the source."""
from collections import defaultdict
from dataclasses import dataclass

from .chance import chance
from .geography import Airport, distance

WEEKS = 4.35  # in a month
GROWTH = 1.068  # makes good the airlines that have ended since and the flights of one season: 105,000 flights a day
MOVED = {"TSE": "NQZ", "FRU": "BSZ", "KIV": "RMO", "REP": "SAI", "ZGC": "LHW", "TXL": "BER", "SXF": "BER"}
CLOSED = frozenset({"NAY", "TXL", "SXF"})
NEAREST, FARTHEST = 15, 16_500  # km
SEATS = (8, 560)

# Beijing Daxing opened after the source was counted: the share of an airline's Beijing routes that went there
DAXING = {"CZ": 1.0, "KN": 1.0, "GS": 0.5, "MF": 1.0, "JD": 1.0, "GJ": 1.0, "DZ": 1.0, "HO": 1.0, "MU": 0.7,
          "OQ": 1.0, "9H": 0.5, "QW": 1.0, "CA": 0.1, "CN": 0.3, "NX": 1.0, "BI": 1.0, "SV": 1.0, "LO": 1.0}
STAY = {("MU", "SHA"), ("CA", "SHA"), ("FM", "SHA"), ("MF", "SHA")}


@dataclass(frozen=True, slots=True)
class Route:
    """One airline from one airport to another."""

    carrier: str
    origin: str
    destination: str
    weekly: int
    seats: int  # a flight
    kilometres: int


def at_home(carrier: str, airport: str, other: str) -> str:
    """The airport in use today."""
    airport = MOVED.get(airport, airport)
    if airport == "NAY" or airport == "PEK" and (carrier, other) not in STAY \
            and chance("daxing", carrier, other) < DAXING.get(carrier, 0.0):
        return "PKX"
    return airport


def totals(segments: list[dict[str, str]], carriers: set[str]) -> dict[tuple[str, str, str], list[float]]:
    """Flights and seats a month by airline and pair, after the moves."""
    sums: dict[tuple[str, str, str], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for row in segments:
        carrier, origin, destination = row["airline"], row["origin"], row["dest"]
        if carrier in carriers:
            pair = at_home(carrier, origin, destination), at_home(carrier, destination, origin)
            sums[carrier, *pair][0] += float(row["flights_per_month"])
            sums[carrier, *pair][1] += float(row["seats_per_month"])
    return sums


def weekly(key: tuple[str, str, str], flights: float, growth: float) -> int:
    """At least one flight; the fraction is rounded alike both ways."""
    carrier, *pair = key
    return max(1, int(flights / WEEKS * growth + chance("weekly", carrier, *sorted(pair))))


def routes(segments: list[dict[str, str]], carriers: set[str], airports: dict[str, Airport],
           growth: float = GROWTH) -> list[Route]:
    """Every route between two live airports, in order of airline and pair."""
    found = []
    for key, (flights, seats) in sorted(totals(segments, carriers).items()):
        carrier, origin, destination = key
        if origin not in airports or destination not in airports or not flights:
            continue
        far = distance(airports[origin], airports[destination])
        if NEAREST <= far <= FARTHEST:
            mean = seats / flights or 100
            found.append(Route(carrier, origin, destination, weekly(key, flights, growth),
                               int(min(max(mean, SEATS[0]), SEATS[1])), round(far)))
    return found
