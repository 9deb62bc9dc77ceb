"""Refund tickets: the computation is shown, perhaps corrected, and carried out only when it is confirmed.

TRF and TRFD show it, TRFU corrects it, TRFP and RFIS confirm it, TRFIG forgets it.
"""
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from ..engine.offices import Office
from ..engine.store.weight import Weight
from ..engine.ticketing.corrections import Correction, TaxCorrections, corrected
from ..engine.ticketing.ledger import REFUND
from ..engine.ticketing.refund import process, show, still_open
from ..engine.ticketing.tickets import Payment, RefundRecord, Ticket
from ..errors import NoOpenCoupon, NoRefundShown, NoSuchRefund, NoSuchTicket
from ..values.money import Money
from ..values.spans import Span
from .command import Command, Reply, execute
from .payment import money
from .ticketing import Number, of_lines, resolved

EVER = "0000-01-01", "9999-12-31"  # all days

@dataclass(frozen=True)
class RefundTicket(Command):
    """By number, by element, or by the line of the day's sales report (`item`).

    `full`: nothing may have been used; `involuntary`: the airline's fault, no penalty. A `fee`, or a `percent` of the
    fare, stands in place of what the rules take.
    """

    number: Number | None = None
    element: int | None = None
    item: int | None = None
    full: bool = False
    automatic: bool = False
    involuntary: bool = False
    fee: Decimal | None = None
    percent: Decimal | None = None
    weight = Weight.LOOK


@dataclass(frozen=True)
class CouponChoice:
    """D1C34: of the first number coupons 3 and 4 alone; DX1C3 without its coupon 3; DA2 with all of the second."""

    place: int
    coupons: tuple[int, ...] = ()
    how: str = ""

    @classmethod
    def read(cls, text: str) -> "CouponChoice":
        place, _, coupons = text.removeprefix("D").lstrip("XA").partition("C")
        return cls(int(place), tuple(map(int, coupons)), text[1] if text[1] in "XA" else "")

    def written(self) -> str:
        coupons = "".join(map(str, self.coupons))
        return f"D{self.how}{self.place}{f'C{coupons}' if coupons else ''}"


@dataclass(frozen=True)
class UpdateRefund(Command):
    """What the agent puts in place of the rules: fare used, the cancellation fee and the commission called back, each
    as amount or percent, taxes by their places in the list, whom it is for, and a remark; which coupons come back."""

    used: Decimal | None = None
    fee: Decimal | None = None
    percent: Decimal | None = None
    commission: Decimal | None = None
    rate: Decimal | None = None
    taxes: TaxCorrections | None = None
    coupons: CouponChoice | None = None
    name: str | None = None
    remark: str | None = None
    weight = Weight.LOOK


@dataclass(frozen=True)
class ShowRefundTaxes(Command):
    weight = Weight.LOOK


@dataclass(frozen=True)
class ShowRefundFees(Command):
    """Of the forms of payment."""

    weight = Weight.LOOK


@dataclass(frozen=True)
class DisplayRefund(Command):
    """One that was carried out, by its number; or the last one of a document."""

    refund: int | None = None
    number: Number | None = None
    weight = Weight.LOOK


@dataclass(frozen=True)
class ProcessRefund(Command):
    """Confirm the refund shown; with a number only if it is that one's."""

    number: Number | None = None
    weight = Weight.FILE


@dataclass(frozen=True)
class IgnoreRefund(Command):
    weight = Weight.LOOK


@dataclass(frozen=True)
class RefundDisplay(Reply):
    """A refund as computed, or as it was carried out."""

    record: RefundRecord
    ticket: Ticket
    office: Office
    sign: str
    today: date
    taxes_only: bool = False
    fees_only: bool = False

    @property
    def processed(self) -> bool:
        return bool(self.record.number)

    @property
    def to(self) -> tuple[Payment, ...]:
        return self.record.to


@dataclass(frozen=True)
class RefundProcessed(RefundDisplay):
    """It has happened."""

    @property
    def documents(self) -> tuple[str, ...]:
        return (self.ticket.number,)


@dataclass(frozen=True)
class RefundIgnored(Reply):
    number: str


@execute.register
def refund_ticket(command: RefundTicket, work) -> RefundDisplay:
    asked = of_lines((Span(command.item, command.item),), work)[0] if command.item else resolved(
        command.number, command.element, work)
    tickets, found = show(work, asked, command.full, command.involuntary)
    if command.fee is not None or command.percent is not None:
        found = corrected(found, tickets[0], Correction(penalty=fee(command, found)))
    return displayed(work, found, tickets[0])


