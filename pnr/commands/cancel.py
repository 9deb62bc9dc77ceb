"""Cancel elements, the itinerary, or everything."""
from dataclasses import dataclass, replace

from ..engine.booking.elements import UNABLE, Contact, Element, IssuedTicket, Name, Segment, Service, StoredFare
from ..engine.booking.groups import Group
from ..engine.booking.order import Line, visible
from ..engine.booking.seated import seated, without, without_names
from ..engine.booking.storing import with_texts
from ..engine.booking.surface import ArrivalUnknown, OpenSegment
from ..engine.guards import demand_flights, live
from ..engine.store.weight import Weight
from ..errors import (
    DeleteFareFirst,
    InvalidParty,
    NameCannotBeCancelled,
    NoSuchElement,
    NothingInHand,
    SegmentsMarried,
    StatusNotAllowed,
)
from ..values.spans import Span, numbers
from .command import Command, Reply, execute
from .details import tattoos
from .display import BookingDisplay, shown
from .ending import file_booking
from .groups import give_up, unticketed


@dataclass(frozen=True)
class CancelElements(Command):
    """`passengers` by their numbers; `unnamed` seats of a group that nobody is named for."""

    numbers: tuple[Span, ...] = ()
    unnamed: int = 0
    passengers: tuple[Span, ...] = ()


@dataclass(frozen=True)
class CancelItinerary(Command):
    pass


@dataclass(frozen=True)
class DropUnable(Command):
    """Segments and services that an airline refused, or does not fly."""

    numbers: tuple[Span, ...]


@dataclass(frozen=True)
class CancelBooking(Command):
    """The whole booking, filed at once."""

    weight = Weight.FILE


@dataclass(frozen=True)
class ItineraryCancelled(Reply):
    """`display` is what is left."""

    display: BookingDisplay


@dataclass(frozen=True)
class BookingCancelled(Reply):
    locator: str


@execute.register
def cancel_elements(command: CancelElements, work) -> BookingDisplay | ItineraryCancelled:
    if command.passengers:
        take_off(work, tattoos(work, command.passengers))
        return shown(work)
    chosen = named(command.numbers, work) if command.numbers or not command.unnamed else []
    laps = [line.element for line in chosen if isinstance(line.element, Name) and line.facet]
    if laps:
        take_off_laps(work, laps)
        chosen = [line for line in chosen if not (isinstance(line.element, Name) and line.facet)]
    names = [line.element for line in chosen if isinstance(line.element, Name) and work.area.working.group]
    others = [line for line in chosen if line.element not in names]
    if any(fixed(line) for line in others):
        raise NameCannotBeCancelled()
    if names or command.unnamed:
        give_up(work, names, command.unnamed)
    return cancel(work, [line.element for line in others]) if others else shown(work)


def take_off_laps(work, names: list[Name]) -> None:
    """Infants and what was asked and priced for them; raises NameCannotBeCancelled for one with a document."""
    booking, people = work.area.working, {name.tattoo for name in names}
    if any(each.infant and each.passenger in people for each in live(booking)):
        raise NameCannotBeCancelled()
    asked = [each for each in booking.each(Service)
             if (each.infant or each.code == "INFT") and people & set(each.passengers)]
    fares = [each for each in booking.each(StoredFare) if each.infants and people & set(each.passengers)]
    booking = booking.without([*asked, *fares]).swap(*(replace(name, infant=None) for name in names))
    work.area = work.area.with_working(with_texts(booking) if fares else booking)


def take_off(work, people: tuple[int, ...]) -> None:
    """These passengers, of a group with their seats; raises InvalidParty for everybody."""
    booking = work.area.working
    names = [name for name in booking.names if name.tattoo in people]
    if booking.group:
        give_up(work, names, 0)
        return
    if len(names) == booking.party:
        raise InvalidParty()
    unticketed(booking, names)
    work.area = work.area.with_working(without_names(booking, names))


def named(spans: tuple[Span, ...], work) -> list[Line]:
    """Lines by their numbers; raises NoSuchElement."""
    lines = {line.number: line for line in visible(work.area.working, work.manners.order, work.office.id)}
    wanted = numbers(spans)
    if not wanted or not lines.keys() >= set(wanted):
        raise NoSuchElement(numbers=tuple(wanted))
    return [lines[place] for place in wanted]


def fixed(line: Line) -> bool:
    """Names have an entry of their own; tickets, and lines the host or an airline wrote, stay."""
    match line.element:
        case Contact(office=office):
            return office
        case Segment():
            return bool(line.facet)
        case Service(limit=limit):
            return bool(limit)
        case element:
            return isinstance(element, Name | Group | IssuedTicket)


@execute.register
def cancel_itinerary(command: CancelItinerary, work) -> BookingDisplay | ItineraryCancelled:
    if not work.area.working.itinerary:
        raise NoSuchElement(numbers=())
    return cancel(work, list(work.area.working.itinerary))


@execute.register
def drop_unable(command: DropUnable, work) -> BookingDisplay | ItineraryCancelled:
    """Raises StatusNotAllowed where the airline said no such thing."""
    chosen = named(command.numbers, work)
    if any(getattr(line.element, "status", "") not in UNABLE for line in chosen):
        raise StatusNotAllowed(status="")
    return cancel(work, [line.element for line in chosen])


@execute.register
def cancel_booking(command: CancelBooking, work) -> BookingCancelled:
    """Every seat goes back and the record stays, with its history, as one that was cancelled."""
    booking = work.area.working
    if not booking.version:
        raise NothingInHand()
    demand_flights(work, {segment.tattoo for segment in booking.segments})
    take_out(work, booking.segments)
    work.area = work.area.with_working(replace(work.area.working, cancelled=True))
    locator = file_booking(work).locator
    work.area = work.area.holding()
    return BookingCancelled(locator)


def cancel(work, chosen: list[Element]) -> BookingDisplay | ItineraryCancelled:
    """Held seats go back now, filed ones when the cancellation is filed."""
    together(work, chosen)
    demand_flights(work, {element.tattoo for element in chosen})
    take_out(work, chosen)
    flew = any(isinstance(element, Segment | ArrivalUnknown | OpenSegment) for element in chosen)
    return ItineraryCancelled(shown(work)) if flew and not work.area.working.itinerary else shown(work)


def together(work, chosen: list[Element]) -> None:
    """Married segments go together; segments of an automatic fare only after it, where that is the custom."""
    gone = {element.tattoo for element in chosen}
    segments = [element for element in chosen if isinstance(element, Segment)]
    groups = {segment.married for segment in segments if segment.married}
    if any(segment.married in groups and segment.tattoo not in gone for segment in work.area.working.segments):
        raise SegmentsMarried()
    kept = [fare for fare in work.area.working.each(StoredFare) if fare.tattoo not in gone and not fare.typed]
    locked = {tattoo for fare in kept for tattoo in fare.segments}
    if work.manners.prices_lock and locked & {segment.tattoo for segment in segments}:
        raise DeleteFareFirst()


def take_out(work, chosen: list[Element]) -> None:
    """Without these elements, and without what was asked of an airline for a flight that goes."""
    work.seats.give_back(element for element in chosen if isinstance(element, Segment) and element.held)
    booking = without(work.area.working, chosen)
    if any(isinstance(element, StoredFare) for element in chosen):
        booking = with_texts(booking)  # what they brought goes with them
    work.area = work.area.with_working(seated(booking))
