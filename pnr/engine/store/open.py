"""A database by its URL: connections, transactions, and statements compiled once and run on the driver's cursor."""
from __future__ import annotations

import os
import weakref
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import nullcontext, suppress
from typing import Any, TypeVar

from ...clock import Clock
from ...errors import PnrError
from . import keys, retry, schema
from .checkpoint import Checkpoints
from .driver import SYNCHRONOUS, Driver
from .keys import Keys
from .line import ThreadLine, line_for
from .numbering import Numbers
from .retry import Raced
from .statements import Statements
from .weight import Weight

T = TypeVar("T")
PATIENCE = 10.0  # seconds a transaction keeps trying, and a writer stands in line
REGROUPING = 30.0  # where servers find each other again after a loss: Galera gives one up after 15 seconds at most
OPEN: weakref.WeakSet[Store] = weakref.WeakSet()


class Session:
    """One open transaction: statements are built with Core and run on the driver's own cursor."""

    __slots__ = ("store", "connection")

    def __init__(self, store: Store, connection: Any):
        self.store, self.connection = store, connection

    def run(self, statement: Any, **values: Any) -> Any:
        """Execute, and give the cursor to fetch from or to count rows by."""
        text, arrange = self.store.statements.text(statement, values)
        cursor = self.connection.cursor()
        cursor.execute(text, arrange(values))
        return cursor

    def run_each(self, statement: Any, rows: list[dict]) -> None:
        if rows:
            text, arrange = self.store.statements.text(statement, rows[0])
            self.connection.cursor().executemany(text, [arrange(row) for row in rows])

    def change(self, statement: Any, **values: Any) -> None:
        """Execute a conditional change of one row; when no row met the condition, everything is tried again."""
        if self.run(statement, **values).rowcount == 0:
            raise Raced

    def stream(self, statement: Any, **values: Any) -> Iterator[tuple]:
        """The rows of a long look, a few hundred at a time, wherever the driver can."""
        text, arrange = self.store.statements.text(statement, values)
        cursor = self.store.driver.streaming(self.connection)
        cursor.execute(text, arrange(values))
        while rows := cursor.fetchmany(500):
            yield from rows
        cursor.close()


class Link:
    """One connection, and the session every transaction on it uses."""

    __slots__ = ("connection", "session", "driver", "synchronous", "weight")

    def __init__(self, store: Store):
        self.driver = store.driver
        self.connection = store.driver.connect()
        self.session = Session(store, self.connection)
        self.synchronous: str | None = None
        self.weight = Weight.LOCAL

    def say(self, text: str) -> None:
        if self.driver.piped:
            self.driver.piped.spoken(self.connection, text)
        else:
            self.connection.cursor().execute(text)

    def execute(self, text: str) -> None:
        """End a transaction, where one was begun."""
        if self.weight is Weight.LOCAL:
            return
        piped = self.driver.piped
        if piped and text == "ROLLBACK":
            with suppress(*self.driver.errors):  # of what is undone now
                piped.closed(self.connection)
        self.say(text)
        if piped:
            piped.closed(self.connection)

    def begin(self, weight: Weight) -> None:
        """Nothing for the lightest: one statement alone needs no transaction."""
        self.weight = weight
        wanted = SYNCHRONOUS[weight]
        if wanted and self.driver.sqlite and wanted is not self.synchronous:
            self.say(f"PRAGMA synchronous={wanted}")
            self.synchronous = wanted
        if self.driver.piped and weight > Weight.LOOK:
            self.driver.piped.opened(self.connection)
        for text in self.driver.begin[weight]:
            self.say(text)


class OnlyLink(deque):
    """In memory the connection is the database: there is one, and it is never out of hand."""

    def pop(self) -> Link:  # type: ignore[override]
        return self[-1]

    def append(self, link: Link) -> None:
        if not self:
            super().append(link)


