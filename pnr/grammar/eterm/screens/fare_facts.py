"""PFR, XS FSL, FSM and FSC: routings, miles, rates."""
from itertools import accumulate

from ....commands.fare_facts import AmountConverted, MileageDisplay, RoutingDisplay
from ....values.dates import long
from ...columns import columns, right
from . import screen
from .notes import of_a_fare


@screen.register
def routing(reply: RoutingDisplay) -> str:
    """The map of the fare, line by line; without one the miles that are permitted."""
    said = [f"ROUTING {reply.routing}", *(f" {line}" for line in reply.lines)] if reply.lines else [f"MPM {reply.most}"]
    return "\n".join([*of_a_fare(reply.fares), *said])


@screen.register
def mileage(reply: MileageDisplay) -> str:
    """Each city with the miles to it and those so far, then what is permitted and what it costs to fly more."""
    found = reply.measured
    rows = [columns((1, city), (6, "TPM"), right(miles, 15, 5), (18, "CUM"), right(so_far, 27, 5))
            for city, miles, so_far in zip(reply.cities[1:], reply.miles, accumulate(reply.miles), strict=True)]
    extra = f" TPD {found.allowance}" if found.allowance else ""
    over = " EXCEEDED" if found.percent is None else f" {found.percent}M" if found.percent else ""
    return "\n".join([f"FSM {' '.join(reply.cities)}", reply.cities[0], *rows, f"MPM {found.most}{extra}{over}"])


@screen.register
def converted(reply: AmountConverted) -> str:
    return "\n".join([f"FSC {reply.amount}{reply.currency}/{reply.into} {long(reply.day)}",
                      f"RATE {reply.rate.normalize():f}", f"{reply.converted} {reply.into}"])
