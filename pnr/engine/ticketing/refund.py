"""Refund: computed and shown first, carried out when it is confirmed, once, to the forms of payment it came from."""
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from ...errors import (
    AlreadyRefunded,
    AlreadyVoided,
    CouponNotOpen,
    CouponNumber,
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
from .corrections import settled, spent
from .coupons import chosen_moved
from .filing import deed, mark, noted
from .giving import back_for, give_back
from .original import first_fare
from .series import REFUNDS
from .tickets import WORDS, Coupon, RefundRecord, Ticket, TicketSet, coupons_of

REFUNDED = "R"
Chosen = frozenset[tuple[str, int]]  # coupons: number of the document, and of the coupon on it


# ---- what may be refunded, and what comes back

def check(tickets: TicketSet, office: str, whole: bool = False, again: bool = False) -> None:
    """Raises what stands against a refund of this set: only open coupons come back, beside flown ones.

    `again`: others may have come back before.
    """
    first, fine = tickets[0], "OFR" if again else "OF"
    states = {coupon.status for _, coupon in coupons_of(tickets)}
    if REFUNDED in states and not (again and "O" in states):
        raise AlreadyRefunded(number=first.number)
    if states == {"V"}:
        raise AlreadyVoided(number=first.number)
    if first.office != office:
        raise IssuedElsewhere(number=first.number, office=first.office)
    for ticket, coupon in coupons_of(tickets):
        if coupon.status not in fine or (whole and coupon.status != "O"):
            raise CouponNotOpen(number=ticket.number, coupon=coupon.number, status=coupon.status,
                                word=WORDS[coupon.status])
    if "O" not in states:
        raise NoOpenCoupon(number=first.number)


def services_back(tickets: TicketSet, involuntary: bool, chosen: Chosen) -> RefundRecord:
    """Of an EMD: what each service's own rule gives back of these coupons; raises NotRefundable."""
    first = tickets[0]
    assert first.fare is not None
    paid, coupons = first.fare.total, tuple(sorted(chosen))
    some = [coupon for coupon in first.coupons if (first.number, coupon.number) in chosen]
    used = paid - total([coupon.value for coupon in some], paid.currency)
    lost = total([coupon.value for coupon in some
                  if coupon.service and not coupon.service.refundable and not involuntary], paid.currency)
    back = paid - used - lost
    if not back.minor:
        raise NotRefundable(number=first.number, fact="")
    nothing = Money(0, paid.currency)
    return settled(RefundRecord((first.number,), coupons, paid, used, lost, back, (), nothing, back, (), nothing,
                                (first.version,), full=len(coupons) == len(first.coupons)), first)


def returned(tickets: TicketSet, booking: Booking, history: tuple[Envelope, ...], now: datetime, world: World,
             involuntary: bool = False, chosen: Chosen | None = None) -> Returned:
    """The set as it is brought back: a seat given up in time counts from then, one kept past departure is a no-show.

    `chosen` coupons alone, where it is not all that are open.
    """
    fare = tickets[0].fare
    assert fare is not None
    pairs = list(coupons_of(tickets))
    flown = [coupon for _, coupon in pairs]
    kept = frozenset(place for place, (ticket, coupon) in enumerate(pairs) if chosen is not None
                     and coupon.status == "O" and (ticket.number, coupon.number) not in chosen)
    before = frozenset(place for place, coupon in enumerate(flown) if coupon.status == REFUNDED)
    departures = tuple(moment(coupon.date, coupon.origin, coupon.departs, world) for coupon in flown)
    used = frozenset(place for place, coupon in enumerate(flown) if coupon.status == "F")
    unused = [place for place in range(len(flown)) if place not in used | kept | before]
    since = given_up([flown[place] for place in unused], booking, history) or now
    late = any(departures[place] <= since for place in unused)
    return Returned(fare, since, departures, used, late, involuntary, locked=locked(tickets[0]),
                    kept=kept, before=before, settled=spent(tickets[0]))


def locked(first: Ticket) -> Money | None:
    """What nobody gets back of the fare, less what earlier refunds have kept of it."""
    found = first.exchange.locked if first.exchange else None
    if found is None:
        return None
    left = found - total([each.penalty for each in first.refunds], found.currency)
    return max(left, Money(0, found.currency))


def given_up(coupons: list[Coupon], booking: Booking, history: tuple[Envelope, ...]) -> datetime | None:
    """When the last of these seats was cancelled, unless one is still held."""
    if any(isinstance(booking.element(coupon.segment), Segment) for coupon in coupons):
        return None
    wanted = {coupon.segment for coupon in coupons}
    times = [envelope.filing.at for envelope in history for change in envelope.changes
             if change.action == "cancelled" and change.element.tattoo in wanted]
    return datetime.fromisoformat(max(times)) if times else None


def record(tickets: TicketSet, found: RefundComputation, chosen: Chosen | None = None) -> RefundRecord:
    """The computation as an agent is shown it."""
    first = tickets[0]
    numbers = tuple(ticket.number for ticket in tickets)
    coupons = tuple(sorted(chosen or still_open(tickets)))
    return settled(RefundRecord(
        numbers, coupons, found.fare_paid, found.fare_used, found.penalty, found.fare_refund, found.taxes,
        found.tax_refund, found.total, (), Money(0, found.total.currency), tuple(ticket.version for ticket in tickets),
        full=len(coupons) == sum(len(ticket.coupons) for ticket in tickets), rule=found.rule, fact=found.fact), first)


# ---- in a transaction

def still_open(tickets: TicketSet) -> Chosen:
    return frozenset((ticket.number, coupon.number) for ticket, coupon in coupons_of(tickets) if coupon.status == "O")


def demand_open(tickets: TicketSet, chosen: Chosen) -> None:
    """Raises CouponNumber for one that is not there, CouponNotOpen for one that is not open."""
    there = {(ticket.number, coupon.number): coupon for ticket, coupon in coupons_of(tickets)}
    for number, place in sorted(chosen):
        if (number, place) not in there:
            raise CouponNumber(number=number, coupon=place)
        status = there[number, place].status
        if status != "O":
            raise CouponNotOpen(number=number, coupon=place, status=status, word=WORDS[status])


def show(work, number: str, whole: bool = False, involuntary: bool = False, chosen: Chosen | None = None
         ) -> tuple[TicketSet, RefundRecord]:
    """Compute the refund of the set this number belongs to, as of now: of all open coupons, or of those `chosen`."""
    tickets = work.tickets.whole(number)
    check(tickets, work.office.id, whole, again=True)
    wanted = still_open(tickets) if chosen is None else chosen
    demand_open(tickets, wanted)
    if tickets[0].emd:
        return tickets, replace(services_back(tickets, involuntary, wanted), involuntary=involuntary)
    booking = work.bookings.find(tickets[0].locator)
    given = returned(tickets, booking, work.bookings.history(booking), work.now, work.world, involuntary, wanted)
    found = refund(replace(given, rates=work.tariff.rates, first=first_fare(work.tickets, tickets[0])))
    return tickets, replace(record(tickets, found, wanted), involuntary=involuntary)


def process(work, shown: RefundRecord | None) -> tuple[TicketSet, RefundRecord]:
    """Carry out the refund that was shown, if it is still what would be paid."""
    demand(work, "refund")
    if shown is None:
        raise NoRefundShown()
    tickets, now = show(work, shown.tickets[0], involuntary=shown.involuntary, chosen=frozenset(shown.coupons))
    if now.seen != shown.seen or (not shown.manual and now.total != shown.total):
        raise RefundChanged(number=shown.tickets[0])
    if shown.total.minor <= 0:
        raise NotRefundable(number=shown.tickets[0], fact=shown.fact)
    draw = work.stock.look(work.office.id, 1, REFUNDS)
    done = deed(work)
    made = replace(shown, number=draw.numbers[0], at=done.at, day=work.today, office=done.office,
                   iata=work.office.iata, sign=done.sign)
    if still_open(tickets) <= set(made.coupons):
        mark(work, tickets, "ER")
    after = work.tickets.change(written(tickets, made, done))
    turn = len(after[0].refunds)
    give_back(work, tickets, back_for(turn), made.to)
    work.ledger.post(tickets[0].number, ledger.refund_posting(turn), ledger.refund(tickets[0].carrier, made), done)
    work.stock.take(draw)
    return after, made


def written(tickets: TicketSet, made: RefundRecord, done) -> Iterator[Ticket]:
    """The coupons refunded, and the record on the first number."""
    for place, (before, after) in enumerate(zip(tickets, chosen_moved(tickets, made.coupons, REFUNDED), strict=True)):
        given = tuple(coupon for coupon in before.coupons if (before.number, coupon.number) in made.coupons)
        noting = noted(after, done, "refunded", "O", REFUNDED, given) if given else after
        yield replace(noting, refund=made, earlier=before.refunds) if place == 0 else noting
