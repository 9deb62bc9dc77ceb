"""Look again at a price that was shown, in full."""
from dataclasses import dataclass, replace

from ..engine.booking.area import Quoted
from ..engine.booking.elements import Name, Segment
from ..engine.booking.order import passengers
from ..engine.store.weight import Weight
from ..errors import FareOutdated, NoPriceShown, NoSuchLine
from .command import Command, execute
from .price_options import PriceOptions
from .pricing import Price, PriceDisplay, coupons, listed


@dataclass(frozen=True)
class DisplayQuoted(Command):
    """A line of the prices last shown."""

    line: int
    weight = Weight.LOOK


@dataclass(frozen=True)
class QuotedPrice(PriceDisplay):
    """One price of those shown, under its line; `sold` SITI in the country where the journey begins, else SOTO."""

    line: int = 1
    sold: str = ""


@execute.register
def display_quoted(command: DisplayQuoted, work) -> QuotedPrice:
    """Raises NoPriceShown, NoSuchLine, or FareOutdated where its flights are no longer in the booking."""
    seen = work.area.quoted
    if seen is None:
        raise NoPriceShown(line=command.line)
    if not 1 <= command.line <= len(seen.fares):
        raise NoSuchLine(line=command.line)
    segments = journey(seen, command.line - 1, work)
    if not segments:
        raise FareOutdated(fare=command.line)
    work.area = replace(work.area, quoted=replace(seen, chosen=command.line))
    home = work.world.places.place(segments[0].origin).country
    return QuotedPrice(PriceOptions(), (whose(seen, command.line - 1, work),), coupons(work, segments), work.today,
                       work.office, line=command.line, sold="SITI" if home == work.office.country else "SOTO")


def journey(seen: Quoted, place: int, work) -> list[Segment]:
    """What was priced, in the classes it was priced in; nothing where the booking has changed since."""
    if seen.journey:
        return list(seen.journey)
    tattoos, _ = seen.part(place)
    found = [segment for segment in work.area.working.segments if segment.tattoo in tattoos]
    return found if len(found) == len(tattoos) else []


def whose(seen: Quoted, place: int, work) -> Price:
    """A fare with those who pay it, or the places of passengers without names."""
    order = passengers(work.area.working, work.manners.order)
    named = {name.tattoo: name for name in order}
    who = [named[tattoo] for tattoo in seen.passengers[place] if tattoo in named]
    fare = seen.fares[place]
    if not who:
        return Price(fare, (), tuple(number + 1 for number in fare.passengers))
    group: dict[int, tuple[Name, bool]] = {number: (name, seen.infants[place]) for number, name in
                                           zip(fare.passengers, who, strict=False)}
    return listed(fare, group, order)
