"""A fare by hand: whether what was typed adds up, and the fare it makes."""
from collections.abc import Iterator
from decimal import Decimal

from ...errors import (
    CalculationDiffers,
    CalculationElsewhere,
    EquivalentDiffers,
    FareBasisMissing,
    FareTotalDiffers,
    InvalidCalculation,
    InvalidFareBasis,
    NeedFareAmount,
    NeedFareCalculation,
)
from ...fare_calc.checks import faults
from ...fare_calc.data import told
from ...fare_calc.line import NEUTRAL, Line
from ...fare_calc.reading import CalculationFault, read
from ...fare_calc.writing import write
from ...values.money import Money, total
from .currency import Rates
from .itinerary import Itinerary
from .quote import FLOWN, FareComponent, PricedFare
from .rounding import to_unit
from .typed import Limits, Typed

LONGEST_BASIS = 15  # with its designator, on an electronic ticket
BOXES = {"I": "IT", "Y": "IT"}


# ---- does it add up

def check(typed: Typed, rates: Rates) -> None:
    """Raises where the amounts do not fit together, as far as there are any."""
    if any(tax.amount.currency != typed.fare.currency for tax in (*typed.taxes, *typed.paid) if typed.fare):
        raise FareTotalDiffers()
    if typed.total and not typed.reissue and typed.sum and typed.total != typed.sum:
        raise FareTotalDiffers(total=str(typed.sum))
    if typed.bsr and typed.base and typed.equivalent:
        worth = to_unit(typed.base.amount * Decimal(typed.bsr), rates.unit(typed.equivalent.currency))
        if worth != typed.equivalent:
            raise EquivalentDiffers(equivalent=str(worth))


def check_calculation(typed: Typed, itinerary: Itinerary, rates: Rates) -> None:
    """Raises unless the line adds up, goes where the itinerary goes, and comes to the fare, where there is one.

    The line of a reissue may begin with flights that are flown.
    """
    line = calculation(typed.calculation)
    priced, booked = list(flights(line)), list(flown(line, itinerary))
    if (priced[-len(booked):] if typed.reissue else priced) != booked:
        raise CalculationElsewhere()
    if typed.base and line.total is not None and based(line, typed.base.currency, rates) != typed.base:
        raise CalculationDiffers()


def calculation(text: str) -> Line:
    """Raises InvalidCalculation with the place, or CalculationDiffers where its own amounts do not add up."""
    try:
        line = read(text)
    except CalculationFault as fault:
        raise InvalidCalculation(place=fault.at) from None
    wrong = next(faults(line), None)
    if wrong:
        kinds = {"sum-differs": CalculationDiffers, "continuity": CalculationElsewhere}
        raise kinds.get(wrong.code, InvalidCalculation)(place=wrong.at(text))
    return line


def canonical(text: str) -> str:
    """The same line as this host writes it; raises as `calculation` does."""
    return write(calculation(text))


def based(line: Line, currency: str, rates: Rates) -> Money:
    """The base fare a total stands for: as it is, or in neutral units times the rate and rounded."""
    amount = line.total or Decimal(0)
    if line.currency == NEUTRAL:
        return to_unit(amount * (line.roe or Decimal(1)), rates.unit(currency))
    return Money.of(amount, line.currency)


def flights(line: Line) -> Iterator[tuple[str, str, str]]:
    """Carrier, from and to of each flight of a line."""
    return ((each["carrier"], each["from"], each["to"]) for each in told(line)["segments"] if "carrier" in each)


def flown(line: Line, itinerary: Itinerary) -> Iterator[tuple[str, str, str]]:
    """The same of an itinerary, by airport or city as the line names them."""
    named = set(line.cities)
    for each in itinerary.segments:
        origin = each.origin if each.origin in named else each.origin_city
        yield each.carrier, origin, each.destination if each.destination in named else each.destination_city


# ---- the fare it makes

