"""What is at a charge beside the fare: listed from the catalogue, priced into the booking, kept for issue (TSM)."""
from dataclasses import dataclass, replace
from decimal import Decimal

from ..engine.booking.bought import StoredService
from ..engine.booking.elements import FormOfPayment, Segment
from ..engine.booking.order import number
from ..engine.offices import Office
from ..engine.store.weight import Weight
from ..engine.tariff.services import Offered, catalogue
from ..engine.ticketing.ancillaries import bought, kept, priced, store
from ..errors import (
    CouponNumber,
    CurrencyDiffers,
    NoChargeableService,
    NoItinerary,
    NoStoredService,
    NoSuchElement,
)
from ..values.money import Money
from ..values.spans import Span, numbers
from .command import Command, Reply, execute
from .details import segment_tattoos, tattoos
from .display import BookingDisplay
from .display import shown as booking_shown
from .payment import CardForm, PaymentForm, checked, money
from .ticketing import IssueServices

__all__ = ["IssueServices"]
RFIC = {"BGI": "C"}  # by what agents call a group


@dataclass(frozen=True)
class ListServices(Command):
    """What may be bought on the flights of the booking in hand, or on some of them."""

    segments: tuple[Span, ...] = ()
    group: str = ""
    weight = Weight.LOOK


@dataclass(frozen=True)
class DisplayCatalogue(Command):
    """What a carrier offers, whatever is booked."""

    carrier: str
    weight = Weight.LOOK


@dataclass(frozen=True)
class ServiceList(Reply):
    """`lines`: flights with what their carrier offers, and its price as it is sold here; no flights for a catalogue."""

    lines: tuple[tuple[tuple[Segment, ...], tuple[tuple[Offered, Money], ...]], ...]


@dataclass(frozen=True)
class PriceServices(Command):
    """What the booking asks for that is at a charge: of all, of passengers, segments, or of one element."""

    passengers: tuple[Span, ...] = ()
    segments: tuple[Span, ...] = ()
    element: int | None = None
    weight = Weight.LOOK


@dataclass(frozen=True)
class StoreServices(Command):
    """The same, and kept for issue."""

    passengers: tuple[Span, ...] = ()
    segments: tuple[Span, ...] = ()
    element: int | None = None


@dataclass(frozen=True)
class DisplayStoredServices(Command):
    numbers: tuple[Span, ...] = ()
    weight = Weight.LOOK


@dataclass(frozen=True)
class ChangeStoredService(Command):
    """How it is paid, or what one of its coupons is worth (`coupon` 1 where none is named)."""

    stored: int
    forms: tuple[PaymentForm | CardForm, ...] = ()
    coupon: int = 1
    currency: str = ""
    amount: Decimal | None = None


@dataclass(frozen=True)
class DeleteStoredServices(Command):
    """Of these numbers, or all."""

    numbers: tuple[Span, ...] = ()


@dataclass(frozen=True)
class StoredServices(Reply):
    """Each with its passenger's name and the flight of each line; `filed` where they are kept."""

    services: tuple[StoredService, ...]
    names: tuple[str, ...]
    flights: tuple[tuple[Segment, ...], ...]
    office: Office
    filed: bool = True


@execute.register
def list_services(command: ListServices, work) -> ServiceList:
    """Raises NoItinerary or NoSuchSegment."""
    chosen = segment_tattoos(work, command.segments)
    flown = [each for each in work.area.working.segments if not chosen or each.tattoo in chosen]
    if not flown:
        raise NoItinerary()
    carriers = dict.fromkeys(each.carrier for each in flown)
    lines = tuple((tuple(each for each in flown if each.carrier == carrier), offers(carrier, work, command.group))
                  for carrier in carriers)
    if not any(found for _, found in lines):
        raise NoChargeableService()
    return ServiceList(lines)


@execute.register
def display_catalogue(command: DisplayCatalogue, work) -> ServiceList:
    """Raises InvalidAirline or NoChargeableService."""
    found = offers(work.world.airlines.airline(command.carrier).code, work)
    if not found:
        raise NoChargeableService()
    return ServiceList((((), found),))


def offers(carrier: str, work, group: str = "") -> tuple[tuple[Offered, Money], ...]:
    """A carrier's services, all or of one group, each with its price here."""
    return tuple((each, price(each, work)) for each in catalogue(work.tariff.filings, carrier, work.today)
                 if not group or each.rfic == RFIC[group])


# ---- priced, and kept

