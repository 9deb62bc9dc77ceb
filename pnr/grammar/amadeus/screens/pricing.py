"""FXX and FXP: one fare in full, or a line for each type of passenger."""
from collections.abc import Iterator

from ....commands.pricing import Coupon, Price, PriceDisplay
from ....engine.pricing.quote import FareComponent, PricedFare, Tax
from ....values.dates import clock12, clock24, long, short
from ....values.money import Money, total
from ...columns import columns, filled, right, wrapped
from . import screen
from .price_entry import typed

WIDTH, CALCULATION, NAME = 60, 42, 12
RULE = "-" * WIDTH
HEADING = "     AL FLGT  BK   DATE  TIME  FARE BASIS      NVB  NVA   BG"
GROUPS = "   PASSENGER         PTC    NP  FARE {}  TAX/FEE   PER PSGR"
BOXES = 3  # taxes that are printed one by one
REBOOKING = {"rebook": "REBOOK TO CHANGE BOOKING CLASS AS SPECIFIED",
             "no-rebooking": "NO REBOOKING REQUIRED FOR LOWEST AVAILABLE FARE", "rebooked": "ITINERARY REBOOKED"}
GUARANTEE = "{} PER GAF REQUIREMENTS FARE NOT VALID UNTIL TICKETED"


@screen.register
def priced(reply: PriceDisplay) -> str:
    head = [typed(reply.command), ""]
    if len(reply.prices) > 1:
        return "\n".join([*head, *groups(reply)])
    (price,) = reply.prices
    return "\n".join([*head, f"01 {who(price)}", "", *rebooking(reply), *limit(price.fare), RULE, HEADING,
                      *coupon_lines(reply, price), "", *block(price.fare, reply), *notes(price.fare),
                      GUARANTEE.format(long(reply.today))])


def who(price: Price) -> str:
    """The passenger without his title, or the numbers of a group."""
    count = len(price.numbers)
    if count == 1 and price.names:
        return short_name(price.names[0])
    first, last = price.numbers[0], price.numbers[-1]
    return f"P{first}" if count == 1 else f"P{first}-{last}" if last - first == count - 1 else "P" + ",".join(
        map(str, price.numbers))


def short_name(name: str) -> str:
    """Up to twelve letters without the title; a star where something is left out."""
    surname, _, given = name.partition("/")
    kept = f"{surname}/{given.split(' ')[0]}" if given else surname
    return f"{kept[:NAME]}*" if kept[:NAME] != name else kept


def rebooking(reply: PriceDisplay) -> list[str]:
    """What a lowest fare asks of the booking."""
    return [REBOOKING[reply.note]] if reply.note else []


# ---- several passengers

def groups(reply: PriceDisplay) -> Iterator[str]:
    currency = reply.prices[0].fare.total.currency
    yield from ("", GROUPS.format(currency))
    for line, price in enumerate(reply.prices, 1):
        fare = price.fare
        yield columns((1, f"{line:02}"), (4, f"{group_name(price)}"), (22, fare.type), right(len(price.numbers), 30, 2),
                      right(fare.fare, 41, 10), right(fare.tax_total, 49, 8), right(fare.total, 60, 11))
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
        for note in [*rebooking(reply), *limit(price.fare), *notes(price.fare)]:
            found.setdefault(note, []).append(line)
    for note, lines in found.items():
        runs = f"{lines[0]}-{lines[-1]}" if len(lines) > 1 and lines[-1] - lines[0] == len(lines) - 1 else ",".join(
            map(str, lines))
        yield f"{runs} {note}"


# ---- one fare in full

def limit(fare: PricedFare) -> list[str]:
    if not fare.last_ticketing:
        return []
    return [f"LAST TKT DTE {long(fare.last_ticketing)}/23:59 LT in POS - SEE ADV PURCHASE"]


def component_of(fare: PricedFare, place: int) -> FareComponent:
    return next(each for each in fare.components if place in each.segments)


def coupon_lines(reply: PriceDisplay, price: Price) -> Iterator[str]:
    """Where it begins, then a line a flight with the point it leads to."""
    yield f" {reply.coupons[0].origin}"
    for place, coupon in enumerate(reply.coupons):
        yield flight(coupon, component_of(price.fare, place), reply.office.hours)
        if coupon.surface:
            yield f" {reply.coupons[place + 1].origin}      S U R F A C E"


def flight(coupon: Coupon, component: FareComponent, hours: int) -> str:
    segment = coupon.segment
    time = clock12(segment.departs) if hours == 12 else clock24(segment.departs)
    valid = [(48, short(component.nvb)), (53, short(component.nva))] if component.nvb and component.nva else []
    bags = component.baggage.removesuffix("C") if component.baggage.endswith("PC") else component.baggage  # 1PC as 1P
    return columns(
        (1, "X" if coupon.connects else " "), (2, coupon.destination), (6, segment.carrier),
        right(f"{segment.number:03}", 13, 4), (15, segment.booking_class),
        (17, "*" if coupon.rebook else ""), (20, short(segment.date)), right(time, 29, 5),
        (32, component.fare_basis), *valid, *([right(bags, 60, 3)] if bags else []))


def block(fare: PricedFare, reply: PriceDisplay) -> Iterator[str]:
    """Amounts on the left, the fare calculation on the right."""
    start = f"{long(reply.coupons[0].segment.date)}{fare.fare_calc}"
    shown, rest = boxes(fare.taxes)
    calculation = list(filled([*start.split(" "), *rest], CALCULATION, " "))
    amounts = [amount(fare.base), *([amount(fare.equivalent)] if fare.equivalent else []),
               *(f"{amount(tax.amount)}-{tax.code}" for tax in shown), amount(fare.total)]
    for place in range(max(len(amounts), len(calculation))):
        left = amounts[place] if place < len(amounts) else ""
        yield columns((1, left), (19, calculation[place])) if place < len(calculation) else left
    if fare.rate:
        yield f"RATE USED 1{fare.base.currency}={fare.rate}{fare.fare.currency}"


def amount(money: Money) -> str:
    return columns((1, money.currency), right(money, 12, 9))


def boxes(taxes: tuple[Tax, ...]) -> tuple[list[Tax], list[str]]:
    """Three taxes at most: with more, the third is the sum of the rest, and what it consists of."""
    if len(taxes) <= BOXES:
        return list(taxes), []
    first, rest = list(taxes[:BOXES - 1]), taxes[BOXES - 1:]
    summed = Tax("XT", total([tax.amount for tax in rest], rest[0].amount.currency))
    return [*first, summed], ["XT", *(f"{tax.amount.currency} {tax.amount}-{tax.code}" for tax in rest)]


def notes(fare: PricedFare) -> list[str]:
    """In the order the host keeps them."""
    found = []
    if fare.fared_as == "ADT" and fare.type not in ("ADT", ""):
        found.append("NOT FARED AT PASSENGER TYPE REQUESTED *5*")
    carriers = {each.carrier for each in fare.components}
    found.append(f"PRICED WITH VALIDATING CARRIER {fare.validating} - REPRICE IF DIFFERENT VC")
    if carriers != {fare.validating}:
        found += ["BG CXR: " + "/".join(each.carrier for each in fare.components)]
    if not fare.refundable:
        found.append("TICKETS ARE NON-REFUNDABLE")
    if fare.endorsements:
        found += wrapped(f"ENDOS {fare.endorsements}", WIDTH, 6)
    return found


