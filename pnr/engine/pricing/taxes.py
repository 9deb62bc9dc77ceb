"""Taxes: each filed row asked of the journey by its kind, and attributed to the coupons it is paid for."""
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ...values.money import Money
from . import filed
from .fares import Tariff
from .itinerary import Itinerary
from .levies import KINDS, Levy, Shares
from .passengers import Group, taxed
from .quote import Tax
from .request import CARRIER_CHARGES, PricingRequest
from .tax_rows import TaxRow

CHILDREN = {"CHD": 11, "INF": 1, "INS": 1}  # the oldest a type may be, where no birth date is known


def taxes(tariff: Tariff, itinerary: Itinerary, request: PricingRequest, group: Group, shares: Shares) \
        -> tuple[Tax, ...]:
    """Every tax in the currency of sale, rows of one code together, in the order they are filed.

    Percentages are taken of the fare and of what carriers charge beside it, so they come last. Raises NoRate.
    """
    found: dict[str, Tax] = {}
    day = request.now.date()
    filed_rows = rows(tariff, itinerary)
    wanted = [row for row in filed_rows if request.levies(row.code, row.country, exempt(row, group))]
    for row in sorted(wanted, key=lambda row: row.kind == "percent"):
        base = (*shares, *charged(found)) if row.kind == "percent" else shares
        levy = Levy(row, itinerary, base, day, tariff)
        for segments, amount in KINDS[row.kind](levy):
            if stands(row, filed_rows, day_of(levy, segments[0])):
                _add(found, row, tariff.rates.converted(amount, request.currency, day), segments)
    order = {row.code: place for place, row in reversed(list(enumerate(filed_rows)))}
    return tuple(sorted((tax for tax in found.values() if tax.amount.minor), key=lambda tax: order[tax.code]))


def rows(tariff: Tariff, itinerary: Itinerary) -> tuple[TaxRow, ...]:
    """Those of the countries it touches and of its carriers."""
    return tariff.taxes(frozenset(itinerary.countries), frozenset(each.carrier for each in itinerary.segments))


def charged(found: dict[str, Tax]) -> Iterator[tuple[tuple[int, ...], Money]]:
    for tax in found.values():
        if tax.code in CARRIER_CHARGES:
            yield from ((segments, Money(minor, tax.amount.currency)) for segments, minor in tax.parts)


def _add(found: dict[str, Tax], row: TaxRow, amount: Money, segments: tuple[int, ...]) -> None:
    tax = found.get(row.code) or Tax(row.code, Money(0, amount.currency), (), row.refundable != "no",
                                     row.refundable == "fare", row.nature)
    found[row.code] = replace(tax, amount=tax.amount + amount, segments=tuple(sorted({*tax.segments, *segments})),
                              parts=(*tax.parts, (segments, amount.minor)))


def day_of(levy: Levy, place: int) -> date:
    """The day of sale, or of the flight it belongs to."""
    return levy.day if levy.row.basis == "sale" else levy.itinerary.segments[place].date


def stands(row: TaxRow, rows: tuple[TaxRow, ...], day: date) -> bool:
    """In force, and no later filing has the code for that day: a filing of a code is all there is of it."""
    return filed.in_force(row, day) and not any(
        other.filing > row.filing and other.whose == row.whose and filed.in_force(other, day) for other in rows)


def exempt(row: TaxRow, group: Group) -> bool:
    """By type where the row lists some, else by age: a child whose age nobody told is as old as it may be."""
    type = taxed(group.type)
    if row.passengers:
        return type not in row.passengers
    age = CHILDREN.get(type) if group.age is None else group.age
    return type in row.exempt or (row.age_exempt is not None and age is not None and age <= row.age_exempt)
