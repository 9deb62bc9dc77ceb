"""Ticket printers: who is in control, what is switched on, and the numbers of documents they were given.

A local desk has control of its office's printer without asking, until it is given up.
"""
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import ClassVar

from ..engine.offices import Office, known_as
from ..engine.store.weight import Weight
from ..engine.ticketing.ledger import SALE
from ..engine.ticketing.printers import DEVICE, INPUT, OUTPUT, Printer, demand_active, loaded, unloaded
from ..engine.ticketing.sale import series
from ..engine.ticketing.series import Range
from ..errors import NoSuchPrinter, PrinterNotControlled
from ..values.devices import printer_pid
from .command import Command, Reply, execute

DAYS = "0000-01-01", "9999-12-31"  # of all there is in the ledger
PARTS = {"I": INPUT, "O": OUTPUT, "E": DEVICE}


@dataclass(frozen=True)
class TakePrinter(Command):
    printer: int
    weight = Weight.LOOK


@dataclass(frozen=True)
class ReleasePrinter(Command):
    printer: int
    weight = Weight.LOOK


@dataclass(frozen=True)
class SwitchOn(Command):
    """A part of it: I (input), O (output), or E, all of it; by number, or by its address (`pid`)."""

    printer: int = 1
    pid: int = 0
    part: str = "E"
    weight = Weight.FILE
    on: ClassVar[bool] = True


@dataclass(frozen=True)
class SwitchOff(SwitchOn):
    on: ClassVar[bool] = False


@dataclass(frozen=True)
class LoadStock(Command):
    """Numbers first to last into a printer."""

    printer: int
    first: int
    last: int
    weight = Weight.FILE


@dataclass(frozen=True)
class UnloadStock(LoadStock):
    """What is left of a printer's numbers out of it."""


@dataclass(frozen=True)
class DisplayPrinter(Command):
    printer: int
    weight = Weight.LOOK


@dataclass(frozen=True)
class DisplayPrinterQueue(Command):
    printer: int
    weight = Weight.LOOK


@dataclass(frozen=True)
class ListPrinters(Command):
    weight = Weight.LOOK


@dataclass(frozen=True)
class DisplayStock(Command):
    printer: int
    weight = Weight.LOOK


@dataclass(frozen=True)
class Accepted(Reply):
    pass


@dataclass(frozen=True)
class QueueEmpty(Reply):
    """Nothing waits to be printed: tickets are electronic."""


@dataclass(frozen=True)
class PrinterDisplay(Reply):
    """`agent` in control, by number or sign, nobody when it is not this desk; `numbers`: the range it draws on."""

    printer: Printer
    office: Office
    numbers: Range
    agent: str


@dataclass(frozen=True)
class PrinterList(Reply):
    """The printers of an office, and the airlines that fly from its country; it may not issue for those in `barred`."""

    printers: tuple[PrinterDisplay, ...]
    office: Office
    carriers: tuple[str, ...]
    barred: tuple[str, ...]


@dataclass(frozen=True)
class Used(Reply):
    """Numbers first to last that a sign used on a day (ISO); nobody and no day for those not used yet."""

    first: int
    last: int
    sign: str = ""
    day: str = ""


@dataclass(frozen=True)
class StockDisplay(Reply):
    printer: int
    office: Office
    lines: tuple[Used, ...]


# ---- control, and what is switched on

@execute.register
def take_printer(command: TakePrinter, work) -> Accepted:
    series(command.printer)  # raises NoSuchPrinter
    work.area = replace(work.area, printer_left=False, printer_taken=True)
    return Accepted()


@execute.register
def release_printer(command: ReleasePrinter, work) -> Accepted:
    controlled(command.printer, work)
    work.area = replace(work.area, printer_left=True, printer_taken=False)
    return Accepted()


def controlled(printer: int, work) -> None:
    """Raises NoSuchPrinter or PrinterNotControlled."""
    series(printer)
    if work.area.printer_left:
        raise PrinterNotControlled(printer=printer)


def ready(printer: int, work) -> None:
    """Controlled, and switched on in all its parts; raises what stands against it."""
    controlled(printer, work)
    demand_active(work.stock.printers.printer(work.office.id, printer))


@execute.register
def switch(command: SwitchOn, work) -> Accepted:
    if command.pid and command.pid != printer_pid(work.office.id, command.printer):
        raise NoSuchPrinter(printer=command.pid)
    controlled(command.printer, work)
    printer = work.stock.printers.printer(work.office.id, command.printer)
    work.stock.printers.keep(printer.switched(PARTS[command.part], command.on))
    return Accepted()


# ---- numbers

@execute.register
def load_stock(command: LoadStock, work) -> Accepted:
    controlled(command.printer, work)
    printer = work.stock.printers.printer(work.office.id, command.printer)
    change = unloaded if isinstance(command, UnloadStock) else loaded
    numbers = work.stock.held(work.office.id)
    work.stock.printers.keep(change(printer, numbers, command.first, command.last))
    return Accepted()


@execute.register
def display_stock(command: DisplayStock, work) -> StockDisplay:
    series(command.printer)
    held = work.stock.held(work.office.id)
    left = work.stock.printers.printer(work.office.id, command.printer).within(held)
    unused = (Used(left.next, left.last),) if left.next <= left.last else ()
    return StockDisplay(command.printer, work.office, (*used(work, held), *unused))


def used(work, held: Range) -> Iterator[Used]:
    """What was drawn, by who drew it on one day; a set of conjunctions is known by its first number."""
    sales = sorted((int(posting.document[3:]), posting.sign, posting.day)
                   for posting, _, _ in work.ledger.of_office(work.office.id, *DAYS) if posting.posting == SALE)
    mine = [sale for sale in sales if held.first <= sale[0] < held.next]
    if not mine:
        return
    groups = [(key, [number for number, _, _ in group]) for key, group in groupby(mine, key=lambda sale: sale[1:])]
    following = [numbers[0] for _, numbers in groups[1:]] + [held.next]
    for ((sign, day), numbers), after in zip(groups, following, strict=True):
        yield Used(numbers[0], after - 1, sign, day)


# ---- shown

@execute.register
def display_printer(command: DisplayPrinter, work) -> PrinterDisplay:
    series(command.printer)
    return told(command.printer, work)


@execute.register
def list_printers(command: ListPrinters, work) -> PrinterList:
    codes = sorted(work.world.timetable.flying_from(work.office.country))
    barred = tuple(code for code in codes if len(accounting(work, code)) != 3)
    return PrinterList((told(1, work),), work.office, tuple(codes), barred)


def accounting(work, carrier: str) -> str:
    airlines = work.world.airlines
    return airlines.airline(carrier).accounting if carrier in airlines else ""


def told(number: int, work) -> PrinterDisplay:
    printer = work.stock.printers.printer(work.office.id, number)
    known = known_as(work.agent.sign)
    agent = "" if work.area.printer_left else known.number or known.sign
    return PrinterDisplay(printer, work.office, printer.within(work.stock.held(work.office.id)), agent)


@execute.register
def display_printer_queue(command: DisplayPrinterQueue, work) -> QueueEmpty:
    series(command.printer)
    return QueueEmpty()
