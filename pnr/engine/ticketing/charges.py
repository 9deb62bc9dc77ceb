"""What is asked of the payment gateway for documents: an attempt with its charges, and what is given back of them.

An attempt is written before anything is asked, so that whoever finds it later knows what to ask about.
"""
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from ...gateway.protocol import (
    AUTHORISE,
    CAPTURED,
    DECLINED,
    PAID,
    PENDING,
    REFUND,
    REFUNDED,
    REFUSED,
    VOID,
    VOIDED,
    WALLETS,
    Answer,
    Request,
)
from ...values.documents import document, personal
from ...values.money import Money
from ..booking.elements import FormOfPayment
from .orders import Order
from .payments import Index, payments
from .tickets import Payment, masked_card
from .wishes import Wish

OPEN, ISSUED, CLOSING, GIVING = "open", "issued", "closing", "giving"  # something is still to be asked
DONE, CLOSED, GIVEN = "done", "closed", "given"
PATIENCE = timedelta(seconds=60)  # until the host asks by itself, and between its tries
ASKED = "asked"  # of a charge: sent, and nobody knows what became of it


@document("charge")
@dataclass(frozen=True)
class Charge:
    """`parts`: which order, which of its forms, and how many coins of the amount; `state` as the gateway has it.

    `number` is there until the outcome is known; `code` is what a wallet's QR code says.
    """

    key: str
    scheme: str
    amount: Money
    parts: tuple[tuple[int, int, int], ...]
    number: str = personal(default="")
    expiry: str = ""
    masked: str = ""
    approval: str = ""
    state: str = ""
    reason: str = ""
    code: str = ""

    @property
    def wallet(self) -> bool:
        return self.scheme in WALLETS

    @property
    def name(self) -> str:
        """VI411111XXXXXX1111, ALIPAY, WECHAT PAY."""
        return WALLETS.get(self.scheme) or f"{self.scheme}{self.masked}"

    def request(self, operation: str = AUTHORISE) -> Request:
        asked = Request(operation, self.key, self.scheme, self.amount.minor, self.amount.currency, self.number,
                        self.expiry, self.approval)
        return asked if operation == AUTHORISE else replace(asked, number="")

    def hearing(self, answers: Iterable[Answer]) -> "Charge":
        """As these answers leave it: the same twice is the same, and what is over stays over."""
        found = self
        for answer in answers:
            if found.state not in (DECLINED, VOIDED, CAPTURED):
                found = replace(found, state=answer.state, approval=found.approval or answer.approval,
                                reason=answer.reason, code=answer.code)
        return found


@document("attempt")
@dataclass(frozen=True)
class Attempt:
    """The `place`-th payment of a booking: who asked when (ISO, UTC) at which terminal, for which orders.

    `booked` is the version of the booking it is for; `alone` says that everything in it is filed, so that the host may
    issue by itself. `issued` are the first numbers of what was issued for it, in the order of the orders, and `whom`
    those orders once they are gone.
    """

    booking: int
    place: int
    booked: int
    locator: str
    opened: str
    office: str
    sign: str
    duty: str
    terminal: str
    charges: tuple[Charge, ...]
    orders: tuple[Order, ...] = ()
    printer: int = 1
    reconfirms: bool = False
    alone: bool = False
    state: str = OPEN
    issued: tuple[str, ...] = ()
    whom: tuple[tuple[int, bool, int], ...] = ()
    version: int = 0
    wish: Wish | None = None  # what goes with the documents

    @property
    def key(self) -> str:
        return key_of(self.booking, self.place)

    @property
    def over(self) -> bool:
        return self.state in (DONE, CLOSED)

    @property
    def paid(self) -> bool:
        return all(charge.state in PAID for charge in self.charges)

    @property
    def declined(self) -> Charge | None:
        return next((charge for charge in self.charges if charge.state in (DECLINED, VOIDED, REFUSED)), None)

    @property
    def pending(self) -> Charge | None:
        return next((charge for charge in self.charges if charge.state == PENDING), None)

    def hearing(self, heard: tuple[Charge, ...]) -> "Attempt":
        return replace(self, charges=heard)

    def ended(self, state: str, issued: tuple[str, ...] = ()) -> "Attempt":
        """Nobody needs the cards' numbers any more, nor what was to be issued, or an address."""
        return replace(self, state=state, issued=issued, orders=(), wish=None,
                       whom=tuple(order.whom for order in self.orders),
                       charges=tuple(replace(charge, number="", code="") for charge in self.charges))


