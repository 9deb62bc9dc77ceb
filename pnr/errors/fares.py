"""Fares, and looking for the lowest."""
from .base import Refusal


class NoFare(Refusal):
    """No fare is filed: facts carrier, booking_class, passenger_type, origin, destination, lacking (of what)."""


class NoFareAsAsked(Refusal):
    """Fares are filed, but none fits the options asked for: the facts of NoFare."""


class NoQuote(NoFare):
    """The same of a quotation: facts of why, as of NoFare or RuleRefuses."""


class VerifyBookingClass(NoFare):
    """The same, but there is a fare in classes that are not those booked."""


class RuleRefuses(Refusal):
    """Fares are filed, but the rule of the last one left forbids it: facts category, component, rule, fact,
    fare_basis."""


class NoRate(Refusal):
    """No rate of exchange was in force: facts currency, date."""


class TooManyFlights(Refusal):
    """More than one ticket has coupons: facts flights, most."""


class CircularRouting(Refusal):
    """A flight that ends in the city it leaves, for which there can be no fare: facts origin, destination."""


class SeparateTickets(Refusal):
    """No carrier of the journey may ticket all the others: facts carriers."""


class UnknownPassengerType(Refusal): ...
class UnknownCity(Refusal):
    """An end of a market that is no city: fact `code`."""


class NoFaresShown(Refusal): ...
class NoRoutingData(Refusal): ...
class NoTaxes(Refusal): ...
class NoItinerary(Refusal): ...
class PastSegment(Refusal): ...
class NeedPassengerNames(Refusal): ...
class NoPriceShown(Refusal): ...
class NoRuleData(Refusal):
    """There is no such rule or category: facts carrier and rule, or category."""


class NoRefundRule(Refusal): ...
class NoExchangeRule(Refusal): ...
class ExchangeNotAllowed(Refusal):
    """The rule of a fare that would be changed forbids it: facts rule, fact."""


# lowest fares
class NoOffersShown(Refusal): ...
class NoSuchOffer(Refusal): ...
class OffersOutdated(Refusal):
    """The booking is no longer the one that was searched for."""
