"""Fares typed as elements of the booking: amounts and calculation apart, each once for the same passengers."""
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

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
    OptionsClash,
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
    typed = replace(typed, taxes=everywhere(typed.taxes, len(where)), paid=everywhere(typed.paid, len(where)))
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


def everywhere(taxes: tuple[Tax, ...], coupons: int) -> tuple[Tax, ...]:
    """Paid for every coupon."""
    return tuple(replace(tax, segments=tuple(range(coupons))) for tax in taxes)


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
    """Raises NeedFareAmount, CollectionLost, CommissionLost, FareTotalDiffers, InvalidCurrency or InvalidDecimals.

    R in place of F is the fare of a reissue, whose S is what is collected for it now; only that has taxes paid before.
    """
    by_letter = {item.letter: paid(item) for item in items if isinstance(item, AmountField)}
    rates = [item.percent for item in items if isinstance(item, CommissionField)]
    taxes, before = tuple(levied(items)), tuple(levied(items, True))
    demand_letters(by_letter, rates)
    if "R" in by_letter:
        return reissued(typed, by_letter, taxes, before, rates[0])
    if before:
        raise OptionsClash()
    base, collected = by_letter["F"], by_letter["S"]
    if collected.currency == base.currency and collected != base:
        raise FareTotalDiffers()
    told(by_letter, taxes, collected)
    return replace(typed, base=base, equivalent=collected if collected.currency != base.currency else None, taxes=taxes,
                   exempt=tuple(item.code for item in items if isinstance(item, Exemption)),
                   commission=percent(rates[0]))


def demand_letters(by_letter: dict[str, Money], rates: list[Decimal]) -> None:
    """Raises NeedFareAmount, CollectionLost or CommissionLost for what nobody typed."""
    base = by_letter.get("R", by_letter.get("F"))
    if base is None:
        raise NeedFareAmount()
    if "S" not in by_letter:
        raise CollectionLost(currency=base.currency)
    if not rates:
        raise CommissionLost()


def percent(rate: Decimal) -> str:
    return f"{rate:.2f}" if rate else ""


def reissued(typed: Typed, by_letter: dict[str, Money], taxes: tuple[Tax, ...], before: tuple[Tax, ...], rate: Decimal
             ) -> Typed:
    """Raises FareTotalDiffers where it is not in one currency, or does not come to what is to be paid."""
    base, collected = by_letter["R"], by_letter["S"]
    if any(tax.amount.currency != base.currency for tax in before):
        raise FareTotalDiffers()
    told({"F": base, **by_letter}, taxes, collected)
    due = collected + total([tax.amount for tax in taxes], base.currency)
    return replace(typed, letter="R", base=base, collected=collected, total=due, taxes=taxes, paid=before,
                   commission=percent(rate))


def levied(items: tuple[Amount, ...], old: bool = False) -> Iterator[Tax]:
    for item in items:
        if isinstance(item, TaxField) and item.old == old:
            yield Tax(item.code, paid(item))


def told(by_letter: dict[str, Money], taxes: tuple[Tax, ...], fare: Money) -> None:
    """Raises FareTotalDiffers where all taxes (X) or what is to be paid with this fare (A) were typed and are something
    else."""
    amounts = [tax.amount for tax in taxes]
    if any(amount.currency != fare.currency for amount in [*amounts, *by_letter.values()]
           if amount is not by_letter["F"]):
        raise FareTotalDiffers()
    levied = total(amounts, fare.currency)
    for letter, amount in (("X", levied), ("A", fare + levied)):
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