def made(command: PriceServices | StoreServices, work) -> list[StoredService]:
    """What is at a charge of what the booking asks for; raises NoItinerary or NoChargeableService."""
    booking = work.area.working
    if not booking.segments:
        raise NoItinerary()
    people, flown = set(tattoos(work, command.passengers)), set(segment_tattoos(work, command.segments))
    found = priced(booking, lambda carrier: catalogue(work.tariff.filings, carrier, work.today),
                   lambda offer: price(offer, work))
    element = asked(command.element, work) if command.element else 0
    chosen = [each for each in found if (not people or each.passenger in people)
              and (not flown or flown & set(each.segments)) and (not element or element in each.services)
              and not bought(booking, each)]
    if not chosen:
        raise NoChargeableService()
    return [replace(each, made=work.today, sign=work.agent.sign, domestic=domestic(each, work)) for each in chosen]


def domestic(stored: StoredService, work) -> bool:
    """Whether all its flights stay in one country."""
    flown = [each for each in work.area.working.segments if each.tattoo in stored.segments]
    return len({work.world.places.place(code).country for each in flown
                for code in (each.origin, each.destination)}) == 1


def asked(element: int, work) -> int:
    """The tattoo of the line of this number; raises NoSuchElement."""
    lines = {line.number: line.element.tattoo for line in number(work.area.working, work.manners.order)}
    if element not in lines:
        raise NoSuchElement(numbers=(element,))
    return lines[element]


@execute.register
def price_services(command: PriceServices, work) -> StoredServices:
    return shown(tuple(made(command, work)), work, False)


@execute.register
def store_services(command: StoreServices, work) -> StoredServices:
    found = made(command, work)
    before = {each.tattoo for each in work.area.working.each(StoredService)}
    work.area = work.area.with_working(store(work.area.working, found))
    return shown(tuple(each for each in kept(work.area.working) if each.tattoo not in before), work)


@execute.register
def display_stored_services(command: DisplayStoredServices, work) -> StoredServices:
    return shown(stored(command.numbers, work), work)


@execute.register
def change_stored_service(command: ChangeStoredService, work) -> StoredServices:
    """Raises NoStoredService, CouponNumber, CurrencyDiffers, and what is wrong with a card or an amount."""
    (before,) = stored((Span(command.stored, command.stored),), work)
    after = valued(before, command) if command.amount is not None else replace(before, payment=paid(command, work))
    work.area = work.area.with_working(work.area.working.swap(after))
    return shown((after,), work)


def paid(command: ChangeStoredService, work) -> FormOfPayment:
    first, *rest = [checked(form, work) for form in command.forms]
    return replace(first, rest=tuple(rest))


def valued(before: StoredService, command: ChangeStoredService) -> StoredService:
    """With another amount on one coupon."""
    place, lines = command.coupon - 1, before.lines
    if not 0 <= place < len(lines):
        raise CouponNumber(coupon=command.coupon)
    if command.currency != lines[place].amount.currency:
        raise CurrencyDiffers(currency=command.currency)
    assert command.amount is not None
    line = replace(lines[place], amount=money(command.amount, command.currency), typed=True)
    return replace(before, lines=(*lines[:place], line, *lines[place + 1:]))


@execute.register
def delete_stored_services(command: DeleteStoredServices, work) -> BookingDisplay:
    work.area = work.area.with_working(work.area.working.without(stored(command.numbers, work)))
    return booking_shown(work)


def stored(spans: tuple[Span, ...], work) -> tuple[StoredService, ...]:
    """Those of these numbers, or all; raises NoStoredService."""
    wanted = numbers(spans)
    found = tuple(each for each in kept(work.area.working) if not wanted or each.number in wanted)
    if not found or len(found) < len(set(wanted)):
        raise NoStoredService()
    return found


def shown(found: tuple[StoredService, ...], work, filed: bool = True) -> StoredServices:
    booking = work.area.working
    names = {name.tattoo: name.text for name in booking.names}
    flown = {segment.tattoo: segment for segment in booking.segments}
    return StoredServices(found, tuple(names[each.passenger] for each in found),
                          tuple(tuple(flown[line.segment] for line in each.lines) for each in found), work.office,
                          filed)


def price(offer: Offered, work) -> Money:
    """In the money of the office."""
    filed = Money.of(offer.amount, offer.currency)
    return filed if filed.currency == work.office.currency else work.tariff.rates.converted(
        filed, work.office.currency, work.today)
