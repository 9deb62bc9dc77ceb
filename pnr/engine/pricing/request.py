"""What pricing is asked: flights, who travels, and on what terms."""
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from .restrictions import Restrictions


@dataclass(frozen=True)
class PricedSegment:
    """One flight of the journey to be priced; `date` and `departs` are local, `leaves` and `lands` UTC."""

    carrier: str
    operating: str | None
    number: int
    booking_class: str
    date: date
    departs: int
    origin: str
    destination: str
    origin_city: str
    destination_city: str
    leaves: datetime
    lands: datetime
    arrives_day: int = 0
    legs: int = 1
    status: str = "HK"
    equipment: str = ""
    stop: str = ""  # S or X where the agent says that its end is a stopover or a connection


@dataclass(frozen=True)
class Passenger:
    """ADT, CHD, INF, ...; the age on the day of the first departure, and the day of birth, where they are known."""

    type: str = "ADT"
    age: int | None = None
    born: date | None = None


@dataclass(frozen=True)
class ZapOff:
    """10P*AD10 or 50.00A: so many percent, or so much of the fare's own money, less; and the ticket designator."""

    amount: Decimal
    percent: bool = True
    designator: str = ""

    @classmethod
    def read(cls, text: str) -> "ZapOff":
        figure, _, designator = text.partition("*")
        return cls(Decimal(figure[:-1]), figure[-1] == "P", designator)

    def written(self) -> str:
        mark = f"*{self.designator}" if self.designator else ""
        return f"{self.amount:f}{'P' if self.percent else 'A'}{mark}"


CARRIER_CHARGES = frozenset({"YQ", "YR"})  # no tax, whatever they are called: who is exempt of taxes pays them


@dataclass(frozen=True)
class PricingRequest:
    """A journey, who travels, and where, when and in what currency it is sold; `now` is local at that office.

    `city` and `country` are those of the sale, `ticketed` the country of ticketing where it is another. `accounts` are
    the corporate codes asked for, `identities` the cards shown (student, seaman, ...), `resident` the country where
    passengers live, where told. `tariffs`: "published" or "private" fares only, "" both, as the office is entitled.
    `bases`: the fare basis asked for, one for each segment, "" for any. `along`: the types of those of the same booking
    who are not priced; None where nobody knows.
    `open` are the classes each segment may be booked in, where the lowest fare is looked for: nothing prices as booked.
    `exempt`: codes of taxes or countries not to be collected, "" for all taxes; `added`: those to be collected of whom
    they exempt. `governing`: whose fares to use where that carrier flies along. `restrictions`: what fares must or must
    not have. `breaks` and `unbroken`: places in the journey, counted from 1, after which a fare must and must not end.
    `zap`: what is taken off in the end. `without`: fare classes not to use, such as were shown already.
    `family`: what the name of the family begins with that fares must be of.
    """

    segments: tuple[PricedSegment, ...]
    passengers: tuple[Passenger, ...]
    city: str
    country: str
    currency: str
    now: datetime
    office: str = ""
    validating: str | None = None
    reserved: datetime | None = None  # local, where the booking was made earlier
    accounts: tuple[str, ...] = ()
    identities: tuple[str, ...] = ()
    tariffs: str = ""
    resident: str = ""
    bases: tuple[str, ...] = ()
    ticketed: str = ""
    along: tuple[str, ...] | None = None
    open: tuple[tuple[str, ...], ...] = ()
    exempt: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    governing: str = ""
    restrictions: Restrictions = Restrictions()
    breaks: tuple[int, ...] = ()
    unbroken: tuple[int, ...] = ()
    zap: ZapOff | None = None
    without: frozenset[str] = frozenset()
    family: str = ""

    def wants(self, fare_basis: str, places: tuple[int, ...]) -> bool:
        """Whether these segments may be priced by a fare basis; a bare fare class stands for any of it."""
        asked = {self.bases[place] for place in places if place < len(self.bases)} - {""}
        names = {fare_basis, fare_basis.partition("/")[0]}
        return asked <= names and not names & self.without and self.cuts(places)

    def cuts(self, places: tuple[int, ...]) -> bool:
        """Whether a fare may cover these segments, and end where they do."""
        inside = {place + 1 for place in places[:-1]}
        return not inside & set(self.breaks) and not {places[0], places[-1] + 1} & set(self.unbroken)

    def levies(self, code: str, country: str, exempt: bool) -> bool:
        """Whether a tax is collected of somebody whom its own words exempt or not."""
        named = {code, country}
        if named & set(self.added):
            return True
        every = "" in self.exempt and code not in CARRIER_CHARGES
        return not exempt and not every and not named & set(self.exempt)