def displayed(work, found: RefundRecord, first: Ticket) -> RefundDisplay:
    work.area = replace(work.area, refund=found)
    return RefundDisplay(found, first, work.office, work.agent.sign, work.today)


def fee(command: RefundTicket | UpdateRefund, found: RefundRecord) -> Money | None:
    currency = found.fare_paid.currency
    if command.percent is not None:
        return Money.of(found.fare_paid.amount * command.percent / 100, currency)
    return money(command.fee, currency) if command.fee is not None else None


@execute.register
def update_refund(command: UpdateRefund, work) -> RefundDisplay:
    found, first = in_hand(work)
    if command.coupons:
        found = of_coupons(command.coupons, found, work)
    used = money(command.used, found.fare_paid.currency) if command.used is not None else None
    taxes = command.taxes.each if command.taxes else ()
    by = Correction(used, fee(command, found), called_back(command, found), taxes, command.name, command.remark)
    return displayed(work, corrected(found, first, by), first)


def of_coupons(by: CouponChoice, found: RefundRecord, work) -> RefundRecord:
    """Computed anew for other coupons; raises NoSuchTicket, CouponNumber, CouponNotOpen, NoOpenCoupon."""
    tickets = work.tickets.whole(found.tickets[0])
    if not 1 <= by.place <= len(tickets):
        raise NoSuchTicket(number=str(by.place), carrier=tickets[0].carrier)
    one = tickets[by.place - 1]
    named = {(one.number, coupon) for coupon in by.coupons}
    others = {each for each in found.coupons if each[0] != one.number}
    whole = {each for each in still_open(tickets) if each[0] == one.number}
    chosen = {"": others | named, "X": set(found.coupons) - named, "A": set(found.coupons) | whole}[by.how]
    if not chosen:
        raise NoOpenCoupon(number=one.number)
    _, after = show(work, one.primary, involuntary=found.involuntary, chosen=frozenset(chosen))
    return replace(after, name=found.name, remark=found.remark)


def called_back(command: UpdateRefund, found: RefundRecord) -> Money | None:
    """Of the commission: an amount, or a percentage of the fare that comes back."""
    currency = found.fare_paid.currency
    if command.rate is not None:
        return Money.of(found.fare_refund.amount * command.rate / 100, currency)
    return money(command.commission, currency) if command.commission is not None else None


def in_hand(work) -> tuple[RefundRecord, Ticket]:
    """The refund shown at this desk; raises NoRefundShown."""
    found = work.area.refund
    if found is None:
        raise NoRefundShown()
    return found, work.tickets.find(found.tickets[0])


@execute.register
def show_refund_taxes(command: ShowRefundTaxes, work) -> RefundDisplay:
    return RefundDisplay(*in_hand(work), work.office, work.agent.sign, work.today, taxes_only=True)


@execute.register
def show_refund_fees(command: ShowRefundFees, work) -> RefundDisplay:
    return RefundDisplay(*in_hand(work), work.office, work.agent.sign, work.today, fees_only=True)


@execute.register
def display_refund(command: DisplayRefund, work) -> RefundDisplay:
    """Raises NoSuchRefund."""
    documents = [resolved(command.number, None, work)] if command.number else given_back(work)
    for number in documents:
        first = work.tickets.whole(number)[0]
        for found in reversed(first.refunds):
            if command.refund in (None, found.number):
                return RefundDisplay(found, first, work.office, work.agent.sign, found.day or work.today)
    raise NoSuchRefund(number=command.refund or command.number)


def given_back(work) -> Iterator[str]:
    """The documents this office refunded, the last one first."""
    posted = work.ledger.sold(work.office.id, *EVER)
    return (posting.document for posting in reversed(posted) if posting.kind == REFUND)


@execute.register
def process_refund(command: ProcessRefund, work) -> RefundProcessed:
    shown, _ = in_hand(work)
    if command.number and resolved(command.number, None, work) not in shown.tickets:
        raise NoRefundShown(number=command.number)
    tickets, made = process(work, shown)
    work.area = replace(work.area, refund=None)
    return RefundProcessed(made, tickets[0], work.office, work.agent.sign, work.today)


@execute.register
def ignore_refund(command: IgnoreRefund, work) -> RefundIgnored:
    found, _ = in_hand(work)
    work.area = replace(work.area, refund=None)
    return RefundIgnored(found.tickets[0])
