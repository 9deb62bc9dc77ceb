"""How amounts are cut: NUC truncates, fares go to a currency's unit, taxes to its smallest coin."""
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_HALF_UP, Decimal

from ...values.money import Money, digits
from .filed import Unit

CENT = Decimal("0.01")
TENTH = Decimal("0.1")


def truncated(amount: Decimal, places: int = 2) -> Decimal:
    """To two decimals (or as many as told), never up: NUC and percentages."""
    return amount.quantize(Decimal(1).scaleb(-places), ROUND_DOWN)


def to_unit(amount: Decimal, unit: Unit) -> Money:
    """A fare in its currency's unit. Up goes only after one decimal is kept, so that 5000.03 stays 5000."""
    if unit.direction == "nearest":
        return half_up(amount, unit)
    kept = amount.quantize(min(TENTH, unit.unit / 10), ROUND_DOWN)
    return Money.of((kept / unit.unit).to_integral_value(ROUND_CEILING) * unit.unit, unit.currency)


def half_up(amount: Decimal, unit: Unit) -> Money:
    return Money.of((amount / unit.unit).to_integral_value(ROUND_HALF_UP) * unit.unit, unit.currency)


def to_coin(amount: Decimal, currency: str) -> Money:
    """To the smallest coin, nearest: taxes and fees."""
    return Money.of(amount, currency)


def percent_of(amount: Money, rate: Decimal) -> Money:
    return to_coin(amount.amount * rate / 100, amount.currency)


def written(amount: Decimal, currency: str = "") -> str:
    """As a fare calculation prints it: two decimals, none in currencies without."""
    places = min(digits(currency), 2) if currency else 2
    return f"{amount:.{places}f}"
