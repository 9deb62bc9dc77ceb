"""Rates of exchange as an agent asks for them: an amount in other currencies, and the rates themselves."""
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from ..engine.pricing.currency import DOLLAR, Rates
from ..engine.pricing.rounding import half_up, to_coin, to_unit, truncated
from ..engine.schedule.countries import country
from ..engine.store.weight import Weight
from ..errors import InvalidCurrency, NoRate
from ..values.dates import DayMonth, placed
from ..values.money import CURRENCIES, Money, digits
from .command import Command, Reply, execute

IATA = "A"  # of the kinds of rates; bankers' unless it is asked for


@dataclass(frozen=True)
class ConvertCurrency(Command):
    """An amount in each of these currencies, or in that of a country, by the rates of a day."""

    amount: Decimal
    currency: str
    into: tuple[str, ...] = ()
    country: str | None = None
    date: DayMonth | None = None
    rate: str | None = None
    weight = Weight.LOOK


@dataclass(frozen=True)
class DisplayExchangeRate(Command):
    """Units of a currency, or of a country's, to one neutral unit."""

    currency: str | None = None
    country: str | None = None
    date: DayMonth | None = None
    weight = Weight.LOOK


@dataclass(frozen=True)
class DisplayBankRates(Command):
    """What one unit of a currency costs in every other."""

    currency: str
    date: DayMonth | None = None
    weight = Weight.LOOK


@dataclass(frozen=True)
class Conversion:
    """`rate` is what one unit costs in `into`; the amount cut off at its coin, as a fare, and as any other charge."""

    into: str
    rate: Decimal
    cut: Money
    as_fare: Money
    as_charge: Money


@dataclass(frozen=True)
class CurrencyConverted(Reply):
    command: ConvertCurrency
    conversions: tuple[Conversion, ...]


@dataclass(frozen=True)
class ExchangeRate(Reply):
    asked: str
    currency: str
    rate: Decimal
    day: date


@dataclass(frozen=True)
class BankRates(Reply):
    currency: str
    day: date
    rates: tuple[tuple[str, Decimal], ...]


@execute.register
def convert_currency(command: ConvertCurrency, work) -> CurrencyConverted:
    """Raises InvalidCurrency, or NoRate where none was in force on the day."""
    day = placed(command.date, work.today)
    wanted = command.into or (currency_of(command.country),)
    return CurrencyConverted(command, tuple(
        conversion(command, known(into), work.tariff.rates, day) for into in wanted))


def conversion(command: ConvertCurrency, into: str, rates: Rates, day: date) -> Conversion:
    rate = rate_of(command.rate, known(command.currency), into, rates, day)
    amount, unit = command.amount * rate, rates.unit(into, day)
    charge = half_up(amount, replace(unit, unit=unit.fee)) if unit.fee else to_coin(amount, into)
    return Conversion(into, rate, Money.of(truncated(amount, digits(into)), into), to_unit(amount, unit), charge)


def rate_of(kind: str | None, source: str, into: str, rates: Rates, day: date) -> Decimal:
    """The bankers' selling rate, or what IATA's rates of both make of it."""
    if kind == IATA:
        return rates.roe(into, day) / rates.roe(source, day)
    return rates.selling(source, into, day)


@execute.register
def display_exchange_rate(command: DisplayExchangeRate, work) -> ExchangeRate:
    """Raises InvalidCurrency or NoRate."""
    day = placed(command.date, work.today)
    currency = known(command.currency) if command.currency else currency_of(command.country)
    return ExchangeRate(command.currency or f"*{command.country}", currency, work.tariff.rates.roe(currency, day), day)


@execute.register
def display_bank_rates(command: DisplayBankRates, work) -> BankRates:
    """Every currency that has a rate on the day, in alphabetical order; raises InvalidCurrency or NoRate."""
    day, rates, source = placed(command.date, work.today), work.tariff.rates, known(command.currency)
    rates.selling(source, DOLLAR, day)  # there is one at all
    found = ((into, selling(rates, source, into, day)) for into in sorted(CURRENCIES - {source}))
    return BankRates(source, day, tuple((into, rate) for into, rate in found if rate is not None))


def selling(rates: Rates, source: str, into: str, day: date) -> Decimal | None:
    try:
        return rates.selling(source, into, day)
    except NoRate:
        return None


def known(currency: str) -> str:
    if currency not in CURRENCIES:
        raise InvalidCurrency(currency=currency)
    return currency


def currency_of(code: str | None) -> str:
    found = country(code or "")
    if found is None or not found.currency:
        raise InvalidCurrency(country=code)
    return found.currency
