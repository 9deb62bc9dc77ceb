"""Choose from a list of what a booking could cost."""
from dataclasses import dataclass, replace

from ..engine.booking.area import Quoted
from ..engine.store.weight import Weight
from ..errors import NoPriceShown, NoSuchLine
from ..values.spans import Span, numbers
from .command import Command, execute
from .price_options import PriceOptions
from .pricing import STORED, PriceDisplay, coupons, keep
from .quoted import journey, whose


@dataclass(frozen=True)
class ChoosePrice(Command):
    """Lines of the list last shown: they are shown in full, or stored as the entry of the list would have."""

    lines: tuple[Span, ...]
    weight = Weight.WORK


@dataclass(frozen=True)
class ChosenPrice(PriceDisplay):
    """The prices of these lines."""

    lines: tuple[int, ...] = ()


@execute.register
def choose_price(command: ChoosePrice, work) -> ChosenPrice:
    """Raises NoPriceShown without a list, NoSuchLine."""
    seen, lines = work.area.quoted, numbers(command.lines)
    if seen is None or not seen.listed:
        raise NoPriceShown()
    if not all(1 <= line <= len(seen.fares) for line in lines):
        raise NoSuchLine(line=lines[0])
    work.area = replace(work.area, quoted=chosen(seen, [line - 1 for line in lines]))
    if seen.listed == STORED:
        keep(work, work.area.quoted, range(1, len(lines) + 1))
    prices = tuple(whose(seen, line - 1, work) for line in lines)
    flights = coupons(work, journey(seen, lines[0] - 1, work))
    return ChosenPrice(PriceOptions(), prices, flights, work.today, work.office, lines=tuple(lines))


def chosen(seen: Quoted, places: list[int]) -> Quoted:
    """What was shown, of these places alone."""
    return replace(
        seen, fares=tuple(seen.fares[place] for place in places), listed="",
        passengers=tuple(seen.passengers[place] for place in places),
        infants=tuple(seen.infants[place] for place in places),
        parts=tuple(seen.parts[place] for place in places) if seen.parts else ())
