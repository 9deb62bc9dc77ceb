"""Where the seats are: cabins with their rows and columns, exits and bulkheads, by type of aircraft.

Columns and exits of a type are data (`seatmaps.csv`; exits stand at so many per cent of economy); how many rows a cabin
has follows from its seats on the leg. Layouts are realistic, not those of one airline.
"""
import csv
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from .aircraft import aircraft
from .cabins import CLASSES, kind_of, layout
from .legs import Leg

NARROW, REGIONAL, WIDE = "320", "AT7", "772"  # whose columns a type has that has none of its own
FIRST_ROW = {"F": 1, "C": 11, "W": 21, "Y": 31}  # on wide bodies
FRONT, REST = 1, 11  # on others, where there is a cabin in front


@dataclass(frozen=True)
class Row:
    """`seats` are the letters there are in it, from left to right."""

    number: int
    seats: str
    exit: bool = False
    bulkhead: bool = False


@dataclass(frozen=True)
class CabinPlan:
    """`blocks` are the letters between two aisles."""

    cabin: str
    blocks: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def letters(self) -> str:
        return "".join(self.blocks)

    def row(self, number: int) -> Row | None:
        return next((row for row in self.rows if row.number == number), None)

    def window(self, letter: str) -> bool:
        return letter in (self.blocks[0][0], self.blocks[-1][-1])

    def aisle(self, letter: str) -> bool:
        edges = {self.blocks[0][-1], self.blocks[-1][0]}
        return letter in edges | {end for block in self.blocks[1:-1] for end in (block[0], block[-1])}


def plan(leg: Leg) -> tuple[CabinPlan, ...]:
    return planned(kind_of(leg.carrier), leg.equipment, leg.seats)


def cabin_plan(leg: Leg, booking_class: str) -> CabinPlan | None:
    """The cabin this class is flown in."""
    wanted = next((cabin for cabin, letters in CLASSES["full"].items() if booking_class in letters), "Y")
    cabins = plan(leg)
    return next((each for each in cabins if each.cabin == wanted), cabins[-1] if wanted == "W" else None)


@lru_cache(maxsize=512)
def planned(kind: str, equipment: str, seats: int) -> tuple[CabinPlan, ...]:
    known = aircraft(equipment)
    wide = bool(known and known.wide)
    own = table().get(equipment) or table()[WIDE if wide else NARROW if seats >= 100 else REGIONAL]
    found, front = [], False
    for cabin, count in layout(kind, equipment, seats):
        if count:
            first = FIRST_ROW[cabin] if wide else REST if front else FRONT
            found.append(laid_out(cabin, tuple((own[cabin] or own["Y"]).split()), count, first,
                                  tuple(map(int, own["exits"].split()))))
            front = True
    return tuple(found)


def laid_out(cabin: str, blocks: tuple[str, ...], seats: int, first: int, exits: tuple[int, ...]) -> CabinPlan:
    """Full rows, and what is left over at the back."""
    letters = "".join(blocks)
    rows = -(-seats // len(letters))
    doors = {rows * place // 100 for place in exits} if cabin == "Y" else set()
    return CabinPlan(cabin, blocks, tuple(
        Row(first + place, letters[:min(len(letters), seats - place * len(letters))], place in doors, place == 0)
        for place in range(rows)))


@cache
def table() -> dict[str, dict[str, str]]:
    text = (files("pnr") / "data" / "seatmaps.csv").read_text(encoding="utf-8")
    return {row["type"]: row for row in csv.DictReader(text.splitlines())}
