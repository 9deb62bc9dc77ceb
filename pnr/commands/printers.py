"""Control of a ticket printer: at a local desk it is there without asking, and asking for it does no harm."""
from dataclasses import dataclass

from ..engine.store.weight import Weight
from ..engine.ticketing.sale import series
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
    return Accepted()


@execute.register
def release_printer(command: ReleasePrinter, work) -> Accepted:
    series(command.printer)
    return Accepted()
