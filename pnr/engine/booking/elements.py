"""What a booking is made of. A tattoo names an element for as long as the booking lives."""
from dataclasses import dataclass, replace
from datetime import date

from ...values.documents import document, personal
from ...values.money import Money
from ..pricing.quote import PricedFare
from ..pricing.typed import Typed
from ..ticketing.tickets import ExchangeRecord
from .people import Element, Infant, Name  # noqa: F401 (the first of what it is made of)

SOLD = frozenset({"DK", "SS"})  # in the work area only; whatever the screen calls them
ASKED = frozenset({"PE", "DW"})  # to wait, in the work area only
REQUEST = "NN"  # asked of the airline, in the work area only: no seats of ours, so no legs
WAITING, CLEARED = "HL", "KL"  # on the list, and from it, not yet accepted by an agent
CONFIRMED = frozenset({"HK", "RR", "KK", "KL", "TK"})
CANCELLED = "UN"  # does not operate, or not with this cabin
UNABLE = frozenset({"UC", CANCELLED, "NO", "HX"})  # nothing is left of these but to be told


@document("segment")
@dataclass(frozen=True)
class Segment(Element):
    """Seats on one flight: local times in minutes after midnight, seats held on every one of `legs`."""

    carrier: str
    number: int
    booking_class: str
    date: date
    origin: str
    destination: str
    departs: int
    arrives: int
    arrives_day: int
    equipment: str
    status: str
    seats: int
    legs: tuple[str, ...]
    operating: str | None = None
    married: int = 0  # segments of one number were sold as a connection and go together
    connection: int = 0  # segments of one number were sold from one line, married or not
    generation: int = 0
    since: str = ""  # when it was put on the list, ISO in UTC
    own: str | None = None  # sold elsewhere, so no seats of ours: the airline's locator of it, empty where nobody knows

    @property
    def waiting(self) -> bool:
        return self.status == WAITING

    @property
    def unable(self) -> bool:
        return self.status in UNABLE

    @property
    def unfiled(self) -> bool:
        """Whether it was sold or asked for in the work area and stands in no filed booking yet."""
        return self.status in SOLD or self.status in ASKED or self.status == REQUEST

    @property
    def held(self) -> bool:
        """Whether its seats belong to the work area, not yet to a filed booking."""
        return self.status in SOLD

    @property
    def flight(self) -> str:
        """CA1501."""
        return f"{self.carrier}{self.number}"


@document("contact")
@dataclass(frozen=True)
class Contact(Element):
    """`medium`: M mobile, E e-mail, H home, B business, A agency, F fax, N notices, AM AB addresses; `office`: ours."""

    text: str = personal()
    medium: str = ""
    passengers: tuple[int, ...] = ()
    office: bool = False

    @property
    def postal(self) -> bool:
        """An address: nobody can be rung up there."""
        return self.medium in ("AM", "AB")


@document("ticketing")
@dataclass(frozen=True)
class Ticketing(Element):
    """OK now, TL queued then, XL cancelled then, DO IN MA handed over by then; `carrier` validated what was issued."""

    type: str
    date: date
    office: str
    time: int | None = None
    carrier: str | None = None


@document("option")
@dataclass(frozen=True)
class Option(Element):
    """On this day the office is reminded of something."""

    date: date
    office: str
    text: str = ""


PRIORITY = "UHP"  # the type of a remark above the booking


@document("remark")
@dataclass(frozen=True)
class Remark(Element):
    """`type`: RM, RC, RX, RIR, RIF, RII or RIZ; a confidential one (RC) is for its `owners` only, the maker first."""

    text: str
    category: str = ""
    type: str = "RM"
    passengers: tuple[int, ...] = ()
    segments: tuple[int, ...] = ()
    owners: tuple[str, ...] = ()

    def hidden(self, office: str) -> bool:
        return bool(self.owners) and office not in self.owners