class Store:
    """The database behind a URL. `fixed`: a new one is made with the documented keys, so that a replay is equal."""

    def __init__(self, url: str, clock: Clock, fixed: bool = False, patience: float | None = None):
        self.clock, self.driver = clock, Driver(url)
        self.patience = patience or (REGROUPING if self.driver.several else PATIENCE)
        self.idle: deque[Link] = OnlyLink() if self.in_memory else deque()
        self.kept: list[Link] = []  # a parent's connections, after a fork: neither used nor closed here
        self.statements = Statements(self.driver.dialect)
        self.reached = False
        self.lines = self._lines()
        self.checkpoints = Checkpoints(self.driver)
        self.written = self.checkpoints.written
        self.numbers = Numbers(self)
        self.epoch = keys.epoch()
        self.leaving: deque[int] = deque()  # numbers of letters that are ours to send
        self.hurried = False  # whether something was made due that should not wait for the next entry
        self.asking: deque[str] = deque()  # payments the gateway is to be asked about, outside any transaction
        OPEN.add(self)
        try:
            self.keys: Keys = schema.ready(self, fixed or self.in_memory)
        except BaseException:
            self.close()
            raise

    @property
    def in_memory(self) -> bool:
        return self.driver.sqlite and self.driver.path is None

    def _lines(self) -> tuple[Any, ...]:
        """By weight, where a transaction waits: in memory all share one connection, in a file writers take turns."""
        free = nullcontext()
        if not self.driver.sqlite:
            return (free,) * 4
        if self.driver.path is None:
            return (ThreadLine(self.patience, "the database in memory"),) * 4
        writers = line_for(self.driver.path, self.patience)
        return free, free, writers, writers

    def renew(self) -> None:
        """Know the database anew, after somebody else may have restored it: its key, and no numbers of before."""
        self.numbers.forget()
        self.keys = schema.ready(self, False)

    def transact(self, weight: Weight, body: Callable[[Session, bool], T]) -> T:
        return retry.transact(self, weight, body)

    # ---- connections: as many as there were transactions at one time, each used again last in, first out

    def take(self) -> Link:
        self.driver.demand_file()
        try:
            return self.idle.pop()
        except IndexError:
            link = Link(self)
            self.reached = True
            return link

    def give(self, link: Link) -> None:
        self.idle.append(link)

    def roll_back(self, link: Link) -> None:
        """Undo, and keep the connection if that worked. SQLite has undone some failures by itself already."""
        with suppress(*self.driver.errors):
            if not self.driver.sqlite or link.connection.in_transaction:
                link.execute("ROLLBACK")
            return self.give(link)
        self.discard(link)

    def abandon(self, link: Link) -> None:
        """Undo without asking the server, where the connection is not all there is of the database."""
        if self.in_memory:
            return self.roll_back(link)
        self.discard(link)

    def discard(self, link: Link) -> None:
        with suppress(*self.driver.errors):
            link.connection.close()

    def gather(self) -> None:
        """After too many races lost to writers at other servers: go where one waits in line."""
        if self.driver.servers and self.driver.servers.gather():
            while self.idle:
                self.discard(self.idle.popleft())

    def close(self) -> None:
        """Give everything back to the system; closing twice does no harm."""
        if self not in OPEN:
            return
        with suppress(PnrError):  # a gap in the numbers, no more
            self.numbers.give_back()
        OPEN.discard(self)
        self.checkpoints.close()
        while self.idle:
            self.discard(self.idle.popleft())
        for line in self._own_lines():
            line.close()

    def _own_lines(self) -> set[ThreadLine]:
        return {line for line in self.lines if isinstance(line, ThreadLine)}


def _after_fork() -> None:
    """A child starts with connections and a queue of its own: what it inherited belongs to the parent."""
    for store in OPEN:
        if not store.in_memory:
            store.kept.extend(store.idle)
            store.idle.clear()
        store.numbers.forget()
        store.epoch = keys.epoch()
        for line in store._own_lines():
            line.after_fork()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
