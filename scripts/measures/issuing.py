"""Tickets issued for cash: the processor against raw sqlite3 writing the same rows, and the flushes of one issue."""
import shutil
import subprocess
import sys
from pathlib import Path

from measures.filing import NOW, Recorder, again, copied, scratch
from measures.rounds import ROUNDS, compared, counted, cpu
from pnr.terminal.desk import Desk
from pnr.terminal.host import Host

GOALS = {"cpu": 2.5, "flushes": 1}
A_ROUND = 24  # tickets
BOOKED = ("SSHU7601Y{day}JANPEKSHA1", "NM1SMITH/JOHN MR", "AP010 60000000", "TKOK", "FXP", "FPCASH", "RFJOHN", "ER")


def ready(host: Host, count: int) -> list[Desk]:
    """Desks that need but one entry to issue a ticket."""
    desks = [host.desk() for _ in range(count)]
    for place, desk in enumerate(desks):
        for entry in BOOKED:
            desk.ask(entry.format(day=f"{2 + place % 27:02}"))
    return desks


def issued(desks: list[Desk]) -> None:
    for desk in desks:
        assert desk.answer("TTP").ok


def pair(folder: Path, number: int) -> tuple[float, float]:
    """Microseconds of ours and of the bare driver: of one state of a database, once issued from by each."""
    ours, rehearsed = folder / f"{number}.db", folder / f"{number}-copy.db"
    with Host(f"sqlite:///{ours}", NOW) as host:
        desks = ready(host, A_ROUND)
        copied(ours, rehearsed)
        mine = cpu(lambda: issued(desks), A_ROUND)
    with Host(f"sqlite:///{folder / f'{number}-record.db'}", NOW) as host:
        desks = ready(host, A_ROUND)
        with Recorder() as written:
            for desk in desks:
                written.append([])
                issued([desk])
    return mine, cpu(again(rehearsed, written), A_ROUND)


TRACED = """
import os
import sys
sys.path.insert(0, "scripts")
from pathlib import Path
from measures.issuing import Host, NOW, issued, ready
host = Host(f"sqlite:///{sys.argv[1]}", NOW)
desks = ready(host, 3)
issued(desks[:1])
Path(sys.argv[2]).exists()
issued(desks[1:2])
Path(sys.argv[2]).exists()
os._exit(0)
"""


def flushes(folder: Path) -> int | None:
    """Of one issue, counted by the system between two marks; None where strace is not to be had."""
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
        found = [compared("issuing for cash, against the bare driver", "us", pairs, GOALS["cpu"])]
        synced = flushes(folder)
        if synced is not None:
            found.append(counted("issuing for cash, flushes, of at most", "flushes", synced, GOALS["flushes"]))
        return found
