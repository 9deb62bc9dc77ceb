"""The simulator's journal, an SQLite file of its own: one statement a change, on the disk before it is answered."""
import sqlite3
from dataclasses import dataclass
from pathlib import Path

SCHEMA = """
CREATE TABLE IF NOT EXISTS charge (
    key TEXT PRIMARY KEY, opened TEXT NOT NULL, scheme TEXT NOT NULL, card TEXT NOT NULL, amount INTEGER NOT NULL,
    currency TEXT NOT NULL, approval TEXT NOT NULL, manner TEXT NOT NULL, state TEXT NOT NULL, charge TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS said (
    number INTEGER PRIMARY KEY, at TEXT NOT NULL, operation TEXT NOT NULL, key TEXT NOT NULL, state TEXT NOT NULL
) STRICT;
"""
COLUMNS = "key, opened, scheme, card, amount, currency, approval, manner, state, charge"


@dataclass(frozen=True)
class Row:
    """A charge, or a refund of one (`charge`); `state` is empty while it follows from its manner and its age.

    `card` is the masked number: the whole one is not kept.
    """

    key: str
    opened: str
    scheme: str
    card: str
    amount: int
    currency: str
    approval: str
    manner: str
    state: str = ""
    charge: str = ""


class Journal:
    """Raises ValueError for a file that is no journal."""

    def __init__(self, path: Path | str):
        self.connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        try:
            self.connection.execute("PRAGMA journal_mode=WAL")
            self.connection.execute("PRAGMA synchronous=FULL")
            self.connection.executescript(SCHEMA)
        except sqlite3.DatabaseError as error:
            raise ValueError(f"{path}: {error}") from error

    def find(self, key: str) -> Row | None:
        found = self.connection.execute(f"SELECT {COLUMNS} FROM charge WHERE key = ?", (key,)).fetchone()
        return Row(*found) if found else None

    def refunds(self, charge: str) -> list[Row]:
        found = self.connection.execute(f"SELECT {COLUMNS} FROM charge WHERE charge = ? ORDER BY key", (charge,))
        return [Row(*row) for row in found]

    def all(self) -> list[Row]:
        return [Row(*row) for row in self.connection.execute(f"SELECT {COLUMNS} FROM charge ORDER BY opened, key")]

    def open(self, row: Row) -> bool:
        """False when there is one of this key already."""
        made = self.connection.execute("INSERT INTO charge VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                                       "ON CONFLICT DO NOTHING", tuple(vars(row).values()))
        return made.rowcount == 1

    def settle(self, key: str, state: str) -> None:
        self.connection.execute("UPDATE charge SET state = ? WHERE key = ?", (state, key))

    def say(self, at: str, operation: str, key: str, state: str) -> None:
        self.connection.execute("INSERT INTO said (at, operation, key, state) VALUES (?, ?, ?, ?)",
                                (at, operation, key, state))

    def close(self) -> None:
        self.connection.close()
