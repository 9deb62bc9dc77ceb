"""PAT: prices, each with the entry that takes it; SFN: a rule."""
from ....commands.pricing import Price, PriceDisplay
from ....commands.rules import RuleTexts
from ....engine.pricing.quote import PricedFare
from ....values.money import total
from ...columns import wrapped
from . import screen
from .fares import charged, currency

FUEL = ("YQ", "YR")
SUFFIXES = {"CHD": "*CH", "INF": "*IN"}
WIDTH = 79


@screen.register
def prices(reply: PriceDisplay) -> str:
    rows = [f">PAT:A{SUFFIXES.get(reply.command.kind, '')}"]
    for number, price in enumerate(reply.prices, 1):
        rows += [price_row(number, price), f">SFC:{number:02}    >SFN:{number:02}"]
    return "\n".join(rows)


def price_row(number: int, price: Price) -> str:
    """01 Y FARE:CNY1960.00 TAX:CNY50.00 YQ:CNY40.00  TOTAL:2050.00"""
    fare = price.fare
    bases = "+".join(part.fare_basis for part in fare.components)
    return (f"{number:02} {bases} FARE:{currency(fare.fare)} TAX:{taxes(fare, False)} YQ:{taxes(fare, True)}"
            f"  TOTAL:{fare.total}")


def taxes(fare: PricedFare, fuel: bool) -> str:
    """What the fuel, or all else, comes to; the word of the exemption where nothing is due."""
    found = [amount for code, amount in charged(fare) if (code in FUEL) == fuel and amount]
    if not found:
        return "TEXEMPTYQ" if fuel else "TEXEMPTCN"
    return currency(total(found, found[0].currency))


@screen.register
def rules(reply: RuleTexts) -> str:
    rows = [f"SFN:{reply.line:02} {'+'.join(reply.fare_bases)}"]
    for name, text in reply.texts:
        rows += [name, *wrapped(text.upper(), WIDTH, 2)]
    return "\n".join(rows)
