"""What a rule may ask about a journey and its sale: plain values, so that a verdict depends on nothing else.

Times are local; a point is all its codes: airport, city, country, and the areas of geography.py. What is not known yet
is left out, and breaks nothing.
"""
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

Point = frozenset[str]
NOWHERE: Point = frozenset()


def country(point: Point) -> str:
    """The only codes of two letters are countries."""
    return min((code for code in point if len(code) == 2), default="")


@dataclass(frozen=True)
class Filed:
    """A fare as it is filed: what Record 1 and 2 match on, and what others may be combined with it by."""

    carrier: str = ""
    tariff: str = ""
    rule: str = ""
    fare_class: str = ""
    oneway: bool = True
    tag: int = 1
    origin: Point = NOWHERE
    destination: Point = NOWHERE
    type: str = ""
    season: str = ""
    routing: str = ""
    footnotes: tuple[str, ...] = ()
    passengers: tuple[str, ...] = ()  # whom alone it is for
    ages: tuple[int, int] | None = None


@dataclass(frozen=True)
class Sector:
    """One flight; `operating` where another carrier flies it."""

    carrier: str
    number: int
    departs: datetime
    origin: Point = NOWHERE
    destination: Point = NOWHERE
    operating: str = ""
    equipment: str = ""
    stops: int = 0

    @property
    def international(self) -> bool:
        return country(self.origin) != country(self.destination)

    @property
    def transoceanic(self) -> bool:
        """Between the Americas and the rest of the world."""
        return ("TC1" in self.origin) != ("TC1" in self.destination)


@dataclass(frozen=True)
class Change:
    """A change of flight inside a fare component: a stopover, or a connection; `at` is the city."""

    at: str
    direction: str = "out"
    point: Point = NOWHERE
    stopover: bool = False
    online: bool = True
    surface: bool = False


@dataclass(frozen=True)
class Unit:
    """A pricing unit, of what `kind` (OW RT SOJ DOJ CT): when it goes out and returns, and the other fares in it.

    `returns` is the departure from the turnaround, `resumes` that from the last stopover before the end; `gaps` are the
    surface sectors between its components, true where they stay inside the United States or Canada.
    """

    kind: str = "OW"
    departs: datetime | None = None
    arrives: datetime | None = None
    returns: datetime | None = None
    resumes: datetime | None = None
    completes: datetime | None = None
    changes: tuple[Change, ...] = ()
    partners: tuple[Filed, ...] = ()
    gaps: tuple[bool, ...] = ()


@dataclass(frozen=True)
class Facts:
    """One fare component as it is sold; `component` names it in verdicts."""

    now: datetime
    reserved: datetime
    departure: datetime  # of the pricing unit
    days: tuple[date, ...] = ()
    completes: date | None = None
    origin: Point = NOWHERE
    destination: Point = NOWHERE
    via: Point = NOWHERE
    direction: str = "out"
    passenger: str = "ADT"
    country: str = ""
    agency: str = ""
    right: str = "sell"  # what the agency wants to do with a negotiated fare: view, sell, ticket
    currency: str = ""
    form_of_payment: str | None = None
    ticketed: str = ""  # the country of ticketing, where it is another than that of the sale
    tour: str = ""
    validating: str = ""
    confirmed: bool = True
    standby: bool = False
    timings: frozenset[str] = frozenset({"before_departure"})
    left: timedelta | None = None
    turn: int = 1
    # of the passenger
    age: int | None = None
    accounts: frozenset[str] = frozenset()
    identities: frozenset[str] = frozenset()
    residence: Point = NOWHERE
    party: tuple[str, ...] = ()  # the types of all who travel together, in the same cabin
    # of the travel
    component: str = ""
    begins: datetime | None = None  # the departure of the journey, where the pricing unit is not its first
    sectors: tuple[Sector, ...] = ()
    changes: tuple[Change, ...] = ()
    unit: Unit | None = None
    beside: tuple[Filed, ...] = ()  # fares of other pricing units, end on end
    units: int = 1
    fare: Filed = Filed()

    def departs(self, of: str = "unit") -> datetime:
        """The departure that time before it is counted from: of the journey, the pricing unit or the component."""
        if of == "journey":
            return self.begins or self.departure
        return self.sectors[0].departs if of == "component" and self.sectors else self.departure

    @property
    def time_left(self) -> timedelta:
        """To departure, as a charge reads it: measured by the caller across zones, else by local clocks."""
        return self.departure - self.now if self.left is None else self.left

    @property
    def dates(self) -> tuple[date, ...]:
        """The local day of each flight."""
        return self.days or tuple(each.departs.date() for each in self.sectors)

    @property
    def turns(self) -> tuple[Change, ...]:
        """Changes of flight in the pricing unit, or in the component while that is all that is known."""
        return self.unit.changes if self.unit else self.changes

    def narrowed(self, *places: int) -> "Facts":
        """The same facts with some of the flights only."""
        if places == tuple(range(max(len(self.sectors), len(self.days)))):
            return self
        sectors = tuple(self.sectors[place] for place in places if place < len(self.sectors))
        days = tuple(self.dates[place] for place in places if place < len(self.dates))
        return replace(self, sectors=sectors, days=days)

    def adult(self) -> "Facts":
        """The same for the adult whose fare a discount is counted from."""
        return replace(self, passenger="ADT", age=None)
