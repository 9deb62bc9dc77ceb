"""What else a booking could cost: again and again the lowest, without the fares of those before."""
from dataclasses import replace

from ...errors import NoFare, NoFareAsAsked, RuleRefuses
from .fares import Tariff
from .price import price
from .quote import PricedFare, PricingRequest

MOST = 9  # prices anybody looks through


def alternatives(request: PricingRequest, tariff: Tariff) -> tuple[PricedFare, ...]:
    """Prices as booked, the lowest first; raises NoFare, RuleRefuses or NoRate where there is none at all."""
    found: list[PricedFare] = []
    fares = price(request, tariff)
    while fares and fares[0] not in found and len(found) < MOST:
        found += fares
        request = replace(request, without=request.without | used(fares))
        fares = another(request, tariff)
    return tuple(found)


def used(fares: tuple[PricedFare, ...]) -> frozenset[str]:
    return frozenset(part.fare_basis.partition("/")[0] for fare in fares for part in fare.components)


def another(request: PricingRequest, tariff: Tariff) -> tuple[PricedFare, ...]:
    """The same without the fares excluded; nothing where there is no other."""
    try:
        return price(request, tariff)
    except (NoFare, NoFareAsAsked, RuleRefuses):
        return ()
