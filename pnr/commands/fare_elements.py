"""Fares typed as elements of the booking: amounts and calculation apart, each once for the same passengers."""
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..engine.booking.elements import StoredFare
from ..engine.booking.order import number
from ..engine.pricing import by_hand
from ..engine.pricing.quote import Tax
from ..engine.pricing.typed import Typed
from ..engine.store.weight import Weight
from ..errors import (
    CollectionLost,
    CommissionLost,
    DeleteFareFirst,
    FareBasisMissing,
    FareElementExists,
    FareTotalDiffers,
    NeedFareAmount,
    NeedPassengerNames,
    NoItinerary,
    NoSuchElement,
    TaxMissing,
)
from ..values.money import Money, total
from ..values.spans import Span
from .command import Command, execute
from .details import tattoos
from .display import BookingDisplay, shown
from .fare_fields import AmountField, CommissionField, Exemption, TaxField, paid
from .manual import flights, itinerary, put, stored

HOME_TAX = "CN"  # must be told of on a domestic journey, paid or exempt
Amount = AmountField | TaxField | Exemption | CommissionField


@dataclass(frozen=True)
class StoreFareAmounts(Command):
    """What the fare is, what is collected, commission and taxes; for all, or for passengers or their infants."""

    amounts: tuple[Amount, ...]
    infants: bool = False
    passengers: tuple[Span, ...] = ()
    weight = Weight.WORK


@dataclass(frozen=True)
class StoreCalculation(Command):
    """How the fare comes about, for the same passengers."""

    calculation: str
    infants: bool = False
    passengers: tuple[Span, ...] = ()
    weight = Weight.WORK


@dataclass(frozen=True)
class SelectFare(Command):
    """Ticket the stored fare of this element only, or all but it."""

    element: int
    without: bool = False
    weight = Weight.WORK


@execute.register
def store_fare_amounts(command: StoreFareAmounts, work) -> BookingDisplay:
    """Raises what is missing, what does not add up, and DeleteFareFirst where a fare was stored by pricing."""
    found = typed_for(command, work)
    if found and found.typed and found.typed.base:
        raise FareElementExists()
    before = found.typed if found and found.typed else Typed()
    typed = amounts(before, command.amounts)
    where = itinerary(list(work.area.working.segments), work)
    if where.country and not command.infants and HOME_TAX not in told_of(command.amounts) and home(where):
        raise TaxMissing(code=HOME_TAX)
    typed = replace(typed, taxes=tuple(replace(tax, segments=tuple(range(len(where)))) for tax in typed.taxes))
    kept(found, typed, command, work)
    return shown(work)


@execute.register
def store_calculation(command: StoreCalculation, work) -> BookingDisplay:
    """The same of the calculation, which must go where the itinerary goes."""
    found = typed_for(command, work)
    if found and found.typed and found.typed.calculation:
        raise FareElementExists()
    before = found.typed if found and found.typed else Typed()
    kept(found, replace(before, calculation=by_hand.canonical(command.calculation)), command, work)
    return shown(work)


def home(where) -> bool:
    return where.country == HOME_TAX


def told_of(items: tuple[Amount, ...]) -> set[str]:
    return {item.code for item in items if isinstance(item, TaxField | Exemption)}


def typed_for(command: StoreFareAmounts | StoreCalculation, work) -> StoredFare | None:
    """The fare typed for these passengers, if any; raises NeedPassengerNames, NoItinerary or DeleteFareFirst."""
    if not work.area.working.segments:
        raise NoItinerary()
    people = set(whose(command, work))
    same = [fare for fare in work.area.working.each(StoredFare)
            if fare.infants == command.infants and people & set(fare.passengers)]
    if any(fare.typed is None for fare in same):
        raise DeleteFareFirst()
    if any(set(fare.passengers) != people for fare in same):
        raise FareElementExists()
    return same[0] if same else None


def whose(command: StoreFareAmounts | StoreCalculation, work) -> tuple[int, ...]:
    chosen = tattoos(work, command.passengers)
    people = tuple(name.tattoo for name in work.area.working.names
                   if (not chosen or name.tattoo in chosen) and (name.infant or not command.infants))
    if not people:
        raise NeedPassengerNames()
    return people


def kept(found: StoredFare | None, typed: Typed, command: StoreFareAmounts | StoreCalculation, work) -> None:
    """As far as it was typed, if what there is adds up."""
    segments = list(work.area.working.segments) if found is None else flights(found, work)
    where = itinerary(segments, work)
    by_hand.check(typed, work.tariff.rates)
    if typed.calculation:
        by_hand.check_calculation(typed, where, work.tariff.rates)
        if not all(by_hand.bases(typed, len(where))):
            raise FareBasisMissing()
    if found:
        put(found, typed, work)
    else:
        stored(typed, whose(command, work), segments, command.infants, work)


# ---- amounts

def amounts(typed: Typed, items: tuple[Amount, ...]) -> Typed:
    """Raises NeedFareAmount, CollectionLost, CommissionLost, FareTotalDiffers, InvalidCurrency or InvalidDecimals."""
    by_letter = {item.letter: paid(item) for item in items if isinstance(item, AmountField)}
    rates = [item.percent for item in items if isinstance(item, CommissionField)]
    if "F" not in by_letter:
        raise NeedFareAmount()
    base = by_letter["F"]
    if "S" not in by_letter:
        raise CollectionLost(currency=base.currency)
    if not rates:
        raise CommissionLost()
    collected, taxes = by_letter["S"], tuple(levied(items))
    if collected.currency == base.currency and collected != base:
        raise FareTotalDiffers()
    made = replace(typed, base=base, equivalent=collected if collected.currency != base.currency else None, taxes=taxes,
                   exempt=tuple(item.code for item in items if isinstance(item, Exemption)),
                   commission=f"{rates[0]:.2f}" if rates[0] else "")
    told(made, by_letter)
    return made


def levied(items: tuple[Amount, ...]) -> Iterator[Tax]:
    for item in items:
        if isinstance(item, TaxField):
            yield Tax(item.code, paid(item))


def told(typed: Typed, by_letter: dict[str, Money]) -> None:
    """Raises FareTotalDiffers where all taxes (X) or what is to be paid (A) were typed and are something else."""
    assert typed.fare
    taxes = [tax.amount for tax in typed.taxes]
    if any(amount.currency != typed.fare.currency for amount in [*taxes, *by_letter.values()]
           if amount is not by_letter["F"]):
        raise FareTotalDiffers()
    levied = total(taxes, typed.fare.currency)
    for letter, amount in (("X", levied), ("A", typed.fare + levied)):
        if by_letter.get(letter, amount) != amount:
            raise FareTotalDiffers(total=str(amount))


# ---- chosen

@execute.register
def select_fare(command: SelectFare, work) -> BookingDisplay:
    lines = {line.number: line.element for line in number(work.area.working, work.manners.order)}
    chosen = lines.get(command.element)
    if not isinstance(chosen, StoredFare):
        raise NoSuchElement(numbers=(command.element,))

    def selected(fare: StoredFare) -> StoredFare:
        return replace(fare, left_out=(fare.tattoo == chosen.tattoo) == command.without)

    work.area = work.area.with_working(work.area.working.map(StoredFare, selected))
    return shown(work)
