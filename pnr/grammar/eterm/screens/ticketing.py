"""ETDZ, DETR and VT: documents issued, shown, voided."""
from datetime import date, datetime

from ....commands.issuing import PaymentPending
from ....commands.ticket_search import ExchangeChain
from ....commands.ticketing import TicketDisplay, TicketList, TicketsIssued, TicketVoided
from ....engine.ticketing.tickets import WORDS, Coupon, Event, Payment, Ticket, conjunction, dashed
from ....values.dates import clock24, long, short
from ....values.money import Money
from ....values.numbers import masked
from ...columns import ascii_capitals, columns, right
from ...qr import drawn
from . import screen
from .fares import charged, currency

UNKNOWN = "----"  # terminals
MOST_TAXES = 3
CHINESE = {"ALIPAY": "支付宝", "WECHAT PAY": "微信支付"}
ACTIONS = {"issued": "TRMK TKT ISSUED", "voided": "VOID", "refunded": "RFND", "reissued": "TRMK TKT EXCHANGED"}


@screen.register
def issued(reply: TicketsIssued) -> str:
    """What is collected for them together, the numbers, and that it went well."""
    numbers = [conjunction(tickets[0].number, tickets[0].count) for tickets in reply.sets]
    return "\n".join([f"{currency(reply.collected):<16}{reply.locator}", *numbers, "ET PROCESSING...  PLEASE WAIT!",
                      "ELECTRONIC TICKET ISSUED"])


@screen.register
def pending(reply: PaymentPending) -> str:
    """What is waited for, and the code that a payer's telephone reads."""
    payer = CHINESE.get(reply.payer) or masked_payer(reply.payer)
    asked = f"{payer} {currency(reply.amount)} PAYMENT PENDING"
    if not reply.code:
        return f"{asked}\nPLEASE RETRY ETDZ"
    return "\n".join([asked, *drawn(reply.code), reply.code, "SCAN TO PAY, THEN RETRY ETDZ"])


def masked_payer(card: str) -> str:
    """VIXXXXXXXXXXXX1111"""
    return f"{card[:2]}{masked(card[2:])}"


@screen.register
def voided(reply: TicketVoided) -> str:
    return "ET TRANSACTION SUCCESS"


@screen.register
def listed(reply: TicketList) -> str:
    """A compact block for each."""
    return "\n".join(row for ticket in reply.tickets for row in block(ticket))


def block(ticket: Ticket) -> list[str]:
    first = ticket.coupons[0]
    ends = f"{ticket.origin}/{ticket.destination}"
    return [columns((1, f"DETR:TN/{conjunction(ticket.number, ticket.count)}"), (37, f"NAME: {ticket.passenger}")),
            columns((5, f"{first.carrier}{first.flight:>4}"), (13, short(first.date)), (20, ends), (68, ticket.status))]


@screen.register
def chain(reply: ExchangeChain) -> str:
    """A line for each document, with what it is now."""
    asked = next((one for one in reply.tickets if one.number == reply.number), reply.tickets[-1])
    rows = [columns((1, f"{place:>2}"), (5, conjunction(one.number, one.count)), (25, long(one.date)),
                    (34, f"{one.origin}/{one.destination}"), (44, one.status))
            for place, one in enumerate(reply.tickets, 1)]
    return "\n".join([name(asked), "EXCH:", *rows])


# ---- the ticket

@screen.register
def ticket(reply: TicketDisplay) -> str:
    shown = next(one for one in reply.tickets if one.number == reply.number)
    if reply.identity:
        return "\n".join(identity(shown))
    if reply.history:
        return "\n".join(history(shown))
    if reply.taxes:
        return "\n".join([name(shown), *taxes(reply.tickets[0])])
    return "\n".join([*heading(shown, reply), *coupons(shown), *money(shown, reply)])


def heading(shown: Ticket, reply: TicketDisplay) -> list[str]:
    first = reply.tickets[0]
    market = "BSP-D" if first.fare and first.fare.domestic else "BSP-I"
    return [
        columns((1, f"ISSUED BY: {ascii_capitals(reply.airline)[:25]}"),
                (38, f"ORG/DST: {first.origin}/{first.destination}"), (71, market)),
        f"E/R: {first.endorsements}".rstrip(), f"TOUR CODE: {first.tour}".rstrip(), f"PASSENGER: {shown.passenger}",
        columns((1, f"EXCH: {exchanged(first)}"), (37, "CONJ TKT:"), (47, conjoined(first))).rstrip(),
    ]


def exchanged(first: Ticket) -> str:
    """What it was issued in exchange for."""
    return dashed(first.exchange.old) if first.exchange else ""


def conjoined(first: Ticket) -> str:
    """The numbers of a set of several."""
    return conjunction(first.number, first.count) if first.count > 1 else ""


