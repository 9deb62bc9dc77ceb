"""SQLite's log goes back into the file outside the entries, by a thread, when the log has grown long."""
from __future__ import annotations

import os
import threading
from contextlib import closing, suppress

from ...errors import StoreUnavailable
from .driver import Driver

EVERY = 256  # writes of this process between two looks at the log
LONG = 4 * 1024 * 1024  # bytes; the file keeps its length when the log begins again, so this alone says little


class Checkpoints:
    """Counts writes, and now and then has the log written back."""

    def __init__(self, driver: Driver):
        self.driver = driver
        self.log = f"{driver.path}-wal" if driver.path else None
        self.writes = os.getpid() % EVERY  # so that many processes do not all look at once
        self.thread: threading.Thread | None = None

    def written(self) -> None:
        self.writes += 1
        if self.log and self.writes % EVERY == 0 and self._long() and not self._busy():
            with suppress(RuntimeError):  # no thread any more at the end of a program
                self.thread = threading.Thread(target=self.run, daemon=True)
                self.thread.start()

    def _long(self) -> bool:
        try:
            return os.stat(self.log or "").st_size > LONG
        except OSError:
            return False

    def _busy(self) -> bool:
        return self.thread is not None and self.thread.is_alive()

    def run(self) -> None:
        """Write back what no reader still needs; whoever writes meanwhile is not held up."""
        with suppress(*self.driver.errors, StoreUnavailable):
            self.driver.demand_file()  # or one would be made
            self._write_back()

    def _write_back(self) -> None:
        with closing(self.driver.connect()) as connection:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)")  # failed, it is done after a later write

    def close(self) -> None:
        if self.thread is not None:
            self.thread.join(5)
