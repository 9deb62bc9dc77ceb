"""The original-issue box: of which first document, and in exchange for which last one, another is issued."""
from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from ...errors import ExchangeOutdated, InvalidFirstDocument
from ..pricing.quote import PricedFare
from .exchange import document
from .tickets import Ticket, TicketSet, coupons_of, dashed, plain

if TYPE_CHECKING:
    from .records import Tickets

AMOUNT = r"\d{1,9}(?:\.\d{1,3})?"
BOX = re.compile(
    r"(?P<first>(?P<number>\d{3}-?\d{10})(?:-\d{2,3})?[A-Z]{3}\d{2}[A-Z]{3}\d{2}/\d{8})"
    r"(?:/(?P<old>\d{3}-?\d{10})(?:-\d{2,3}|(?P<digit>\d)?(?:E(?P<coupons>[1-4]{1,16}))?)"
    rf"(?:\*B(?P<base>{AMOUNT})/X(?P<taxes>{AMOUNT})/C(?P<penalty>{AMOUNT}))?)?")
CHECK = 7  # a document number's check digit is what is left of it by this


@dataclass(frozen=True)
class Original:
    """`first` is number, place, day and agency of the chain's first document, `old` the number that is given up.

    `coupons` are the digits of those that go, of every number of its set; fare, taxes and penalty are in the currency
    it was paid in. What was not typed is empty or None.
    """

    first: str
    old: str
    coupons: str = ""
    base: Decimal | None = None
    taxes: Decimal | None = None
    penalty: Decimal = Decimal(0)


def read(text: str) -> Original:
    """As FO has it; raises InvalidFirstDocument for another form, or a check digit that is not the number's."""
    found = BOX.fullmatch(text)
    old = plain(found["old"] or found["number"]) if found else ""
    if found is None or (found["digit"] and int(found["digit"]) != int(old) % CHECK):
        raise InvalidFirstDocument(text=text)
    base, taxes, penalty = (Decimal(found[name]) if found[name] else None for name in ("base", "taxes", "penalty"))
    return Original(found["first"], old, found["coupons"] or "", base, taxes, penalty or Decimal(0))


def written(tickets: TicketSet, coupons: str) -> str:
    """The box of a set that is given up, without amounts; `coupons` are the digits of those that go."""
    return f"{begun(tickets)}/{dashed(tickets[0].number)}{int(tickets[0].number) % CHECK}E{coupons}"


def begun(tickets: TicketSet) -> str:
    """The first document of the chain a set ends."""
    return tickets[0].exchange.first if tickets[0].exchange else document(tickets[0])


def first_fare(documents: Tickets, ticket: Ticket) -> PricedFare | None:
    """Of the first document of a chain; None where nothing was exchanged."""
    fare, done = None, ticket.exchange
    while done:
        older = documents.find(done.old)
        fare, done = older.fare, older.exchange
    return fare


def demand_told(box: Original, tickets: TicketSet) -> None:
    """Raises ExchangeOutdated unless the document is as the box tells of it."""
    first, fare = tickets[0], tickets[0].fare
    assert fare is not None, "the first number of a set has its fare"
    digits = "".join(str(coupon.number) for _, coupon in coupons_of(tickets) if coupon.status == "O")
    told = {"first": plain(begun(tickets)), "coupons": digits, "base": fare.fare.amount, "taxes": fare.tax_total.amount}
    typed = {"first": plain(box.first), "coupons": box.coupons or digits,
             "base": fare.fare.amount if box.base is None else box.base,
             "taxes": fare.tax_total.amount if box.taxes is None else box.taxes}
    if typed != told:
        raise ExchangeOutdated(number=first.number)
