"""Exchange: computed against a new fare and kept with it, carried out when the new document is issued."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from ...errors import ExchangeOutdated, PassengerDiffers, ValidatingDiffers
from ...values.dates import long
from ...values.money import Money, total
from ..pricing.exchange import Change
from ..pricing.quote import FLOWN, ExchangeComputation, PricedFare, Tax
from .coupons import REVERSAL, moved, open_moved
from .filing import Deed, noted
from .tickets import Coupon, ExchangeRecord, Ticket, TicketSet, coupons_of, dashed

if TYPE_CHECKING:
    from .records import Tickets

EXCHANGED = "E"
INVOLUNTARY = "INVOL/SKCHG"


# ---- computed

def record(tickets: TicketSet, change: Change, found: ExchangeComputation, new: PricedFare) -> ExchangeRecord:
    """What the set becomes part of; what of it was not refundable never will be."""
    first, done = tickets[0], tickets[0].exchange
    locked = change.locked or (done.locked if done else None)
    coupons = tuple((ticket.number, coupon.number) for ticket, coupon in coupons_of(tickets) if coupon.status == "O")
    made = ExchangeRecord(
        tuple(ticket.number for ticket in tickets), coupons, found, done.first if done else document(first),
        first.payments, tuple(ticket.version for ticket in tickets), done.place + 1 if done else 1,
        change.returned.involuntary, min(locked, new.fare) if locked else None, first.commission)
    return replace(made, told=told(made, change.fare))


def document(first: Ticket) -> str:
    """999-2300000011BJS01DEC26/08300025: number, place, date and agency."""
    return f"{dashed(first.number)}{first.city}{long(first.date)}/{first.iata}"


def told(exchange: ExchangeRecord, old: PricedFare) -> str:
    """What FO says: the first document, then the last with its check digit and coupons, fare, taxes and fee."""
    digits = "".join(str(coupon) for _, coupon in exchange.coupons)
    return (f"{exchange.first}/{dashed(exchange.old)}{int(exchange.old) % 7}E{digits}*B{old.fare}/X{old.tax_total}"
            f"/C{exchange.computation.penalty}")


def reissued(new: PricedFare, found: ExchangeComputation, old: PricedFare) -> PricedFare:
    """The new fare at what was paid for the old one and the difference."""
    paid = old.fare + found.fare_difference
    return replace(new, base=new.base if new.equivalent else paid, equivalent=paid if new.equivalent else None,
                   total=total([paid, *(tax.amount for tax in new.taxes)], paid.currency))


def placed(new: PricedFare, change: Change, gone: int) -> PricedFare:
    """A fare of a whole journey with its places as the new ticket's coupons have them, `gone` flights being flown, and
    with what was paid in taxes for those."""
    taxes = tuple(frozen(tax, change, gone) for tax in (*new.taxes, *only_flown(new, change)))
    return replace(new, taxes=tuple(tax for tax in taxes if tax.amount.minor), components=tuple(
        replace(part, segments=after(part.segments, gone)) for part in new.components))


def after(places: Iterable[int], gone: int) -> tuple[int, ...]:
    return tuple(place - gone if place >= gone else FLOWN for place in places)


def only_flown(new: PricedFare, change: Change) -> tuple[Tax, ...]:
    """Taxes that were paid for what was flown, of codes the new fare has nothing of."""
    known = {tax.code for tax in new.taxes}
    return tuple(replace(tax, amount=Money(0, tax.amount.currency), segments=(), parts=())
                 for tax in change.fare.taxes if tax.code not in known and tax.amount != tax.unused(change.gone))


def frozen(tax: Tax, change: Change, gone: int) -> Tax:
    """A tax with what was paid for flown coupons as it was paid, and the rest as it is due now."""
    flown = frozenset(range(gone))
    due = tax.unused(flown)
    paid = total([each.amount - each.unused(change.gone) for each in change.fare.taxes if each.code == tax.code],
                 due.currency)
    parts = [(after(coupons, gone), minor) for coupons, minor in tax.parts or ((tax.segments, tax.amount.minor),)
             if not flown & set(coupons)]
    if paid.minor:
        parts.insert(0, ((FLOWN,), paid.minor))
    return replace(tax, amount=due + paid, segments=after(tax.segments, gone), parts=tuple(parts))


def kept(change: Change, gone: int) -> PricedFare:
    """The old fare for new flights, coupon for coupon: nothing is paid, whatever they would cost."""
    old = change.fare
    return replace(placed(old, change, gone), fare_calc=f"I-{old.fare_calc.removeprefix('I-')}", last_ticketing=None,
                   endorsements=f"{INVOLUNTARY} {old.endorsements}".strip())


# ---- carried out

def demand_same(tickets: TicketSet, exchange: ExchangeRecord, passenger: str, carrier: str) -> None:
    """The old document as it was computed, of the same passenger and carrier; raises."""
    if tuple(ticket.version for ticket in tickets) != exchange.seen:
        raise ExchangeOutdated(number=exchange.old)
    if tickets[0].passenger != passenger:
        raise PassengerDiffers(number=exchange.old)
    if tickets[0].carrier != carrier:
        raise ValidatingDiffers(priced=tickets[0].carrier, carrier=carrier)


def hand_over(documents: Tickets, tickets: TicketSet, number: str, done: Deed) -> TicketSet:
    """Open coupons of the old set exchanged for the document of this number."""
    return documents.change(
        replace(noted(after, done, "reissued", "O", EXCHANGED, opened(before)), exchanged_for=number)
        for before, after in zip(tickets, open_moved(tickets, EXCHANGED), strict=True))


def opened(ticket: Ticket) -> tuple[Coupon, ...]:
    return tuple(coupon for coupon in ticket.coupons if coupon.status == "O")


def take_back(documents: Tickets, exchange: ExchangeRecord, done: Deed) -> TicketSet:
    """The old set as it was before, because what it was exchanged for is void."""
    tickets = documents.whole(exchange.old)
    return documents.change(
        replace(noted(reopened(ticket), done, "restored", EXCHANGED, "O", those(ticket, exchange)), exchanged_for="")
        for ticket in tickets)


def reopened(ticket: Ticket) -> Ticket:
    return replace(ticket, coupons=tuple(moved(coupon, "O", REVERSAL) if coupon.status == EXCHANGED else coupon
                                         for coupon in ticket.coupons))


def those(ticket: Ticket, exchange: ExchangeRecord) -> tuple[Coupon, ...]:
    return tuple(coupon for coupon in ticket.coupons if (ticket.number, coupon.number) in exchange.coupons)
