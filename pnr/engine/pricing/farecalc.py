"""The fare calculation line of a price: every amount of it, in an order that adds up."""
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from ...fare_calc.line import NEUTRAL, AirportCharge, Charge, Fare, Hidden, Item, Line, Sector, SideTrip, Surface
from ...fare_calc.writing import write
from ...values.money import Money
from .built import Built
from .construct import Solution
from .itinerary import Itinerary
from .quote import Tax
from .rounding import written


def line(itinerary: Itinerary, solution: Solution, currency: str, rate: Decimal | None, taxes: tuple[Tax, ...],
         facility: Callable[[str], Money | None]) -> str:
    """`PEK CA SHA 1960.00Y CNY1960.00END`, or in neutral units `NUC704.22END ROE7.1`; no rate: domestic.

    Of tours and bulk fares `LOS ET EWR M/BT TLPRUS END`. `facility`: the facility charge of an airport.
    """
    return write(Way(itinerary, currency if rate is None else "", facility).line(solution, rate, taxes))


def plain(rate: Decimal) -> str:
    """7.1, and 1.0 rather than 1."""
    text = f"{rate.normalize():f}"
    return text if "." in text else f"{text}.0"


class Way:
    """A journey as a line prints it: inside China with its airports, elsewhere with its cities."""

    def __init__(self, itinerary: Itinerary, currency: str, charge: Callable[[str], Money | None]):
        self.itinerary, self.currency, self.charge = itinerary, currency, charge
        self.airports = bool(currency) and itinerary.country == "CN"

    def line(self, solution: Solution, rate: Decimal | None, taxes: tuple[Tax, ...]) -> Line:
        """An inclusive tour (IT) or bulk fare (BT) prints no amounts."""
        hidden = next((each.fare.terms.box for each in solution.components
                       if each.fare.terms and each.fare.terms.box), "")
        way = Line(self.origin(0), self.items(solution.components, hidden),
                   segment_airports=tuple(self.segment_airports(taxes)), facility=tuple(self.facility(taxes)))
        if hidden:
            return way
        return replace(way, currency=self.currency or NEUTRAL, total=self.amount(solution.total),
                       roe=rate and Decimal(plain(rate)))

    def origin(self, place: int) -> str:
        each = self.itinerary.segments[place]
        return each.origin if self.airports else each.origin_city

    def destination(self, place: int) -> str:
        each = self.itinerary.segments[place]
        return each.destination if self.airports else each.destination_city

    def amount(self, value: Decimal) -> Decimal:
        return Decimal(written(value, self.currency))

    def items(self, components: tuple[Built, ...], hidden: str) -> tuple[Item, ...]:
        """Flight by flight, each fare behind its last; side trips stand in parentheses."""
        under = {place: built for built in components for place in built.segments}
        trips = [gap for built in components for gap in built.part.gaps]
        starts, ends = [start for start, _ in trips], [end for _, end in trips]
        levels: list[list[Item]] = [[]]
        for place in range(len(self.itinerary)):
            levels += [[] for _ in range(starts.count(place))]
            levels[-1] += self.flight(place, under[place], hidden)
            for _ in range(ends.count(place + 1)):
                inside = tuple(levels.pop())
                levels[-1].append(SideTrip(inside))
        return tuple(levels[0])

    def flight(self, place: int, built: Built, hidden: str) -> Iterator[Item]:
        if place and self.itinerary.surface(place - 1):
            yield Surface("//" if place - 1 in built.segments else "/-", self.origin(place))
        onward = next((other for other in built.segments if other > place), None)
        connects = onward and self.itinerary.connection(place, onward)
        allowed = onward and built.allowance == self.itinerary.end(place)
        flags = (*["X"] * bool(connects), *["E"] * bool(allowed))
        yield Sector(self.itinerary.segments[place].carrier, self.destination(place), flags)
        if onward is None:
            yield from self.fare(built, hidden)

    def fare(self, built: Built, hidden: str) -> Iterator[Item]:
        """M where points lie between the ends, with the surcharge in percent of a long way; nothing under a routing."""
        if hidden:
            yield Hidden(f"M/{hidden}", built.fare_basis)
            return
        mileage = f"{built.surcharge or ''}M" if len(built.segments) > 1 and not built.fare.routing else ""
        yield from (Charge(code, self.amount(amount)) for code, amount in built.charges)
        yield Fare(self.amount(built.value), built.fare_basis, mileage, built.higher)
        for extra in built.extras:
            yield Charge(extra.code, self.amount(extra.amount), extra.cities[0], "".join(extra.cities[1:]))

    def segment_airports(self, taxes: tuple[Tax, ...]) -> Iterator[str]:
        """Where American segment charges are due."""
        return (self.itinerary.segments[place].origin for tax in taxes if tax.code == "ZP" for place in tax.segments)

    def facility(self, taxes: tuple[Tax, ...]) -> Iterator[AirportCharge]:
        """What each airport takes of the facility charge."""
        for place in (place for tax in taxes if tax.code == "XF" for place in tax.segments):
            code = self.itinerary.segments[place].origin
            if amount := self.charge(code):
                yield AirportCharge(code, Decimal(f"{amount.amount.normalize():f}"))
