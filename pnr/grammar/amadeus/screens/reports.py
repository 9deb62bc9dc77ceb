"""TJQ TJD TJI TJS TJT: sales reports; TJC: closes a period, and shows what is in it."""
from collections.abc import Callable, Iterable, Iterator

from ....commands.reports import (
    ClosePeriod,
    DailyReport,
    DocumentReport,
    ItemReport,
    QueryReport,
    ReportTable,
    SummaryReport,
)
from ....engine.ticketing.sales import FORMS, Line, totals
from ....values.dates import long, short
from ....values.money import Money
from ...columns import columns, right
from . import screen

HEADING = "SEQ NO A/L DOC NUMBER TOTAL DOC     TAX   FEE  COMM FP PAX NAME AS RLOC   TRNC"
TOTALS = "{:<10} DOCS     TOTAL DOC          TAX          FEE         COMM"
WORDS = {QueryReport: "QUERY REPORT", DailyReport: "DAILY REPORT", ItemReport: "ITEM REPORT",
         SummaryReport: "SUMMARY REPORT", DocumentReport: "DOCUMENT REPORT",
         ClosePeriod: "CLOSED PERIOD"}


@screen.register
def report(reply: ReportTable) -> str:
    return "\n".join([*heading(reply), *BODIES[type(reply.command)](reply)])


def heading(reply: ReportTable) -> list[str]:
    days = short(reply.first) + (f"-{short(reply.last)}" if reply.last != reply.first else "")
    sign = f"{reply.sign[:4]}{reply.sign[-2:]}"
    return [columns((1, f"OFFICE - {reply.office.id}"), (29, f"CURRENCY - {reply.office.currency}"),
                    (65, long(reply.today))),
            columns((1, f"{WORDS[type(reply.command)]} {days}"), (29, f"AGENT - {sign}"),
                    (47, f"AGY NO - {reply.office.iata}")),
            f"SELECTION: PERIOD {reply.period} CLOSED" if reply.period else "SELECTION: ALL"]


# ---- a line a document, or a form of payment

def documents(reply: ReportTable) -> Iterator[str]:
    yield HEADING
    for line in reply.lines:
        yield row(line, line.total, line.form)


def items(reply: ReportTable) -> Iterator[str]:
    """The rest of a document stands on its first line."""
    yield HEADING
    for line in reply.lines:
        for place, paid in enumerate(line.payments):
            text = row(line, paid.amount, FORMS[paid.form])
            yield text if not place else columns((1, f"{line.sequence:06}*"), right(paid.amount, 31, 9),
                                                 (53, FORMS[paid.form]))
        if not line.payments:
            yield row(line, line.total, line.form)


def row(line: Line, paid: Money, form: str) -> str:
    ticket = line.ticket
    return columns(
        (1, f"{line.sequence:06}*"), (8, ticket.number[:3]), (12, ticket.serial), right(paid, 31, 9),
        fitting(line.tax, 39, 7), fitting(line.fee, 45, 5), fitting(line.commission, 51, 5), (53, form),
        (56, ticket.passenger[:8]), (65, line.posting.sign[-2:]), (68, ticket.locator), (75, line.transaction))


def fitting(amount: Money, last: int, size: int) -> tuple[int, str]:
    """In whole units where the column has no room for more."""
    text = str(amount)
    return right(text if len(text) <= size else f"{amount.amount:.0f}", last, size)


# ---- totals

def daily(reply: ReportTable) -> Iterator[str]:
    yield TOTALS.format("TRNC")
    yield from summed(reply, lambda line: [line.transaction])
    yield TOTALS.format("FP")
    yield from summed(reply, lambda line: [line.form])
    found = totals(reply.lines, reply.office.currency)
    yield columns((1, "CASH"), right(found.cash, 29, 13))
    yield columns((1, "COMMISSION"), right(found.commission, 29, 13))
    yield columns((1, "NET REMIT"), right(found.remitted, 29, 13))


def by_airline(reply: ReportTable) -> Iterator[str]:
    yield TOTALS.format("A/L")
    yield from summed(reply, lambda line: [line.ticket.carrier])


def summed(reply: ReportTable, keys: Callable[[Line], Iterable[str]]) -> Iterator[str]:
    """A row for each key, and one for all."""
    groups: dict[str, list[Line]] = {}
    for line in reply.lines:
        for key in keys(line):
            groups.setdefault(key, []).append(line)
    for key, some in [*sorted(groups.items()), ("TOTAL", list(reply.lines))]:
        found = totals(some, reply.office.currency)
        yield columns((1, key), right(found.documents, 15, 4), right(found.total, 29, 13), right(found.tax, 42, 12),
                      right(found.fee, 55, 12), right(found.commission, 68, 12))


BODIES = {ClosePeriod: daily, QueryReport: documents, DailyReport: daily, ItemReport: items, SummaryReport: by_airline,
          DocumentReport: items}
