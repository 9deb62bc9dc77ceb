"""Documents: their lines in the booking, and TWD, the ticket itself."""
from datetime import datetime
from itertools import pairwise

from ....commands.issuing import PaymentPending
from ....commands.ticketing import ServicesIssued, TicketDisplay, TicketList, TicketsIssued, TicketVoided
from ....engine.booking.elements import IssuedTicket
from ....engine.ticketing.tickets import (
    Coupon,
    Payment,
    Ticket,
    TicketSet,
    conjunction,
    coupons_of,
    dashed,
)
from ....values.dates import clock24, long, short
from ....values.money import Money
from ...columns import chunks, columns, cut, right
from ...qr import drawn
from . import screen
from .ancillaries import emd_header, service_lines
from .booking import text_of

WIDTH = 64
TAX_COLUMNS = (1, 26, 51)


@text_of.register
def _(element: IssuedTicket, facet: str = "") -> str:
    """FA tells of the document, FB what the printing of it came to."""
    who = "INF" if element.infant else "PAX"
    if facet == "FB" and element.services:
        return f"FB {who} 0000000000 TTM OK EMD - {element.total.currency}{element.total}"
    if facet == "FB":
        entry = "TTP/EXCH" if element.exchange else "TTP"
        return f"FB {who} 0000000000 {entry} OK ETICKET - {element.total.currency}{element.total}"
    number = conjunction(element.number, element.conjunction)
    return (f"FA {who} {number}/{element.state}{element.carrier}/{element.total.currency}{element.total}"
            f"/{long(element.date)}/{element.office}/{element.iata}")


@screen.register
def issued(reply: TicketsIssued) -> str:
    return f"OK ETICKET\n{screen(reply.display)}" if reply.display else "OK ETICKET"


@screen.register
def served(reply: ServicesIssued) -> str:
    return f"OK EMD\n{screen(reply.display)}" if reply.display else "OK EMD"


@screen.register
def pending(reply: PaymentPending) -> str:
    """What is waited for, and the code that a payer's telephone reads."""
    asked = f"PAYMENT PENDING - {reply.payer} {reply.amount.currency}{reply.amount}"
    if not reply.code:
        return f"{asked}\nENTER TTP AGAIN"
    return "\n".join([asked, *drawn(reply.code), reply.code, "SCAN TO PAY - THEN ENTER TTP AGAIN"])


@screen.register
def voided(reply: TicketVoided) -> str:
    return "OK PROCESSED"


@screen.register
def listed(reply: TicketList) -> str:
    """Each document under the number of its line, where it stands in a booking."""
    places = reply.numbers or range(1, len(reply.tickets) + 1)
    lines = [list_line(place, ticket) for place, ticket in zip(places, reply.tickets, strict=True)]
    return "\n".join(["TKT LIST", *lines])


def list_line(place: int, ticket: Ticket) -> str:
    total = f"{ticket.fare.total.currency} {ticket.fare.total}" if ticket.fare else ""
    return columns((1, f"{place:>3}"), (5, conjunction(ticket.number, ticket.count)), (23, ticket.passenger[:17]),
                   right(total, 54, 14), (56, ticket.status)).rstrip()


# ---- the ticket

@screen.register
def ticket(reply: TicketDisplay) -> str:
    lines = emd_header(reply.tickets[0]) if reply.tickets[0].emd else header(reply.tickets)
    if reply.history:
        return "\n".join([lines[0], *events(reply.tickets)])
    if reply.taxes:
        return "\n".join([lines[0], *tax_lines(reply.tickets[0])])
    if reply.tickets[0].emd:
        return "\n".join([*lines, *service_lines(reply.tickets[0])])
    return "\n".join([*lines, *coupon_lines(reply.tickets), *money_lines(reply.tickets[0]), *tail(reply.tickets[0])])


def header(tickets: TicketSet) -> list[str]:
    first = tickets[0]
    last = f"-{tickets[-1].number[-3:]}" if first.count > 1 else ""
    return [
        columns((1, f"TKT-{first.number}{last}"), (26, f"RCI-{first.airline_locator}"), (51, "1A"),
                (55, f"LOC-{first.locator}")),
        columns((2, f"OD-{first.origin}{first.destination}"), (13, "SI-"), (22, "FCMI-0"), (31, f"POI-{first.city}"),
                (40, f"DOI-{long(first.date)}"), (53, f"IOI-{first.iata}")),
        columns((4, f"1.{first.passenger}"), (32, first.type), (47, "ST")),
    ]


def coupon_lines(tickets: TicketSet) -> list[str]:
    """A line a coupon, the place it ends in below the last, and below one that does not meet the next."""
    flown = [coupon for _, coupon in coupons_of(tickets)]
    lines = [coupon_line(1, flown[0])]
    for number, (before, after) in enumerate(pairwise(flown), 2):
        if before.destination != after.origin:
            lines.append(columns((5, before.destination), (9, "ARNK")))
        lines.append(coupon_line(number, after))
    return [*lines, columns((5, flown[-1].destination))]


