"""The lowest fare of flights whose classes are free: everybody in the same class of a flight, whoever pays what of it.

Each passenger type is priced by itself over all open classes; where all types choose alike that is the answer. Where
they do not, the sum of what each would pay alone is the least it can cost: the search divides the classes of a flight
they disagree about, and leaves a part whose least is no less than the best that was found.
"""
from collections.abc import Iterator
from dataclasses import dataclass, replace
from heapq import heappop, heappush

from ...errors import NoFare, PnrError
from ...values.money import Money, total
from ..pricing.quote import PricedFare
from ..pricing.request import PricingRequest
from .shared import UNSOLD, Ask

MOST_PARTS = 60  # looked at before the best that was found is taken
Open = tuple[tuple[str, ...], ...]  # the classes of each segment
Classes = tuple[str, ...]  # one for each segment


@dataclass(frozen=True)
class Buy:
    """Classes to book, one for each segment, and what everybody pays in them."""

    classes: Classes
    fares: tuple[PricedFare, ...]

    @property
    def total(self) -> Money:
        """Of all passengers."""
        return together(self.fares)


def together(fares: tuple[PricedFare, ...]) -> Money:
    return total([fare.total * len(fare.passengers) for fare in fares], fares[0].total.currency)


def best_buy(request: PricingRequest, ask: Ask) -> Buy:
    """The lowest price over `request.open`, never above that of the classes booked where they are among them.

    Raises NoFare or RuleRefuses, what stands in the way of the classes booked first.
    """
    if not all(each.booking_class in some for each, some in zip(request.segments, request.open, strict=True)):
        return lowest(request, ask)
    try:
        best = booked(request, ask)
    except UNSOLD as error:
        return lowest(request, ask, error)
    return min(candidates(request, ask, best), key=lambda buy: buy.total.minor, default=best)


def lowest(request: PricingRequest, ask: Ask, refusal: PnrError | None = None) -> Buy:
    """The lowest price over `request.open`, whatever is booked; raises `refusal`, or NoFare or RuleRefuses."""
    best = min(candidates(request, ask), key=lambda buy: buy.total.minor, default=None)
    if best is None:
        raise refusal or NoFare()
    return best


def booked(request: PricingRequest, ask: Ask, classes: Classes = ()) -> Buy:
    """The price in these classes, or as booked; raises NoFare or RuleRefuses."""
    letters = classes or tuple(each.booking_class for each in request.segments)
    segments = tuple(replace(each, booking_class=letter)
                     for each, letter in zip(request.segments, letters, strict=True))
    return Buy(letters, ask(replace(request, segments=segments, open=())))


def candidates(request: PricingRequest, ask: Ask, best: Buy | None = None) -> Iterator[Buy]:
    """Prices lower than the best before them, the most promising part of the classes first."""
    parts: list[tuple[int, int, Part]] = []
    seen: set[Classes] = set()
    count = push(parts, request, ask, request.open, 0)
    while parts and count < MOST_PARTS:
        bound, _, part = heappop(parts)
        if best is not None and bound >= best.total.minor:
            return
        for classes in part.choices:
            buy = None if classes in seen else part.buy(request, ask, classes)
            seen.add(classes)
            if buy and (best is None or buy.total.minor < best.total.minor):
                best = buy
                yield buy
        for some in part.divided:
            count = push(parts, request, ask, some, count)


@dataclass(frozen=True)
class Part:
    """Some of the classes, and what each passenger type would pay and choose among them by itself."""

    open: Open
    fares: tuple[PricedFare, ...]
    choices: tuple[Classes, ...]

    def buy(self, request: PricingRequest, ask: Ask, classes: Classes) -> Buy | None:
        """What all pay in these classes; nothing where somebody may not have them."""
        if len(self.choices) == 1:
            return Buy(classes, self.fares)
        try:
            return booked(request, ask, classes)
        except UNSOLD:
            return None

    @property
    def divided(self) -> Iterator[Open]:
        """Its two halves: with one choice for the first flight that is disputed, and without it."""
        for place, letters in enumerate(zip(*self.choices, strict=True)):
            if len(set(letters)) > 1:
                for some in ((letters[0],), tuple(each for each in self.open[place] if each != letters[0])):
                    yield (*self.open[:place], some, *self.open[place + 1:])
                return


def push(parts: list, request: PricingRequest, ask: Ask, open_classes: Open, count: int) -> int:
    """Put a part of the classes in line, by the least it can cost; one that has no price is left out."""
    if not all(open_classes):
        return count
    try:
        fares = ask(replace(request, open=open_classes))
    except UNSOLD:
        return count
    choices = tuple(dict.fromkeys(chosen(fare, open_classes) for fare in fares))
    heappush(parts, (together(fares).minor, count, Part(open_classes, fares, choices)))
    return count + 1


def chosen(fare: PricedFare, open_classes: Open) -> Classes:
    """The class of each segment a fare is sold in."""
    letters = {place: part.booking_class for part in fare.components for place in part.segments}
    return tuple(letters[place] if letters[place] in some else some[0] for place, some in enumerate(open_classes))
