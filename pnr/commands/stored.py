"""Show, delete and type the fares stored with the booking in hand."""
from dataclasses import dataclass, replace

from ..engine.booking.booking import Booking
from ..engine.booking.elements import FareText, Name, Segment, StoredFare
from ..engine.booking.order import passengers
from ..engine.store.weight import Weight
from ..errors import NoNetFare, NoStoredFare, NoSuchFare
from ..values.spans import Span, numbers
from .command import Command, Reply, execute
from .details import segment_tattoos, tattoos
from .display import BookingDisplay, shown
from .fare_elements import SelectFare, StoreCalculation, StoreFareAmounts
from .fare_fields import (
    AmountField,
    BagField,
    BasisField,
    CalculationField,
    CommissionField,
    CouponsField,
    EndsField,
    Exemption,
    RateField,
    SaleField,
    TaxField,
    ValidityField,
)
from .manual import (
    ChangeStoredFare,
    CreateStoredFare,
    ForceStoredFare,
    KeepStoredFare,
    TieStoredFare,
    change,
    create,
    force,
    one,
    right,
    tie,
)
from .pricing import Coupon, Price, coupons, listed

__all__ = ["AmountField", "BagField", "BasisField", "CalculationField", "CommissionField", "CouponsField", "EndsField",
           "Exemption", "RateField", "SaleField", "SelectFare", "StoreCalculation", "StoreFareAmounts", "TaxField",
           "ValidityField"]


@dataclass(frozen=True)
class DisplayStoredFares(Command):
    """All, or by number, passenger or segment."""

    fares: tuple[Span, ...] = ()
    passengers: tuple[Span, ...] = ()
    segments: tuple[Span, ...] = ()
    weight = Weight.LOOK


@dataclass(frozen=True)
class DisplayNetFares(Command):
    """Those of agreements, by number, passenger or segment."""

    fares: tuple[Span, ...] = ()
    passengers: tuple[Span, ...] = ()
    segments: tuple[Span, ...] = ()
    weight = Weight.LOOK


@dataclass(frozen=True)
class DeleteStoredFares(Command):
    """By number, of passengers by number, of a `kind` (PAX, or INF of infants), or all of them."""

    fares: tuple[Span, ...] = ()
    kind: str = ""
    passengers: tuple[Span, ...] = ()


@dataclass(frozen=True)
class DisplayFareHistory(Command):
    """Stored fares that were deleted."""

    weight = Weight.LOOK


@dataclass(frozen=True)
class StoredFareDisplay(Reply):
    """One stored fare in full; `display` holds the booking with its element numbers."""

    stored: StoredFare
    price: Price
    coupons: tuple[Coupon, ...]
    display: BookingDisplay
    right: bool = True  # nothing is missing, and everything adds up


@dataclass(frozen=True)
class NetFares(Reply):
    """Stored fares sold under an agreement; `display` holds the booking."""

    fares: tuple[StoredFare, ...]
    display: BookingDisplay


@dataclass(frozen=True)
class StoredFareList(Reply):
    """`deleted`: there were others."""

    fares: tuple[StoredFare, ...]
    display: BookingDisplay
    deleted: bool = False


@dataclass(frozen=True)
class DeletedFare:
    """When and by whom it was deleted, as ISO time in UTC and sign."""

    stored: StoredFare
    names: tuple[str, ...]
    at: str
    sign: str


@dataclass(frozen=True)
class StoredFareHistory(Reply):
    fares: tuple[DeletedFare, ...]


@dataclass(frozen=True)
class StoredFaresDeleted(Reply):
    numbers: tuple[int, ...]


@execute.register
def display_stored_fares(command: DisplayStoredFares, work) -> StoredFareDisplay | StoredFareList:
    """One in full, several as a list; raises NoStoredFare or NoSuchFare."""
    fares = about(command, work)
    if len(fares) > 1:
        return StoredFareList(tuple(fares), shown(work), bool(deleted(work)))
    return in_full(fares[0], work)


