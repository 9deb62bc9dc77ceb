"""Control of a ticket printer: a local desk has it without asking, until it is given up."""
from dataclasses import dataclass, replace

from ..engine.store.weight import Weight
from ..engine.ticketing.sale import series
from ..errors import PrinterNotControlled
from .command import Command, Reply, execute


@dataclass(frozen=True)
class TakePrinter(Command):
    printer: int
    weight = Weight.LOOK


@dataclass(frozen=True)
class ReleasePrinter(Command):
    printer: int
    weight = Weight.LOOK


@dataclass(frozen=True)
class Accepted(Reply):
    pass


@execute.register
def take_printer(command: TakePrinter, work) -> Accepted:
    series(command.printer)  # raises NoSuchPrinter
    work.area = replace(work.area, printer_left=False)
    return Accepted()


@execute.register
def release_printer(command: ReleasePrinter, work) -> Accepted:
    controlled(command.printer, work)
    work.area = replace(work.area, printer_left=True)
    return Accepted()


def controlled(printer: int, work) -> None:
    """Raises NoSuchPrinter or PrinterNotControlled."""
    series(printer)
    if work.area.printer_left:
        raise PrinterNotControlled(printer=printer)
