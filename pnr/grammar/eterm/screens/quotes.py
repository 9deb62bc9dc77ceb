"""QTE and XS FSQ, FSU, FSS: prices of the booking, one of them in detail, its taxes, the classes it wants."""
from datetime import datetime

from ....commands.pricing import Coupon
from ....commands.quoted import QuotedPrice
from ....commands.quotes import ClassCheck, QuoteList, QuoteTaxes
from ....engine.booking.elements import CONFIRMED, SOLD, WAITING
from ....engine.pricing.quote import FareComponent, PricedFare
from ....values.dates import clock24, long, short
from ....values.money import Money
from ...columns import columns, filled, right, wrapped
from . import screen

WIDTH, TAXES_IN_ROW = 79, 3
INCLUSIVE = "INCL TAX"


@screen.register
def prices(reply: QuoteList) -> str:
    command = reply.command
    rows = [f"FSI/{command.validating or reply.coupons[0].segment.carrier}", *map(flight_row, reply.coupons)]
    rows += [price_row(line, price.fare, flags)
             for line, (price, flags) in enumerate(zip(reply.prices, reply.flags, strict=True), 1)]
    return "\n".join([*rows, f"*ATTN PRICED ON {stamp(reply.moment)}" if reply.moment else ""])


def stamp(moment: datetime) -> str:
    """05DEC25*1620"""
    return f"{long(moment.date())}*{moment:%H%M}"


def flight_row(coupon: Coupon) -> str:
    """S CA      966K20DEC FRA1835>1005PEK0S: status, flight, class, day, ends, stops, stopover or transfer."""
    flight = coupon.segment
    return columns(
        (1, state(flight.status)), (3, flight.carrier), right(flight.number, 13, 5),
        (14, f"{flight.booking_class}{short(flight.date)}"), (21, f"{flight.origin}{clock24(flight.departs)}"),
        (28, ">" if flight.arrives_day > 0 else ""), (29, f"{clock24(flight.arrives)}{flight.destination}"),
        (36, f"{max(len(flight.legs) - 1, 0)}{'X' if coupon.connects else 'S'}"))


def state(status: str) -> str:
    """Confirmed, listed, or unknown."""
    return "S" if status in CONFIRMED or status in SOLD else "L" if status == WAITING else "U"


def price_row(line: int, fare: PricedFare, flags: tuple[str, ...]) -> str:
    """02 YHPX3M                   15148 CNY      RE            INCL TAX"""
    return columns((1, f"{line:02}"), (4, bases(fare)), right(whole(fare.total), 33, 9), (35, fare.total.currency),
                   (44, " ".join(flags)), (58, INCLUSIVE))


def bases(fare: PricedFare) -> str:
    """The fare basis, or all of them where they differ."""
    return "+".join(dict.fromkeys(part.fare_basis for part in fare.components))


def whole(amount: Money) -> str:
    """Without decimals where there are none."""
    return str(amount).removesuffix(".00")


# ---- a price in detail

@screen.register
def detail(reply: QuotedPrice) -> str:
    fare = reply.prices[0].fare
    rows = [*itinerary(reply), *amounts(fare)]
    rows += wrapped(f"{long(reply.today)}{fare.fare_calc}", WIDTH, 0)
    notes = wrapped(f"ENDOS {fare.endorsements}", WIDTH, 6) if fare.endorsements else []
    return "\n".join([*rows, reply.sold, *notes])


def itinerary(reply: QuotedPrice) -> list[str]:
    """Where it begins, then each point with the fare that leads to it; X where it only changes planes."""
    parts = {place: part for part in reply.prices[0].fare.components for place in part.segments}
    rows = [f" {reply.coupons[0].origin}"] if reply.coupons else []
    return rows + [point(coupon, parts[place]) for place, coupon in enumerate(reply.coupons)]


def point(coupon: Coupon, part: FareComponent) -> str:
    valid = [(24, f"NVB{short(part.nvb)}"), (33, f"NVA{short(part.nva)}")] if part.nvb and part.nva else []
    return columns((1, "X" if coupon.connects else ""), (2, coupon.destination), (6, part.fare_basis), *valid,
                   (42, part.baggage))


def amounts(fare: PricedFare) -> list[str]:
    """The fare, what it is in the currency paid in, taxes in rows of three, the total."""
    rows = [amount_row("FARE", fare.base)]
    if fare.equivalent:
        rows.append(amount_row("EQUIV", fare.equivalent))
    return [*rows, *tax_rows(fare), amount_row("TOTAL", fare.total)]


def amount_row(name: str, amount: Money) -> str:
    """TOTAL CNY     15148"""
    return columns((1, name), (7, amount.currency), right(whole(amount), 19, 10))


def tax_rows(fare: PricedFare) -> list[str]:
    """TAX   CNY       90CN CNY      620YQ CNY       98DE"""
    words = [f"{tax.amount.currency}{whole(tax.amount):>9}{tax.code}" for tax in fare.taxes]
    rows = list(filled(words, WIDTH, " ", TAXES_IN_ROW)) or ["EXEMPT"]
    return [f"{'' if place else 'TAX':<6}{row}" for place, row in enumerate(rows)]


@screen.register
def taxes(reply: QuoteTaxes) -> str:
    """Each tax with the flights it is paid for, counted from 1."""
    fare = reply.price.fare
    rows = [f"{reply.line:02} {bases(fare)}"]
    for tax in fare.taxes:
        flights = "/".join(str(place + 1) for place in tax.segments)
        rows.append(columns((1, tax.code), (5, tax.amount.currency), right(whole(tax.amount), 17, 9), (20, tax.nature),
                            (26, f"SEG {flights}" if flights else "")))
    return "\n".join([*rows, columns((1, "TOTAL"), (5 + 2, ""), right(whole(fare.tax_total), 17, 9))])


@screen.register
def classes(reply: ClassCheck) -> str:
    """Each flight, and the class to rebook it to where its own has no price."""
    rows = ["FSS"]
    for coupon, letter in zip(reply.coupons, reply.letters, strict=True):
        fits = coupon.segment.booking_class == letter
        rows.append(columns((1, flight_row(coupon)), (40, "OK" if fits else f"RB {letter}")))
    return "\n".join(rows)
