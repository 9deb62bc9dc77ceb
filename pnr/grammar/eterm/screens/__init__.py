"""What eTerm shows; a module a family, drawn by the reply's class."""
from functools import singledispatch

from ....commands import Reply


@singledispatch
def screen(reply: Reply) -> str:
    """The reply as an agent reads it."""
    from ...plain import plain

    return plain(reply)


from . import (  # noqa: E402, F401 (they register)
    availability,
    booking,
    calculate,
    coupons,
    decode,
    ending,
    fare_facts,
    flight_info,
    help,
    lookups,
    market,
    notes,
    pricing,
    printers,
    queues,
    quotes,
    refunds,
    refusing,
    reports,
    retrieve,
    seats,
    sign,
    split,
    ticket_papers,
    ticketing,
    timetable,
)

refusals = refusing.REFUSALS
