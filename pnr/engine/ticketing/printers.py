"""The ticket printer of an office: what of it is switched on, and which of the office's numbers it was loaded with."""
from dataclasses import dataclass, replace
from typing import Any

from ...errors import (
    InputClosed,
    NotNextInStock,
    NumbersLeft,
    OutputClosed,
    PrinterInactive,
    TooManyNumbers,
)
from .series import Range

MOST = 500  # numbers loaded at once (TN)
INPUT, OUTPUT, DEVICE = "input", "output", "up"
CLOSED = {DEVICE: PrinterInactive, INPUT: InputClosed, OUTPUT: OutputClosed}


@dataclass(frozen=True)
class Printer:
    """`first` and `last` of what it was loaded with; both 0 where it draws on all its office was given."""

    office: str
    number: int = 1
    up: bool = True
    input: bool = True
    output: bool = True
    first: int = 0
    last: int = 0

    def within(self, stock: Range) -> Range:
        """What it may still draw of its office's numbers."""
        return Range(self.first, stock.next, min(stock.last, self.last)) if self.first else stock

    def switched(self, part: str, on: bool) -> "Printer":
        changed: dict[str, Any] = {part: on}
        return replace(self, **changed)


def demand_active(printer: Printer) -> None:
    """Raises PrinterInactive, InputClosed or OutputClosed."""
    for part, error in CLOSED.items():
        if not getattr(printer, part):
            raise error(printer=printer.number)


def loaded(printer: Printer, stock: Range, first: int, last: int) -> Printer:
    """With the numbers first to last, those that come next of its office's.

    Raises TooManyNumbers, NumbersLeft while it has others, NotNextInStock.
    """
    if not 0 < last - first + 1 <= MOST:
        raise TooManyNumbers(most=MOST)
    held = printer.within(stock)
    if printer.first and held.next <= held.last:
        raise NumbersLeft(first=held.next, last=held.last)
    if first != stock.next or last > stock.last:
        raise NotNextInStock(first=stock.next)
    return replace(printer, first=first, last=last)


def unloaded(printer: Printer, stock: Range, first: int, last: int) -> Printer:
    """Without what is left of its numbers, which are named; raises NotNextInStock where those are others."""
    held = printer.within(stock)
    if not printer.first or (first, last) != (held.next, held.last):
        raise NotNextInStock(first=held.next)
    return replace(printer, last=held.next - 1)

