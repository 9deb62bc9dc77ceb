"""Airlines by code, number and name; a two-character code is not a key, the live passenger airline comes first."""
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ...errors import UnknownCarrier
from .files import lines


@dataclass(frozen=True, slots=True)
class Airline:
    code: str
    icao: str
    accounting: str  # three digits that begin its ticket numbers; may be missing
    name: str
    alliance: str
    country: str  # where it departs most
    kind: str  # F full service, L low cost, R regional
    flights: int  # a year, as far as known

    @classmethod
    def read(cls, line: str) -> "Airline":
        code, icao, accounting, name, alliance, country, kind, flights = line.split("\t")
        return cls(code, icao, accounting, name, alliance, country, kind, int(flights or 0))


SCENARIOS = Airline("XX", "XXX", "000", "Scenario Airlines", "", "FR", "F", 0)  # nobody's code: see scenarios.py


class Airlines:
    """All live airlines; of a shared code the first is meant."""

    def __init__(self, airlines: Iterable[Airline]):
        self.all = tuple(airlines)
        self.best: dict[str, Airline] = {}
        for airline in self.all:
            self.best.setdefault(airline.code, airline)

    @classmethod
    def embedded(cls) -> "Airlines":
        return embedded()

    def __contains__(self, code: str) -> bool:
        return code in self.best

    def airline(self, code: str) -> Airline:
        """The live passenger airline of a two-character code; raises UnknownCarrier."""
        try:
            return self.best[code]
        except KeyError:
            raise UnknownCarrier(carrier=code) from None

    def find(self, text: str) -> list[Airline]:
        """All with this two- or three-letter code or number, else those with a word of their name beginning so."""
        exact = [airline for airline in self.all if text in (airline.code, airline.icao, airline.accounting)]
        if exact:
            return exact
        wanted = f" {text.casefold()}"
        some = [airline for airline in self.all if wanted in f" {airline.name.casefold()}"]
        return sorted(some, key=lambda airline: (-airline.flights, airline.code, airline.icao))

    def of_alliance(self, alliance: str) -> frozenset[str]:
        """The codes of Star Alliance, OneWorld or SkyTeam."""
        return frozenset(airline.code for airline in self.all if airline.alliance == alliance and airline.code)


@cache
def embedded() -> Airlines:
    return Airlines([*map(Airline.read, lines("airlines.tsv")), SCENARIOS])
