"""Document numbers in the order of an office's stock: drawn inside the transaction that uses them, so none is lost."""
from collections.abc import Iterator

from ...errors import NumbersShort, OutOfStock
from ..store.open import Session
from ..store.retry import Raced
from . import tables
from .printers import Printer
from .series import PRINTER, SERIES, Draw, Range


class Printers:
    """The printers of offices, each as it was left; a new one has everything switched on."""

    def __init__(self, session: Session):
        self.session = session

    def printer(self, office: str, number: int = 1) -> Printer:
        found = self.session.run(tables.PRINTER, where=office, device=number).fetchone()
        if found is None:
            return Printer(office, number)
        return Printer(office, number, *(bool(part) for part in found[:3]), *found[3:])

    def keep(self, printer: Printer) -> None:
        self.session.run(tables.PUT_AWAY, where=printer.office, device=printer.number)
        self.session.run(tables.SET_UP, office=printer.office, number=printer.number, up=int(printer.up),
                         input=int(printer.input), output=int(printer.output), first=printer.first,
                         last=printer.last)


class Stock:
    """Read before the documents are written and moved on after them, by compare-and-swap."""

    def __init__(self, session: Session):
        self.session, self.printers = session, Printers(session)

    def range(self, office: str, series: str = PRINTER) -> Range | None:
        found = self.session.run(tables.STOCK, at=office, of=series).fetchone()
        return Range(*found) if found else None

    def look(self, office: str, many: int, series: str = PRINTER) -> Draw:
        """The numbers that come next; raises OutOfStock when there are none, NumbersShort when there are fewer."""
        held = self.range(office, series)
        stock = held or self._allotment(series)
        last = self.printers.printer(office).within(stock).last if series == PRINTER else stock.last
        if stock.next + many - 1 > last:
            left = last - stock.next + 1
            raise NumbersShort(office=office, left=left) if left > 0 else OutOfStock(office=office, left=0)
        return Draw(office, series, stock, many, held is None)

    def take(self, draw: Draw) -> None:
        """Move the stock on past these numbers; when somebody was first the transaction is tried again."""
        after = draw.stock.next + draw.many
        if draw.fresh:
            self._allot(draw)
            self.session.run(tables.LOAD, office=draw.office, series=draw.series, first=draw.stock.first, next=after,
                             last=draw.stock.last)
        else:
            self.session.change(tables.DRAW, at=draw.office, of=draw.series, seen=draw.stock.next, then=after)

    def held(self, office: str, series: str = PRINTER) -> Range:
        """What the office has, or would be given at its first use."""
        return self.range(office, series) or self._allotment(series)

    def _allotment(self, series: str) -> Range:
        """The block an office gets at its first use: offices are served in the order in which they begin."""
        first = SERIES[series].first + self._allotted(series) * SERIES[series].size
        return Range(first, first, first + SERIES[series].size - 1)

    def _allotted(self, series: str) -> int:
        found = self.session.run(tables.ALLOTTED, series=f"stock.{series}").fetchone()
        return found[0] if found else 0

    def _allot(self, draw: Draw) -> None:
        name, turn = f"stock.{draw.series}", self._allotted(draw.series)
        if SERIES[draw.series].first + turn * SERIES[draw.series].size != draw.stock.first:
            raise Raced
        if turn:
            self.session.change(tables.ALLOT, series=name, seen=turn, then=turn + 1)
        else:
            self.session.run(tables.ALLOT_FIRST, name=name, value=1)

    def all(self) -> Iterator[tuple[str, str, Range]]:
        for office, series, first, following, last in self.session.run(tables.ALL_STOCK).fetchall():
            yield office, series, Range(first, following, last)
