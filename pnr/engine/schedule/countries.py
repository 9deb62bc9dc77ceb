"""Countries: names, currencies, dialling codes."""
from dataclasses import dataclass
from functools import cache

from .files import lines, packaged


@dataclass(frozen=True, slots=True)
class Country:
    code: str
    code3: str
    name: str
    currency: str
    continent: str
    dialling: str


@cache
def table() -> dict[str, Country]:
    return {country.code: country for country in (Country(*line.split("\t")) for line in lines("countries.tsv"))}


def country(code: str) -> Country | None:
    """By its two letters, or by three."""
    return table().get(code) or next((own for own in table().values() if own.code3 == code), None)


def named(text: str) -> list[Country]:
    wanted = text.casefold()
    return [own for own in table().values() if own.name.casefold().startswith(wanted)]


@dataclass(frozen=True, slots=True)
class State:
    """Of the countries whose states the trade writes: Australia, Brazil, Canada, the United States."""

    country: str
    code: str
    name: str


@cache
def all_states() -> tuple[State, ...]:
    return tuple(State(*line.split(",")) for line in packaged("states.csv").decode().splitlines()[1:])


def states(country: str, code: str | None = None) -> list[State]:
    """Those of a country, or the one of this code."""
    return [each for each in all_states() if each.country == country and code in (None, each.code)]
