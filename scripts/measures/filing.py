"""End of transaction: its processor against raw sqlite3 writing the same rows, its flushes, its pages of the log."""
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

from measures.rounds import ROUNDS, compared, counted, cpu
from pnr.engine.store.open import Session
from pnr.terminal.desk import Desk
from pnr.terminal.host import Host

NOW = "2026-12-01T09:00Z"
GOALS = {"cpu": 2, "flushes": 1, "pages": 12}
A_ROUND = 24  # bookings
FRAME = 24  # bytes before each page of SQLite's log, and
HEAD = 32  # before the first
BOOKING = ("SSCZ3175Y20DECCANDLC2", "SSCZ3181Y20DECCANDLC2", "NM2SMITH/JOHN MR/MARY MRS", "AP010 60000000",
           "APM13800138000/P1", "TKOK", "RMVEGETARIAN", "RFJOHN", "ET")  # the end warns once of what is not continuous
Written = list[tuple[str, object]]  # statements with their values


@contextmanager
def scratch():
    with tempfile.TemporaryDirectory(prefix="pnr-filing-") as folder:
        yield Path(folder)


def ready(host: Host, count: int) -> list[Desk]:
    """Desks that need but one entry to file."""
    desks = [host.desk() for _ in range(count)]
    for place, desk in enumerate(desks):
        for entry in BOOKING:
            desk.ask(entry.replace("20DEC", f"{2 + place % 27}JAN"))
    host.store.numbers.ready("booking", count)
    return desks


class Recorder:
    """Every statement that writes, as it is run."""

    def __init__(self):
        self.written: list[Written] = []
        self.real = Session.run, Session.run_each

    def __enter__(self) -> list[Written]:
        run, each = self.real

        def noted(session, statement, rows):
            text, arrange = session.store.statements.text(statement, rows[0])
            if not text.startswith("SELECT"):
                self.written[-1] += [(text, arrange(row)) for row in rows]

        def run_one(session, statement, **values):
            noted(session, statement, [values])
            return run(session, statement, **values)

        def run_each(session, statement, rows):
            if rows:
                noted(session, statement, rows)
            return each(session, statement, rows)

        Session.run, Session.run_each = run_one, run_each
        return self.written

    def __exit__(self, *_: object) -> None:
        Session.run, Session.run_each = self.real


def filed(desks: list[Desk]) -> None:
    for desk in desks:
        assert desk.answer("ET").filed


def recorded(desks: list[Desk]) -> list[Written]:
    """What each of these ends wrote."""
    with Recorder() as written:
        for desk in desks:
            written.append([])
            assert desk.answer("ET").filed
        return written


def again(database: Path, written: list[Written]) -> Callable[[], None]:
    """The same rows by the bare driver, as durable as ours."""
    raw = sqlite3.connect(database, isolation_level=None)
    for pragma in ("journal_mode=WAL", "wal_autocheckpoint=0", "synchronous=FULL"):
        raw.execute(f"PRAGMA {pragma}")

    def write() -> None:
        for statements in written:
            raw.execute("BEGIN IMMEDIATE")
            for text, values in statements:
                raw.execute(text, values)
            raw.execute("COMMIT")

    return write


def pair(folder: Path, number: int) -> tuple[float, float]:
    """Microseconds of ours and of the bare driver: of one state of a database, once filed by each."""
    ours, rehearsed = folder / f"{number}.db", folder / f"{number}-copy.db"
    with Host(f"sqlite:///{ours}", NOW) as host:
        desks = ready(host, A_ROUND)
        copied(ours, rehearsed)
        mine = cpu(lambda: filed(desks), A_ROUND)
    with Host(f"sqlite:///{folder / f'{number}-record.db'}", NOW) as host:
        written = recorded(ready(host, A_ROUND))
    return mine, cpu(again(rehearsed, written), A_ROUND)


def copied(database: Path, to: Path) -> None:
    """The file as it is, whatever of it is still in the log."""
    with sqlite3.connect(database) as here, sqlite3.connect(to) as there:
        here.backup(there)


def pages(folder: Path) -> int:
    """Of the log, for one end."""
    database = folder / "pages.db"
    with Host(f"sqlite:///{database}", NOW) as host:
        desk = ready(host, 1)[0]
        with sqlite3.connect(database) as raw:
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            size = raw.execute("PRAGMA page_size").fetchone()[0]
        filed([desk])
        return (os.stat(f"{database}-wal").st_size - HEAD) // (size + FRAME)


TRACED = """
import sys
sys.path.insert(0, "scripts")
from pathlib import Path
from measures.filing import Host, NOW, filed, ready
host = Host(f"sqlite:///{sys.argv[1]}", NOW)
desks = ready(host, 3)
filed(desks[:1])
Path(sys.argv[2]).exists()
filed(desks[1:2])
Path(sys.argv[2]).exists()
import os
os._exit(0)
"""


def flushes(folder: Path) -> int | None:
    """Of one end, counted by the system between two marks; None where strace is not to be had."""
    tracer, mark, log = shutil.which("strace"), folder / "mark", folder / "trace"
    if tracer is None:
        return None
    program = [sys.executable, "-c", TRACED, str(folder / "traced.db"), str(mark)]
    calls = "trace=fsync,fdatasync,sync_file_range,msync,stat,newfstatat"
    done = subprocess.run([tracer, "-f", "-o", str(log), "-e", calls, *program], capture_output=True,
                          cwd=Path(__file__).resolve().parents[2])
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    marks = [place for place, line in enumerate(lines) if f'"{mark}"' in line]
    if done.returncode or len(marks) != 2:
        return None
    return sum("sync(" in line for line in lines[marks[0]:marks[1]])


def measures() -> list[dict]:
    with scratch() as folder:
        pairs = [pair(folder, number) for number in range(ROUNDS + 1)][1:]
        found = [compared("filing, end of transaction, against the bare driver", "us", pairs, GOALS["cpu"]),
                 counted("filing, pages of the log, of at most", "pages", pages(folder), GOALS["pages"])]
        synced = flushes(folder)
        if synced is not None:
            found.append(counted("filing, flushes, of at most", "flushes", synced, GOALS["flushes"]))
        return found
