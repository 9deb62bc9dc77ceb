"""The itinerary receipt of an electronic ticket: its flights, its money, its numbers; cards and identities masked."""
from collections.abc import Iterable, Iterator

from ...values.columns import columns
from ...values.dates import clock24, long
from ...values.numbers import masked
from ..ticketing.tickets import WORDS, Coupon, Payment, Ticket, TicketSet, conjunction, coupons_of, dashed
from .papers import Paper, Setting, form_word, head, money, row, said
from .words import CHINESE, COUPONS, day, pieces

SHOWN = 4  # of an identity, its last characters


def receipt(sets: Iterable[TicketSet], locator: str, setting: Setting) -> Paper:
    lines = head("receipt", locator, setting)
    for tickets in sets:
        lines += [*numbers(tickets, setting), "", *flights(tickets, setting), *amounts(tickets[0], setting), ""]
    return Paper("receipt", setting.language, (*lines, setting.label("times")))


def numbers(tickets: TicketSet, setting: Setting) -> Iterator[str]:
    """The document, whose it is and who issued it."""
    first = tickets[0]
    yield from row(setting.label("ticket"), conjunction(first.number, first.count))
    yield from row(setting.label("passenger"), f"{first.passenger} {first.type}")
    if first.identity:
        yield from row(setting.label("identity"), covered(first.identity))
    yield from row(setting.label("issuer"), setting.world.airlines.airline(first.carrier).name.upper())
    yield from row(setting.label("issued"), f"{day(first.date, setting.language)}")
    yield from row(setting.label("place"), f"{setting.city(first.city)} {first.iata}")
    yield from row(setting.label("airline"), f"{first.carrier}/{first.airline_locator}")
    if first.exchange:
        yield from row(setting.label("original"), dashed(first.exchange.old))


def covered(identity: str) -> str:
    """NIXXXXXXXXXXXXXX0011: its kind, and the last of it."""
    return identity[:2] + masked(identity[2:], last=SHOWN) if identity else ""


def flights(tickets: TicketSet, setting: Setting) -> Iterator[str]:
    for place, (_, coupon) in enumerate(coupons_of(tickets), 1):
        yield columns((1, place), (4, f"{coupon.carrier} {coupon.flight}"), (13, coupon.booking_class),
                      (16, day(coupon.date, setting.language)), (41, status(coupon, setting)))
        yield columns((4, f"{setting.label('departs')} {clock24(coupon.departs)}"), (16, setting.place(coupon.origin)))
        yield columns((4, setting.label("arrives")), (16, setting.place(coupon.destination)))
        yield columns((4, "  ".join(terms(coupon, setting))))
        yield ""


def status(coupon: Coupon, setting: Setting) -> str:
    return COUPONS.get(coupon.status, WORDS[coupon.status]) if setting.language == CHINESE else WORDS[coupon.status]


def terms(coupon: Coupon, setting: Setting) -> Iterator[str]:
    """Fare basis, baggage and the days between which it is good."""
    yield f"{setting.label('basis')} {coupon.fare_basis}"
    if coupon.baggage:
        yield f"{setting.label('baggage')} {pieces(coupon.baggage, setting.language)}"
    if coupon.nvb:
        yield f"{setting.label('before')} {long(coupon.nvb)}"
    if coupon.nva:
        yield f"{setting.label('after')} {long(coupon.nva)}"


def amounts(first: Ticket, setting: Setting) -> Iterator[str]:
    fare = first.fare
    if fare is None:
        return
    yield from money(fare, setting)
    if first.exchange:
        yield from row(setting.label("collected"), said(first.exchange.computation.to_pay))
    yield from row(setting.label("payment"), " + ".join(paid(payment, setting) for payment in first.payments))
    if first.endorsements:
        yield from row(setting.label("endorsements"), first.endorsements)
    if first.tour:
        yield from row(setting.label("tour"), first.tour)
    if not fare.box:
        yield from row(setting.label("calculation"), fare.fare_calc)


def paid(payment: Payment, setting: Setting) -> str:
    """A form of payment with its amount; of a card no more than was kept of it, and not when it expires."""
    name = f"{payment.vendor} {payment.masked}" if payment.form == "CC" else payment.text
    return " ".join(filter(None, (form_word(payment.form, setting), name, said(payment.amount))))
