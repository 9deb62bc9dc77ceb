"""What is to be ticketed: each passenger, or infant, with a stored fare and everything a ticket needs, or a refusal."""
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from ...errors import (
    AirlineLimitOver,
    AlreadyTicketed,
    FareExpired,
    FareOutdated,
    FareUnqualified,
    IdentityMissing,
    NeedFormOfPayment,
    NeedPassengerNames,
    NoStoredFare,
    NoSuchFare,
    NothingToExchange,
    OptionsClash,
    Refusal,
    TimeLimitLeft,
    TooManyCoupons,
    UnconfirmedSegment,
    ValidatingDiffers,
)
from ...values.documents import document, personal
from ...values.money import Money
from ..booking.booking import Booking
from ..booking.bought import StoredService
from ..booking.elements import (
    CONFIRMED,
    FareText,
    FormOfPayment,
    IssuedTicket,
    Name,
    Segment,
    Service,
    StoredFare,
    Ticketing,
)
from ..booking.order import passengers
from ..manners import Manners
from .tickets import COUPONS, NUMBERS

READY = frozenset({"RR"})
IDENTITIES = ("FOID", "DOCS")
Tied = TypeVar("Tied", FormOfPayment, FareText)


@dataclass(frozen=True)
class Choice:
    """Who and what an agent wants ticketed, by tattoo; nothing chosen is everything.

    `kind`: PAX, INF or both; `office`: who issues.
    """

    passengers: tuple[int, ...] = ()
    segments: tuple[int, ...] = ()
    fares: tuple[int, ...] = ()
    kind: str = ""
    carrier: str = ""
    office: str = ""
    exchange: bool | None = None  # only fares in exchange for a document, only others, or both


