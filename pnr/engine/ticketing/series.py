"""Which numbers there are: where each kind begins, what an office holds of it, and what it is about to draw."""
from typing import NamedTuple

PRINTER = "printer 1"
REFUNDS = "refund"
EMDS = "emd"


class Series(NamedTuple):
    """The numbers of one kind: where a fresh host begins, and how many an office is given at its first use."""

    first: int
    size: int


SERIES = {PRINTER: Series(2300000011, 100_000), REFUNDS: Series(40000001, 100_000),
          EMDS: Series(4300000011, 100_000)}


class Range(NamedTuple):
    """What an office holds; `next` is what it draws next."""

    first: int
    next: int
    last: int


class Draw(NamedTuple):
    """Numbers to be used in this transaction, from the stock as it was read."""

    office: str
    series: str
    stock: Range
    many: int
    fresh: bool

    @property
    def numbers(self) -> range:
        return range(self.stock.next, self.stock.next + self.many)
