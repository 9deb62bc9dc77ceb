"""Frequent flyers as their airlines know them: a few for demonstration, and whose flights count for whom."""
import csv
from dataclasses import dataclass
from functools import cache

from ..errors import NoAgreement, NoSuchFlyer
from .schedule.files import packaged


@dataclass(frozen=True)
class Flyer:
    carrier: str
    number: str
    name: str
    tier: str
    miles: int


@cache
def flyers() -> dict[tuple[str, str], Flyer]:
    found = (Flyer(row["carrier"], row["number"], row["name"], row["tier"], int(row["miles"]))
             for row in rows("flyers.csv"))
    return {(each.carrier, each.number): each for each in found}


def flyer(carrier: str, number: str) -> Flyer:
    """Raises NoSuchFlyer."""
    found = flyers().get((carrier, number))
    if found is None:
        raise NoSuchFlyer(carrier=carrier, number=number)
    return found


@cache
def agreements() -> dict[str, tuple[str, ...]]:
    return {row["carrier"]: tuple(row["others"].split()) for row in rows("flyer_agreements.csv")}


def partners(carrier: str) -> tuple[str, ...]:
    """The airlines whose flights count for an airline's flyers; raises NoAgreement where it has told nothing."""
    if carrier not in agreements():
        raise NoAgreement(carrier=carrier)
    return agreements()[carrier]


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(packaged(name).decode().splitlines()))