def coupon_line(number: int, coupon: Coupon) -> str:
    operating = coupon.operating[:2] if coupon.operating else ""
    return columns(
        (1, f"{number:>2}"), (4, "O" if coupon.stopover else "X"), (5, coupon.origin), (9, coupon.carrier),
        (11, f"{coupon.flight:>4}{operating}"), (18, coupon.booking_class), (20, short(coupon.date)),
        (25, clock24(coupon.departs)), (30, coupon.booked), (33, coupon.fare_basis[:14]), (47, coupon.status),
        (51, short(coupon.nvb) if coupon.nvb else ""), (56, short(coupon.nva) if coupon.nva else ""),
        right(coupon.baggage, 64, 3)).rstrip()


def money_lines(first: Ticket) -> list[str]:
    fare = first.fare
    if fare is None:
        return []
    if fare.printed is None:
        return [f"FARE   {fare.box}", columns((1, "TOTALTAX"), *amount(fare.tax_total)), f"TOTAL  {fare.box}"]
    rate = [(33, "BSR"), right(fare.rate, 48, 12)] if fare.rate else []
    paid = [columns((1, "EQUIV"), *amount(fare.equivalent), *rate)] if fare.equivalent else []
    total = fare.printed + fare.tax_total if fare.ticketed and not fare.equivalent else fare.total
    return [columns((1, "FARE"), (8, "R" if first.exchange else "F"), *amount(fare.printed)), *paid,
            columns((1, "TOTALTAX"), *amount(fare.tax_total)), columns((1, "TOTAL"), *amount(total)),
            *collection(first)]


def collection(first: Ticket) -> list[str]:
    """What was paid beside the document it was exchanged for, and what of that was a fee."""
    if first.exchange is None:
        return []
    found = first.exchange.computation
    fee = [columns((1, "CP FEE"), *amount(found.penalty))] if found.penalty.minor else []
    return [*fee, columns((1, "ADD COLL"), *amount(found.to_pay))]


def amount(money: Money) -> list[tuple[int, str]]:
    return [(10, money.currency), right(money, 25, 12)]


def tail(first: Ticket) -> list[str]:
    """Fare calculation, endorsements, tour code and form of payment."""
    fare = first.fare
    lines = cut(f"/FC {fare.fare_calc}", WIDTH, 0) if fare else []
    lines += cut(f"FE {first.endorsements}", WIDTH, 0) if first.endorsements else []
    lines += [f"FT {first.tour}"] if first.tour else []
    lines += cut(f"FO {first.exchange.told}", WIDTH, 0) if first.exchange else []
    lines += cut(f"FP {paid(first)}", WIDTH, 0) if first.payments else []
    return [*lines, "FOR TAX/FEE DETAILS USE TWD/TAX"] if fare and fare.taxes else lines


def paid(first: Ticket) -> str:
    """How, and in an exchange how the document before it was paid and what was paid beside that."""
    done = first.exchange
    if done is None:
        return forms(first.payments)
    return f"O/{forms(done.value)}" + (f"+/{forms(done.collected)}" if done.collected else "")


def forms(payments: tuple[Payment, ...]) -> str:
    return "+".join(form(payment, len(payments) > 1) for payment in payments)


def form(payment: Payment, shared: bool) -> str:
    part = f"/{payment.amount.currency}{payment.amount}" if shared else ""
    approval = f"/{payment.approval}" if payment.approval else ""
    return f"{payment.name}{part}{approval}"


def tax_lines(first: Ticket) -> list[str]:
    taxes = first.fare.taxes if first.fare else ()
    shown = [f"TX{place:03} X {tax.amount.currency} {f'{tax.amount}{tax.code}{tax.nature}':>12}"
             for place, tax in enumerate(taxes, 1)]
    lines = [columns(*zip(TAX_COLUMNS, row, strict=False)) for row in chunks(shown, len(TAX_COLUMNS))]
    total = [columns((1, "TOTALTAX"), *amount(first.fare.tax_total))] if first.fare else []
    return [*lines, *total]


def events(tickets: TicketSet) -> list[str]:
    """What was done to coupons, the latest first."""
    done = [(event, ticket.number) for ticket in tickets for event in ticket.events]
    lines = []
    for place, (event, number) in enumerate(sorted(done[::-1], key=lambda each: each[0].at, reverse=True), 1):
        at = datetime.fromisoformat(event.at)
        coupons = "".join(map(str, event.coupons))
        lines.append(columns((1, f"{place:>3}"), (5, f"{long(at)}/{at:%H%M}Z"), (19, event.office), (29, event.sign),
                             (36, event.action.upper()), (45, dashed(number)), (60, f"CPN{coupons}")))
    return lines
