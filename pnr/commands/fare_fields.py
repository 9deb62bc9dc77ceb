"""The fields of a fare that is typed, and what they make of it."""
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from ..engine.pricing.quote import Tax
from ..engine.pricing.typed import Limits, Typed
from ..errors import InvalidCurrency
from ..values.dates import DayMonth
from ..values.money import CURRENCIES, Money
from ..values.spans import Span, numbers
from .payment import money


@dataclass(frozen=True)
class AmountField:
    """`letter` F I R Y the fare and what kind it is, E equivalent, T total, S collected, X all taxes, A to be paid."""

    letter: str
    currency: str
    amount: Decimal


@dataclass(frozen=True)
class TaxField:
    """To be paid, or `old`: paid before. No amount takes it out; `code` may have its nature behind it."""

    currency: str
    amount: Decimal
    code: str
    old: bool = False


@dataclass(frozen=True)
class Exemption:
    """A tax that is not due."""

    code: str


@dataclass(frozen=True)
class CommissionField:
    """In percent."""

    percent: Decimal


@dataclass(frozen=True)
class RateField:
    """The bankers' selling rate between fare and equivalent."""

    rate: Decimal


@dataclass(frozen=True)
class BasisField:
    basis: str


@dataclass(frozen=True)
class ValidityField:
    """Not valid before and after; of these coupons where some are named."""

    before: DayMonth | None = None
    after: DayMonth | None = None
    coupons: tuple[Span, ...] = ()


@dataclass(frozen=True)
class BagField:
    allowance: str


@dataclass(frozen=True)
class CouponsField:
    """The coupons that the fields behind it are about."""

    coupons: tuple[Span, ...]


@dataclass(frozen=True)
class CalculationField:
    """The fare calculation: typed, `added` to what there is, or `built` from the price last shown."""

    text: str = ""
    added: str = ""
    built: bool = False


@dataclass(frozen=True)
class EndsField:
    """Origin and destination of the journey."""

    origin: str
    destination: str


@dataclass(frozen=True)
class SaleField:
    """Where it is sold and ticketed: SITI, SOTI, SITO or SOTO."""

    sale: str


Field = AmountField | TaxField | RateField | BasisField | ValidityField | BagField | CouponsField \
    | CalculationField | EndsField | SaleField


def with_field(typed: Typed, field: Field, coupons: int, calculation: Callable[[CalculationField], str]) -> Typed:
    """What was typed with one more field; raises InvalidCurrency or InvalidDecimals."""
    match field:
        case AmountField("T"):
            return replace(typed, total=paid(field))
        case AmountField("E"):
            return replace(typed, equivalent=paid(field), total=None)
        case AmountField(letter):
            return replace(typed, base=paid(field), letter=letter, total=None)
        case TaxField(old=True):
            return replace(typed, paid=tuple(levied(typed.paid, field, coupons)))
        case TaxField():
            return replace(typed, taxes=tuple(levied(typed.taxes, field, coupons)), total=None)
        case RateField(rate):
            return replace(typed, bsr=str(rate))
        case EndsField(origin, destination):
            return replace(typed, ends=origin + destination)
        case SaleField(sale):
            return replace(typed, sale=sale)
        case CalculationField():
            return replace(typed, calculation=calculation(field))
    return typed


def paid(field: AmountField | TaxField) -> Money:
    """Raises InvalidCurrency, or InvalidDecimals."""
    if field.currency not in CURRENCIES:
        raise InvalidCurrency(currency=field.currency)
    return money(field.amount, field.currency)


def levied(taxes: tuple[Tax, ...], field: TaxField, coupons: int) -> Iterator[Tax]:
    """The taxes with this one, in place of one of its code; an amount of nothing takes it out."""
    amount = paid(field)
    code, nature = field.code[:2], field.code[2:]
    yield from (tax for tax in taxes if (tax.code, tax.nature) != (code, nature or tax.nature))
    if amount.minor:
        yield Tax(code, amount, tuple(range(coupons)), nature=nature)


# ---- what is typed by coupon

Named = BasisField | BagField | ValidityField


def by_coupon(typed: Typed, fields: tuple[Field, ...], coupons: int, today: date) -> Typed:
    """Once it is for all coupons (or for those named before it), again and again for one coupon after another."""
    chosen = tuple(range(coupons))
    for place, field in enumerate(fields):
        if isinstance(field, CouponsField):
            chosen = places(field.coupons, coupons)
        elif isinstance(field, Named):
            same = [other for other in fields if type(other) is type(field)]
            turn = sum(type(other) is type(field) for other in fields[:place])
            own = places(getattr(field, "coupons", ()), coupons)
            after = chosen[turn:turn + 1] if len(same) > 1 and len(chosen) == coupons else chosen
            typed = with_value(typed, field, own or after, today)
    return typed


def places(spans: tuple[Span, ...], coupons: int) -> tuple[int, ...]:
    return tuple(number - 1 for number in numbers(spans) if 1 <= number <= coupons)


def with_value(typed: Typed, field: Named, at: tuple[int, ...], today: date) -> Typed:
    if isinstance(field, BasisField):
        return replace(typed, bases=merged(typed.bases, at, field.basis, ""))
    if isinstance(field, BagField):
        return replace(typed, bags=merged(typed.bags, at, field.allowance, ""))
    before, after = (day.on_or_after(today) if day else None for day in (field.before, field.after))
    return replace(typed, valid=merged(typed.valid, at, Limits(before, after), Limits()))


def merged(old: tuple, at: tuple[int, ...], value: object, empty: object) -> tuple:
    """Values by coupon with this one in its places."""
    padded = [*old, *[empty] * (max([*at, -1]) + 1 - len(old))]
    return tuple(value if place in at else each for place, each in enumerate(padded))
