"""Sales reports of an office: what was issued, voided and refunded on a day, line by line or in totals."""
from dataclasses import dataclass
from datetime import date

from ..engine.guards import demand
from ..engine.offices import Office
from ..engine.store.weight import Weight
from ..engine.ticketing.periods import close, report_day, reported
from ..engine.ticketing.sales import Line
from ..errors import NoSales
from ..values.dates import DayMonth
from .command import Command, Reply, execute
from .printers import controlled
from .ticketing import Number, resolved


@dataclass(frozen=True)
class ReportSales(Command):
    """Of today, or of a day gone by, or from one day until another."""

    date: DayMonth | None = None
    until: DayMonth | None = None
    weight = Weight.LOOK


@dataclass(frozen=True)
class QueryReport(ReportSales):
    """A line a document."""


@dataclass(frozen=True)
class DailyReport(ReportSales):
    """Totals by what was done and by form of payment."""


@dataclass(frozen=True)
class ItemReport(ReportSales):
    """A line for each form of payment of each document."""


@dataclass(frozen=True)
class SummaryReport(ReportSales):
    """Totals by airline."""


@dataclass(frozen=True)
class ClosePeriod(ReportSales):
    """Everything until today, or until a day gone by: nothing of it can be voided any more."""

    weight = Weight.FILE


@dataclass(frozen=True)
class DocumentReport(Command):
    """What was done to one document, and what that moved."""

    number: Number
    weight = Weight.LOOK


class SalesOf(str):
    """`voids` or `refunds` only, `totals` below everything, or everything alone; by the letter before a printer."""

    @classmethod
    def read(cls, text: str) -> "SalesOf":
        return cls({"C": "totals", "V": "voids", "R": "refunds", "F": "refunds", "T": "totals"}[text])


@dataclass(frozen=True)
class PrinterReport(ReportSales):
    """What the stock of a printer was used for."""

    printer: int = 1
    only: SalesOf = SalesOf("")


@dataclass(frozen=True)
class ReportTable(Reply):
    """`first` and `last` are days of the office, `period` the number of what was closed."""

    command: Command
    office: Office
    sign: str
    first: date
    last: date
    today: date
    lines: tuple[Line, ...]
    period: int = 0


@execute.register
def report_sales(command: ReportSales, work) -> ReportTable:
    """Raises NoSales where nothing happened."""
    if isinstance(command, PrinterReport):
        controlled(command.printer, work)
    today = report_day(work)
    first = command.date.on_or_before(today) if command.date else today
    last = command.until.on_or_after(first) if command.until else first
    lines = reported(work, first, last)
    if not lines:
        raise NoSales(date=first)
    return ReportTable(command, work.office, work.agent.sign, first, last, work.today, lines)


@execute.register
def close_period(command: ClosePeriod, work) -> ReportTable:
    """Raises NotAuthorised, PeriodClosed or NoSales."""
    demand(work, "close-period")
    last = command.date.on_or_before(work.today) if command.date else work.today
    period, lines = close(work, last)
    return ReportTable(command, work.office, work.agent.sign, period.first, last, work.today, lines, period.number)


@execute.register
def document_report(command: DocumentReport, work) -> ReportTable:
    """Everything that happened to it at this office, whenever; raises NoSuchTicket or NoSales."""
    number = work.tickets.whole(resolved(command.number, None, work))[0].number
    lines = tuple(each for each in reported(work, date.min, report_day(work))
                  if each.ticket.number == number)
    if not lines:
        raise NoSales(date=work.today)
    return ReportTable(command, work.office, work.agent.sign, lines[0].ticket.date, work.today, work.today, lines)
