"""Agency offices: where they are, what they sell in, how they read a clock."""
import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ..errors import InvalidOffice


@dataclass(frozen=True)
class Office:
    """`id` has nine characters, `alias` is the short name some agents use; `hours` 12 or 24; `iata` the agency."""

    id: str
    alias: str
    country: str
    city: str
    currency: str
    hours: int
    iata: str
    name: str
    phone: str
    contact: str

    @property
    def line(self) -> str:
        """The contact line the host writes for the office."""
        return f"{self.city}/T {self.city}/T {self.phone}/{self.name}/{self.contact} ABCDEFG"


class Offices:
    """Offices by either name."""

    def __init__(self, offices: list[Office]):
        self.by_name = {name: office for office in offices for name in (office.alias, office.id) if name}

    @classmethod
    def embedded(cls) -> "Offices":
        return cls([Office(hours=int(row.pop("hours")), **row) for row in _rows("offices.csv")])

    def alias(self, name: str) -> str:
        """The short name of an office, or what it is called where it has none (an airline's own, for instance)."""
        office = self.by_name.get(name)
        return office.alias or name if office else name

    def office(self, name: str) -> Office:
        """Raises InvalidOffice."""
        if name not in self.by_name:
            raise InvalidOffice(office=name)
        return self.by_name[name]


@dataclass(frozen=True)
class Sign:
    """An agent: four digits and two letters, a number where signs are numbers, duty, password and level."""

    sign: str
    number: str
    duty: str
    password: str
    level: str


@cache
def signs() -> dict[str, Sign]:
    """The agents of every office of a new host, by sign and by number."""
    found = [Sign(row["sign"], row["number"], row["duty"], row["password"], row["level"]) for row in _rows("signs.csv")]
    return {name: sign for sign in found for name in (sign.sign, sign.number)}


def known_as(name: str) -> Sign:
    """An agent by sign; a local door takes signs that nobody knows as well."""
    return signs().get(name) or Sign(name, "", duties().get(name, "GS"), "", "")


def duties() -> dict[str, str]:
    """Duty codes by sign or number."""
    return {name: sign.duty for name, sign in signs().items()}


def _rows(name: str) -> list[dict[str, str]]:
    text = files("pnr").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
