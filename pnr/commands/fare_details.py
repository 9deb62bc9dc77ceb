"""More of a fare that was shown: its routing, booking classes, stays; and mileage and taxes, whatever was shown."""
from dataclasses import dataclass
from datetime import date

from ..engine.pricing import filed
from ..engine.pricing.fare import Fare
from ..engine.pricing.indicators import indicator
from ..engine.pricing.stays import Stays, stays
from ..engine.pricing.tax_rows import TaxRow
from ..engine.pricing.taxes import stands
from ..engine.store.weight import Weight
from ..errors import NoPriceShown, NoRoutingData, NoRuleData, NoSuchLine, NoTaxes, SamePlace
from .command import Command, Reply, execute
from .fare_search import airlines
from .fares import FareList, city, one_line
from .notes import filed_fare

MOST_CITIES = 16


@dataclass(frozen=True)
class DisplayRouting(Command):
    """By which way a fare may be flown: of a line of the fares shown, or of a component (`part`) of a price."""

    line: int
    part: int | None = None
    weight = Weight.LOOK


@dataclass(frozen=True)
class DisplayBookingCodes(Command):
    """In which classes a fare is booked, on its own carrier or another."""

    line: int
    carrier: str = ""
    weight = Weight.LOOK


@dataclass(frozen=True)
class DisplayStays(Command):
    """How long one stays at least and at most under a fare."""

    line: int
    weight = Weight.LOOK


@dataclass(frozen=True)
class DisplayMileage(Command):
    """Miles from city to city."""

    cities: tuple[str, ...]
    weight = Weight.LOOK


@dataclass(frozen=True)
class DisplayTaxes(Command):
    """The taxes of a country, all or of one code."""

    country: str
    code: str = ""
    weight = Weight.LOOK


@dataclass(frozen=True)
class FareRouting(Reply):
    """The lines of a map, or where there is none the most miles there may be."""

    fares: FareList | None
    fare: Fare
    lines: tuple[str, ...]
    effective: date
    miles: int


@dataclass(frozen=True)
class BookingCodes(Reply):
    """The class of a fare, and those below it in the same cabin that it may be flown in."""

    fares: FareList
    carrier: str
    letters: tuple[str, ...]


@dataclass(frozen=True)
class FareStays(Reply):
    fares: FareList
    stays: Stays


@dataclass(frozen=True)
class Leg:
    """To a city: miles of the sector, so far, permitted from the first city, and the surcharge in percent."""

    city: str
    miles: int = 0
    flown: int = 0
    permitted: int = 0
    percent: int | None = 0


@dataclass(frozen=True)
class MileageDisplay(Reply):
    cities: tuple[str, ...]
    legs: tuple[Leg, ...]
    indicator: str


@dataclass(frozen=True)
class TaxDisplay(Reply):
    """Rows in force today, in the order they are filed."""

    country: str
    day: date
    rows: tuple[TaxRow, ...]


@execute.register
def display_routing(command: DisplayRouting, work) -> FareRouting:
    """Raises NoPriceShown, NoSuchLine, and NoRoutingData for a line the map has not."""
    fares = one_line(command.line, work) if work.area.fares else None
    fare = fares.lines[0].fare if fares else component(command, work)
    tariff, day = work.tariff, work.today
    lines = tariff.routings.lines(fare.carrier, fare.routing, day) if fare.routing else ()
    if fares and command.part is not None:
        if not 1 <= command.part <= len(lines):
            raise NoRoutingData(line=command.part)
        lines = lines[command.part - 1:command.part]
    gi = fare.gi or indicator([work.world.places.place(code) for code in (fare.origin, fare.destination)])
    return FareRouting(fares, fare, lines, fare.effective, tariff.mileage.most(fare.origin, fare.destination, gi, day))


def component(command: DisplayRouting, work) -> Fare:
    """The fare of a component of the price last shown."""
    seen = work.area.quoted
    if seen is None:
        raise NoPriceShown()
    parts = seen.fares[command.line - 1].components if 1 <= command.line <= len(seen.fares) else ()
    if not 1 <= (command.part or 1) <= len(parts):
        raise NoSuchLine(line=command.line)
    fare = filed_fare(parts[(command.part or 1) - 1], work)
    if fare is None:
        raise NoRuleData()
    return fare


@execute.register
def display_booking_codes(command: DisplayBookingCodes, work) -> BookingCodes:
    fares = one_line(command.line, work)
    fare = fares.lines[0].fare
    carrier = airlines((command.carrier,), work)[0] if command.carrier else fare.carrier
    known = filed.classes()
    own = known.get(fare.booking_class)
    below = tuple(each.letter for each in known.values() if own and each.cabin == own.cabin and each.rank > own.rank)
    return BookingCodes(fares, carrier, (fare.booking_class, *below))


@execute.register
def display_stays(command: DisplayStays, work) -> FareStays:
    fares = one_line(command.line, work)
    search = work.area.fares
    return FareStays(fares, stays(work.tariff.levels(fares.lines[0].fare, search.ticketed or work.today), search.date))


@execute.register
def display_mileage(command: DisplayMileage, work) -> MileageDisplay:
    """Raises UnknownCity, SamePlace."""
    cities = tuple(city(code, work) for code in command.cities)
    if any(one == other for one, other in zip(cities, cities[1:], strict=False)) or not 2 <= len(cities) <= MOST_CITIES:
        raise SamePlace(origin=cities[0], destination=cities[-1])
    gi = indicator([work.world.places.place(code) for code in cities])
    mileage, legs = work.tariff.mileage, [Leg(cities[0])]
    for place in range(1, len(cities)):
        sector = mileage.ticketed(*cities[place - 1:place + 1], gi)
        found = mileage.measured(cities[:place + 1], gi, work.today)
        legs.append(Leg(cities[place], sector, found.flown, found.most, found.percent))
    return MileageDisplay(cities, tuple(legs), gi)


@execute.register
def display_taxes(command: DisplayTaxes, work) -> TaxDisplay:
    """Raises NoTaxes for a country whose taxes nobody filed."""
    filings = work.tariff.taxes((command.country,))
    rows = tuple(row for row in filings if stands(row, filings, work.today)
                 and command.code in ("", row.code))
    if not rows:
        raise NoTaxes(country=command.country)
    return TaxDisplay(command.country, work.today, rows)