def whole(typed: Typed, itinerary: Itinerary, rates: Rates) -> None:
    """Raises what a ticket needs and nobody typed, or what does not add up."""
    if typed.base is None:
        raise NeedFareAmount()
    if not typed.calculation:
        raise NeedFareCalculation()
    check(typed, rates)
    check_calculation(typed, itinerary, rates)
    found = bases(typed, len(itinerary))
    if not all(found):
        raise FareBasisMissing()
    if any(len(basis) > LONGEST_BASIS for basis in found):
        raise InvalidFareBasis()


def bases(typed: Typed, coupons: int) -> tuple[str, ...]:
    """The fare basis of each coupon: as typed for it, else as its fare component has it in the calculation."""
    found = [""] * coupons
    if typed.calculation:
        data = told(calculation(typed.calculation))
        places = [each["component"] for each in data["segments"] if "carrier" in each]
        found = [data["components"][place]["fare_basis"] for place in places[before(typed, places, coupons):][:coupons]]
    typed_for = [*typed.bases, *[""] * coupons]
    return tuple(mine or his for mine, his in zip(typed_for, [*found, *[""] * coupons], strict=False))[:coupons]


def before(typed: Typed, places: list[int], coupons: int) -> int:
    """How many flights of a calculation come before the coupons: those flown before a reissue."""
    return max(len(places) - coupons, 0) if typed.reissue else 0


def priced(typed: Typed, itinerary: Itinerary, type: str, currency: str, validating: str = "") -> PricedFare:
    """The fare as far as it was typed; what is missing is nothing in this currency."""
    base = typed.base or Money(0, currency)
    paid, levied = typed.equivalent or base, typed.levied
    stated = None if typed.reissue else typed.total
    whole = stated or total([paid, *(tax.amount for tax in levied)], paid.currency)
    return PricedFare(
        type, base, typed.equivalent, levied, whole, typed.calculation,
        tuple(components(typed, itinerary, base)), validating or itinerary.segments[0].carrier, rate=typed.bsr or None,
        fared_as=type, domestic=bool(itinerary.country), box=BOXES.get(typed.letter, ""), commission=typed.commission)


def components(typed: Typed, itinerary: Itinerary, base: Money) -> Iterator[FareComponent]:
    """One for each coupon, so that each keeps its own basis, validity and baggage; shares add up to the base.

    What was flown before a reissue is one more, before them.
    """
    count = len(itinerary)
    basis, gone, parts = bases(typed, count), *shares(typed, count, base)
    if gone.minor:
        first = itinerary.segments[0]
        yield FareComponent(first.origin_city, first.origin_city, first.carrier, "", gone, f"{gone}", (FLOWN,), "",
                            gone, unit=count)
    for place, each in enumerate(itinerary.segments):
        limits = typed.valid[place] if place < len(typed.valid) else Limits()
        yield FareComponent(
            each.origin_city, each.destination_city, each.carrier, basis[place], parts[place], f"{parts[place]}",
            (place,), "", parts[place], booking_class=each.booking_class, unit=place, nvb=limits.before,
            nva=limits.after, baggage=typed.bags[place] if place < len(typed.bags) else "")


def shares(typed: Typed, coupons: int, base: Money) -> tuple[Money, list[Money]]:
    """What was flown, and of each coupon its equal part of what the calculation asks for its component, else of the
    whole."""
    weights, flown = [Decimal(1)] * coupons, 0
    if typed.calculation:
        data = told(calculation(typed.calculation))
        places = [each["component"] for each in data["segments"] if "carrier" in each]
        flown = before(typed, places, coupons)
        places = places[:flown + coupons]
        asked = [Decimal(each["amount"] or 0) + sum(Decimal(charge["amount"]) for charge in each["surcharges"])
                 for each in data["components"]]
        weights = [asked[place] / places.count(place) for place in places] or weights
    whole = sum(weights) or Decimal(1)
    found = [Money.of(base.amount * weight / whole, base.currency) for weight in weights]
    found[-1] += base - total(found, base.currency)
    return total(found[:flown], base.currency), found[flown:]
