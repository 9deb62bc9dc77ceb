"""Passenger types: what they are called, whether an adult, a child or an infant travels, and what they fall back to."""
import re
from dataclasses import dataclass
from functools import cache

from ...errors import UnknownPassengerType
from . import filed

AGED = re.compile(r"([A-Z])(\d{2})")  # C05, J08: a child of that age
ALIASES = {"CH": "CHD", "IN": "INF", "CD": "SRC", "SD": "STU", "ZZ": "YTH", "JCN": "JNN",
           "YCD": "SRC", "EXST": "ADT", "CBBG": "ADT"}  # other names of types


@dataclass(frozen=True)
class PassengerType:
    """`kind` is adult, child or infant; `age` where the type tells it; outside of its ages one is what it falls to."""

    code: str
    name: str
    kind: str
    age: int | None = None
    youngest: int = 0
    oldest: int | None = None
    falls_to: str = ""

    def fits(self, age: int | None) -> bool:
        """Whether it is a passenger's type at this age; an age nobody told fits."""
        return age is None or self.youngest <= age <= (age if self.oldest is None else self.oldest)


@cache
def table() -> dict[str, PassengerType]:
    return {row["code"]: PassengerType(
        row["code"], row["name"], row["kind"], None, int(row["age_from"] or 0), filed.number(row["age_to"]),
        row["falls_to"]) for row in filed.rows("types")}


def passenger_type(code: str) -> PassengerType:
    """By a code or another name; a letter and two digits is a child of that age. Raises UnknownPassengerType."""
    aged = AGED.fullmatch(code)
    if aged:
        return PassengerType(code, f"CHILD OF {int(aged[2])}", "child", int(aged[2]))
    found = table().get(ALIASES.get(code, code))
    if found is None:
        raise UnknownPassengerType(passenger_type=code)
    return found
