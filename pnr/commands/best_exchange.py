"""Exchange tickets at the lowest fare of the flights in hand: in classes that are open, shown, or rebooked and stored.

A flight has one class for everybody: of the classes each passenger's document would be cheapest in, those that cost all
of them least together.
"""
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from ..engine.booking.elements import Segment
from ..engine.booking.storing import without_stale
from ..engine.shopping.best_buy import best_buy
from ..engine.shopping.shared import asking as asking_one
from ..engine.store.weight import Weight
from ..errors import OptionsClash, PnrError
from .asking import Traveller
from .best_buy import opening, rebook
from .command import execute
from .exchanges import Exchanged, ExchangeDisplay, Exchanging, PriceExchange, kept, of_whom
from .price_options import CabinAsked

Letters = dict[int, str]  # the class of each segment, by tattoo


@dataclass(frozen=True)
class PriceBestExchange(PriceExchange):
    """What the exchange would cost in the lowest classes that are open."""

    weight: ClassVar[Weight] = Weight.LOOK


@dataclass(frozen=True)
class StoreBestExchange(PriceExchange):
    """The booking in these classes, and the exchange stored for ticketing."""

    weight: ClassVar[Weight] = Weight.WORK


class InClasses(Exchanging):
    """A document against the flights in hand as if they were booked in these classes."""

    def __init__(self, command: PriceExchange, traveller: Traveller, work, letters: Letters):
        self.letters = letters
        super().__init__(as_booked(command), traveller, work)

    def booked(self) -> list[Segment]:
        return [replace(each, booking_class=self.letters.get(each.tattoo, each.booking_class))
                for each in super().booked()]


@execute.register
def price_best_exchange(command: PriceBestExchange, work) -> ExchangeDisplay:
    letters, made = least(command, work)
    return ExchangeDisplay(command, made, tuple(changed(letters, work)))


@execute.register
def store_best_exchange(command: StoreBestExchange, work) -> ExchangeDisplay:
    """Raises OptionsClash for a part of the passengers, who would be rebooked without the others."""
    if command.passengers or command.kind:
        raise OptionsClash()
    letters, _ = least(command, work)
    before = tuple(changed(letters, work))
    rebook(work, [each for each, _ in before], tuple(letter for _, letter in before))
    work.area = work.area.with_working(without_stale(work.area.working))
    return replace(kept(as_booked(command), work), command=command, rebooked=before)


def as_booked(command: PriceExchange) -> PriceExchange:
    """The same in the classes that were found, whatever cabins they were looked for in."""
    return replace(command, any_cabin=False, cabin=CabinAsked(""))


def least(command: PriceExchange, work) -> tuple[Letters, tuple[Exchanged, ...]]:
    """The classes that cost everybody least together, and what they cost; raises what stands against every choice."""
    if command.involuntary:
        raise OptionsClash()
    travellers, refusal, found = of_whom(command, work), None, []
    for letters in (lowest(command, each, work) for each in travellers):
        try:
            made = tuple(InClasses(command, each, work, letters).result()[0] for each in travellers)
        except PnrError as error:
            refusal = error
            continue
        found.append((sum(each.found.to_pay.minor - each.found.back.minor for each in made), letters, made))
    if refusal and not found:
        raise refusal
    _, letters, made = min(found, key=lambda each: each[0])
    return letters, made


def lowest(command: PriceExchange, traveller: Traveller, work) -> Letters:
    """The open classes in which one document is exchanged at the lowest fare; what is flown stays as it was."""
    exchanging = Exchanging(command, traveller, work)
    asked = exchanging.request(exchanging.change())
    gone = len(asked.segments) - len(exchanging.segments)
    flown = tuple((each.booking_class,) for each in asked.segments[:gone])
    buy = best_buy(replace(asked, open=(*flown, *opening(exchanging.segments, command, work, True))),
                   asking_one(work.tariff))
    return dict(zip((each.tattoo for each in exchanging.segments), buy.classes[gone:], strict=True))


def changed(letters: Letters, work) -> Iterator[tuple[Segment, str]]:
    """The segments that are booked in another class, each with the one it should be in."""
    for each in work.area.working.segments:
        if letters.get(each.tattoo, each.booking_class) != each.booking_class:
            yield each, letters[each.tattoo]