def about(command: DisplayStoredFares | DisplayNetFares, work) -> list[StoredFare]:
    """The stored fares that are asked for."""
    people, segments = set(tattoos(work, command.passengers)), set(segment_tattoos(work, command.segments))
    fares = [fare for fare in numbered(work.area.working, command.fares)
             if (not people or people & set(fare.passengers)) and (not segments or segments & set(fare.segments))]
    if not fares:
        raise NoStoredFare()
    return fares


@execute.register
def display_net_fares(command: DisplayNetFares, work) -> NetFares:
    """Raises NoNetFare where none of them stands under an agreement."""
    found = tuple(stored for stored in about(command, work) if stored.fare.mark)
    if not found:
        raise NoNetFare()
    return NetFares(found, shown(work))


def in_full(stored: StoredFare, work) -> StoredFareDisplay:
    names = passengers(work.area.working, work.manners.order)
    group = [(name, stored.infants) for name in names if name.tattoo in stored.passengers]
    fare = replace(stored.fare, passengers=tuple(range(len(group))))
    return StoredFareDisplay(stored, replace(listed(fare, group, names), number=stored.number),
                             coupons(work, chosen(work.area.working, stored.segments)), shown(work),
                             right(stored, work))


@execute.register
def create_stored_fare(command: CreateStoredFare, work) -> StoredFareDisplay:
    return in_full(create(command, work), work)


@execute.register
def change_stored_fare(command: ChangeStoredFare, work) -> StoredFareDisplay:
    return in_full(change(one(work, command.fare), command.fields, work), work)


@execute.register
def keep_stored_fare(command: KeepStoredFare, work) -> StoredFareDisplay:
    """Creates it for everybody where there is none at all."""
    if not work.area.working.each(StoredFare) and command.fare in (None, 1):
        create(CreateStoredFare(), work)
    return change_stored_fare(command, work)


@execute.register
def force_stored_fare(command: ForceStoredFare, work) -> StoredFareDisplay | StoredFareList:
    """By number, or the only one, or all; raises NoSuchFare where several could be meant."""
    found = numbered(work.area.working, command.fares)
    if len(found) > 1 and not command.fares and not command.everything:
        raise NoSuchFare(numbers=())
    forced = [force(each, work) for each in found]
    return in_full(forced[0], work) if len(forced) == 1 else StoredFareList(tuple(forced), shown(work))


@execute.register
def tie_stored_fare(command: TieStoredFare, work) -> StoredFareDisplay:
    return in_full(tie(one(work, command.fare), command.segments, work), work)


@execute.register
def display_fare_history(command: DisplayFareHistory, work) -> StoredFareHistory:
    """Raises NoStoredFare where none was ever deleted."""
    found = deleted(work)
    if not found:
        raise NoStoredFare()
    return StoredFareHistory(found)


def deleted(work) -> tuple[DeletedFare, ...]:
    """Filed deletions, the oldest first, and those of the area in hand."""
    booking, gone = work.area.working, []
    envelopes = work.bookings.history(work.area.base) if work.area.base.version else ()
    known = {name.tattoo: name for name in (*work.area.base.names, *booking.names)}
    for envelope, each in ((filed, each) for filed in envelopes for each in filed.changes):
        if isinstance(each.element, Name):
            known.setdefault(each.element.tattoo, each.element)
        if isinstance(each.element, StoredFare) and each.action == "cancelled":
            gone.append((each.element, envelope.filing.at, envelope.filing.sign))
    here = (each for each in work.area.base.each(StoredFare) if booking.element(each.tattoo) is None)
    gone += [(each, f"{work.now:%Y-%m-%dT%H:%M:%SZ}", work.agent.sign) for each in here]
    return tuple(DeletedFare(fare, tuple(_called(known[tattoo], fare) for tattoo in fare.passengers
                                         if tattoo in known), at, sign) for fare, at, sign in gone)


def _called(name: Name, fare: StoredFare) -> str:
    return name.infant_text if fare.infants else name.text


@execute.register
def delete_stored_fares(command: DeleteStoredFares, work) -> StoredFaresDeleted:
    """And with the last of them the texts they brought."""
    people = set(tattoos(work, command.passengers))
    gone = [fare for fare in numbered(work.area.working, command.fares)
            if (not people or people & set(fare.passengers)) and command.kind in ("", "INF" if fare.infants else "PAX")]
    if not gone:
        raise NoStoredFare()
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
