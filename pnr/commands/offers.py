"""Prices to choose from: all that a kind of passenger could pay as booked, or the lowest as a form to edit."""
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from ..engine.booking.elements import Name
from ..engine.booking.order import passengers
from ..engine.pricing.alternatives import alternatives
from ..engine.pricing.price import price
from ..engine.pricing.quote import Passenger
from ..errors import NeedPassengerNames, NothingInHand
from .asking import Asking, Traveller, priced_segments, request
from .command import execute
from .details import tattoos
from .price_options import Kind
from .pricing import PriceBooking, PriceDisplay, displayed
from .pricing import StoreQuoted as StoreQuoted  # read in the same family

NOBODY: Traveller = (None, False)  # a seat without a name


class Discount(Kind):
    """A passenger type, or what its discount is called: ZS of young people, CD of the elderly."""

    CALLED: ClassVar[dict[str, str]] = {"ZS": "ZZS", "CD": "SRC"}

    @classmethod
    def read(cls, text: str) -> "Discount":
        return cls(cls.CALLED.get(text, text))

    def written(self) -> str:
        """What `read` reads."""
        return next((name for name, type in self.CALLED.items() if type == self), str(self))


@dataclass(frozen=True)
class PriceAdults(PriceBooking):
    """Every price of adults, unless another kind is named, the lowest first; a child named by number pays as one."""

    kind: Kind = Kind("ADT")
    types: tuple[Discount, ...] = ()


@dataclass(frozen=True)
class PriceForm(PriceAdults):
    """The lowest of them, as a form of entries to edit and send."""


@execute.register
def price_adults(command: PriceAdults, work) -> PriceDisplay:
    asked = asking(command, work)
    return displayed(asked, alternatives(asked.request, work.tariff), work)


@execute.register
def price_form(command: PriceForm, work) -> PriceDisplay:
    asked = asking(command, work)
    return displayed(asked, price(asked.request, work.tariff), work)


def asking(command: PriceAdults, work) -> Asking:
    """Raises NothingInHand, or NeedPassengerNames where somebody meant is not of the kind."""
    if work.area.empty:
        raise NothingInHand()
    segments = priced_segments(command, work)
    travellers = payers(command, work) or [NOBODY] * segments[0].seats
    asked = request(command, work, segments, travellers)
    if command.kind == "ADT":
        asked = replace(asked, passengers=tuple(map(as_adult, asked.passengers)))
    return Asking(command, segments, travellers, asked)


def payers(command: PriceAdults, work) -> list[Traveller]:
    """Those named by number, or all of the kind; raises NeedPassengerNames where there are none."""
    only = tattoos(work, command.passengers)
    meant = [name for name in passengers(work.area.working, work.manners.order) if not only or name.tattoo in only]
    found = of_kind(meant, command.kind, bool(only))
    if meant and not found:
        raise NeedPassengerNames(kind=command.kind)
    return [(name, command.kind == "INF") for name in found]


def of_kind(names: Sequence[Name], kind: str, named: bool) -> Sequence[Name]:
    if kind == "INF":
        return [name for name in names if name.infant]
    if kind == "ADT":
        return names if named else [name for name in names if name.type != "CHD"] or names
    if any(name.type != kind for name in names):
        raise NeedPassengerNames(kind=kind)
    return names


def as_adult(one: Passenger) -> Passenger:
    """Paying an adult's fare, and an adult's taxes with it."""
    return replace(one, type="ADT", age=None, born=None) if one.type == "CHD" else one
