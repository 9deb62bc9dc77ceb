"""Whose ticket a journey may be: a carrier that has agreements with all the others that fly it."""
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cached_property

from ...errors import SeparateTickets
from ..tariff.loaded import NONE, Filings, Row
from . import filed
from .mileage import standing

ANY = "*"
CHARGE = Decimal(9)  # percent kept by who issues, where an agreement says nothing of it


class Agreements:
    """Who may ticket flights of whom, electronically: as loaded for a carrier, else as filed with the tariff."""

    def __init__(self, filings: Filings = NONE):
        self.filings = filings

    @cached_property
    def refusing(self) -> frozenset[str]:
        """Carriers that have agreements with nobody."""
        return frozenset(row["carrier"] for row in filed.rows("agreements")
                         if row["partner"] == ANY and row["electronic"] == "no")

    def agreed(self, carrier: str, partner: str, country: str, day: date) -> bool:
        """On tickets of a carrier sold in a country; what was loaded for the carrier is all it has."""
        if carrier == partner:
            return True
        rows = [row for row in self.filings.of("agreement", carrier) if standing(row, day)]
        if not rows:
            return not {carrier, partner} & self.refusing
        return any(row["partner"] == partner and row["electronic"] == "yes" and _sold(row, country) for row in rows)

    def charge(self, carrier: str, partner: str, day: date) -> Decimal:
        """Percent that a carrier keeps of its coupons another one flies: as loaded for the two, else what is usual."""
        found = [row["charge"] for row in self.filings.of("agreement", carrier)
                 if standing(row, day) and row["partner"] == partner and row["charge"] != ""]
        return found[-1] if found else CHARGE

    def tickets(self, carrier: str, flying: Iterable[str], country: str, day: date) -> bool:
        return all(self.agreed(carrier, each, country, day) for each in flying)

    def validating(self, wanted: Iterable[str], flying: Iterable[str], country: str, day: date) -> str:
        """The first of those wanted that may ticket the flights of all; raises SeparateTickets."""
        carriers = list(dict.fromkeys(flying))
        found = next((each for each in wanted if self.tickets(each, carriers, country, day)), "")
        if not found:
            raise SeparateTickets(carriers=" ".join(carriers))
        return found


def _sold(row: Row, country: str) -> bool:
    return row["country"] in ("", country)
