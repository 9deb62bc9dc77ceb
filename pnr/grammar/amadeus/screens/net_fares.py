"""TQN: what the office pays the carrier of a fare under an agreement, what it sells it for and what it prints."""
from collections.abc import Iterator

from ....commands.display import numbers
from ....commands.stored import NetFares
from ....engine.booking.elements import StoredFare
from ....engine.pricing.quote import PricedFare
from ....values.dates import short
from ....values.money import Money
from ...columns import columns, filled, right
from . import screen
from .booking import name_text
from .stored import WIDTH


@screen.register
def net_fares(reply: NetFares) -> str:
    return "\n".join(line for stored in reply.fares for line in net_fare(stored, reply))


def net_fare(stored: StoredFare, reply: NetFares) -> Iterator[str]:
    made = f"{stored.sign[-2:]}/{short(stored.made)}" if stored.made else ""
    yield columns((1, f"TST{stored.number:05}"), (14, f"{reply.display.office.id} {made} {stored.fare.mark}".rstrip()))
    yield "T-"
    places, who = numbers(reply.display), {name.tattoo: name for name in reply.display.booking.names}
    shown = (f"{places[each]}.{name_text(who[each])}" for each in stored.passengers)
    yield from (f"   {row}" for row in filled(shown, WIDTH - 3, "   "))
    yield from amounts(stored.fare)


def amounts(fare: PricedFare) -> Iterator[str]:
    """Net is the whole fare where the agreement names no other; of bulk and tour fares a word is printed."""
    net = fare.net or fare.base
    yield amount("NET FARE", net)
    yield amount("SELLING FARE", fare.base)
    yield amount("TICKETED FARE", fare.printed) if fare.printed else columns((1, "TICKETED FARE"), (17, fare.box))
    yield amount("MARKUP", fare.base - net)
    if fare.commission:
        yield columns((1, "COMMISSION"), right(fare.commission, 30, 10), (31, "P"))
    if fare.tour_code:
        yield columns((1, "TOUR CODE"), (17, fare.tour_code))


def amount(what: str, money: Money) -> str:
    return columns((1, what), (17, money.currency), right(money, 30, 12))
