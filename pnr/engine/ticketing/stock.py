"""Document numbers in the order of an office's stock: drawn inside the transaction that uses them, so none is lost."""
from collections.abc import Iterator

from ...errors import OutOfStock
from ..store.open import Session
from ..store.retry import Raced
from . import tables
from .series import PRINTER, SERIES, Draw, Range


class Stock:
    """Read before the documents are written and moved on after them, by compare-and-swap."""

    def __init__(self, session: Session):
        self.session = session

    def range(self, office: str, series: str = PRINTER) -> Range | None:
        found = self.session.run(tables.STOCK, at=office, of=series).fetchone()
        return Range(*found) if found else None

    def look(self, office: str, many: int, series: str = PRINTER) -> Draw:
        """The numbers that come next; raises OutOfStock when there are not as many."""
        held = self.range(office, series)
        stock = held or self._allotment(series)
        if stock.next + many - 1 > stock.last:
            raise OutOfStock(office=office, left=stock.last - stock.next + 1)
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
