"""Refund: computed and shown first, carried out when it is confirmed, once, to the forms of payment it came from."""
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from ...errors import (
    AlreadyRefunded,
    AlreadyVoided,
    CouponNotOpen,
    IssuedElsewhere,
    NoOpenCoupon,
    NoRefundShown,
    NotRefundable,
    RefundChanged,
)
from ...values.money import Money, total
from ..booking.booking import Booking
from ..booking.changes import Envelope
from ..booking.elements import Segment
from ..booking.times import moment
from ..guards import demand
from ..pricing.quote import RefundComputation
from ..pricing.refund import Returned, refund
from ..world import World
from . import ledger
from .corrections import settled
from .coupons import open_moved
from .filing import deed, mark, noted
from .giving import give_back
from .series import REFUNDS
from .tickets import WORDS, Coupon, RefundRecord, Ticket, TicketSet, coupons_of

REFUNDED = "R"


# ---- what may be refunded, and what comes back

def check(tickets: TicketSet, office: str, whole: bool = False) -> None:
    """Raises what stands against a refund of this set: only open coupons come back, beside flown ones."""
    first = tickets[0]
    states = {coupon.status for _, coupon in coupons_of(tickets)}
    if REFUNDED in states:
        raise AlreadyRefunded(number=first.number)
    if states == {"V"}:
        raise AlreadyVoided(number=first.number)
    if first.office != office:
        raise IssuedElsewhere(number=first.number, office=first.office)
    for ticket, coupon in coupons_of(tickets):
        if coupon.status not in ("O", "F") or (whole and coupon.status != "O"):
            raise CouponNotOpen(number=ticket.number, coupon=coupon.number, status=coupon.status,
                                word=WORDS[coupon.status])
    if "O" not in states:
        raise NoOpenCoupon(number=first.number)


def services_back(tickets: TicketSet, involuntary: bool) -> RefundRecord:
    """Of an EMD: what each service's own rule gives back of its open coupons; raises NotRefundable."""
    first = tickets[0]
    assert first.fare is not None
    paid = first.fare.total
    used = total([coupon.value for coupon in first.coupons if coupon.status == "F"], paid.currency)
    lost = total([coupon.value for coupon in first.coupons if coupon.status == "O" and coupon.service
                  and not coupon.service.refundable and not involuntary], paid.currency)
    back = paid - used - lost
    if not back.minor:
        raise NotRefundable(number=first.number, fact="")
    nothing = Money(0, paid.currency)
    coupons = tuple((first.number, coupon.number) for coupon in first.coupons if coupon.status == "O")
    return settled(RefundRecord((first.number,), coupons, paid, used, lost, back, (), nothing, back, (), nothing,
                                (first.version,), full=len(coupons) == len(first.coupons)), first)


def returned(tickets: TicketSet, booking: Booking, history: tuple[Envelope, ...], now: datetime, world: World,
             involuntary: bool = False) -> Returned:
    """The set as it is brought back: a seat given up in time counts from then, one kept past departure is a no-show."""
    fare = tickets[0].fare
    assert fare is not None
    flown = [coupon for _, coupon in coupons_of(tickets)]
    departures = tuple(moment(coupon.date, coupon.origin, coupon.departs, world) for coupon in flown)
    used = frozenset(place for place, coupon in enumerate(flown) if coupon.status == "F")
    unused = [place for place in range(len(flown)) if place not in used]
    since = given_up([flown[place] for place in unused], booking, history) or now
    late = any(departures[place] <= since for place in unused)
    exchange = tickets[0].exchange
    return Returned(fare, since, departures, used, late, involuntary, locked=exchange.locked if exchange else None)


def given_up(coupons: list[Coupon], booking: Booking, history: tuple[Envelope, ...]) -> datetime | None:
    """When the last of these seats was cancelled, unless one is still held."""
    if any(isinstance(booking.element(coupon.segment), Segment) for coupon in coupons):
        return None
    wanted = {coupon.segment for coupon in coupons}
    times = [envelope.filing.at for envelope in history for change in envelope.changes
             if change.action == "cancelled" and change.element.tattoo in wanted]
    return datetime.fromisoformat(max(times)) if times else None


def record(tickets: TicketSet, found: RefundComputation) -> RefundRecord:
    """The computation as an agent is shown it."""
    first = tickets[0]
    numbers = tuple(ticket.number for ticket in tickets)
    coupons = tuple((ticket.number, coupon.number) for ticket, coupon in coupons_of(tickets) if coupon.status == "O")
    return settled(RefundRecord(
        numbers, coupons, found.fare_paid, found.fare_used, found.penalty, found.fare_refund, found.taxes,
        found.tax_refund, found.total, (), Money(0, found.total.currency), tuple(ticket.version for ticket in tickets),
        full=len(coupons) == sum(len(ticket.coupons) for ticket in tickets), rule=found.rule, fact=found.fact), first)


# ---- in a transaction

def show(work, number: str, whole: bool = False, involuntary: bool = False) -> tuple[TicketSet, RefundRecord]:
    """Compute the refund of the set this number belongs to, as of now."""
    tickets = work.tickets.whole(number)
    check(tickets, work.office.id, whole)
    if tickets[0].emd:
        return tickets, replace(services_back(tickets, involuntary), involuntary=involuntary)
    booking = work.bookings.find(tickets[0].locator)
    given = returned(tickets, booking, work.bookings.history(booking), work.now, work.world, involuntary)
    return tickets, replace(record(tickets, refund(replace(given, rates=work.tariff.rates))), involuntary=involuntary)


def process(work, shown: RefundRecord | None) -> tuple[TicketSet, RefundRecord]:
    """Carry out the refund that was shown, if it is still what would be paid."""
    demand(work, "refund")
    if shown is None:
        raise NoRefundShown()
    tickets, now = show(work, shown.tickets[0], involuntary=shown.involuntary)
    if now.seen != shown.seen or (not shown.manual and now.total != shown.total):
        raise RefundChanged(number=shown.tickets[0])
    if shown.total.minor <= 0:
        raise NotRefundable(number=shown.tickets[0], fact=shown.fact)
    draw = work.stock.look(work.office.id, 1, REFUNDS)
    done = deed(work)
    made = replace(shown, number=draw.numbers[0], at=done.at, day=work.today, office=done.office,
                   iata=work.office.iata, sign=done.sign)
    mark(work, tickets, "ER")
    after = work.tickets.change(written(tickets, made, done))
    give_back(work, tickets, REFUNDED, made.to)
    work.ledger.post(tickets[0].number, ledger.REFUND, ledger.refund(tickets[0].carrier, made), done)
    work.stock.take(draw)
    return after, made


def written(tickets: TicketSet, made: RefundRecord, done) -> Iterator[Ticket]:
    """Open coupons refunded, and the record on the first number."""
    for place, (before, after) in enumerate(zip(tickets, open_moved(tickets, REFUNDED), strict=True)):
        given = tuple(coupon for coupon in before.coupons if coupon.status == "O")
        noting = noted(after, done, "refunded", "O", REFUNDED, given)
        yield replace(noting, refund=made) if place == 0 else noting
