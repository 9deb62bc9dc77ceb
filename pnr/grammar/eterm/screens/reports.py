"""TSL and TPR: what a printer's stock was used for."""
from collections.abc import Iterable, Iterator
from datetime import datetime

from ....commands.reports import PrinterReport, ReportTable
from ....engine.ticketing.sales import REFUNDED, SOLD, VOIDED, Line, totals
from ....engine.ticketing.tickets import dashed, following
from ....values.dates import short
from ....values.devices import printer_pid
from ....values.money import Money
from ...columns import columns, right
from . import screen

STARS, DASHES = "*" * 80, "-" * 80
ONLY = {"voids": VOIDED, "refunds": REFUNDED}
NORMAL = " ---------------NORMAL TICKETS" + "-" * 50
REFUNDS = " ---------------REFUND TICKETS" + "-" * 49


@screen.register
def report(reply: ReportTable) -> str:
    command = reply.command
    assert isinstance(command, PrinterReport)
    lines = [line for line in reply.lines if line.code == ONLY.get(command.only, line.code)]
    tail = summed(reply, lines) if command.only == "totals" else [STARS]
    return "\n".join([*heading(reply, command), *(row for line in lines for row in rows(line)), *tail])


def heading(reply: ReportTable, command: PrinterReport) -> list[str]:
    title = "CAAC  MIS  OPTAT  PASSTED-DAILY-SALES-REPORT" if command.date else "CAAC  MIS  OPTAT  DAILY-SALES-REPORT"
    return [
        STARS, framed((20, title)), framed(),
        framed((5, f"OFFICE : {reply.office.alias}"), (24, f"IATA NUMBER : {reply.office.iata}"),
               (50, f"DEVICE : {command.printer}/{printer_pid(reply.office.id, command.printer):>7}")),
        framed((5, f"DATE   : {short(reply.first)}"), (50, "AIRLINE:   ALL")), DASHES,
        "  TKT-NUMBER      ORIG-DEST  COLLECTION    TAXS    COMM     PNR   AGENT", DASHES]


def framed(*fields: tuple[int, str]) -> str:
    return columns((1, "*"), *fields, (80, "*"))


def rows(line: Line) -> Iterator[str]:
    """A line for each number of a set; a void has its time, a refund what was given back."""
    ticket = line.ticket
    if line.code == VOIDED:
        at = datetime.fromisoformat(line.posting.at)
        yield columns((1, dashed(ticket.number)), (20, "VOID"), (31, f"{at:%H%M}  {short(at.date())}"),
                      (60, ticket.locator), agent(line))
        return
    if line.code == REFUNDED:
        yield columns((1, dashed(ticket.number)), (19, "ET-REFUND"), right(-line.total, 37, 8),
                      right(-line.tax, 48, 8), *commission(line), agent(line))
        return
    ends = f"{ticket.origin} {ticket.destination}{'-EX' * line.exchanged}"
    several = ticket.count > 1
    yield columns((1, dashed(ticket.number)), (16, "C1" if several else ""), (19, ends),
                  right(line.fare + line.fee, 37, 8), right("" if line.exchanged else line.tax, 48, 8),
                  *commission(line), (60, ticket.locator), agent(line))
    for place in range(1, ticket.count):
        yield columns((1, dashed(following(ticket.number, place))), (16, f"C{place + 1}"), (19, ends),
                      (60, ticket.locator), agent(line))


def commission(line: Line) -> tuple[tuple[int, str], ...]:
    """A percentage where one was agreed on, else an amount."""
    percent = line.rate.rpartition("*")[2]
    text = line.commission if percent.endswith("A") else f"{float(percent or 0):.2f}%"
    return (right(text, 55, 6),)


def agent(line: Line) -> tuple[int, str]:
    return 67, line.posting.sign[:4]


def summed(reply: ReportTable, lines: list[Line]) -> Iterator[str]:
    currency = reply.office.currency
    sold, voids, back = (list(of(lines, code)) for code in (SOLD, VOIDED, REFUNDED))
    yield f"*{'=' * 78}*"
    yield (f"      TOTAL TICKETS:{len(lines):>8} ({len(voids):>7} TICKETS VOID /{len(back):>7} TICKETS REFUND )")
    normal, refunds = totals(sold, currency), totals(back, currency)
    fares = normal.fare + normal.fee
    yield NORMAL
    yield from (figure("NORMAL  FARE--", fares), figure("CARRIERS --", fares - normal.commission),
                figure("COMMIT --", normal.commission), figure("NORMAL  TAX --", normal.tax))
    yield REFUNDS
    yield from (figure("NET REFUND --", -refunds.total), figure("DEDUCTION --", refunds.fee),
                figure("REFUND    TAX --", -refunds.tax), figure("REFUND COMMIT --", -refunds.commission))


def of(lines: Iterable[Line], code: str) -> Iterator[Line]:
    return (line for line in lines if line.code == code)


def figure(words: str, amount: Money) -> str:
    return columns(right(words, 17, 17), (19, "AMOUNT :"), right(amount, 40, 14), (56, amount.currency))
