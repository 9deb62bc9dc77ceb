"""Codeshares: partners put their own number on a flight that meets their network; the seat stays the operator's."""
from collections import Counter, defaultdict
from collections.abc import Iterator

from .chance import chance
from .geography import Airport
from .numbering import HIGHEST
from .rows import Row, marketed

# partners that share much, beyond and inside the alliances: share of the operator's routes
PARTNERS = {("CA", "ZH"): 0.6, ("CA", "SC"): 0.3, ("ZH", "CA"): 0.4, ("SC", "CA"): 0.4, ("MU", "FM"): 0.5,
            ("FM", "MU"): 0.7, ("CZ", "MF"): 0.4, ("MF", "CZ"): 0.5, ("HU", "GS"): 0.3, ("GS", "HU"): 0.4,
            ("EK", "QF"): 0.3, ("QF", "EK"): 0.2, ("VA", "NZ"): 0.2, ("CA", "LH"): 0.3, ("LH", "CA"): 0.3,
            ("CA", "UA"): 0.25, ("UA", "CA"): 0.12, ("MU", "AF"): 0.25, ("AF", "MU"): 0.25, ("MU", "DL"): 0.15,
            ("CZ", "AF"): 0.2, ("CZ", "AA"): 0.15, ("AA", "CZ"): 0.06, ("AA", "BA"): 0.12, ("BA", "AA"): 0.35,
            ("AS", "AA"): 0.3, ("DL", "AF"): 0.06, ("DL", "KL"): 0.06, ("UA", "LH"): 0.08, ("LH", "UA"): 0.3}
IN_ALLIANCE = 0.06
MOST_PARTNERS = 2
FIRST_NUMBER, FULL = 4001, 9700


def partners(airlines: dict[str, str]) -> dict[str, list[tuple[str, float]]]:
    """For each operator who may market its flights, with the share; airlines: code -> alliance."""
    found: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for operator, alliance in sorted(airlines.items()):
        for marketer, other in sorted(airlines.items()):
            share = PARTNERS.get((operator, marketer), IN_ALLIANCE if alliance and alliance == other else 0.0)
            if share and operator != marketer:
                found[operator].append((marketer, share))
    return found


class Marketing:
    """Gives numbers of the partners to the rows of the operators."""

    def __init__(self, airlines: dict[str, str], rows: list[Row], taken: dict[str, set[int]],
                 airports: dict[str, Airport]):
        self.countries = {code: airport.country for code, airport in airports.items()}
        self.partners = partners({code: alliance for code, alliance in airlines.items() if code in taken})
        self.taken = taken
        self.next = dict.fromkeys(taken, FIRST_NUMBER)
        self.given: dict[tuple[str, str, int], int] = {}
        self.homes: dict[str, str] = {}
        self.airports: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            self.airports[row.carrier].update((row.origin, row.destination))

    def shared(self, rows: list[Row]) -> Iterator[Row]:
        joined = {(leg.carrier, leg.number) for row in rows for leg in row.legs}
        for row in rows:
            if (row.carrier, row.number) not in joined:
                for marketer in self.marketers(row):
                    if number := self.number(marketer, row):
                        yield marketed(row, marketer, number)

    def marketers(self, row: Row) -> list[str]:
        """At most two partners, close ones first, the same for the route both ways."""
        ends = sorted((row.origin, row.destination))
        some = [(-share, chance("codeshare", row.carrier, marketer, *ends), marketer)
                for marketer, share in self.partners.get(row.carrier, ()) if self.meets(marketer, row)]
        return [marketer for share, drawn, marketer in sorted(some) if drawn < -share][:MOST_PARTNERS]

    def meets(self, marketer: str, row: Row) -> bool:
        """A partner has a station at one end; of a flight abroad it sells those from or to its own country."""
        if not self.airports[marketer].intersection((row.origin, row.destination)):
            return False
        ends = {self.countries[row.origin], self.countries[row.destination]}
        return len(ends) == 1 or self.home(marketer) in ends

    def home(self, carrier: str) -> str:
        if carrier not in self.homes:
            seen = Counter(self.countries[code] for code in self.airports[carrier])
            self.homes[carrier] = min(seen, key=lambda country: (-seen[country], country))
        return self.homes[carrier]

    def number(self, marketer: str, row: Row) -> int:
        """The operator's own number if it is free, else the next free one; 0 when the partner has none left."""
        key = marketer, row.carrier, row.number
        if key not in self.given:
            taken = self.taken[marketer]
            own = row.number if row.number not in taken else self.free(marketer)
            self.given[key] = own if len(taken) < FULL else 0
            taken.add(self.given[key])
        return self.given[key]

    def free(self, marketer: str) -> int:
        while self.next[marketer] in self.taken[marketer]:
            self.next[marketer] = self.next[marketer] % HIGHEST + 1
        return self.next[marketer]
