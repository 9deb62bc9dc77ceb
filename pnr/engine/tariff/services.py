"""The service catalogue: what a carrier asks for beside the fare, as shipped and as loaded over it."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from .forms import NAMED, typed
from .loaded import Filings

ANY = "YY"  # what is offered by every carrier that filed nothing of its own under the same request and unit
ASSOCIATED, ALONE = "A", "S"  # the document it is sold on: with coupons of a ticket, or by itself


@dataclass(frozen=True)
class Offered:
    """A service as it is filed: the `unit`th of a `request` (SSR) has this service code and price."""

    carrier: str
    request: str
    unit: int
    rfic: str
    rfisc: str
    name: str
    document: str
    currency: str
    amount: Decimal
    refundable: bool


def catalogue(filings: Filings, carrier: str, day: date) -> tuple[Offered, ...]:
    """Everything a carrier offers on a day of sale; the later filing of a request and unit stands."""
    found: dict[tuple[str, int], Offered] = {}
    for row in (*shipped(ANY), *filings.of("service", ANY), *shipped(carrier), *filings.of("service", carrier)):
        if row["effective"] <= day and (not row["discontinue"] or day <= row["discontinue"]):
            found[row["request"], row["unit"]] = offered(row, carrier)
    return tuple(found.values())


def service(offers: tuple[Offered, ...], request: str, unit: int) -> Offered | None:
    """The unit asked for, or the last there is of it."""
    units = [each for each in offers if each.request == request and each.unit <= unit]
    return max(units, key=lambda each: each.unit, default=None)


def offered(row: dict[str, Any], carrier: str) -> Offered:
    return Offered(carrier, row["request"], row["unit"], row["rfic"], row["rfisc"], row["name"], row["document"],
                   row["currency"], row["amount"], row["refundable"] == "yes")


def shipped(carrier: str) -> Iterator[dict[str, Any]]:
    from ..pricing import filed

    for row in filed.rows("services"):
        if row["carrier"] == carrier:
            yield typed(NAMED["service"], row.keys(), row.values())
