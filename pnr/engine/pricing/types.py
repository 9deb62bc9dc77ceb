"""Passenger types: what they are called, and whether an adult, a child or an infant travels."""
import re
from dataclasses import dataclass
from functools import cache

from ...errors import UnknownPassengerType
from . import filed

AGED = re.compile(r"([A-Z])(\d{2})")  # C05, J08: a child of that age
ALIASES = {"CH": "CHD", "IN": "INF", "CD": "SRC", "SD": "STU", "ZZ": "YTH", "JCN": "JNN"}  # other names of types


@dataclass(frozen=True)
class PassengerType:
    """`kind` is adult, child or infant; `age` where the type tells it."""

    code: str
    name: str
    kind: str
    age: int | None = None


@cache
def table() -> dict[str, PassengerType]:
    return {row["code"]: PassengerType(row["code"], row["name"], row["kind"]) for row in filed.rows("types")}


def passenger_type(code: str) -> PassengerType:
    """By a code or another name; a letter and two digits is a child of that age. Raises UnknownPassengerType."""
    aged = AGED.fullmatch(code)
    if aged:
        return PassengerType(code, f"CHILD OF {int(aged[2])}", "child", int(aged[2]))
    found = table().get(ALIASES.get(code, code))
    if found is None:
        raise UnknownPassengerType(passenger_type=code)
    return found
