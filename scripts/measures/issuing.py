"""Issuing a ticket: its processor against raw sqlite3 writing the same rows, its flushes in cash and with a gateway."""
import shutil
import subprocess
import sys
from pathlib import Path

from measures.filing import NOW, Recorder, Written, again, copied, scratch
from measures.rounds import ROUNDS, compared, counted, cpu
from pnr.terminal.desk import Desk
from pnr.terminal.host import Host

GOALS = {"cpu": 2.5, "cash": 1, "gateway": 2}
A_ROUND = 24  # tickets
CASH, CARD = "FPCASH", "FPCCVI4111111111111111/1230"
BOOKING = ("SSCZ3175Y20DECCANDLC1", "NM1SMITH/JOHN MR", "APM13800138000/P1", "TKOK", "FXP")
TOP = Path(__file__).resolve().parents[2]


def ready(host: Host, count: int, pay: str) -> list[Desk]:
    """Desks that need but one entry to issue."""
    desks = [host.desk() for _ in range(count)]
    for place, desk in enumerate(desks):
        for entry in (*BOOKING, pay, "RFJOHN", "ER"):
            desk.ask(entry.replace("20DEC", f"{2 + place % 27}JAN"))
    return desks


def issued(desks: list[Desk]) -> None:
    for desk in desks:
        assert desk.answer("TTP").filed


def recorded(desks: list[Desk]) -> list[Written]:
    """What each of these wrote."""
    with Recorder() as written:
        for desk in desks:
            written.append([])
            issued([desk])
        return written


def pair(folder: Path, number: int, pay: str) -> tuple[float, float]:
    """Microseconds of ours and of the bare driver: of one state of a database, once issued by each."""
    ours, rehearsed = folder / f"{pay[:4]}{number}.db", folder / f"{pay[:4]}{number}-copy.db"
    with Host(f"sqlite:///{ours}", NOW) as host:
        desks = ready(host, A_ROUND, pay)
        copied(ours, rehearsed)
        mine = cpu(lambda: issued(desks), A_ROUND)
    with Host(f"sqlite:///{folder / f'{pay[:4]}{number}-record.db'}", NOW) as host:
        written = recorded(ready(host, A_ROUND, pay))
    return mine, cpu(again(rehearsed, written), A_ROUND)


TRACED = """
import os, sys
sys.path.insert(0, "scripts")
from pathlib import Path
from measures.issuing import Host, NOW, issued, ready
database, mark, pay, *gateway = sys.argv[1:]
desks = ready(Host(f"sqlite:///{database}", NOW, gateway=(gateway or [None])[0]), 3, pay)
issued(desks[:1])
Path(mark).exists()
issued(desks[1:2])
Path(mark).exists()
os._exit(0)
"""


def flushes(folder: Path, pay: str, *gateway: str) -> int | None:
    """Of one ticket, counted by the system between two marks; None where strace is not to be had."""
    tracer, mark, log = shutil.which("strace"), folder / "mark", folder / f"trace{len(gateway)}"
    if tracer is None:
        return None
    program = [sys.executable, "-c", TRACED, str(folder / f"traced{len(gateway)}.db"), str(mark), pay, *gateway]
    calls = "trace=fsync,fdatasync,sync_file_range,msync,stat,newfstatat"
    done = subprocess.run([tracer, "-f", "-o", str(log), "-e", calls, *program], capture_output=True, cwd=TOP)
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    marks = [place for place, line in enumerate(lines) if f'"{mark}"' in line]
    if done.returncode or len(marks) != 2:
        return None
    return sum("sync(" in line for line in lines[marks[0]:marks[1]])


def through_gateway(folder: Path) -> int | None:
    program = [sys.executable, "-m", "pnr", "gateway", "--port", "0"]
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True, cwd=TOP) as gateway:
        try:
            address = [gateway.stdout.readline().strip() for _ in range(2)][1] if gateway.stdout else ""
            return flushes(folder, CARD, address)
        finally:
            gateway.terminate()


def measures() -> list[dict]:
    with scratch() as folder:
        found = []
        for name, pay in (("in cash", CASH), ("by card", CARD)):
            pairs = [pair(folder, number, pay) for number in range(ROUNDS + 1)][1:]
            found.append(compared(f"issuing {name}, against the bare driver", "us", pairs, GOALS["cpu"]))
        for name, synced in (("cash", flushes(folder, CASH)), ("gateway", through_gateway(folder))):
            if synced is not None:
                found.append(counted(f"issuing, flushes with {name}, of at most", "flushes", synced, GOALS[name]))
        return found
