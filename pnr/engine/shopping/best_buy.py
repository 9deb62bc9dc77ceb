"""The lowest fare of flights whose classes are free: everybody in the same class of a flight, whoever pays what of it.

Each passenger type is priced by itself over all open classes; where all types choose alike that is the answer. Where
they do not, the sum of what each would pay alone is the least it can cost: the search divides the classes of a flight
they disagree about, and leaves a part whose least is no less than the best that was found.
"""
from collections.abc import Iterator
from dataclasses import dataclass, replace
from heapq import heappop, heappush

from ...errors import NoFare, PnrError, RuleRefuses
from ...values.money import Money, total
from ..pricing.fares import Tariff
from ..pricing.price import price
from ..pricing.quote import PricedFare, PricingRequest

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


def best_buy(request: PricingRequest, tariff: Tariff) -> Buy:
    """The lowest price over `request.open`, never above that of the classes booked where they are among them.

    Raises NoFare or RuleRefuses, what stands in the way of the classes booked first.
    """
    best: Buy | None = None
    refusal: PnrError | None = None
    if all(each.booking_class in some for each, some in zip(request.segments, request.open, strict=True)):
        try:
            best = booked(request, tariff)
        except (NoFare, RuleRefuses) as error:
            refusal = error
    for buy in candidates(request, tariff, best):
        if best is None or buy.total.minor < best.total.minor:
            best = buy
    if best is None:
        raise refusal or NoFare()
    return best


def booked(request: PricingRequest, tariff: Tariff, classes: Classes = ()) -> Buy:
    """The price in these classes, or as booked; raises NoFare or RuleRefuses."""
    letters = classes or tuple(each.booking_class for each in request.segments)
    segments = tuple(replace(each, booking_class=letter)
                     for each, letter in zip(request.segments, letters, strict=True))
    return Buy(letters, price(replace(request, segments=segments, open=()), tariff))


def candidates(request: PricingRequest, tariff: Tariff, best: Buy | None) -> Iterator[Buy]:
    """What passenger types would choose, the most promising part of the classes first."""
    least = best.total.minor if best else None
    parts: list[tuple[int, int, Open, list[Classes]]] = []
    count = push(parts, request, tariff, request.open, 0)
    seen: set[Classes] = set()
    while parts and count < MOST_PARTS:
        bound, _, open_classes, choices = heappop(parts)
        if least is not None and bound >= least:
            return
        for classes in choices:
            if classes not in seen:
                seen.add(classes)
                for buy in tried(request, tariff, classes):
                    least = buy.total.minor if least is None else min(least, buy.total.minor)
                    yield buy
        for part in divided(open_classes, choices):
            count = push(parts, request, tariff, part, count)


def push(parts: list, request: PricingRequest, tariff: Tariff, open_classes: Open, count: int) -> int:
    """Put a part of the classes in line, by the least it can cost; one that has no price is left out."""
    if not all(open_classes):
        return count
    try:
        fares = price(replace(request, open=open_classes), tariff)
    except (NoFare, RuleRefuses):
        return count
    choices = list(dict.fromkeys(chosen(fare, request, open_classes) for fare in fares))
    heappush(parts, (together(fares).minor, count, open_classes, choices))
    return count + 1


def chosen(fare: PricedFare, request: PricingRequest, open_classes: Open) -> Classes:
    """The class of each segment a fare is sold in."""
    letters = {place: part.booking_class for part in fare.components for place in part.segments}
    return tuple(letters[place] if letters[place] in some else some[0] for place, some in enumerate(open_classes))


def tried(request: PricingRequest, tariff: Tariff, classes: Classes) -> Iterator[Buy]:
    try:
        yield booked(request, tariff, classes)
    except (NoFare, RuleRefuses):
        return


def divided(open_classes: Open, choices: list[Classes]) -> Iterator[Open]:
    """The two halves of a part: with one choice for the first flight that is disputed, and without it."""
    for place, letters in enumerate(zip(*choices, strict=True)):
        if len(set(letters)) > 1:
            for some in ((letters[0],), tuple(each for each in open_classes[place] if each != letters[0])):
                yield (*open_classes[:place], some, *open_classes[place + 1:])
            return
