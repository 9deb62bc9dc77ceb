"""What Amadeus shows; a module a family, drawn by the reply's class."""
from collections.abc import Callable
from functools import singledispatch

from ....commands import Reply
from ....errors import PnrError


@singledispatch
def screen(reply: Reply) -> str:
    """The reply as an agent reads it."""
    from ...plain import plain

    return plain(reply)


def full(error: PnrError) -> str:
    """A full class is answered with what else there is; what could not be rebooked stands before it."""
    rejected = (f"  {flight} REBOOK REJECTED: SEGMENT NOT AVAILABLE" for flight in error.facts.get("flights", ()))
    return "\n".join((*rejected, screen(error.facts["display"])))


def ruled(error: PnrError) -> str:
    """A rule that refuses is named, with the fact that decided."""
    facts = error.facts
    return "\n".join(("NO VALID FARE/RULE COMBINATIONS FOR PRICING",
                      f"{facts['fare_basis']} RULE {facts['rule']} CAT {facts['category']} {facts['fact']}".upper()))


refusals: dict[str, Callable[[PnrError], str]] = {"sold-out": full, "rule-refuses": ruled}

from . import (  # noqa: E402, F401 (they register)
    ancillaries,
    availability,
    booking,
    calculate,
    carrier_notes,
    claim,
    copying,
    decode,
    ending,
    exchanges,
    fare_details,
    fares,
    flight_info,
    flyers,
    help,
    interline,
    itineraries,
    lookups,
    net_fares,
    notes,
    office_list,
    payment,
    pricing,
    queues,
    rates,
    refunds,
    reports,
    retrieve,
    seats,
    security,
    shopping,
    sign,
    split,
    stored,
    ticketing,
    timetable,
)
