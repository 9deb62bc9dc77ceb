"""TSU and TSS: that a coupon was set."""
from ....commands.coupons import CouponsChanged, SuspendTicket
from . import screen


@screen.register
def changed(reply: CouponsChanged) -> str:
    if isinstance(reply.command, SuspendTicket):
        return f"TSS:TN/{reply.tickets[0].number}/{'B' if reply.command.resumed else 'S'} ACCEPTED"
    return "ACCEPTED"
