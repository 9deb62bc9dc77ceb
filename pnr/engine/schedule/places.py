"""Cities, airports, stations: by code, by name, the airports of a city."""
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from zoneinfo import ZoneInfo

from ...errors import UnknownPlace
from .files import Mapped, Progress, mapped

KINDS = {"C": 0, "A": 1, "R": 2, "B": 3, "P": 4, "H": 5, "O": 6}  # city before airport before the rest


@dataclass(frozen=True, slots=True)
class Place:
    code: str
    kind: str  # C city, A airport, R rail, B bus, P port, H heliport, O off-line point
    name: str
    name_zh: str
    city: str
    country: str
    state: str
    latitude: float
    longitude: float
    zone: str
    rank: float
    currency: str
    airports: tuple[str, ...]  # of a city: all its points, the most important first
    icao: str

    @classmethod
    def read(cls, line: str) -> "Place":
        code, kind, name, name_zh, city, country, state, *rest = line.split("\t")
        north, east, zone, rank, currency, airports, icao = rest
        return cls(code, kind, name, name_zh, city, country, state, float(north), float(east), zone, float(rank or 0),
                   currency, tuple(filter(None, airports.split(","))), icao)


class Places:
    """Lines in order of code, mapped; a line becomes a Place when somebody asks."""

    def __init__(self, data: Mapped):
        self.text = data
        self.first = data.find(b"\n") + 1
        self.found = lru_cache(maxsize=8192)(self.look_up)

    @classmethod
    def embedded(cls, progress: Progress | None = None) -> "Places":
        return embedded(progress)

    def start_of(self, at: int) -> int:
        """Where the line begins that this byte is in."""
        return self.text.rfind(b"\n", 0, at) + 1

    def line(self, start: int) -> str:
        return self.text[start:self.text.find(b"\n", start)].decode()

    def look_up(self, code: str) -> tuple[Place, ...]:
        """All that carry this code: the city, the airport, the others."""
        wanted = f"{code}\t".encode()
        at = self.first_line(wanted)
        some = []
        while self.text[at:at + len(wanted)] == wanted:
            line = self.line(at)
            some.append(Place.read(line))
            at += len(line.encode()) + 1
        return tuple(sorted(some, key=lambda place: KINDS.get(place.kind, 9)))

    def first_line(self, wanted: bytes) -> int:
        """Where the first line begins that is not before the wanted one: halving the text, not a list of lines."""
        low, high = self.first, len(self.text)
        while low < high:
            start = self.start_of((low + high) // 2)
            if self.text[start:start + len(wanted)] < wanted:
                low = self.text.find(b"\n", start) + 1
            else:
                high = start
        return low

    def __contains__(self, code: str) -> bool:
        return bool(self.found(code))

    def place(self, code: str, kind: str = "") -> Place:
        """The city of this code, else the airport, else what there is; or the one of that kind. Raises UnknownPlace."""
        for place in self.found(code):
            if kind in ("", place.kind):
                return place
        raise UnknownPlace(code=code)

    def airport(self, code: str) -> Place:
        return self.place(code, "A")

    def airports(self, code: str) -> tuple[str, ...]:
        """The airports a code stands for, the most important first: all of a city's, or itself. Raises UnknownPlace."""
        known = self.found(code)
        if not known:
            raise UnknownPlace(code=code)
        if known[0].kind == "C":
            some = tuple(own for own in known[0].airports if any(place.kind == "A" for place in self.found(own)))
            return some or tuple(place.code for place in known if place.kind == "A")
        return (code,) if any(place.kind == "A" for place in known) else ()

    def city_of(self, airport: str) -> str:
        """The city an airport belongs to; a city is its own. Raises UnknownPlace."""
        return self.place(airport).city

    def zone(self, code: str) -> ZoneInfo:
        """The time zone of a city or airport. Raises UnknownPlace."""
        return ZoneInfo(self.place(code).zone)

    def named(self, text: str, most: int = 20) -> list[Place]:
        """Places with a word of their name, roman or Chinese, that begins with the text; the most important first."""
        wanted = text.casefold()
        some = [Place.read(line) for line in self.lines_with(wanted) if named_so(line, wanted)] if wanted else []
        some.sort(key=lambda place: (-place.rank, place.code, KINDS.get(place.kind, 9)))
        return some[:most]

    def lines_with(self, wanted: str) -> Iterator[str]:
        """Lines that hold the text, capitals or not."""
        sought = wanted.encode()
        at = self.folded.find(sought, self.first)
        while at >= 0:
            start = self.start_of(at)
            yield self.line(start)
            at = self.folded.find(sought, self.text.find(b"\n", start) + 1)

    @cached_property
    def folded(self) -> bytes:
        """The text with ASCII capitals lowered: every byte stays in its place."""
        return self.text[:].lower()


def named_so(line: str, wanted: str) -> bool:
    name, name_zh = line.split("\t", 4)[2:4]
    return name_zh.startswith(wanted) or f" {name.casefold()}".find(f" {wanted}") >= 0


@cache
def opened() -> list[Places]:
    return []


def embedded(progress: Progress | None) -> Places:
    if not opened():
        opened().append(Places(mapped("places.tsv", progress)))
    return opened()[0]
