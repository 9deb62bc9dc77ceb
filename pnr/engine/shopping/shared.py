"""Pricing many itineraries of one market: what one has asked of the tariff is there for the next."""
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any

from ...errors import NoFare, NoRate, RuleRefuses, SeparateTickets
from ...fare_rules.actions import Discount as Given
from ..pricing.built import Built
from ..pricing.components import Components
from ..pricing.fares import Tariff
from ..pricing.parts import Part
from ..pricing.price import price
from ..pricing.quote import PricedFare
from ..pricing.request import PricingRequest

Ask = Callable[[PricingRequest], tuple[PricedFare, ...]]  # the price of a request, or why it has none
UNSOLD = (NoFare, RuleRefuses, SeparateTickets, NoRate)  # what pricing says of what cannot be had on one ticket
# Rules and what they take fares in as, by fare and day; fares drawn and of a cabin, areas and distances by market;
# rows of taxes by the countries and carriers of a journey.
REMEMBERED = ("full", "levels", "taken_in", "area", "miles", "drawn", "taxes")
ADULT = "ADT"
NEGOTIATED = 35  # what an office sells a fare for, which is asked of each journey


def asking(tariff: Tariff) -> Ask:
    """Prices of one request after the other."""
    return partial(price, tariff=tariff)


def asking_many(tariff: Tariff) -> Ask:
    """The same of one search, of a shared tariff."""
    memory: dict[tuple, list[Built]] = {}
    return partial(price, tariff=tariff, build=partial(Remembering, memory))


def shared(tariff: Tariff) -> Tariff:
    """The same tariff, which asks each question once; what is filed meanwhile is not seen."""
    twin = remembering(tariff, REMEMBERED)
    setattr(twin, "rates", remembering(tariff.rates, ("roe", "unit", "selling")))  # noqa: B010
    every = lru_cache(maxsize=None)(twin.fares)

    def fares(carrier: str, origin: str, destination: str, day: Any, letters: str = "") -> list:
        found = every(carrier, origin, destination, day)
        return [fare for fare in found if fare.booking_class in letters] if letters else found

    setattr(twin, "fares", lru_cache(maxsize=None)(fares))  # noqa: B010 (an instance has its own)
    return twin


def remembering(whom: Any, names: tuple[str, ...]) -> Any:
    """Of somebody a twin who answers each of these questions once."""
    twin = copy(whom)
    for name in names:
        setattr(twin, name, lru_cache(maxsize=None)(getattr(twin, name)))
    return twin


class Remembering(Components):
    """The components of one of many itineraries: what fares come to is known from those before, unless rules are asked.

    `memory` by passenger, carrier, market, direction, classes and mileage; rules judge each itinerary by itself.
    """

    def __init__(self, memory: dict[tuple, list[Built]], *of: Any):
        super().__init__(*of)
        self.memory = memory

    def offers(self, part: Part) -> Sequence[Built]:
        if part not in self.known:
            key = self.question(part)
            if key in self.memory:
                self.known[part] = Moved(self.memory[key], part)
            elif self.alike(found := super().offers(part)):
                self.memory[key] = list(found)
        return super().offers(part)

    def question(self, part: Part) -> tuple:
        """What decides what the fares of a component come to."""
        letters, carrier, market = self.booked(part), self.carrier(part.places), self.market(part)
        parts = () if self.type == ADULT else tuple(self.shares(part, carrier, market, letters))
        return (self.type, self.age, carrier, market, part.half, letters, self.over(part), self.local, parts)

    def over(self, part: Part) -> tuple:
        """The way of several flights, by which mileage, routings, higher fares and differentials go."""
        if len(part.places) == 1:
            return ()
        flown = [self.itinerary.segments[place] for place in part.places]
        joined = zip(part.places, part.places[1:], strict=False)
        return (part.way, *((each.carrier, each.origin_city, each.destination_city,
                             "" if self.request.open else each.booking_class) for each in flown),
                *(self.itinerary.connection(*pair) for pair in joined))

    def shares(self, part: Part, carrier: str, market: tuple[str, str], letters: str) -> Iterator[tuple]:
        """What the passenger pays under each of the rules that the fares stand under."""
        seen = set()
        for fare in self.tariff.fares(carrier, *market, self.day, letters):
            levels = id(self.levels(fare))
            if levels not in seen:
                seen.add(levels)
                given = self.paying.given(fare, part)
                yield self.paying.own(fare, self.type, part), given if isinstance(given, Given) else bool(given)

    def alike(self, found: Sequence[Built]) -> bool:
        """Whether these fares come to the same on any itinerary; none is a refusal, which names its flights."""
        request = self.request
        narrowed = request.bases or request.without or request.breaks or request.unbroken
        return bool(found) and not narrowed and not any(
            built.fare.made or NEGOTIATED in self.levels(built.fare).categories for built in found)


class Moved(Sequence[Built]):
    """Priced fares at another place in a journey, each made when it is looked at."""

    def __init__(self, found: list[Built], part: Part):
        self.found, self.part = found, part

    def __len__(self) -> int:
        return len(self.found)

    def __getitem__(self, place: Any) -> Any:
        return replace(self.found[place], part=self.part)