def coupons(shown: Ticket) -> list[str]:
    """Two lines a coupon, then where the last one ends."""
    rows = []
    for coupon in shown.coupons:
        rows += [coupon_row(coupon, "FM" if coupon is shown.coupons[0] else "TO"),
                 columns((6, UNKNOWN), (11, f"RL:{shown.airline_locator}"), (22, f"/{shown.locator}1E"))]
    return [*rows, f"  TO: {shown.coupons[-1].destination}"]


def coupon_row(coupon: Coupon, place: str) -> str:
    valid = f"{single(coupon.nvb):<6}/{single(coupon.nva)}" if coupon.nvb or coupon.nva else ""
    return columns(
        (1, "O" if coupon.stopover else "X"), (3, f"{place}:{coupon.number}{coupon.origin}"), (11, coupon.carrier),
        right(str(coupon.flight), 20, 4), (23, coupon.booking_class), (25, short(coupon.date)),
        (31, clock24(coupon.departs)), (36, coupon.booked), (39, coupon.fare_basis[:10]), (50, valid),
        right(coupon.baggage, 66, 3), (68, WORDS[coupon.status]))


def single(day: date | None) -> str:
    """08SEP5: the year by its last digit."""
    return f"{short(day)}{day.year % 10}" if day else ""


def money(shown: Ticket, reply: TicketDisplay) -> list[str]:
    """What was paid and how; empty on the later numbers of a set."""
    fare = shown.fare
    if fare is None:
        return ["FC:", beside("FARE", "", "FOP:"), beside("TOTAL", "", f"TKTN: {dashed(shown.number)}")]
    each = [tax_text(code, amount, fare.total.currency) for code, amount in charged(fare)]
    forms = "+".join(dict.fromkeys(map(paid, shown.payments)))
    rows = [f"FC: {long(shown.coupons[0].date)}{fare.fare_calc}",
            beside("FARE", total(fare.printed) if fare.printed else fare.box, f"FOP:{forms}")]
    if fare.equivalent and not fare.box:
        rows.append(beside("EQUIV", total(fare.equivalent), ""))
    rows += [beside("TAX", text, "" if place else original(shown)) for place, text in enumerate(each[:MOST_TAXES])]
    more = [f"FOR ALL TAXES: DETR:TN/{dashed(shown.number)},X"] if len(each) > MOST_TAXES else []
    return [*rows, *more, beside("TOTAL", fare.box or total(fare.total), f"TKTN: {dashed(shown.number)}")]


def original(first: Ticket) -> str:
    """`OI: 880-2300000011BJS01DEC26/08300025`, the first document of the chain."""
    return f"OI: {first.exchange.first}" if first.exchange else "OI:"


def tax_text(code: str, amount: Money | None, currency: str) -> str:
    """`CNY 50.00CN`, `CNYEXEMPTYQ`"""
    return f"{amount.currency}{f'{amount}{code}':>8}" if amount else f"{currency}EXEMPT{code}"


def total(amount: Money) -> str:
    return f"{amount.currency}{amount!s:>8}"


def beside(label: str, amount: str, other: str) -> str:
    """`FARE:           CNY 1960.00|FOP:CASH(CNY)`"""
    return f"{columns((1, label + ':'), (17, amount)):<27}|{other}"


def paid(payment: Payment) -> str:
    if payment.form == "CC":
        return f"CC {payment.vendor}{masked(payment.masked)}"
    return f"{payment.form}{payment.text}({payment.amount.currency})"


# ---- parts of it

def name(shown: Ticket) -> str:
    return f"NAME: {shown.passenger}   TKTN:{shown.number}"


def identity(shown: Ticket) -> list[str]:
    return [name(shown), "RCPT:", *([f"  1         {shown.identity}"] if shown.identity else [])]


def taxes(first: Ticket) -> list[str]:
    if first.fare is None:
        return []
    currency = first.fare.total.currency
    return [beside("TAX", tax_text(code, amount, currency), "") for code, amount in charged(first.fare)]


def history(shown: Ticket) -> list[str]:
    """The latest first: number, coupons, when, who, what."""
    rows = [event(place, done) for place, done in enumerate(shown.events, 1)]
    return [name(shown), f"IATA OFFC: {shown.iata}  ISSUED: {long(shown.date)}  RVAL: 00", *reversed(rows)]


def event(place: int, done: Event) -> str:
    at = datetime.fromisoformat(done.at)
    coupons = "".join(map(str, done.coupons))
    return columns((1, f"{place:>2}"), (5, coupons), (11, f"{short(at.date())}/{at:%H%M}/{done.sign}"),
                   (31, ACTIONS.get(done.action, done.action.upper())))
