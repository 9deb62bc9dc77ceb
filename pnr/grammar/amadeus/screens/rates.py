"""FQC FQA FQB: amounts in other currencies, and the rates."""
from ....commands.rates import IATA, BankRates, Conversion, CurrencyConverted, ExchangeRate
from ....values.dates import long
from ....values.money import Money
from ...columns import columns, right
from . import screen

USED = {IATA: "ROE"}  # what the rate that was used is called; bankers' selling rates else
LATER = 40  # column of the day a rate is of


@screen.register
def converted(reply: CurrencyConverted) -> str:
    asked = reply.command
    into = "/".join(asked.into) or f"*{asked.country}"
    day = asked.date.written() if asked.date else None
    parts = [f"FQC{asked.amount:f}{asked.currency}", into, day, asked.rate]
    rows = [row for each in reply.conversions for row in conversion(asked.currency, each, asked.rate)]
    return "\n".join(["/".join(filter(None, parts)), *rows])


def conversion(source: str, found: Conversion, kind: str | None) -> list[str]:
    return [f"CONVERSION OF {source} TO {found.into}",
            f"{USED.get(kind or '', 'BSR')} USED 1 {source} = {found.rate.normalize():.6f} {found.into}",
            amount(found.cut, "AMOUNT TRUNCATED"), amount(found.as_fare, "ROUNDED AS FARES"),
            amount(found.as_charge, "ROUNDED AS OTHER CHARGES")]


def amount(found: Money, how: str) -> str:
    return columns((1, found.currency), right(found, 14, 10), (20, how))


@screen.register
def exchange_rate(reply: ExchangeRate) -> str:
    return "\n".join([columns((1, f"FQA{reply.asked}"), (LATER, long(reply.day))),
                      f"IATA RATE OF EXCHANGE 1 NUC = {reply.rate:.6f} {reply.currency}"])


@screen.register
def bank_rates(reply: BankRates) -> str:
    rows = [columns((1, into), right(f"{rate:.6f}", 22, 17)) for into, rate in reply.rates]
    return "\n".join([columns((1, f"FQB{reply.currency}"), (LATER, long(reply.day))),
                      f"BANKERS SELLING RATES OF 1 {reply.currency}", *rows])