@document("service")
@dataclass(frozen=True)
class Service(Element):
    """SSR: code, airline, status, number and text, tied to passengers and segments by tattoo."""

    code: str
    carrier: str
    status: str
    seats: int = 1
    text: str = personal(default="")
    passengers: tuple[int, ...] = ()
    segments: tuple[int, ...] = ()
    infant: bool = False
    limit: str = ""  # ISO time in UTC by which the airline wants a ticket for these segments (ADTK)


@document("seating")
@dataclass(frozen=True)
class Seating(Element):
    """Seats on one flight: a seat (12A) for each passenger by tattoo, the same on every leg."""

    carrier: str
    origin: str
    destination: str
    seats: tuple[tuple[int, str], ...]
    segments: tuple[int, ...]
    legs: tuple[str, ...]
    status: str = "HK"


@document("information")
@dataclass(frozen=True)
class Information(Element):
    """OSI: what an airline should know; nothing is answered."""

    carrier: str
    text: str = personal()
    passengers: tuple[int, ...] = ()


@document("payment")
@dataclass(frozen=True)
class FormOfPayment(Element):
    """CASH, CHECK, CC, INVOICE or MS; a card's number is sealed at rest and masked on every screen.

    Several forms share a total: the others are the `rest`, and one without `amount` pays what is left.
    """

    form: str
    vendor: str = ""
    number: str = personal(default="")
    expiry: str = ""  # MMYY
    text: str = ""
    approval: str = ""
    passengers: tuple[int, ...] = ()
    infants: bool = False
    amount: Money | None = None
    rest: tuple["FormOfPayment", ...] = ()
    original: str = ""  # how a document that is exchanged was paid; `form` is what is paid beside it

    @property
    def forms(self) -> tuple["FormOfPayment", ...]:
        """Itself and the rest, each alone."""
        return (replace(self, rest=()), *self.rest)


@document("faretext")
@dataclass(frozen=True)
class FareText(Element):
    """FE endorsement, FV validating carrier, FM commission: one line of text for some passengers."""

    code: str
    text: str
    passengers: tuple[int, ...] = ()
    infants: bool = False
    automatic: bool = True
    segments: tuple[int, ...] = ()


@document("storedfare")
@dataclass(frozen=True)
class StoredFare(Element):
    """A priced fare kept for ticketing (TST; FC and FN): for these passengers, or for their infants, on these segments.

    `priced` holds what each segment was when it was priced, so that a later change shows.
    """

    fare: PricedFare
    passengers: tuple[int, ...]
    segments: tuple[int, ...]
    priced: tuple[str, ...]
    infants: bool = False
    number: int = 1
    entry: str = ""
    made: date | None = None
    sign: str = ""
    at_once: bool = False  # must be ticketed in the transaction that stored it
    typed: Typed | None = None  # what somebody typed of it
    left_out: bool = False  # another one was selected for ticketing
    indicator: str = "I"  # I priced, F priced and then changed or kept by hand, M by hand
    exchange: ExchangeRecord | None = None  # what it will be issued in exchange for


@document("issued")
@dataclass(frozen=True)
class IssuedTicket(Element):
    """FA: a document that was issued for one passenger or infant; the ticket itself lives with the airline."""

    number: str  # 13 digits
    carrier: str
    total: Money
    date: date
    office: str
    passenger: int
    segments: tuple[int, ...]
    infant: bool = False
    conjunction: int = 1  # how many numbers the set has
    state: str = "ET"  # ET issued, EV void, ER refunded, EX exchanged
    iata: str = ""  # of the issuing office
    exchange: bool = False  # issued in exchange for another
    services: tuple[int, ...] = ()  # of an EMD, whose states are DT, DV, DR: what asked for what it is good for

    @property
    def passengers(self) -> tuple[int, ...]:
        return (self.passenger,)


@document("associated")
@dataclass(frozen=True)
class AssociatedRecord(Element):
    """Another booking that this one was split from or into: on which day, and by whom."""

    locator: str
    date: date
    office: str
    sign: str
    duty: str = "SU"
