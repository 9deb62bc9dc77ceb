"""The order of a PNR's elements, and what of them has a line of its own."""
from collections.abc import Iterator

from ...engine.booking.booking import Booking
from ...engine.booking.elements import (
    Contact,
    Element,
    FareText,
    FormOfPayment,
    Information,
    IssuedTicket,
    Name,
    Remark,
    Seating,
    Segment,
    Service,
    StoredFare,
    Ticketing,
)
from ...engine.booking.order import Slot

FC, FN, QUOTE, TN, XN, RLOC = "FC", "FN", "QUOTE", "TN", "XN", "RLOC"
ET, PRINTED = "ET", "PRINTED"
FIRST_SERVICES = ("FOID", "OTHS", "ADTK")  # these come before the others, which go by their letters


def by_name(name: Name) -> tuple[bool, bytes]:
    """Chinese names by pinyin, as the bytes of the national character set have it, then roman ones by letters."""
    return name.text.isascii(), name.text.encode("gb18030")


def by_code(service: Service) -> tuple[int, str]:
    known = service.code in FIRST_SERVICES
    return (FIRST_SERVICES.index(service.code), "") if known else (len(FIRST_SERVICES), service.code)


def identity(service: Service) -> bool:
    return service.code == "FOID"


def alone(kind: type[Element], facet: str):
    """A line for the first element of a kind only, whatever the number of the others."""

    def facets(element: Element, booking: Booking) -> Iterator[str]:
        if booking.each(kind)[0] is element:
            yield facet

    return facets


def calculated(fare: StoredFare, booking: Booking) -> Iterator[str]:
    """A line for the calculation, once there is one."""
    if fare.typed is None or fare.typed.calculation:
        yield FC


def amounted(fare: StoredFare, booking: Booking) -> Iterator[str]:
    """A line for the amounts, once they are typed."""
    if fare.typed is None or fare.typed.base:
        yield FN


def quoted(fare: StoredFare, booking: Booking) -> Iterator[str]:
    """Once, when any fare was stored by pricing."""
    if fare is next((other for other in booking.each(StoredFare) if other.typed is None), None):
        yield QUOTE


def each_carrier(ticket: IssuedTicket, booking: Booking) -> Iterator[str]:
    """The line an airline writes once: these are electronic tickets."""
    first = next(other for other in booking.each(IssuedTicket) if other.carrier == ticket.carrier)
    if first is ticket:
        yield ET


def own_locator(segment: Segment, booking: Booking) -> Iterator[str]:
    """The locator of each airline, once it has the booking."""
    filed = [other for other in booking.segments if booking.version and not other.unfiled]
    first = next((other for other in filed if other.carrier == segment.carrier), None)
    if first is segment:
        yield RLOC


ORDER = (
    Slot(Name, sort=by_name, every_seat=True),
    Slot(Segment),
    Slot(Contact, only=lambda contact: contact.office),
    Slot(Contact, only=lambda contact: not contact.office),
    Slot(Ticketing),
    Slot(StoredFare, facets=calculated),
    Slot(Service, only=identity),
    Slot(IssuedTicket, facets=each_carrier),
    Slot(IssuedTicket, facets=alone(IssuedTicket, PRINTED)),
    Slot(Service, only=lambda service: not identity(service), sort=by_code),
    Slot(Seating),
    Slot(Information),
    Slot(Segment, facets=own_locator),
    Slot(StoredFare, facets=quoted),
    Slot(Remark),
    Slot(StoredFare, facets=amounted),
    Slot(FareText, only=lambda text: text.code == "FE"),
    Slot(FareText, only=lambda text: text.code == "FT"),
    Slot(FareText, only=lambda text: text.code == "FO"),
    Slot(IssuedTicket, TN),
    Slot(FormOfPayment),
    Slot(Name, XN, only=lambda name: name.infant is not None, sort=by_name),
)
