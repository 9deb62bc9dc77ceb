"""What a host asks of a payment gateway: authorise, capture, void, refund, query; and what it is answered.

A request's key makes it one thing however often it is sent: the gateway does it once and answers each time as it
stands then. An answer may come later than the request (`pending` until then, ask again), twice, or not at all.
"""
from dataclasses import dataclass
from typing import Protocol

AUTHORISE, CAPTURE, VOID, REFUND, QUERY = OPERATIONS = ("authorise", "capture", "void", "refund", "query")

PENDING = "pending"  # the payer, or his bank, has not answered
AUTHORISED = "authorised"  # set aside for us; a wallet's payment is captured at once
CAPTURED, DECLINED, VOIDED, REFUNDED = "captured", "declined", "voided", "refunded"
UNKNOWN = "unknown"  # no charge has this key
REFUSED = "refused"  # what was asked is not possible: fact `reason`
PAID = frozenset({AUTHORISED, CAPTURED})

WALLETS = {"ALIPAY": "ALIPAY", "WECHAT": "WECHAT PAY"}


@dataclass(frozen=True)
class Request:
    """`amount` in smallest coins; `charge` is the key a refund gives back from.

    `number` of a card leaves the host sealed and is kept by nobody; `approval` is one that was got by hand.
    """

    operation: str
    key: str
    scheme: str = ""
    amount: int = 0
    currency: str = ""
    number: str = ""
    expiry: str = ""
    approval: str = ""
    charge: str = ""


@dataclass(frozen=True)
class Answer:
    """How the charge or refund of this key stands; `code` is what a wallet's QR code says."""

    operation: str
    key: str
    state: str
    amount: int = 0
    currency: str = ""
    approval: str = ""
    reason: str = ""
    code: str = ""


class Gateway(Protocol):
    """`instant`: it answers within the host's own transaction, with nothing outside."""

    instant: bool

    def ask(self, request: Request, age: int = 0) -> tuple[Answer, ...]:
        """The answers there are by now, the last one in force; `age` is seconds since the charge was first asked for.

        Raises GatewayUnavailable when nothing was sent, PaymentTimedOut or PaymentNotVerified when nobody knows.
        """
