"""TQT: stored fares, one in full or a list."""
from collections.abc import Iterator
from datetime import datetime

from ....commands.display import BookingDisplay, numbers
from ....commands.pricing import Coupon
from ....commands.stored import StoredFareDisplay, StoredFareHistory, StoredFareList, StoredFaresDeleted
from ....engine.booking.elements import FareText, FormOfPayment, Name, StoredFare
from ....engine.pricing.quote import PricedFare, Tax
from ....values.dates import clock12, clock24, long, short
from ....values.money import Money
from ...columns import chunks, columns, filled, right, wrapped
from . import screen
from .booking import listed, name_text, text_of
from .panel import component_of

WIDTH = 64
TAXES_IN_LINE = 3
TAX_COLUMNS = (1, 26, 51)
DELETED = "DELETED TST RECORDS MAY EXIST - PLEASE USE TTH"
HISTORY = "T     P/S  NAME                   TOTAL            DELETED"
LIST = "T     P/S  NAME                   TOTAL            FOP                 SEGMENTS"


@screen.register
def stored_fare(reply: StoredFareDisplay) -> str:
    fare = reply.stored.fare
    return "\n".join([
        head(reply), "T-", *entry(reply.stored), *names(reply), *coupon_lines(reply),
        *amounts(reply.stored), *filled(fare.fare_calc.split(" "), WIDTH, " "), "",
        *fare_elements(reply.stored, reply.display)])


def entry(stored: StoredFare) -> list[str]:
    """What priced it; nothing did what was typed."""
    return [] if stored.indicator == "M" else [stored.entry or "FXP"]


def head(reply: StoredFareDisplay) -> str:
    stored, fare = reply.stored, reply.stored.fare
    made = f"{stored.sign[-2:]}/{short(stored.made)}" if stored.made else ""
    limit = f" LD {long(fare.last_ticketing)}" if fare.last_ticketing else ""
    typed = stored.typed
    ends = typed.ends if typed and typed.ends else f"{reply.coupons[0].origin}{reply.coupons[-1].destination}"
    sale = typed.sale if typed and typed.sale else "SI"
    state = f"{stored.indicator} {0 if reply.right else 1}{limit} OD {ends} {sale}"
    return columns((1, f"TST{stored.number:05}"), (14, f"{reply.display.office.id} {made} {state}"))


def names(reply: StoredFareDisplay) -> Iterator[str]:
    places = dict(zip(reply.stored.passengers, reply.price.numbers, strict=True))
    who = {element.tattoo: element for element in reply.display.booking.each(Name)}
    infants = reply.stored.infants
    shown = [f"{place}.{who[tattoo].infant_text + '(INF)' if infants else name_text(who[tattoo])}"
             for tattoo, place in places.items()]
    for row in filled(shown, WIDTH - 3, "   "):
        yield f"   {row}"


def coupon_lines(reply: StoredFareDisplay) -> Iterator[str]:
    for place, coupon in enumerate(reply.coupons):
        yield flight(place, coupon, reply)
        if coupon.surface:
            yield columns((6, coupon.segment.destination), (13, "ARNK"))
    yield columns((6, reply.coupons[-1].segment.destination))


def flight(place: int, coupon: Coupon, reply: StoredFareDisplay) -> str:
    segment, component = coupon.segment, component_of(reply.stored.fare, place)
    time = clock12(segment.departs) if reply.display.office.hours == 12 else clock24(segment.departs)
    valid = [(column, short(day)) for column, day in ((51, component.nvb), (56, component.nva)) if day]
    return columns(
        right(place + 1, 2, 2), (4, coupon.mark), (6, segment.origin), (10, segment.carrier),
        right(f"{segment.number:03}", 16, 4), (18, segment.booking_class), (20, short(segment.date)),
        right(time, 29, 5), (32, "OK"), (35, component.fare_basis), *valid, (62, component.baggage)).rstrip()


