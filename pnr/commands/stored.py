"""Show and delete the fares stored with the booking in hand."""
from dataclasses import dataclass, replace

from ..engine.booking.booking import Booking
from ..engine.booking.elements import FareText, Segment, StoredFare
from ..engine.booking.order import passengers
from ..engine.store.weight import Weight
from ..errors import NoStoredFare, NoSuchFare
from ..values.spans import Span, numbers
from .command import Command, Reply, execute
from .details import tattoos
from .display import BookingDisplay, shown
from .payment import segment_tattoos
from .pricing import Coupon, Price, coupons, listed


@dataclass(frozen=True)
class DisplayStoredFares(Command):
    """All, or by number, passenger or segment."""

    fares: tuple[Span, ...] = ()
    passengers: tuple[Span, ...] = ()
    segments: tuple[Span, ...] = ()
    weight = Weight.LOOK


@dataclass(frozen=True)
class DeleteStoredFares(Command):
    """By number, or all of them."""

    fares: tuple[Span, ...] = ()


@dataclass(frozen=True)
class StoredFareDisplay(Reply):
    """One stored fare in full; `display` holds the booking with its element numbers."""

    stored: StoredFare
    price: Price
    coupons: tuple[Coupon, ...]
    display: BookingDisplay


@dataclass(frozen=True)
class StoredFareList(Reply):
    fares: tuple[StoredFare, ...]
    display: BookingDisplay


@dataclass(frozen=True)
class StoredFaresDeleted(Reply):
    numbers: tuple[int, ...]


@execute.register
def display_stored_fares(command: DisplayStoredFares, work) -> StoredFareDisplay | StoredFareList:
    """One in full, several as a list; raises NoStoredFare or NoSuchFare."""
    people, segments = set(tattoos(work, command.passengers)), set(segment_tattoos(work, command.segments))
    fares = [fare for fare in numbered(work.area.working, command.fares)
             if (not people or people & set(fare.passengers)) and (not segments or segments & set(fare.segments))]
    if not fares:
        raise NoStoredFare()
    if len(fares) > 1:
        return StoredFareList(tuple(fares), shown(work))
    (stored,) = fares
    names = passengers(work.area.working, work.manners.order)
    group = [(name, stored.infants) for name in names if name.tattoo in stored.passengers]
    fare = replace(stored.fare, passengers=tuple(range(len(group))))
    return StoredFareDisplay(stored, replace(listed(fare, group, names), number=stored.number),
                             coupons(work, chosen(work.area.working, stored.segments)), shown(work))


@execute.register
def delete_stored_fares(command: DeleteStoredFares, work) -> StoredFaresDeleted:
    """And with the last of them the texts they brought."""
    gone = numbered(work.area.working, command.fares)
    booking = work.area.working.without(gone)
    if not booking.each(StoredFare):
        booking = booking.without(text for text in booking.each(FareText) if text.automatic)
    work.area = work.area.with_working(booking)
    return StoredFaresDeleted(tuple(fare.number for fare in gone))


def numbered(booking: Booking, spans: tuple[Span, ...]) -> list[StoredFare]:
    """Stored fares in order of number; raises NoStoredFare when there are none, NoSuchFare for a number nobody has."""
    fares = sorted(booking.each(StoredFare), key=lambda fare: fare.number)
    if not fares:
        raise NoStoredFare()
    wanted = numbers(spans)
    if set(wanted) - {fare.number for fare in fares}:
        raise NoSuchFare(numbers=tuple(wanted))
    return [fare for fare in fares if not wanted or fare.number in wanted]


def chosen(booking: Booking, tattoo: tuple[int, ...]) -> list[Segment]:
    return [segment for segment in booking.segments if segment.tattoo in tattoo]
