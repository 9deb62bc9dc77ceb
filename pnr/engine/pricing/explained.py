"""Where every figure of a price comes from, told from what the price itself keeps."""
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from .quote import FareComponent, PricedFare, Tax


class Figure(NamedTuple):
    """An amount, what it is of, and how it came about; amounts of fares are neutral units, or local money at home."""

    what: str
    how: str
    amount: str


def explained(fare: PricedFare) -> Iterator[Figure]:
    """Each component and charge, what they come to together, what is paid of it, each tax, the total."""
    for part in fare.components:
        what = f"{part.origin}{part.destination} {part.carrier} {part.fare_basis}"
        yield Figure(what, ", ".join(steps(part)), part.nuc)
        yield from (Figure(code, f"added to {part.fare_basis} by its rule", amount) for code, amount in part.charges)
    summed = f"{constructed(fare):.2f}"
    yield Figure("base", f"{summed} at ROE {fare.roe}" if fare.roe else f"sum {summed}", f"{fare.base}")
    if fare.equivalent:
        yield Figure("equivalent", f"{fare.base.currency} {fare.base} at {fare.rate}", f"{fare.equivalent}")
    yield from (Figure(tax.code, levied(tax), f"{tax.amount}") for tax in fare.taxes)
    yield Figure("total", f"{fare.fare} and taxes {fare.tax_total}", f"{fare.total}")


def constructed(fare: PricedFare) -> Decimal:
    """What all components and charges come to, before it is rounded in local money."""
    return sum((Decimal(amount) for part in fare.components
                for amount in (part.nuc, *(amount for _, amount in part.charges))), Decimal(0))


def steps(part: FareComponent) -> Iterator[str]:
    """From the amount that is filed to what is paid of it."""
    if part.filed:
        yield f"{part.filed.currency} {part.filed} under {part.rule}"
    if part.made_of and part.published:
        account = f" for {part.account}" if part.account else ""
        yield f"made of {part.made_of} at {part.published}{account}"
    if part.half and part.tag == 2:
        yield "half of a return fare"
    if part.percent:
        yield f"{part.percent} percent for {part.fared_as}"
    if part.roe:
        yield f"at ROE {part.roe}"
    if part.higher:
        yield f"raised to the fare {part.higher}"
    if part.surcharge:
        yield f"{part.surcharge} percent for mileage"


def levied(tax: Tax) -> str:
    return f"on flights {' '.join(str(place + 1) for place in tax.segments)}"
