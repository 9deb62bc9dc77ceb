"""An agent's work area as a value: the booking in hand, as filed and as worked on, and what was last shown."""
from dataclasses import dataclass, field, replace
from datetime import date

from ...values.documents import document
from ...values.money import Money
from ..pricing.quote import PricedFare
from ..queues.places import Working
from ..ticketing.tickets import RefundRecord
from .booking import Booking
from .elements import Element, Segment

NOTHING = Booking()
Day = date


@document("search")
@dataclass(frozen=True)
class Search:
    """What an availability display was asked for, resolved: a date, minutes after midnight, codes."""

    origin: str
    destination: str
    date: date
    time: int = 0
    carriers: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    booking_classes: tuple[str, ...] = ()
    cabin: str = ""
    seats: int = 1
    most: int = 2  # connections
    least: int = 0
    nonstop: bool = False
    via: tuple[str, ...] = ()
    order: str = "neutral"
    full: bool = False
    priced: bool = False
    also_from: tuple[str, ...] = ()
    also_to: tuple[str, ...] = ()
    avoided: tuple[str, ...] = ()  # cities the way may not lead through
    days: int = 1  # from the date on
    display: str = "A"  # A availability, S schedule, T timetable
    weekdays: tuple[int, ...] = ()  # 0 Monday; of a timetable


@document("shown")
@dataclass(frozen=True)
class Shown:
    """The availability a short sell points at: for each line the keys of its flights; `first` is its first line.

    `second`: the way back, shown below it.
    """

    search: Search
    first: int
    lines: tuple[tuple[str, ...], ...]
    start: int = 0  # journeys of the search that come before
    second: "Shown | None" = None


@document("quoted")
@dataclass(frozen=True)
class Quoted:
    """The last price display, for those who store from it: fares, their passengers and segments by tattoo.

    `parts` are the segments of each fare where they differ; `journey` is what was priced without a booking; `chosen`
    the line last shown in detail; `listed`: to choose from, and whether a choice is shown or stored.
    """

    fares: tuple[PricedFare, ...]
    passengers: tuple[tuple[int, ...], ...]
    infants: tuple[bool, ...]
    segments: tuple[int, ...]
    priced: tuple[str, ...]
    parts: tuple[tuple[int, ...], ...] = ()
    journey: tuple[Segment, ...] = ()
    chosen: int = 0
    listed: str = ""

    def part(self, place: int) -> tuple[tuple[int, ...], tuple[str, ...]]:
        """The segments of one fare, and what they were when it was priced."""
        if not self.parts:
            return self.segments, self.priced
        known = dict(zip(self.segments, self.priced, strict=True))
        return self.parts[place], tuple(known[tattoo] for tattoo in self.parts[place])


@document("offer")
@dataclass(frozen=True)
class OfferShown:
    """What a recommendation sells: the keys of its flights by direction, a class for each flight, and the total."""

    flights: tuple[tuple[str, ...], ...]
    classes: tuple[str, ...]
    total: Money


@document("offers")
@dataclass(frozen=True)
class OffersShown:
    """The recommendations last shown; `types` of those who travel, a child's with its age (C07).

    `priced` is what the booking's segments were, `replaces` the tattoos of those that go when one is sold.
    """

    offers: tuple[OfferShown, ...]
    types: tuple[str, ...]
    seats: int
    priced: tuple[str, ...] = ()
    replaces: tuple[int, ...] = ()


@document("faresearch")
@dataclass(frozen=True)
class FareSearch:
    """What a fare display was asked for, resolved: cities, dates, codes.

    `date` is that of travel, told where `dated`; `back` that of return, `until` the last of a range; `carriers` those
    that fly, `asked` and `excluded` as they were named; `ticketed` the day of sale. `shape`: fares as they are filed,
    H return fares by half, M one-way fares with what they come to there and back. `sold` is a currency, or NUC.
    """

    origin: str
    destination: str
    date: date
    carriers: tuple[str, ...] = ()
    booking_classes: tuple[str, ...] = ()
    oneway: bool = False
    returning: bool = False
    rising: bool = True
    lowest: bool = False
    dated: bool = False
    back: Day | None = None
    until: Day | None = None
    asked: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    cabin: str = ""
    shape: str = ""
    families: bool = False
    direction: str = ""
    passenger: str = "ADT"
    ticketed: Day | None = None
    accounts: tuple[str, ...] = ()
    tariffs: str = ""
    sold: str = ""
    taxed: bool = False
    restrictions: str = ""


@document("parting")
@dataclass(frozen=True)
class Parting:
    """A split in hand: those who stay, and those who go once they are done with; both are filed together."""

    staying: Booking
    gone: Booking | None = None


@document("area")
@dataclass(frozen=True)
class Area:
    """Frozen: an entry makes a new one. `warnings` are those an end entry has already shown."""

    base: Booking = field(default=Booking())
    working: Booking = field(default=Booking())
    changed: bool = False
    received_from: str | None = None
    warnings: tuple[str, ...] = ()
    shown: Shown | None = None
    aside: tuple[Shown, ...] = ()  # the last display of each other kind
    listed: tuple[str, ...] = ()  # locators of the last name list
    quoted: Quoted | None = None
    held_since: str = ""  # ISO time of the first unfiled seat
    given_back: bool = False  # its time was up; said once, at the next entry
    rescheduled: bool = False  # what was unfiled in it does not fly any more; said once, at the next entry
    refund: RefundRecord | None = None  # shown but not yet confirmed
    printer_left: bool = False  # control of the printer was given up at this terminal
    printer_taken: bool = False  # and taken there by name
    ticket: str = ""  # number of the document last displayed
    offers: OffersShown | None = None
    fares: FareSearch | None = None  # of the fare display, while no price was shown after it
    queue: Working | None = None  # in queue mode
    parting: Parting | None = None  # a split not yet filed

    def with_working(self, booking: Booking) -> "Area":
        return replace(self, working=booking, changed=True)

    def add(self, *elements: Element) -> "Area":
        return self.with_working(self.working.add(*elements))

    def holding(self, booking: Booking = NOTHING) -> "Area":
        """This booking in hand as it is filed, nothing unfiled; what was shown stays."""
        return Area(base=booking, working=booking, shown=self.shown, aside=self.aside, listed=self.listed,
                    fares=self.fares, printer_left=self.printer_left,
                    printer_taken=self.printer_taken, queue=self.queue)

    def showing(self, ticket: str) -> "Area":
        """With this document as the one last displayed."""
        return replace(self, ticket=ticket)

    @property
    def taken_back(self) -> bool:
        """Whether the host changed it under the desk's hands."""
        return self.given_back or self.rescheduled

    @property
    def known(self) -> "Area":
        """The same once the desk goes on with it, and so knows."""
        return replace(self, given_back=False, rescheduled=False)

    @property
    def empty(self) -> bool:
        return self.working == Booking()
