"""Documents against what the gateway was asked for, in the audit: no charge without a document, and the other way."""
from collections import Counter
from collections.abc import Iterator

from ...gateway.protocol import PAID
from ..store.open import Session
from .attempts import Attempts
from .charges import DONE, ISSUED, Attempt, Charge, Reversal
from .giving import back_for
from .tickets import Payment, Ticket

Tickets = dict[str, Ticket]


def differences(session: Session, tickets: Tickets) -> Iterator[str]:
    found = list(Attempts(session).all())
    taken = {charge.key: charge for each in found if isinstance(each, Attempt) and each.state in (ISSUED, DONE)
             for charge in each.charges}
    reversals = [each for each in found if isinstance(each, Reversal)]
    yield from charged(tickets, taken)
    yield from given_back(reversals, taken)
    yield from lacking(tickets, {(each.document, each.why) for each in reversals})


def collected(ticket: Ticket) -> tuple[Payment, ...]:
    """What was charged for this document itself."""
    return ticket.exchange.collected if ticket.exchange else ticket.payments


def charged(tickets: Tickets, taken: dict[str, Charge]) -> Iterator[str]:
    told: Counter[str] = Counter()
    for ticket in tickets.values():
        for payment in collected(ticket):
            if payment.charge:
                told[payment.charge] += payment.amount.minor
    for key in sorted(told.keys() | taken.keys()):
        amount = taken[key].amount.minor if key in taken else 0
        if key in taken and taken[key].state not in PAID and any(
                payment.charge == key and ticket.status != "VOID" for ticket in tickets.values()
                for payment in collected(ticket)):
            yield f"charge {key}: {taken[key].state}, and a document was issued for it"
        if told[key] != amount:
            yield f"charge {key}: {amount} charged, {told[key]} in documents"


def given_back(reversals: list[Reversal], taken: dict[str, Charge]) -> Iterator[str]:
    """Never more than was charged; what did not happen after all names the payback it undoes."""
    back: Counter[str] = Counter()
    paybacks = {each.key: each for reversal in reversals for each in reversal.backs}
    for each in paybacks.values():
        undone = paybacks.get(each.charge)
        back[undone.charge if undone else each.charge] += -each.amount.minor if undone else each.amount.minor
        if each.state == "refused":
            yield f"payback {each.key}: refused by the gateway, {each.reason}"
    for key in sorted(back):
        if key not in taken or not 0 <= back[key] <= taken[key].amount.minor:
            yield f"charge {key}: {back[key]} given back"


def lacking(tickets: Tickets, reversed_: set[tuple[str, str]]) -> Iterator[str]:
    for number, ticket in tickets.items():
        voided = collected(ticket) if ticket.status == "VOID" else ()
        refunded = [(back_for(turn), record.to) for turn, record in enumerate(ticket.refunds, 1)]
        for why, payments in (("V", voided), *refunded):
            if any(payment.charge for payment in payments) and (number, why) not in reversed_:
                yield f"ticket {number}: its charge was not given back ({why})"