@document("order")
@dataclass(frozen=True)
class Order:
    """One set of documents to issue."""

    stored: StoredFare
    name: Name
    infant: bool
    segments: tuple[Segment, ...]
    payment: FormOfPayment | None  # nothing is paid in an exchange that costs nothing
    carrier: str
    endorsements: str = ""
    tour: str = ""
    commission: str = ""
    identity: str = personal(default="")
    bought: StoredService | None = None  # services at a charge, whose `stored` stands for a fare

    @property
    def passenger(self) -> str:
        return self.name.infant_text if self.infant else self.name.text

    @property
    def whom(self) -> tuple[int, bool, int]:
        """Who is ticketed by which stored fare: tattoo, whether it is the infant, number."""
        return self.name.tattoo, self.infant, self.stored.number

    @property
    def due(self) -> Money:
        """What is paid for it now: its total, or what an exchange costs."""
        exchange = self.stored.exchange
        return exchange.computation.to_pay if exchange else self.stored.fare.total

    @property
    def numbers(self) -> int:
        """How many document numbers it takes."""
        return -(-len(self.segments) // COUPONS)


def orders(booking: Booking, choice: Choice, today: date, manners: Manners) -> tuple[Order, ...]:
    """Everything chosen that is not ticketed yet; refuses all when one of it may not be."""
    if manners.limit_blocks_ticketing and booking.each(Ticketing):
        raise TimeLimitLeft()
    try:
        due = list(fares_due(booking, choice))
        for stored, _, _ in due:
            check(booking, stored, today, READY if manners.reconfirmed_first else CONFIRMED)
            entitled(stored, choice.office)
        return tuple(order(booking, choice, manners, *each) for each in due)
    except Refusal as refusal:
        tattoos = refusal.facts.pop("tattoos", ())
        places = {name.tattoo: place for place, name in enumerate(passengers(booking, manners.order), 1)}
        refusal.facts["passengers"] = tuple(places[tattoo] for tattoo in tattoos)
        raise


def fares_due(booking: Booking, choice: Choice) -> Iterator[tuple[StoredFare, Name, bool]]:
    """Stored fares by passenger; raises NoStoredFare, NoSuchFare or AlreadyTicketed when there are none."""
    travellers = list(wanted(booking, choice))
    if not booking.names:
        raise NeedPassengerNames()
    if not travellers:
        raise OptionsClash()
    priced = {who: [fare for fare in booking.each(StoredFare) if fits(fare, choice, *who)] for who in travellers}
    if choice.fares and not any(priced.values()):
        raise NoSuchFare(numbers=choice.fares)
    demand_kind([fare for fares in priced.values() for fare in fares], choice)
    if choice.exchange:
        travellers = [who for who in travellers if priced[who]]
    lacking = [who for who in travellers if not priced[who] and not choice.fares and not set_aside(booking, *who)]
    if lacking:
        raise unpriced(lacking, any(priced.values()))
    counts = ("ET",) if choice.passengers else ("ET", "ER")
    left = [(fare, *who) for who, fares in priced.items() for fare in fares
            if not ticketed(booking, fare, *who, counts)]
    done = {who for who in travellers} - {(tattoo, infant) for _, tattoo, infant in left}
    if not left or (done and choice.passengers):
        raise AlreadyTicketed()
    names = {name.tattoo: name for name in booking.names}
    return ((fare, names[tattoo], infant) for fare, tattoo, infant in left)


def unpriced(lacking: list[tuple[int, bool]], others: bool) -> NoStoredFare:
    """Whom no fare is stored for, adults or infants; `others` have one."""
    infant = lacking[0][1]
    return NoStoredFare(tattoos=tuple(tattoo for tattoo, lap in lacking if lap == infant), infant=infant, others=others)


def demand_kind(fares: list[StoredFare], choice: Choice) -> None:
    """Exchanges are issued where they are asked for; raises NothingToExchange or OptionsClash."""
    found = {bool(fare.exchange or (fare.typed and fare.typed.reissue)) for fare in fares}
    if choice.exchange is True and True not in found:
        raise NothingToExchange()
    if choice.exchange is False and True in found:
        raise OptionsClash()


def set_aside(booking: Booking, tattoo: int, infant: bool) -> bool:
    """Whether a fare of his was not selected for ticketing."""
    return any(fare.left_out and fare.infants == infant and tattoo in fare.passengers
               for fare in booking.each(StoredFare))


def wanted(booking: Booking, choice: Choice) -> Iterator[tuple[int, bool]]:
    """Passengers and infants as they are numbered, an infant after its adult."""
    for name in booking.names:
        if choice.passengers and name.tattoo not in choice.passengers:
            continue
        if choice.kind != "INF":
            yield name.tattoo, False
        if choice.kind != "PAX" and name.infant:
            yield name.tattoo, True


def fits(fare: StoredFare, choice: Choice, tattoo: int, infant: bool) -> bool:
    chosen = fare.number in choice.fares if choice.fares else not fare.left_out
    if choice.exchange and fare.exchange is None:
        return False
    flown = not choice.segments or set(choice.segments) & set(fare.segments)
    return bool(chosen and flown) and fare.infants == infant and tattoo in fare.passengers


def ticketed(booking: Booking, fare: StoredFare, tattoo: int, infant: bool, counts: tuple[str, ...]) -> bool:
    """Whether a document covers a flight of this fare: one in force, or one paid back, unless he is named again."""
    given = fare.exchange.old if fare.exchange else ""
    return any(document.state in counts and document.passenger == tattoo and document.infant == infant
               and document.number != given
               and set(document.segments) & set(fare.segments) for document in booking.each(IssuedTicket))


def entitled(stored: StoredFare, office: str) -> None:
    """A negotiated fare is ticketed by the offices it was negotiated with; raises FareUnqualified."""
    if stored.fare.ticketers is not None and office not in stored.fare.ticketers:
        raise FareUnqualified(fare=stored.number, office=office)


def check(booking: Booking, stored: StoredFare, today: date, ready: frozenset[str]) -> None:
    """The fare as it was stored, within its limit, and every flight of it in a status that is ready for ticketing."""
    if booking.stale(stored):
        raise FareOutdated(fare=stored.number)
    if stored.fare.last_ticketing and stored.fare.last_ticketing < today:
        raise FareExpired(fare=stored.number, date=stored.fare.last_ticketing)
    if len(stored.segments) > COUPONS * NUMBERS:
        raise TooManyCoupons(most=COUPONS * NUMBERS)
    flown = [segment for segment in booking.segments if segment.tattoo in stored.segments]
    if any(segment.status not in ready or segment.date < today for segment in flown):
        raise UnconfirmedSegment()


def demand_in_time(orders: Iterable[Order], booking: Booking, now: datetime) -> None:
    """Raises AirlineLimitOver for a first ticket on a flight whose airline wanted it earlier."""
    flown = {segment.tattoo for order in orders if not order.stored.exchange for segment in order.segments}
    for service in booking.each(Service):
        if service.limit and flown & set(service.segments) and datetime.fromisoformat(service.limit) < now:
            raise AirlineLimitOver(carrier=service.carrier, limit=service.text)


def order(booking: Booking, choice: Choice, manners: Manners, stored: StoredFare, name: Name, infant: bool) -> Order:
    """A fare with the form of payment, texts and identity of its passenger; raises what is missing."""
    payment = tied(booking.each(FormOfPayment), name.tattoo, infant)
    if stored.exchange and not stored.exchange.computation.to_pay.minor:
        payment = None
    elif payment is None or not payment.form:
        raise NeedFormOfPayment(tattoos=(name.tattoo,), infant=infant)
    identity = identity_of(booking, name)
    if manners.identity_needed and not identity and not infant:
        raise IdentityMissing(tattoos=(name.tattoo,))
    text = {code: words(booking, code, stored, name.tattoo, infant) for code in ("FE", "FM", "FT", "FV")}
    carrier = choice.carrier or text["FV"][:2] or stored.fare.validating
    if stored.at_once and carrier != stored.fare.validating:
        raise ValidatingDiffers(priced=stored.fare.validating, carrier=carrier)
    return Order(stored, name, infant, tuple(flights(booking, stored)), payment, carrier,
                 text["FE"] or stored.fare.endorsements, text["FT"], text["FM"], "" if infant else identity)


def flights(booking: Booking, stored: StoredFare) -> Iterator[Segment]:
    """In the order in which they were priced."""
    for tattoo in stored.segments:
        found = booking.element(tattoo)
        assert isinstance(found, Segment)
        yield found


def words(booking: Booking, code: str, stored: StoredFare, tattoo: int, infant: bool) -> str:
    """The text of a fare element for a passenger on the flights of this fare."""
    texts = [element for element in booking.each(FareText) if element.code == code
             and (not element.segments or set(element.segments) & set(stored.segments))]
    found = tied(texts, tattoo, infant)
    return found.text if found else ""


def tied(elements: Iterable[Tied], tattoo: int, infant: bool) -> Tied | None:
    """The element that is meant for a passenger: his own before one for his kind, before one for everybody."""
    def rank(element: Tied) -> tuple[bool, bool]:
        return element.infants == infant, tattoo in element.passengers

    found = [element for element in elements if not element.passengers or tattoo in element.passengers]
    usable = [element for element in found if element.infants == infant or infant]
    return max(usable, key=rank, default=None)


def identity_of(booking: Booking, name: Name) -> str:
    """The document he was identified by, as text of its request."""
    alone = len(booking.names) == 1
    for service in booking.each(Service):
        his = name.tattoo in service.passengers or (not service.passengers and alone)
        if service.code in IDENTITIES and his and not service.infant:
            return service.text
    return ""