def amounts(stored: StoredFare) -> Iterator[str]:
    fare, typed = stored.fare, stored.typed
    if typed is None or typed.base:
        yield columns((1, f"FARE  {typed.letter if typed else letter(fare)}"), *money(fare.base, 9, 22))
    if fare.equivalent:
        yield columns((1, "EQUIV"), *money(fare.equivalent, 9, 22))
    paid, due = (typed.paid, typed.taxes) if typed else ((), fare.taxes)
    levied = [*(("O", tax) for tax in paid), *(("X", tax) for tax in due)]
    for row in chunks((tax_text(place, *each) for place, each in enumerate(levied, 1)), TAXES_IN_LINE):
        yield columns(*zip(TAX_COLUMNS, row, strict=False))
    rate = [(27, f"BSR {fare.rate}")] if fare.rate else []
    collected = typed.total if typed and typed.reissue else None
    yield columns((1, "TOTAL"), *money(collected or fare.total, 9, 22), *rate)
    yield columns((1, "GRAND TOTAL"), *money(fare.total, 13, 26))


def letter(fare: PricedFare) -> str:
    """I of inclusive tours and bulk fares, N of negotiated or private ones, F of published fares."""
    return "I" if fare.box else "N" if fare.mark else "F"


def money(amount: Money, at: int, last: int) -> tuple[tuple[int, str], tuple[int, str]]:
    """Currency at a column, amount up to another."""
    return (at, amount.currency), right(amount, last, last - at - 3)


def tax_text(place: int, letter: str, tax: Tax) -> str:
    """X to be paid, O paid before."""
    return columns((1, f"TX{place:03} {letter} {tax.amount.currency}"), right(tax.amount, 20, 9),
                   (21, tax.code + tax.nature))


def fare_elements(stored: StoredFare, display: BookingDisplay) -> Iterator[str]:
    """The fare elements of the booking that speak of this fare, under the numbers they have there."""
    for line in display.lines:
        if isinstance(line.element, FareText | FormOfPayment) and speaks_of(line.element, stored):
            text = text_of(line.element, line.facet).replace(" PAX ", " ", 1)
            yield from wrapped(f"{line.number:>3}.{text}", WIDTH, 6)


def speaks_of(element: FareText | FormOfPayment, stored: StoredFare) -> bool:
    flown = getattr(element, "segments", ())
    people = not element.passengers or set(element.passengers) & set(stored.passengers)
    return bool(people and (not flown or set(flown) & set(stored.segments))) and (not element.infants or stored.infants)


@screen.register
def stored_fares(reply: StoredFareList) -> str:
    rows = [LIST, *(row for stored in reply.fares for row in list_rows(stored, reply.display))]
    return "\n".join([*rows, *(["", DELETED] if reply.deleted else [])])


@screen.register
def history(reply: StoredFareHistory) -> str:
    """The list of what was deleted, with sign and time of who did it."""
    rows = [columns((1, each.stored.number), (6, f".{place}"), (10, name[:22]), (33, each.stored.fare.total.currency),
                    right(each.stored.fare.total, 47, 11), (50, f"{each.sign[-2:]}/{moment(each.at)}"))
            for each in reply.fares for place, name in enumerate(each.names, 1)]
    return "\n".join([HISTORY, *rows])


def moment(at: str) -> str:
    """01DEC 0900Z"""
    return f"{datetime.fromisoformat(at):%d%b %H%MZ}".upper()


def list_rows(stored: StoredFare, display: BookingDisplay) -> Iterator[str]:
    places, who = numbers(display), {name.tattoo: name for name in display.booking.each(Name)}
    total = stored.fare.total
    for tattoo in stored.passengers:
        name = who[tattoo].infant_text if stored.infants else who[tattoo].text
        yield columns((1, stored.number), (6, f".{places[tattoo]}"), (10, name[:22]), (33, total.currency),
                      right(total, 47, 11), (50, paid(display, tattoo, stored.infants)),
                      (73, listed(places, stored.segments)))


def paid(display: BookingDisplay, passenger: int, infants: bool) -> str:
    forms = [form for form in display.booking.each(FormOfPayment) if form.infants == infants or infants]
    return next((form.form for form in forms if not form.passengers or passenger in form.passengers), "")


@screen.register
def deleted(reply: StoredFaresDeleted) -> str:
    return "TST DELETED"
