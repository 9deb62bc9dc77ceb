"""Facts that fares stand on: routings, miles, rates of exchange."""
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ..engine.pricing.indicators import indicator
from ..engine.pricing.mileage import Measured
from ..engine.pricing.rounding import truncated
from ..engine.store.weight import Weight
from ..values.money import Money
from .command import Command, Reply, execute
from .fares import FareList, one_line

NEUTRAL = "NUC"


@dataclass(frozen=True)
class DisplayRouting(Command):
    """By which way a line of the fares shown may be flown."""

    line: int
    weight = Weight.LOOK


@dataclass(frozen=True)
class DisplayMileage(Command):
    """The miles of a way from city to city, and how many are permitted."""

    cities: tuple[str, ...]
    weight = Weight.LOOK


@dataclass(frozen=True)
class ConvertAmount(Command):
    """By today's rate, into another currency or neutral units, or out of them."""

    amount: Decimal
    currency: str
    into: str
    weight = Weight.LOOK


@dataclass(frozen=True)
class RoutingDisplay(Reply):
    """The lines of the map of a fare; without any it may be flown within `most` miles."""

    fares: FareList
    routing: str
    lines: tuple[str, ...]
    most: int


@dataclass(frozen=True)
class MileageDisplay(Reply):
    """`miles` of each sector, and what they come to."""

    cities: tuple[str, ...]
    miles: tuple[int, ...]
    measured: Measured


@dataclass(frozen=True)
class AmountConverted(Reply):
    """Both in words of their own currency; neutral units with two decimals. `rate` is of neutral units, or selling."""

    amount: str
    currency: str
    converted: str
    into: str
    rate: Decimal
    day: date


@execute.register
def display_routing(command: DisplayRouting, work) -> RoutingDisplay:
    """Raises NoFaresShown or NoSuchLine."""
    fares = one_line(command.line, work)
    fare = fares.lines[0].fare
    lines = work.tariff.routings.lines(fare.carrier, fare.routing, work.today)
    most = work.tariff.mileage.most(fare.origin, fare.destination, fare.gi or fares.indicator, work.today)
    return RoutingDisplay(fares, fare.routing, lines, most)


@execute.register
def display_mileage(command: DisplayMileage, work) -> MileageDisplay:
    """Raises UnknownPlace."""
    places = [work.world.places.place(code) for code in command.cities]
    cities = tuple(place.city for place in places)
    gi = indicator(places)
    mileage = work.tariff.mileage
    miles = tuple(mileage.ticketed(one, other, gi) for one, other in zip(cities, cities[1:], strict=False))
    return MileageDisplay(cities, miles, mileage.measured(cities, gi, work.today))


@execute.register
def convert_amount(command: ConvertAmount, work) -> AmountConverted:
    """Raises NoRate."""
    rates, day = work.tariff.rates, work.today
    if command.into == NEUTRAL:
        rate = rates.roe(command.currency, day)
        found = f"{truncated(command.amount / rate):.2f}"
    elif command.currency == NEUTRAL:
        rate = rates.roe(command.into, day)
        found = str(Money.of(command.amount * rate, command.into))
    else:
        rate = rates.selling(command.currency, command.into, day)
        found = str(rates.converted(Money.of(command.amount, command.currency), command.into, day))
    return AmountConverted(f"{command.amount:.2f}", command.currency, found, command.into, rate, day)
