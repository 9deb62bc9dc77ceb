"""What must hold of a line that can be read: fares end sectors, side trips come back, amounts add up."""
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ..values.money import WITHOUT_MINOR
from .line import NEUTRAL, Charge, Fare, Hidden, Item, Line, Sector, SideTrip, Surface, flat
from .writing import text_of

CENT = Decimal("0.01")  # a line may differ by as much, where charges were converted one by one


@dataclass(frozen=True)
class Fault:
    """What is wrong, as a code, and at which text it shows: where that stands first, or `last`, or at the end."""

    code: str
    shows: str = ""
    last: bool = False

    def at(self, text: str) -> int:
        found = (text.rfind if self.last else text.find)(self.shows) if self.shows else -1
        return found if found >= 0 else len(text)


def faults(line: Line) -> Iterator[Fault]:
    yield from way(line.items, line.origin)
    yield from amounts(line)
    if not line.hidden and line.total is None:
        yield Fault("total-missing", "END", last=True)
    elif line.total is not None and not line.hidden and abs(line.sum - line.total) > CENT:
        yield Fault("sum-differs", f"{line.total}", last=True)
    if line.currency and (line.roe is None) == (line.currency == NEUTRAL):
        yield Fault("roe-missing", "END", last=True) if line.roe is None else Fault("roe-misplaced", "ROE", last=True)


def way(items: tuple[Item, ...], start: str, inside: bool = False) -> Iterator[Fault]:
    """Sectors end in a fare; a side trip begins with one, and ends where it left the way."""
    here, unpriced = start, ""
    if inside and not isinstance(items[0], Sector | Surface):
        yield Fault("check-format", "(")
    for item in items:
        if isinstance(item, Sector | Surface):
            here = item.city
            unpriced = text_of(item) if isinstance(item, Sector) else unpriced
        elif isinstance(item, SideTrip):
            yield from way(item.items, here, True)
        elif isinstance(item, Fare | Hidden):
            if not unpriced:
                yield Fault("fare-misplaced", text_of(item))
            unpriced = ""
    if unpriced:
        yield Fault("fare-missing", unpriced)
    if inside and here != start:
        yield Fault("continuity", here, last=True)


def amounts(line: Line) -> Iterator[Fault]:
    """Whole where the currency has no smaller coin, else with decimals."""
    whole = line.currency in WITHOUT_MINOR
    for item in flat(line.items):
        if isinstance(item, Fare | Charge) and (item.amount.as_tuple().exponent == 0) != whole:
            yield Fault("amount", text_of(item))
    if line.total is not None and (line.total.as_tuple().exponent == 0) != whole:
        yield Fault("amount", str(line.total), last=True)
