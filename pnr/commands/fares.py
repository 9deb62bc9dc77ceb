"""Show the fares of a market, and show them again otherwise."""
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from ..engine.booking.area import FareSearch
from ..engine.pricing.conditions import Conditions, Stay
from ..engine.pricing.distance import between
from ..engine.pricing.fare import Fare
from ..engine.pricing.market import Market, Offer, counted
from ..engine.store.weight import Weight
from ..errors import NoFare, NoFaresShown, NoSuchLine, UnknownCity, UnknownPlace
from ..values.money import Money
from .command import Command, Reply, execute
from .fare_options import FareOptions
from .fare_search import markets, ordered, searched, way
from .paging import LastPage as LastPage  # read in the same family
from .paging import NextPage as NextPage
from .paging import PreviousPage as PreviousPage

__all__ = ["Stay"]


@dataclass(frozen=True)
class DisplayFares(Command, FareOptions):
    """Fares from city to city, on whatever terms."""

    origin: str
    destination: str
    weight = Weight.LOOK


@dataclass(frozen=True)
class ChangeFares(Command, FareOptions):
    """The fares last shown on other terms, or to another city; what is not named stays."""

    destination: str = ""
    weight = Weight.LOOK


@dataclass(frozen=True)
class ConvertFare(Command):
    """A line of the fares shown in another currency."""

    line: int
    currency: str
    weight = Weight.LOOK


@dataclass(frozen=True)
class FareLine:
    """A fare, its conditions as its rule says them in short, and what is shown of it: `amount`, and `both` there and
    back where that is asked."""

    line: int
    fare: Fare
    fare_basis: str = ""
    amount: Money | None = None
    both: Money | None = None
    conditions: Conditions = Conditions()
    family: str = ""


@dataclass(frozen=True)
class FareList(Reply):
    """In order of amount; `rate` is that of their currency, rounded to `unit` up or to the nearest (`direction`)."""

    command: DisplayFares | ChangeFares
    origin: str
    destination: str
    day: date
    carriers: tuple[str, ...]
    lines: tuple[FareLine, ...]
    currency: str
    rate: Decimal
    unit: Decimal
    direction: str
    miles: int
    kilometres: int
    indicator: str
    country: str = ""  # of a market inside one
    search: FareSearch | None = None
    most: int = 0  # miles a fare may be flown without a surcharge

    @property
    def pair(self) -> str:
        """Both ends, as they were typed."""
        asked = self.command
        return asked.origin + asked.destination if isinstance(asked, DisplayFares) else self.origin + self.destination


@dataclass(frozen=True)
class FareConverted(Reply):
    """A line of the fare display with its amount in the currency it is filed in and in another, by the day's rate."""

    fares: FareList
    amount: Money
    converted: Money
    rate: str


@execute.register
def display_fares(command: DisplayFares, work) -> FareList:
    """Raises UnknownCity, SamePlace, NoFare and what is wrong with the options."""
    base = FareSearch(city(command.origin, work), city(command.destination, work), work.today,
                      rising=not work.manners.fares_fall)
    return found(command, base, work)


@execute.register
def change_fares(command: ChangeFares, work) -> FareList:
    """Raises NoFaresShown, and as a display does."""
    if work.area.fares is None:
        raise NoFaresShown()
    base = work.area.fares
    return found(command, replace(base, destination=city(command.destination, work)) if command.destination else base,
                 work)


@execute.register
def convert_fare(command: ConvertFare, work) -> FareConverted:
    """Raises NoFaresShown, NoSuchLine, NoRate."""
    fares = one_line(command.line, work)
    amount = fares.lines[0].amount or fares.lines[0].fare.amount
    converted, rate = work.tariff.rates.equivalent(amount, command.currency, work.today)
    return FareConverted(fares, amount, converted, rate)


def one_line(line: int, work) -> FareList:
    """The display with one of its lines; raises NoFaresShown or NoSuchLine."""
    if work.area.fares is None:
        raise NoFaresShown()
    fares = listed(DisplayFares(work.area.fares.origin, work.area.fares.destination), work.area.fares, work)
    lines = tuple(each for each in fares.lines if each.line == line)
    if not lines:
        raise NoSuchLine(line=line)
    return replace(fares, lines=lines)


def city(code: str, work) -> str:
    try:
        return work.world.places.city_of(code)
    except UnknownPlace:
        raise UnknownCity(code=code) from None


def found(command: DisplayFares | ChangeFares, base: FareSearch, work) -> FareList:
    search = searched(command, base, work)
    fares = listed(command, search, work)
    work.area = replace(work.area, fares=search)
    return fares


def listed(command: DisplayFares | ChangeFares, search: FareSearch, work) -> FareList:
    """The fares as they are filed on the day of sale; raises NoFare."""
    tariff, day = work.tariff, search.ticketed or work.today
    offered = [(offer, market) for market, offers in markets(search, work) for offer in offers]
    offers = ordered([offer for offer, _ in offered], search)
    if not offers:
        raise NoFare(origin=search.origin, destination=search.destination)
    origin, destination = map(work.world.places.place, (search.origin, search.destination))
    currency = tariff.rates.filing(origin.currency)
    around = way(search, work)
    rounding, of = tariff.rates.unit(currency), {id(offer): market for offer, market in offered}
    lines = tuple(described(offer, of[id(offer)], search, line, day) for line, offer in enumerate(offers, 1))
    return FareList(
        command, search.origin, search.destination, search.date, search.carriers, lines, search.sold or currency,
        tariff.rates.roe(currency, day), rounding.unit, rounding.direction,
        tariff.mileage.ticketed(search.origin, search.destination, around), between(origin, destination), around,
        origin.country if origin.country == destination.country else "", search,
        tariff.mileage.most(search.origin, search.destination, around, day))


def described(offer: Offer, market: Market, search: FareSearch, line: int, day: date) -> FareLine:
    """A line of a display: the amount as it is asked for, and the columns."""
    said, fare = offer.conditions, offer.fare
    amount = market.taxed(offer) if search.taxed else offer.amount
    amount = counted(amount, search.sold or amount.currency, market.tariff, day)
    if search.shape == "H" and not fare.oneway:
        amount = Money.of(amount.amount / 2, amount.currency)
    both = amount * 2 if search.shape == "M" and fare.tag == 1 else None
    return FareLine(line, fare, offer.fare_basis, amount, both, said, offer.family)
