"""FXX and FXP: one fare in full, or a line for each type of passenger; FQQ: one of them in full."""
from collections.abc import Iterator

from ....commands.price_list import ChosenPrice
from ....commands.pricing import Price, PriceDisplay, PriceList
from ....commands.quoted import QuotedPrice
from ....values.dates import long
from ....values.money import total
from ...columns import columns, filled, right
from . import screen
from .panel import GUARANTEE, limit, notes, panel, rebooking, short_name, who
from .price_entry import typed

GROUPS = "   PASSENGER         PTC    NP  FARE {}{:>9}   PER PSGR"
BOOKED = "SELECTED RECOMMENDATION SUCCESSFULLY BOOKED"
LISTED = "LN FARE BASIS             *  PTC        *  FARE {} * NOTE"
BASES = 22  # columns of them
FEES = frozenset({"YQ", "YR"})  # no taxes


@screen.register
def priced(reply: PriceDisplay) -> str:
    shown = groups(reply) if len(reply.prices) > 1 else panel(reply, reply.prices[0])
    return "\n".join([*[BOOKED] * (reply.note == "booked"), typed(reply.command), "", *shown])


@screen.register
def quoted(reply: QuotedPrice) -> str:
    return "\n".join([f"FQQ{reply.line}", "", *panel(reply, reply.prices[0], reply.line)])


# ---- a list to choose from

@screen.register
def listed(reply: PriceList) -> str:
    """Fare bases, passenger type and who, the total of one passenger, and what to beware of."""
    heading = LISTED.format(reply.prices[0].fare.total.currency)
    return "\n".join([typed(reply.command), "", heading, *(row for line, price in enumerate(reply.prices, 1)
                                                           for row in list_rows(line, price))])


def list_rows(line: int, price: Price) -> Iterator[str]:
    """Further fare bases go on under the first."""
    bases = filled((part.fare_basis for part in price.fare.components), BASES, "+")
    for place, text in enumerate(bases):
        first = [(29, price.fare.type), (33, who(price) if not price.names else ""), (39, "*"),
                 right(price.fare.total, 50, 10), (52, "*"), (54, beware(price))] if not place else []
        yield columns((1, "" if place else f"{line:02}"), (4, text), (27, "*"), *first)


def beware(price: Price) -> str:
    return "NRF" if not price.fare.refundable else "*5*" if price.fare.as_adult else ""


@screen.register
def chosen(reply: ChosenPrice) -> str:
    code = f"FXT{','.join(map(str, reply.lines))}"
    shown = groups(reply) if len(reply.prices) > 1 else panel(reply, reply.prices[0])
    return "\n".join([code, "", *shown])


# ---- several passengers

def groups(reply: PriceDisplay) -> Iterator[str]:
    currency = reply.prices[0].fare.total.currency
    taxes = "TAX/FEE" if any(tax.code in FEES for price in reply.prices for tax in price.fare.taxes) else "TAX"
    yield from ("", GROUPS.format(currency, taxes))
    for line, price in enumerate(reply.prices, 1):
        fare = price.fare
        star = "*" if fare.as_adult else ""
        yield columns((1, f"{line:02}"), (4, f"{group_name(price)}"), (22, fare.type), (28, star),
                      right(len(price.numbers), 30, 2), right(fare.fare, 41, 10), right(fare.tax_total, 49, 8),
                      right(fare.total, 60, 11))
    yield ""
    count = sum(len(price.numbers) for price in reply.prices)
    fares = total([price.fare.fare * len(price.numbers) for price in reply.prices], currency)
    yield columns((20, "TOTALS"), right(count, 30, 2), right(fares, 41, 10), right(reply.total - fares, 49, 8),
                  right(reply.total, 60, 11))
    yield ""
    yield from group_notes(reply)
    yield GUARANTEE.format(long(reply.today))


def group_name(price: Price) -> str:
    name = short_name(price.names[0]) if price.names else who(price)
    return f"{name.rstrip('*')}*" if len(price.numbers) > 1 else name


def group_notes(reply: PriceDisplay) -> Iterator[str]:
    """Each note once, before it the lines it is about."""
    found: dict[str, list[int]] = {}
    for line, price in enumerate(reply.prices, 1):
        for note in [*rebooking(reply, price), *limit(price.fare), *notes(price.fare)]:
            found.setdefault(note, []).append(line)
    for note, lines in found.items():
        runs = f"{lines[0]}-{lines[-1]}" if len(lines) > 1 and lines[-1] - lines[0] == len(lines) - 1 else ",".join(
            map(str, lines))
        yield f"{runs} {note}"
