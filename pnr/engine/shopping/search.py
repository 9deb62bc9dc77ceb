"""A search over days and flights that can be bought: trips put together, priced at their lowest, and the best kept."""
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from heapq import heappop, heappush, nsmallest

from ...values.money import Money
from ..pricing.fares import Tariff
from ..pricing.request import PricingRequest
from .best_buy import Buy, lowest
from .least import Least
from .shared import UNSOLD, asking_many, shared
from .ways import Trip, Way

MOST_TRIPS, MOST_OFFERS = 200, 50
ADULT = "ADT"


@dataclass(frozen=True)
class Offer:
    """A trip and its lowest price, in classes that are open for all who travel."""

    trip: Trip
    buy: Buy

    @property
    def total(self) -> Money:
        return self.buy.total


Rank = Callable[[Trip], tuple]  # by what trips are chosen before they are priced


class Shopping:
    """One search; `request` has everything but the segments."""

    def __init__(self, request: PricingRequest, tariff: Tariff):
        twin = shared(tariff)
        self.request, self.ask, self.least = request, asking_many(twin), Least(request, twin)
        self.adults = sum(passenger.type == ADULT for passenger in request.passengers)

    def trips(self, directions: list[list[Way]], most: int = MOST_TRIPS) -> list[Trip]:
        """The most promising trips, one way a direction, each leaving after the one before has landed."""
        rows = [sorted(ways, key=self.alone) for ways in directions]
        found = (Trip(ways) for ways in combined(rows, [[self.alone(way)[0] for way in row] for row in rows]))
        kept: list[Trip] = []
        for trip in found:
            if in_order(trip):
                kept.append(trip)
            if len(kept) == most:
                break
        return kept

    def alone(self, way: Way) -> tuple:
        """The cheapest ways first, then the quickest."""
        return self.least.trip(Trip((way,))), way.minutes, [flight.key for flight in way.flights]

    def cheapest(self, trips: list[Trip], most: int = MOST_OFFERS) -> list[Offer]:
        """The lowest offers; a trip that costs no less at least than all that are kept is not priced."""
        bounds = sorted(((self.bound(trip), trip.minutes, trip.keys, trip) for trip in trips), key=lambda row: row[:3])
        found: list[tuple[int, int, Offer]] = []
        for place, (bound, *_, trip) in enumerate(bounds):
            if len(found) >= most and bound >= nsmallest(most, (total for total, *_ in found))[-1]:
                break
            found += [(offer.total.minor, place, offer) for offer in self.offered(trip)]
        return [offer for *_, offer in nsmallest(most, found, key=lambda row: row[:2])]

    def first(self, trips: list[Trip], rank: Rank, most: int = MOST_OFFERS) -> list[Offer]:
        """The offers of trips that come first by something else than their price."""
        offers = (offer for trip in sorted(trips, key=rank) for offer in self.offered(trip))
        return [offer for _, offer in zip(range(most), offers, strict=False)]

    def bound(self, trip: Trip) -> int:
        """In the smallest coins of the sale; adults alone."""
        return self.least.bound(trip) * self.adults

    def offered(self, trip: Trip) -> Iterator[Offer]:
        """The trip at its lowest, where it has a price."""
        asked = replace(self.request, segments=trip.segments, open=trip.open)
        try:
            yield Offer(trip, lowest(asked, self.ask))
        except UNSOLD:
            return


def combined(rows: list[list[Way]], costs: list[list]) -> Iterator[tuple[Way, ...]]:
    """One of each row, the least sum of costs first; rows are in order of cost."""
    if not all(rows):
        return
    start = (0,) * len(rows)
    waiting, seen = [(sum(row[0] for row in costs), start)], {start}
    while waiting:
        _, places = heappop(waiting)
        yield tuple(row[place] for row, place in zip(rows, places, strict=True))
        for turn, row in enumerate(rows):
            onward = (*places[:turn], places[turn] + 1, *places[turn + 1:])
            if onward[turn] < len(row) and onward not in seen:
                seen.add(onward)
                heappush(waiting, (sum(cost[place] for cost, place in zip(costs, onward, strict=True)), onward))


def in_order(trip: Trip) -> bool:
    return all(one.flights[-1].lands < other.flights[0].leaves for one, other in zip(trip.ways, trip.ways[1:],
                                                                                    strict=False))
