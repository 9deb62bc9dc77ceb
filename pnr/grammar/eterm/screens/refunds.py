"""TRFD and RFIS: the refund form, and that it was carried out."""
from ....commands.refunds import RefundDisplay, RefundProcessed
from ....engine.ticketing.tickets import COUPONS, RefundRecord, dashed
from ....values.dates import long
from ....values.numbers import masked
from ...columns import columns
from . import screen

TAXES_IN_ROW = 4


@screen.register
def form(reply: RefundDisplay) -> str:
    record, ticket = reply.record, reply.ticket
    payment = record.to[0].form if record.to else "CASH"
    market = "DOMESTIC" if ticket.fare and ticket.fare.domestic else "INTERNATIONAL"
    return "\n".join([
        f"{'AIRLINE/BSP   TICKET   REFUND   INFORMATION   FORM':>62}",
        columns((1, f"REFUND NUMBER:{record.number or 0}"), (30, f"REFUND TYPE:{market}"), (63, "DEVICE-ID:1")),
        columns((1, f"DATE:{long(reply.today)}"), (30, f"AGENT:{reply.sign}"), (47, f"IATA:{reply.office.iata}"),
                (63, f"OFFICE:{reply.office.alias or reply.office.id}")),
        columns((1, "WAVER:NONE"), (30, "WAVER TYPE:"), (47, f"PASSENGER TYPE:{ticket.type}")),
        columns((1, f"AIRLINE CODE:{ticket.number[:3]}"), (24, f"TICKET NO.:{ticket.serial}-{record.tickets[-1][5:]}"),
                (57, f"CONJUNCTION NO.:{ticket.count}")),
        coupons(record), f"PASSENGER NAME:{ticket.passenger}",
        columns((1, f"GROSS  REFUND:{record.fare_refund + record.penalty}"), (30, f"PAYMENT  FORM:{payment}"),
                (54, f"CURRENCY  CODE:{record.total.currency}")),
        columns((1, "SN CD AMOUNT(SN-SEQUENCY NUMBER : CD-TAX CODE)"), (54, "ET-(Y/N):Y")),
        *taxes(record),
        columns((1, f"COMMITMENT:{record.commission}"), (30, f"OTHER DEDUCTION:{record.penalty}")),
        columns((1, f"NET REFUND:{record.total - record.commission}"), (30, f"AIRLINE REFUND:{record.total}"),
                (54, f"COMMISSION AMOUNT:{record.commission}")),
        "CREDIT CARD:" + ("+".join(masked(one.masked) for one in record.to if one.masked) or "NONE"),
        *([] if reply.processed else [columns((1, "CONFIRM  REFUND"), (30, f">RFIS:{dashed(ticket.number)}"))]),
    ])


def coupons(record: RefundRecord) -> str:
    """1:1200 is coupons 1 and 2 of the first number."""
    chosen = {place: [number for ticket, number in record.coupons if ticket == one]
              for place, one in enumerate(record.tickets, 1)}
    blocks = ["".join(str(number) if number in chosen.get(place, []) else "0" for number in range(1, COUPONS + 1))
              for place in range(1, COUPONS + 1)]
    return "COUPON NO.:" + "    ".join(f"{place}:{block}" for place, block in enumerate(blocks, 1))


def taxes(record: RefundRecord) -> list[str]:
    shown = [f"{place:>2}:{tax.code}{tax.amount}" for place, tax in enumerate(record.taxes, 1)]
    rows = [shown[start:start + TAXES_IN_ROW] for start in range(0, len(shown), TAXES_IN_ROW)] or [[]]
    return [columns((1, "" if place else "TAX:"), *((5 + 15 * at, text) for at, text in enumerate(row)))
            for place, row in enumerate(rows)]


@screen.register
def processed(reply: RefundProcessed) -> str:
    return f"TRFD:1  /D/{reply.record.number}\nET TRANSACTION SUCCESS IF NECESSARY, PLEASE CANCEL PNR"
