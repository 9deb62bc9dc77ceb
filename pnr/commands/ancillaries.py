"""What is at a charge beside the fare: listed from the service catalogue."""
from dataclasses import dataclass

from ..engine.booking.elements import Segment
from ..engine.store.weight import Weight
from ..engine.tariff.services import Offered, catalogue
from ..errors import NoItinerary
from ..values.money import Money
from ..values.spans import Span
from .command import Command, Reply, execute
from .details import segment_tattoos


@dataclass(frozen=True)
class ListServices(Command):
    """What may be bought on the flights of the booking in hand, or on some of them."""

    segments: tuple[Span, ...] = ()
    weight = Weight.LOOK


@dataclass(frozen=True)
class ServiceList(Reply):
    """`lines`: flights with what their carrier offers, and its price as it is sold here."""

    lines: tuple[tuple[tuple[Segment, ...], tuple[tuple[Offered, Money], ...]], ...]


@execute.register
def list_services(command: ListServices, work) -> ServiceList:
    """Raises NoItinerary or NoSuchSegment."""
    chosen = segment_tattoos(work, command.segments)
    flown = [each for each in work.area.working.segments if not chosen or each.tattoo in chosen]
    if not flown:
        raise NoItinerary()
    lines = []
    for carrier in dict.fromkeys(each.carrier for each in flown):
        offers = tuple((each, price(each, work)) for each in catalogue(work.tariff.filings, carrier, work.today))
        lines.append((tuple(each for each in flown if each.carrier == carrier), offers))
    return ServiceList(tuple(lines))


def price(offer: Offered, work) -> Money:
    """In the money of the office."""
    filed = Money.of(offer.amount, offer.currency)
    return filed if filed.currency == work.office.currency else work.tariff.rates.converted(
        filed, work.office.currency, work.today)
