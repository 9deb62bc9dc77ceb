"""What a trip costs at least: the lowest fares filed between its cities, whatever their rules say of it."""
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from functools import cache

from ...errors import NoRate
from ...values.money import Money
from ..pricing.fare import Fare
from ..pricing.fares import Tariff
from ..pricing.itinerary import Itinerary
from ..pricing.passengers import Group
from ..pricing.request import PricedSegment, PricingRequest
from ..pricing.rounding import CENT, to_unit
from ..pricing.taxes import rows, taxes
from .ways import Trip

MARKED_DOWN = 35  # the category that may let an office sell below what is filed
ADULT = Group("ADT", None, (0,))
NOTHING, MOST = Decimal(0), 10 ** 12
Amounts = dict[str, Decimal]


class Least:
    """Lower bounds for one search, in neutral units of an adult; a market of a carrier is looked up once."""

    def __init__(self, request: PricingRequest, tariff: Tariff):
        self.request, self.tariff, self.day, self.rates = request, tariff, request.now.date(), tariff.rates
        self.currency = request.currency
        self.accounts = request.accounts
        self.filed = cache(self._filed)
        self.lowest = cache(self._lowest)
        self.taxed: dict[tuple, int] = {}

    def trip(self, trip: Trip) -> Decimal:
        """The cheapest row of components that leads from its beginning to its end."""
        segments, best = trip.segments, [NOTHING]
        for last in range(1, len(segments) + 1):
            reached = (self.component(trip, first, last) for first in range(last))
            found = [before + more for before, more in zip(best, reached, strict=True) if more is not None]
            best.append(min(found, default=NOTHING))
        return best[-1]

    def component(self, trip: Trip, first: int, last: int) -> Decimal | None:
        """The lowest of the carrier whose fare it is, in a class open on all its flights; None where it has no fare."""
        segments = trip.segments[first:last]
        ends = segments[0].origin_city, segments[-1].destination_city
        letters = frozenset(trip.open[first]).intersection(*trip.open[first + 1:last])
        if ends[0] == ends[1]:
            return None
        return self.lowest(self.carrier(segments), *ends, letters)

    def carrier(self, segments: Sequence[PricedSegment]) -> str:
        """Who crosses the border first, at home who flies first: as pricing has it."""
        abroad = (each for each in segments if self.country(each.origin) != self.country(each.destination))
        return next(abroad, segments[0]).carrier

    def country(self, airport: str) -> str:
        return self.tariff.places.airport(airport).country

    def _lowest(self, carrier: str, origin: str, destination: str, letters: frozenset[str]) -> Decimal | None:
        amounts = self.filed(carrier, origin, destination)
        return min((amounts[letter] for letter in letters if letter in amounts), default=None)

    def _filed(self, carrier: str, origin: str, destination: str) -> Amounts:
        """The lowest amount of each class, in either direction, of a return fare its half."""
        if any(self.tariff.by_rule.makers_of(carrier, *ends, self.accounts)
               for ends in ((origin, destination), (destination, origin))):
            return dict.fromkeys("ABCDEFGHIJKLMNOPQRSTUVWXYZ", NOTHING)  # rules may make any fare of another
        halves: dict[tuple[str, str], int] = {}
        for ends in ((origin, destination), (destination, origin)):
            for fare in self.tariff.fares(carrier, *ends, self.day):
                key = fare.booking_class, fare.amount.currency
                halves[key] = min(halves.get(key, MOST), self.halves(fare))
        found: Amounts = {}
        for (letter, currency), minor in halves.items():
            amount = Money(minor, currency).amount / 2 / self.rates.roe(currency, self.day)
            found[letter] = min(found.get(letter, amount), amount)
        return found

    def halves(self, fare: Fare) -> int:
        """Half of the smallest coins a component costs, at least: one of a return fare, two of a one-way fare."""
        if MARKED_DOWN in self.tariff.levels(fare, self.day).categories:
            return 0
        return fare.amount.minor * (1 if fare.tag == 2 else 2)

    def bound(self, trip: Trip) -> int:
        """What an adult pays at least with taxes, in the smallest coins of the sale; 0 where nobody knows."""
        segments = tuple(replace(each, booking_class=letters[-1])  # some taxes go by the cabin
                         for each, letters in zip(trip.segments, trip.open, strict=True))
        itinerary = Itinerary(segments, self.tariff.places)
        try:
            return self.paid(self.trip(trip), itinerary).minor + self.levied(itinerary)
        except NoRate:
            return 0

    def levied(self, itinerary: Itinerary) -> int:
        """The taxes, in the smallest coins; of journeys alike in all that taxes go by, one is asked."""
        key = tuple(taxed_by(itinerary, waits(self.tariff, itinerary)))
        if key not in self.taxed:
            levied = taxes(self.tariff, itinerary, self.request, ADULT, ())
            self.taxed[key] = sum(tax.amount.minor for tax in levied)
        return self.taxed[key]

    def paid(self, neutral: Decimal, itinerary: Itinerary) -> Money:
        """So much in the currency of sale, rounded as fares are; what neutral units lose in each component is off."""
        base, domestic = self.rates.filing(itinerary.flown[0].origin.currency), bool(itinerary.country)
        unit = self.rates.unit(base, self.day)
        if domestic and unit.domestic:
            unit = replace(unit, unit=unit.domestic)
        lost = NOTHING if domestic else CENT * len(itinerary)
        local = to_unit(max(neutral - lost, NOTHING) * self.rates.roe(base, self.day), unit)
        return local if base == self.currency else self.rates.equivalent(local, self.currency, self.day)[0]


def waits(tariff: Tariff, itinerary: Itinerary) -> list[timedelta]:
    """The waits between flights that some tax of the journey tells apart."""
    return [timedelta(hours=hours) for hours in sorted({hours for row in rows(tariff, itinerary)
                                                        for hours in (0, *row.stop_hours)})]


def taxed_by(itinerary: Itinerary, limits: list[timedelta]) -> Iterator[tuple]:
    """What of each segment taxes go by."""
    for place, each in enumerate(itinerary.segments):
        joins = tuple(itinerary.joined(place, limit) for limit in limits)
        yield each.carrier, each.origin, each.destination, each.booking_class, each.date, each.legs, joins
