"""PAT: prices, each with the entry that takes it; FD: the fares of a market; SFN: a rule."""
from ....commands.fares import FareLine, FareList
from ....commands.pricing import Price, PriceDisplay
from ....commands.rules import RuleTexts
from ....engine.pricing.quote import PricedFare
from ....values.dates import long
from ....values.money import total
from ...columns import columns, right, wrapped
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
def fares(reply: FareList) -> str:
    carrier = f"/{reply.carriers[0]}" if len(reply.carriers) == 1 else ""
    title = columns((1, f"FD:{reply.command.origin}{reply.command.destination}/{long(reply.day)}{carrier}"),
                    (40, f"/{reply.currency} /TPM {reply.kilometres:>5}/"))
    return "\n".join([title, *map(fare_row, reply.lines)])


def fare_row(line: FareLine) -> str:
    """One-way and return amounts; `=` where the return is twice the one-way."""
    fare = line.fare
    percent = f"/{fare.percent}" if fare.percent else ""
    oneway = fare.amount if fare.oneway else ""
    both = fare.amount if fare.tag == 2 else fare.amount * 2 if fare.tag == 1 else ""
    return columns(
        (1, f"{line.line:02}"), (4, f"{fare.carrier}/{fare.fare_class}{percent}"), (13, "/"), right(str(oneway), 21, 8),
        (22, "=" if fare.tag == 1 else ""), right(str(both), 30, 8), (31, f"/{fare.booking_class}/{fare.cabin}/"),
        (38, "/"), (42, "."), (46, f"/{long(fare.effective)}"), (62, f"/{fare.rule.rpartition('/')[2]}"))


@screen.register
def rules(reply: RuleTexts) -> str:
    rows = [f"SFN:{reply.line:02} {'+'.join(reply.fare_bases)}"]
    for name, text in reply.texts:
        rows += [name, *wrapped(text.upper(), WIDTH, 2)]
    return "\n".join(rows)
