"""Streams that come lowest first and are computed no further than they are read."""
from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import heappop, heappush
from itertools import count
from typing import Any, Generic, Protocol, TypeVar


class Ordered(Protocol):
    @property
    def order(self) -> tuple: ...


T = TypeVar("T", bound=Ordered)
Offer = tuple[tuple, Callable[[], Iterable[T]]]  # no less than this, and what it comes to


class Kept(Generic[T]):
    """A stream that remembers what was read of it."""

    def __init__(self, source: Iterable[T]):
        self.source, self.read = iter(source), []  # type: tuple[Iterator[T], list[T]]

    def at(self, place: int) -> T | None:
        """The item at a place, the lowest at 0; None behind the last."""
        while len(self.read) <= place:
            found = next(self.source, None)
            if found is None:
                return None
            self.read.append(found)
        return self.read[place]


def merged(offers: Iterable[Offer[T]]) -> Iterator[T]:
    """All that the offers come to, lowest first. Offers stand in order; none is looked at before it may be next."""
    waiting: list[tuple[tuple, int, Any, Iterator[T]]] = []
    tickets, coming, least = count(), iter(offers), ()  # type: tuple[Iterator[int], Iterator[Offer[T]] | None, tuple]
    while True:
        while coming and (not waiting or waiting[0][0] > least):
            offer = next(coming, None)
            if offer is None:
                coming = None
            else:
                least = offer[0]
                heappush(waiting, (least, next(tickets), None, _opened(offer[1])))
        if not waiting:
            return
        _, ticket, item, stream = heappop(waiting)
        if item is not None:
            yield item
        following = next(stream, None)
        if following is not None:
            heappush(waiting, (following.order, ticket, following, stream))


def _opened(opening: Callable[[], Iterable[T]]) -> Iterator[T]:
    yield from opening()


def lowest(columns: Sequence[Kept], joined: Callable[[list], T]) -> Iterator[T]:
    """One of each column joined, in every way there is, the lowest first; a higher item may not make a lower whole."""
    seen, waiting = {(0,) * len(columns)}, []  # type: tuple[set[tuple[int, ...]], list]

    def offer(row: tuple[int, ...]) -> None:
        items = [column.at(place) for column, place in zip(columns, row, strict=True)]
        if None not in items:
            whole = joined(items)
            heappush(waiting, (whole.order, row, whole))

    offer((0,) * len(columns))
    while waiting:
        _, row, whole = heappop(waiting)
        yield whole
        for place in range(len(row)):
            after = (*row[:place], row[place] + 1, *row[place + 1:])
            if after not in seen:
                seen.add(after)
                offer(after)
