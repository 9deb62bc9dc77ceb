"""The line in which writers of one SQLite database wait, each once and in order."""
from __future__ import annotations

import os
import threading
from contextlib import suppress
from types import TracebackType

from ...errors import StoreUnavailable

try:
    import fcntl
except ImportError:  # no flock here: SQLite's own lock still keeps the order right, if not the waiting fair
    fcntl = None  # type: ignore[assignment]

GONE = -1  # in place of an open file: there is none, and whoever wants it opens it anew


class ThreadLine:
    """A line for the threads of this process; a transaction inside a transaction is found out."""

    def __init__(self, patience: float, what: str):
        self.patience, self.what = patience, what
        self.lock = threading.Lock()
        self.owner = 0

    def __enter__(self) -> None:
        if not self.lock.acquire(blocking=False):
            if self.owner == threading.get_ident():
                raise RuntimeError("a transaction inside a transaction")
            if not self.lock.acquire(timeout=self.patience):
                raise StoreUnavailable(reason=f"{self.what}: database is locked by another thread")
        self.owner = threading.get_ident()

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.owner = 0
        self.lock.release()

    def after_fork(self) -> None:
        self.lock, self.owner = threading.Lock(), 0

    def close(self) -> None:
        """Nothing is held open."""


class FileLine(ThreadLine):
    """A line for processes too: the kernel keeps it, by flock on a file beside the database.

    SQLite's own busy handler sleeps and looks again, so whoever has just written wins again and the others starve.
    """

    def __init__(self, patience: float, path: str):
        super().__init__(patience, path)
        self.path = f"{path}-queue"
        self.waiter: Waiter | None = None
        self.reopen()

    def reopen(self) -> None:
        self.file = GONE
        try:
            self.file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        except OSError as error:
            raise StoreUnavailable(reason=f"{self.what}: {error.strerror}") from error

    def __enter__(self) -> None:
        super().__enter__()
        try:
            self._take()
        except BaseException:
            super().__exit__(None, None, None)
            raise

    def _take(self) -> None:
        if self.file == GONE:
            self.reopen()
        try:
            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._stand_in_line()

    def _stand_in_line(self) -> None:
        """Wait with an end: flock has none, so a thread waits for us and is left behind when it takes too long."""
        if self.waiter is None:
            self.waiter = Waiter(self.file)
            self.waiter.start()
        served = False
        try:
            served = self.waiter.wait(self.patience)
        finally:  # also when somebody will not wait any longer
            if not served:
                self.waiter.abandon()
                self.waiter = None
                self.reopen()
        if not served:
            raise StoreUnavailable(reason=f"{self.what}: database is locked by another process")

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        fcntl.flock(self.file, fcntl.LOCK_UN)
        super().__exit__(kind, error, trace)
        os.sched_yield()  # or whoever just left comes straight back, past those who wait

    def after_fork(self) -> None:
        """A lock belongs to the open file, which a child shares with its parent until it opens its own."""
        super().after_fork()
        self.waiter = None  # it stayed with the parent
        self.close()
        with suppress(StoreUnavailable):  # its folder is gone: said when somebody wants to write there
            self.reopen()

    def close(self) -> None:
        if self.waiter is not None:
            self.waiter.leave()
            self.waiter = None
        file, self.file = self.file, GONE
        if file != GONE:
            os.close(file)


class Waiter(threading.Thread):
    """Stands in the kernel's line, as often as it is asked, for a caller who may lose patience.

    One for all waits of a line: to start a thread for each costs a crowd more than what it waits for.
    """

    def __init__(self, file: int):
        super().__init__(daemon=True)
        self.file, self.deciding = file, threading.Lock()
        self.asked, self.served = threading.Lock(), threading.Lock()
        self.asked.acquire()
        self.served.acquire()
        self.granted = self.left = False

    def run(self) -> None:
        while self.asked.acquire() and not self.left:
            fcntl.flock(self.file, fcntl.LOCK_EX)
            with self.deciding:
                if self.left:
                    os.close(self.file)
                    return
                self.granted = True
                self.served.release()

    def wait(self, seconds: float) -> bool:
        """Whether the lock is the caller's now."""
        self.granted = False
        self.asked.release()
        return self.served.acquire(timeout=seconds)

    def abandon(self) -> None:
        """The caller went, and leaves its file: closed with whatever lock it has been given, or may still be."""
        with self.deciding:
            self.left = True
            if self.granted:
                os.close(self.file)
                self.asked.release()

    def leave(self) -> None:
        """Nobody will ask again; the file stays the line's."""
        self.left = True
        self.asked.release()


def line_for(path: str, patience: float) -> ThreadLine:
    return FileLine(patience, path) if fcntl else ThreadLine(patience, path)
