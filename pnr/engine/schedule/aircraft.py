"""Types of aircraft by their three-character codes."""
from dataclasses import dataclass
from functools import cache

from .files import lines

WIDE_CODES = """310 312 313 330 332 333 338 339 340 342 343 345 346 350 351 359 380 388 74E 744 747 748 74H 762 763
    764 767 772 773 777 77L 77W 781 787 788 789 AB4 AB6 D10 IL9 M11 L10"""
WIDE = frozenset(WIDE_CODES.split())


@dataclass(frozen=True, slots=True)
class Aircraft:
    code: str
    icao: str
    maker: str
    model: str
    category: str  # J jet, T turboprop, P piston, H helicopter, S on the ground
    engines: int
    seats: int  # as the timetable flies it; 0 when it does not

    @property
    def wide(self) -> bool:
        return self.code in WIDE


@cache
def table() -> dict[str, Aircraft]:
    return {aircraft.code: aircraft for aircraft in map(read, lines("aircraft.tsv"))}


def read(line: str) -> Aircraft:
    code, icao, maker, model, category, engines, seats = line.split("\t")
    return Aircraft(code, icao, maker, model, category, int(engines or 0), int(seats or 0))


def aircraft(code: str) -> Aircraft | None:
    return table().get(code)


def named(text: str) -> list[Aircraft]:
    """Types whose maker or model has a word that begins so."""
    wanted = f" {text.casefold()}"
    return [kind for kind in table().values() if wanted in f" {kind.maker} {kind.model}".casefold()]
