"""One fare in full: whom it is for, flight by flight, what it consists of, and what is to be known of it."""
from collections.abc import Iterator

from ....commands.pricing import Coupon, Price, PriceDisplay
from ....engine.pricing.quote import FareComponent, PricedFare, Tax
from ....values.dates import clock24, long, short
from ....values.money import Money, total
from ...columns import columns, filled, right, wrapped

WIDTH, CALCULATION, NAME = 60, 42, 12
HEADING = "     AL FLGT  BK   DATE  TIME  FARE BASIS      NVB  NVA   BG"
BOXES = 3  # taxes that are printed one by one
REBOOKING = {"rebook": "REBOOK TO CHANGE BOOKING CLASS AS SPECIFIED",
             "no-rebooking": "NO REBOOKING REQUIRED FOR LOWEST AVAILABLE FARE", "rebooked": "ITINERARY REBOOKED"}
GUARANTEE = "{} PER GAF REQUIREMENTS FARE NOT VALID UNTIL TICKETED"


def panel(reply: PriceDisplay, price: Price, line: int = 1) -> Iterator[str]:
    yield f"{line:02} {who(price)}"
    yield ""
    yield from rebooking(reply, price)
    yield from limit(price.fare)
    yield rule(price.fare)
    yield HEADING
    yield from coupon_lines(price.coupons or reply.coupons, price.fare)
    yield ""
    yield from block(price.fare, price.coupons or reply.coupons)
    yield from notes(price.fare)
    yield GUARANTEE.format(long(reply.today))


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


def rebooking(reply: PriceDisplay, price: Price) -> list[str]:
    """What a lowest fare asks of the booking, or one of other classes than are booked."""
    asked = reply.note or ("rebook" if any(coupon.rebook for coupon in price.coupons) else "")
    return [REBOOKING[asked]] if asked in REBOOKING else []


def limit(fare: PricedFare) -> list[str]:
    if not fare.last_ticketing:
        return []
    return [f"LAST TKT DTE {long(fare.last_ticketing)}/23:59 LT in POS - SEE ADV PURCHASE"]


def rule(fare: PricedFare) -> str:
    """A line across, in it what a private fare is."""
    mark = f"<{fare.mark}>" if fare.mark.startswith("CORP") else f" {fare.mark} " if fare.mark else ""
    return f"{'-' * (23 if mark.startswith('<') else 24)}{mark}".ljust(WIDTH, "-")


# ---- flights

def component_of(fare: PricedFare, place: int) -> FareComponent:
    return next(each for each in fare.components if place in each.segments)


def coupon_lines(coupons: tuple[Coupon, ...], fare: PricedFare) -> Iterator[str]:
    """Where it begins, then a line a flight with the point it leads to."""
    yield f" {coupons[0].origin}"
    for place, coupon in enumerate(coupons):
        yield flight(coupon, component_of(fare, place))
        if coupon.surface:
            yield f" {coupons[place + 1].origin}      S U R F A C E"


def flight(coupon: Coupon, component: FareComponent) -> str:
    """The time is by 24 hours in every office; a journey without flights has neither number nor time."""
    segment = coupon.segment
    flown = [right(f"{segment.number:03}", 13, 4)] if segment.number else []
    time = [right(clock24(segment.departs), 29, 5)] if segment.number else []
    valid = [(48, short(component.nvb)), (53, short(component.nva))] if component.nvb and component.nva else []
    bags = component.baggage.removesuffix("C") if component.baggage.endswith("PC") else component.baggage  # 1PC as 1P
    return columns(
        (1, "X" if coupon.connects else " "), (2, coupon.destination), (6, segment.carrier), *flown,
        (15, segment.booking_class), (17, "*" if coupon.rebook else ""), (20, short(segment.date)), *time,
        (32, component.fare_basis), *valid, *([right(bags, 60, 3)] if bags else []))


# ---- amounts

def block(fare: PricedFare, coupons: tuple[Coupon, ...]) -> Iterator[str]:
    """Amounts on the left, the fare calculation on the right."""
    start = f"{long(coupons[0].segment.date)}{fare.fare_calc}"
    shown, others = boxes(fare.taxes)
    calculation = list(filled([*start.split(" "), *others], CALCULATION, " "))
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


# ---- what is to be known

def notes(fare: PricedFare) -> list[str]:
    """In the order the host keeps them."""
    found = ["NOT FARED AT PASSENGER TYPE REQUESTED *5*"] if fare.as_adult else []
    found += {"NEGO": ["CAT35 NEGOTIATED FARES"], "PRIVATE": ["PRIVATE RATES USED *F*"]}.get(fare.mark[:7], [])
    if {each.carrier for each in fare.components} != {fare.validating}:
        found.append(f"BG CXR: {bags(fare)}")
    found.append(f"PRICED VC {fare.validating} - OTHER VC AVAILABLE {' '.join(fare.others)}" if fare.others
                 else f"PRICED WITH VALIDATING CARRIER {fare.validating} - REPRICE IF DIFFERENT VC")
    if fare.capped:
        found.append("NOT ALL FARE COMBINATIONS CHECKED - USE BREAK POINTS FOR OTHERS")
    if not fare.refundable:
        found.append("TICKETS ARE NON-REFUNDABLE")
    elif not fare.refundable_after:
        found.append("TICKETS ARE NON REFUNDABLE AFTER DEPARTURE")
    if fare.penalty:
        found.append(f"{fare.penalty} {fare.penalty.currency} PENALTY APPLIES")
    return found + (wrapped(f"ENDOS {fare.endorsements}", WIDTH, 6) if fare.endorsements else [])


def bags(fare: PricedFare) -> str:
    """2*SU/LO: whose baggage rules, with how many fares in a row."""
    rows: list[list[str]] = []
    for each in fare.components:
        if rows and rows[-1][0] == each.carrier:
            rows[-1].append(each.carrier)
        else:
            rows.append([each.carrier])
    return "/".join(f"{len(row)}*{row[0]}" if len(row) > 1 else row[0] for row in rows)
