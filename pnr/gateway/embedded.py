"""The gateway of a host that has no other: it answers by the documented numbers, within the host's transaction.

It keeps nothing: what it says follows from the request and how long ago it was first made, so a replay is equal.
"""
from ..errors import GatewayUnavailable, PaymentNotVerified, PaymentTimedOut
from .behaviour import MANNERS, manner_of, outcome
from .protocol import (
    AUTHORISE,
    CAPTURE,
    CAPTURED,
    QUERY,
    REFUND,
    REFUNDED,
    UNKNOWN,
    VOIDED,
    WALLETS,
    Answer,
    Request,
)

SIMPLE = {CAPTURE: CAPTURED, REFUND: REFUNDED}


class Embedded:
    instant = True

    def ask(self, request: Request, age: int = 0) -> tuple[Answer, ...]:
        """A charge that was asked for before (`age`) is told as it stands, whatever became of its first answer."""
        if request.operation not in (AUTHORISE, QUERY):
            return (answer(request, SIMPLE.get(request.operation, VOIDED)),)
        if request.operation == QUERY and not age:
            return (answer(request, UNKNOWN),)
        name = manner_of(request)
        if not age:
            demand_answer(name)
        state, reason = outcome(name, request.scheme, age)
        code = f"PNR SIMULATED {request.scheme} {request.key}" if request.scheme in WALLETS else ""
        return (answer(request, state, reason, code),) * (2 if MANNERS[name].twice else 1)


def demand_answer(name: str) -> None:
    manner = MANNERS[name]
    if manner.down:
        raise GatewayUnavailable(reason="payment gateway: nobody answers")
    if manner.silent:
        raise PaymentTimedOut()
    if manner.forged:
        raise PaymentNotVerified()


def answer(request: Request, state: str, reason: str = "", code: str = "") -> Answer:
    return Answer(request.operation, request.key, state, request.amount, request.currency, request.approval, reason,
                  code)


EMBEDDED = Embedded()  # it keeps nothing, so one serves all
