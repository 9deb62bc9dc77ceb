"""What was loaded into a host, asked for by form and key; read from the store once for each key."""
from __future__ import annotations

import csv
import threading
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from .forms import NAMED, typed

if TYPE_CHECKING:
    from ..store.open import Session

MOST = 20_000  # keys remembered, so that a look at the whole network fills no memory
Row = dict[str, Any]  # by column, and the number of its filing under "filing"


class Filings:
    """The filings of a host up to its last. It outlives transactions: each thread says in which one it asks."""

    def __init__(self, last: tuple[int, int] = (0, 0)):
        self.last = last
        self.here = threading.local()
        self.found: dict[tuple[str, str], tuple[Row, ...]] = {}

    def __bool__(self) -> bool:
        return self.last[0] > 0

    def within(self, session: Session) -> Filings:
        self.here.session = session
        return self

    def of(self, form: str, key: str) -> tuple[Row, ...]:
        """The rows under a key, in the order in which they were filed."""
        if not self:
            return ()
        if (form, key) not in self.found:
            if len(self.found) > MOST:
                self.found.clear()
            self.found[form, key] = tuple(self.read(form, key))
        return self.found[form, key]

    def read(self, form: str, key: str) -> Iterator[Row]:
        for filing, body in self.bodies(form, key):
            columns = self.columns[filing]
            for cells in csv.reader(body.split("\n")):
                yield typed(NAMED[form], columns, cells) | {"filing": filing}

    def bodies(self, form: str, key: str) -> list[tuple[int, str]]:
        """The lines under a key as they were filed, by filing."""
        return self.ask("UNDER", of=form, wanted=key) if self else []

    def keys(self, form: str) -> list[str]:
        return [row[0] for row in self.ask("KEYS", of=form)] if self else []

    @cached_property
    def columns(self) -> dict[int, list[str]]:
        """The columns of each filing."""
        return {number: columns.split(",") for number, _, columns in self.ask("ALL")}

    def ask(self, question: str, **values: str) -> list[tuple]:
        from . import tables  # the database is not needed before something is asked

        return self.here.session.run(getattr(tables, question), **values).fetchall()


def last(session: Session) -> tuple[int, int]:
    """The number of the newest filing and the epoch of its row, which a restore changes; (0, 0) before the first."""
    from .tables import LAST

    row = session.run(LAST).fetchone()
    return (row[0], row[1]) if row else (0, 0)


NONE = Filings()
