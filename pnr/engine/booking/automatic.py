"""Elements the host writes by itself at the end of a transaction."""
from collections.abc import Iterator
from dataclasses import replace

from ...values.dates import long
from .booking import Booking
from .elements import Contact, Element, Name, Service


def automatic(booking: Booking, work) -> Booking:
    """The booking with its office's contact line and with the services children and infants need."""
    return grouped(booking.add(*missing(booking, work)), work.manners.tells_group)


def grouped(booking: Booking, by: str) -> Booking:
    """With how many a group is, told as it is now; unchanged where nobody tells it."""
    group = booking.group
    if not by or group is None:
        return booking
    now = Service("GRPS", by, "", 1, f"TCP{group.size} {group.name}")
    told = [each for each in booking.each(Service) if (each.code, each.carrier, each.status) == ("GRPS", by, "")]
    if not told:
        return booking.add(now)
    return booking.without(told[1:]).swap(replace(now, tattoo=told[0].tattoo))


def missing(booking: Booking, work) -> Iterator[Element]:
    if work.manners.agency_line and not any(contact.office for contact in booking.each(Contact)):
        yield Contact(work.office.line, "A", office=True)
    known = {(service.code, service.carrier, service.passengers, service.segments) for service in booking.each(Service)}
    for service in services(booking):
        if (service.code, service.carrier, service.passengers, service.segments) not in known:
            yield service


def services(booking: Booking) -> Iterator[Service]:
    """CHLD for each child and airline; INFT for each infant, EXST and CBBG for each seat nobody sits in, by flight."""
    carriers = list(dict.fromkeys(segment.carrier for segment in booking.segments))
    for name in booking.names:
        if name.type in ("CHD", "CNN") and name.born:
            yield from (Service("CHLD", carrier, "HK", 1, long(name.born), (name.tattoo,)) for carrier in carriers)
        if name.type in ("EXST", "CBBG"):
            yield from (Service(name.type, each.carrier, "NN", 1, "", (name.tattoo,), (each.tattoo,))
                        for each in booking.segments)
        if name.infant:
            yield from (infant(name, segment.carrier, segment.tattoo) for segment in booking.segments)


def infant(name: Name, carrier: str, segment: int) -> Service:
    born = f" {long(name.infant.born)}" if name.infant and name.infant.born else ""
    return Service("INFT", carrier, "NN", 1, name.infant_text + born, (name.tattoo,), (segment,), infant=True)
