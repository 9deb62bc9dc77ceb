"""Car companies and hotel chains: two letters and a name, as agents have them in their booking codes."""
import csv
from functools import cache
from typing import NamedTuple

from .files import packaged

CAR, HOTEL = "car", "hotel"


class Company(NamedTuple):
    kind: str
    code: str
    name: str


@cache
def companies() -> tuple[Company, ...]:
    return tuple(Company(**row) for row in csv.DictReader(packaged("companies.csv").decode().splitlines()))


def found(kind: str, text: str) -> tuple[Company, ...]:
    """By code, else by the beginning of a word of the name."""
    known = [each for each in companies() if each.kind == kind]
    by_code = [each for each in known if each.code == text]
    return tuple(by_code or [each for each in known if any(word.startswith(text) for word in each.name.split())])
