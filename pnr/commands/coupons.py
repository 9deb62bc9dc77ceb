"""What an airline's side of the host does to the coupons of a document."""
from dataclasses import dataclass

from ..engine.store.weight import Weight
from ..engine.ticketing.control import set_status, suspend
from ..engine.ticketing.tickets import TicketSet
from .command import Command, Reply, execute
from .ticketing import Number, resolved

WORDS = {"OPEN": "O", "OPN": "O", "ARPT": "A", "CNTL": "A", "CKIN": "C", "LIFT": "L", "LFTD": "L", "FLWN": "F",
         "FLOWN": "F", "SUSP": "S", "UNVL": "U", "CLSD": "Z", "IROP": "I"}


class CouponStatus(str):
    """One letter, from the word an agent types for it."""

    @classmethod
    def read(cls, text: str) -> "CouponStatus":
        return cls(WORDS[text])


@dataclass(frozen=True)
class SetCoupon(Command):
    """A coupon of the ticket last shown, or of one by number, in another status."""

    coupon: int
    status: CouponStatus
    number: Number | None = None
    weight = Weight.FILE


@dataclass(frozen=True)
class SuspendTicket(Command):
    """Or, `resumed`, open again."""

    number: Number
    resumed: bool = False
    weight = Weight.FILE


@dataclass(frozen=True)
class CouponsChanged(Reply):
    command: SetCoupon | SuspendTicket
    tickets: TicketSet


@execute.register
def set_coupon(command: SetCoupon, work) -> CouponsChanged:
    number = resolved(command.number, None, work)
    return CouponsChanged(command, set_status(work, number, command.coupon, command.status))


@execute.register
def suspend_ticket(command: SuspendTicket, work) -> CouponsChanged:
    return CouponsChanged(command, suspend(work, resolved(command.number, None, work), command.resumed))
