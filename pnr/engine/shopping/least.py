"""What a trip costs at least: the lowest fares filed between its cities, whatever their rules say of it."""
from decimal import Decimal
from functools import cache

from ...values.money import Money
from ..pricing.fare import Fare
from ..pricing.fares import Tariff
from ..pricing.request import PricedSegment, PricingRequest
from .ways import Trip

MARKED_DOWN = 35  # the category that may let an office sell below what is filed
NOTHING, MOST = Decimal(0), 10 ** 12
Amounts = dict[str, Decimal]


class Least:
    """Lower bounds for one search, in neutral units of an adult; a market of a carrier is looked up once."""

    def __init__(self, request: PricingRequest, tariff: Tariff):
        self.tariff, self.day, self.rates = tariff, request.now.date(), tariff.rates
        self.currency = request.currency
        self.accounts = request.accounts
        self.filed = cache(self._filed)
        self.lowest = cache(self._lowest)

    def trip(self, trip: Trip) -> Decimal:
        """The cheapest row of components that leads from its beginning to its end."""
        segments, best = trip.segments, [NOTHING]
        for last in range(1, len(segments) + 1):
            reached = (self.component(trip, first, last) for first in range(last))
            found = [before + more for before, more in zip(best, reached, strict=True) if more is not None]
            best.append(min(found, default=NOTHING))
        return best[-1]

    def component(self, trip: Trip, first: int, last: int) -> Decimal | None:
        """The lowest of any carrier on the way, in a class open on all its flights; None where nobody has a fare."""
        segments = trip.segments[first:last]
        ends = segments[0].origin_city, segments[-1].destination_city
        letters = frozenset(trip.open[first]).intersection(*trip.open[first + 1:last])
        if ends[0] == ends[1]:
            return None
        found = [self.lowest(carrier, *ends, letters) for carrier in {segment.carrier for segment in segments}]
        return min((amount for amount in found if amount is not None), default=None)

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

    def paid(self, neutral: Decimal, start: PricedSegment) -> Decimal:
        """So much in the currency of sale, less what rounding may take off."""
        base = self.rates.filing(self.tariff.places.place(start.origin_city).currency)
        rate = self.rates.selling(base, self.currency, self.day)
        units = self.rates.unit(base).unit * rate + self.rates.unit(self.currency).unit
        return max(neutral * self.rates.roe(base, self.day) * rate - units, NOTHING)
