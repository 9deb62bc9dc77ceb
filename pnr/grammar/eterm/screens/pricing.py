"""PAT: prices, each with the entries that take it and show its rule; the form to edit."""
import re
from decimal import Decimal

from ....commands.auto_quote import QuoteForm
from ....commands.offers import PriceAdults, PriceForm
from ....commands.pricing import Coupon, Price, PriceDisplay
from ....engine.booking.elements import Segment
from ....engine.pricing.quote import FareComponent, PricedFare
from ....values.dates import clock24, long
from ....values.money import total
from ...columns import columns, filled, right
from . import screen
from .fares import charged, currency

TOTAL = re.compile(r" ((?:NUC|[A-Z]{3})[\d.]+(?=END))")  # where a fare calculation is cut
FORM_WIDTH = 76  # with the three columns of what goes on
FUEL = ("YQ", "YR")
SUFFIXES = {"CHD": "*CH", "INF": "*IN"}


@screen.register
def prices(reply: PriceDisplay) -> str:
    if isinstance(reply.command, PriceForm):
        return form(reply.prices[0], reply.coupons)
    rows = [f">PAT:{typed(reply.command)}" if isinstance(reply.command, PriceAdults) else ">PAT:A"]
    for number, price in enumerate(reply.prices, 1):
        rows += [price_row(number, price), f">SFC:{number:02}    >SFN:{number:02}"]
    return "\n".join(rows)


def typed(command: PriceAdults) -> str:
    """What was asked behind PAT:."""
    types = "".join(f"#Y{code.written()}" for code in command.types)
    accounts = "".join(f"#C{account}" for account in command.accounts)
    numbers = "/".join(span.written() for span in command.passengers)
    return f"{types or 'A'}{SUFFIXES.get(command.kind, '')}{accounts}{f'/P{numbers}' if numbers else ''}"


@screen.register
def quote_form(reply: QuoteForm) -> str:
    return form(reply.price, reply.coupons)


def form(price: Price, coupons: tuple[Coupon, ...]) -> str:
    """Each flight with its fare, then the entries that store them, as an agent would type them."""
    fare = price.fare
    kind = "IN/" if price.infants else ""
    taxes = (f"T{f'{amount.currency} {amount}' if amount else 'EXEMPT'}{code}" for code, amount in charged(fare))
    amounts = [f"F{fare.base.currency} {fare.base}", f"S{fare.fare.currency} {fare.fare}",
               f"C{Decimal(fare.commission or 0):.2f}", *taxes]
    calculation, total, rest = [*TOTAL.split(fare.fare_calc), "", ""][:3]  # bulk fares have no total
    return "\n".join([
        *(flight_row(coupon.segment, part) for coupon, part in flown(fare, coupons)),
        *going_on(f">FN:{kind}{'/|'.join(amounts)}".split("|")),
        *going_on(f"FC:{kind}{calculation}".split(" ")), f"-  {total}{rest}", f"FP:{kind}CASH,{fare.fare.currency}"])


def going_on(words: list[str]) -> list[str]:
    """An entry on as many lines as it takes; `-` begins those that go on."""
    first, *more = filled(words, FORM_WIDTH, " ")
    return [first, *(f"-  {row}" for row in more)]


def flown(fare: PricedFare, coupons: tuple[Coupon, ...]) -> list[tuple[Coupon, FareComponent]]:
    """Each flight with the fare it is flown on."""
    parts = {place: part for part in fare.components for place in part.segments}
    return [(coupon, parts[place]) for place, coupon in enumerate(coupons)]


def flight_row(flight: Segment, part: FareComponent) -> str:
    """WUH MU2501 PVG    810.00  Y         100%    810.00 733 24DEC08 0830 0945"""
    return columns(
        (1, f"{flight.origin} {flight.carrier}{flight.number:>4} {flight.destination}"), right(part.share, 24, 9),
        (27, part.fare_basis), right(percent(part), 40, 5), right(part.amount, 50, 9), (52, flight.equipment),
        (56, long(flight.date)), (64, clock24(flight.departs)), (69, clock24(flight.arrives)))


def percent(part: FareComponent) -> str:
    """Of the fare as it is filed, where both are in one currency."""
    same = part.amount.minor and part.amount.currency == part.share.currency
    return f"{part.share.minor * 100 // part.amount.minor}%" if same else ""


def price_row(number: int, price: Price) -> str:
    """01 Y FARE:CNY1960.00 TAX:CNY50.00 YQ:CNY40.00  TOTAL:2050.00"""
    fare = price.fare
    bases = "+".join("/".join(filter(None, (part.fare_basis, part.account))) for part in fare.components)
    return (f"{number:02} {bases} FARE:{currency(fare.fare)} TAX:{taxes(fare, False)} YQ:{taxes(fare, True)}"
            f"  TOTAL:{fare.total}")


def taxes(fare: PricedFare, fuel: bool) -> str:
    """What the fuel, or all else, comes to; the word of the exemption where nothing is due."""
    found = [amount for code, amount in charged(fare) if (code in FUEL) == fuel and amount]
    if not found:
        return "TEXEMPTYQ" if fuel else "TEXEMPTCN"
    return currency(total(found, found[0].currency))