@document("payback")
@dataclass(frozen=True)
class Payback:
    """What goes back of a charge: a part, or, with `void`, all of it as if it had not been asked for."""

    key: str
    charge: str
    amount: Money
    void: bool = False
    state: str = ""
    reason: str = ""

    @property
    def request(self) -> Request:
        return Request(VOID if self.void else REFUND, self.charge if self.void else self.key, "", self.amount.minor,
                       self.amount.currency, charge="" if self.void else self.charge)

    @property
    def over(self) -> bool:
        return self.state in (VOIDED, REFUNDED)

    def hearing(self, answers: Iterable[Answer]) -> "Payback":
        last = tuple(answers)[-1]
        return replace(self, state=last.state, reason=last.reason)


@document("reversal")
@dataclass(frozen=True)
class Reversal:
    """What goes back for a document that was voided, refunded or exchanged (`why`, as the ledger has it)."""

    booking: int
    place: int
    document: str
    why: str
    backs: tuple[Payback, ...]
    state: str = GIVING
    version: int = 0

    @property
    def key(self) -> str:
        return key_of(self.booking, self.place)

    @property
    def over(self) -> bool:
        return self.state == GIVEN


def key_of(booking: int, place: int) -> str:
    return f"{booking:010}/{place}"


# ---- what is to be charged

def electronic(payment: Payment | FormOfPayment) -> bool:
    """Whether the gateway is asked: cards, and wallets by their names."""
    return payment.form == "CC" or (payment.form == "MS" and payment.text in WALLETS)


def planned(orders: tuple[Order, ...], index: Index, mark: str) -> tuple[Charge, ...]:
    """A charge for each card of each document, one for all that a wallet pays; `mark` begins their keys. Raises."""
    found = list(parts(orders, index))
    cards = [[part] for part in found if part[0].form == "CC"]
    wallets = [[part for part in found if part[0].text == scheme and part[0].form == "MS"] for scheme in WALLETS]
    groups = [group for group in (*cards, *wallets) if group]
    return tuple(charge(group, f"{mark}-{number}") for number, group in enumerate(groups, 1))


Part = tuple[FormOfPayment, Payment, int, int]


def parts(orders: tuple[Order, ...], index: Index) -> Iterator[Part]:
    """Each form the gateway is asked for, with what it pays, which order and which of its forms it is."""
    for place, order in enumerate(orders):
        if order.payment is None or not order.due.minor:
            continue
        paid = payments(order.payment, order.due, "", index)
        for turn, (form, payment) in enumerate(zip(order.payment.forms, paid, strict=True)):
            if electronic(form) and payment.amount.minor:
                yield form, payment, place, turn


def charge(group: list[Part], key: str) -> Charge:
    form, first, *_ = group[0]
    amount = Money(sum(payment.amount.minor for _, payment, *_ in group), first.amount.currency)
    pays = tuple((place, turn, payment.amount.minor) for _, payment, place, turn in group)
    if form.form == "MS":
        return Charge(key, form.text, amount, pays)
    return Charge(key, form.vendor, amount, pays, form.number, form.expiry, masked_card(form.number), form.approval)


def of_order(charges: tuple[Charge, ...], place: int) -> dict[int, Charge]:
    """The charges of one order by the place of its forms of payment."""
    return {turn: each for each in charges for order, turn, _ in each.parts if order == place}


# ---- what goes back

def paybacks(given: Iterable[Payment], mark: str, void: bool) -> tuple[Payback, ...]:
    """`mark` makes the keys those of one document and reason; a card was charged for one document, and is voided."""
    return tuple(Payback(f"{payment.charge}-{mark}", payment.charge, payment.amount, void and payment.form == "CC")
                 for payment in given if payment.charge)
