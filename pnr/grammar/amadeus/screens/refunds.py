"""TRF: the refund record, before it is confirmed and after."""
from ....commands.refunds import RefundDisplay, RefundIgnored, RefundProcessed
from ....engine.ticketing.tickets import RefundRecord, Ticket
from ....values.dates import long
from ....values.money import Money
from ...columns import columns, right
from . import screen

AMOUNT = 38  # the last column of an amount


@screen.register
def processed(reply: RefundProcessed) -> str:
    return "REFUND PROCESSED"


@screen.register
def ignored(reply: RefundIgnored) -> str:
    return "REFUND RECORD IGNORED"


@screen.register
def refund(reply: RefundDisplay) -> str:
    if reply.taxes_only:
        return "\n".join([header(reply), *taxes(reply.record)])
    if reply.fees_only:
        return "\n".join([header(reply), fees(reply.record)])
    return "\n".join([header(reply), *identity(reply), *figures(reply.record), *paid_back(reply)])


def header(reply: RefundDisplay) -> str:
    record, issued = reply.record, reply.ticket
    mode = "M" if record.manual else "A"
    return columns((1, "REFUND RECORD"), (16, f"{issued.number[:3]} {record.number:010}"),
                   (41, f"AGT-{reply.office.iata}"), (54, f"{reply.sign[-2:]}/{long(reply.today)}"), (65, mode),
                   (67, f"TKT-{'N' if record.number else 'Y'}"))


def identity(reply: RefundDisplay) -> list[str]:
    record, issued = reply.record, reply.ticket
    documents = [document(place, number, record, issued) for place, number in enumerate(record.tickets, 1)]
    return [columns((1, "NM"), (5, "NAME"), (17, record.name or issued.passenger)),
            columns((1, "I"), (5, "ISSUED"), (17, long(issued.date))), *documents]


def document(place: int, number: str, record: RefundRecord, issued: Ticket) -> str:
    """A number with its check digit (modulo seven) and the coupons that come back."""
    coupons = "".join(str(coupon) for ticket, coupon in record.coupons if ticket == number)
    shown = f"{number[:3]} {number[3:]} {int(number) % 7} CPNS {coupons}"
    return columns((1, f"D{place}"), (5, "DOCUMENT"), (16, shown))


def figures(record: RefundRecord) -> list[str]:
    left = record.fare_refund + record.penalty
    lines = [
        line("F", "FARE PAID", record.fare_paid, record.fare_paid.currency), line("U", "FARE USED", record.fare_used),
        line("", "FARE REFUND", left), line("CP", "CANX FEE", record.penalty),
        f"{line('XT', 'TAX REFUND', record.tax_refund)} >TRFT", f"{fees(record)} >TRFOB",
        line("", "REFUND TOTAL", record.total)]
    return lines


def fees(record: RefundRecord) -> str:
    """This host charges nothing for a form of payment, so nothing of it comes back."""
    return line("", "OB FEE REFUND", Money(0, record.total.currency))


def line(code: str, words: str, amount: Money, currency: str = "") -> str:
    return columns((1, code), (5, words), right(f"{currency} {amount}" if currency else amount, AMOUNT, 16))


def paid_back(reply: RefundDisplay) -> list[str]:
    record, issued = reply.record, reply.ticket
    rate = columns((1, "FM"), (5, "COMMISSION"), right(record.commission, 49, 12), (50, "A"))
    forms = [columns((1, f"FP{place}"), (5, payment.name), right(payment.amount, AMOUNT, 10))
             for place, payment in enumerate(record.to, 1)]
    remark = columns((1, "RM"), (5, "REMARKS"), (17, record.remark)).rstrip()
    domestic = issued.fare is not None and issued.fare.domestic
    journey = columns((1, "S"), (5, "ITINERARY"), (17, "DOMESTIC" if domestic else "INTERNATIONAL"))
    return [*([rate] if issued.commission else []), *forms, remark, journey]


def taxes(record: RefundRecord) -> list[str]:
    """What comes back of each tax."""
    lines = [columns((1, f"XT{place}"), (5, tax.code), right(f"{tax.amount.currency} {tax.amount}", AMOUNT, 16))
             for place, tax in enumerate(record.taxes, 1)]
    return [*lines, line("", "TAX REFUND", record.tax_refund, record.tax_refund.currency)]
