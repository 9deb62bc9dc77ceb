"""Countries: names, currencies, dialling codes."""
from dataclasses import dataclass
from functools import cache

from .files import lines


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
