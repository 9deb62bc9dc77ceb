"""The journeys of an availability by what they cost one adult at the lowest, those without a fare last."""
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ...values.money import Money
from ..booking.area import Search
from ..inventory.nesting import Counts
from ..pricing.fares import Tariff
from ..pricing.request import PricingRequest
from ..schedule.flights import Journey
from .search import Shopping
from .ways import Trip, Way, buying


@dataclass(frozen=True)
class Priced:
    """A journey with the class of each flight and the total; without, where nobody has a fare for it."""

    flights: Journey
    classes: tuple[str, ...] = ()
    total: Money | None = None


def by_price(journeys: Sequence[Journey], counts: dict[str, Counts], search: Search, request: PricingRequest,
             tariff: Tariff, most: int) -> list[Priced]:
    """The first so many, the lowest first, of one price the quickest."""
    trips = [Trip((way,)) for journey in journeys for way in open_to(journey, search, counts, tariff)]
    offers = Shopping(request, tariff).cheapest(trips, most)
    found = [Priced(offer.trip.flights, offer.buy.classes, offer.total) for offer in offers]
    if len(found) < most:
        known = {priced.flights for priced in found}
        found += [Priced(journey) for journey in journeys if journey not in known]
    return found[:most]


def open_to(journey: Journey, search: Search, counts: dict[str, Counts], tariff: Tariff) -> Iterator[Way]:
    """The journey in the classes asked for that have the seats."""
    for way in buying(journey, search, counts, tariff.places):
        letters = tuple(tuple(letter for letter in some if letter in search.booking_classes or
                              not search.booking_classes) for some in way.open)
        if all(letters):
            yield replace(way, open=letters)
