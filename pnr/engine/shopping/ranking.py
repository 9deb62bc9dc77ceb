"""The order of offers: by fare, time, connections or carrier, and in groups of one price."""
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from ...values.money import Money
from .preferences import Preferences
from .search import MOST_OFFERS, Offer, Shopping
from .ways import Trip

Key = Callable[[Trip], tuple]

RANKS: dict[str, Key] = {  # by what is known of a trip before it is priced; "" is by fare
    "time": lambda trip: (trip.minutes, trip.keys),
    "connections": lambda trip: (trip.connections, trip.minutes, trip.keys),
    "carrier": lambda trip: (trip.carriers, trip.minutes, trip.keys),
}


@dataclass(frozen=True)
class Group:
    """Offers of one price."""

    total: Money
    offers: tuple[Offer, ...]


def ranked(shopping: Shopping, trips: list[Trip], rank: str, usual: Preferences, most: int = MOST_OFFERS) \
        -> list[Offer]:
    """The offers in order: those of one fare or rank alike as the travellers usually have them."""
    prefer = usual.order
    if rank == "preference":
        offers = shopping.first(trips, prefer, most)
        return sorted(offers, key=lambda offer: (-usual.worth(offer.trip, offer.buy), offer.total.minor,
                                                 prefer(offer.trip)))
    if rank:
        offers = shopping.first(trips, lambda trip: (RANKS[rank](trip)[0], shopping.bound(trip), prefer(trip)), most)
        return sorted(offers, key=lambda offer: (RANKS[rank](offer.trip)[0], offer.total.minor, prefer(offer.trip)))
    return sorted(shopping.cheapest(trips, most), key=lambda offer: (offer.total.minor, prefer(offer.trip)))


def grouped(offers: list[Offer]) -> tuple[Group, ...]:
    """Neighbours of one price."""
    groups = groupby(offers, key=lambda offer: offer.total)
    return tuple(Group(total, tuple(some)) for total, some in groups)
