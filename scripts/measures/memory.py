"""Memory: of a program with one desk at work, and what one more desk adds."""
import gc
import subprocess
import sys
import tracemalloc
from collections.abc import Iterable
from pathlib import Path

from measures.rounds import compared
from pnr.terminal.host import Host

ROOT = Path(__file__).resolve().parents[2]
NOW = "2026-12-01T09:00Z"
BOOKING = ("AN10DECPEKSHA", "SS1Y1", "NM1SMITH/JOHN MR", "AP010 60000000", "TKOK", "RFJOHN", "ER", "RT")
LAST = "DNALH"  # its answer begins as it does
DESKS, ROUNDS = 100, 5
BARE = "import sys\nfor line in sys.stdin:\n    print(line, flush=True)"


def own_memory(process: int) -> float:
    """Megabytes that are the program's alone: what is mapped from files is shared."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.split("RssAnon:")[1].split()[0]) / 1024


def running(command: list[str], entries: Iterable[str]) -> float:
    """Of a program that has answered the last of these lines and waits for more."""
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, text=True) as program:
        for entry in entries:
            program.stdin.write(f"{entry}\n")
        program.stdin.flush()
        for line in program.stdout:
            if line.startswith(LAST):
                break
        found = own_memory(program.pid)
        program.stdin.close()
        program.stdout.read()
    return found


def desk() -> float:
    command = [sys.executable, "-m", "pnr", "--db", "sqlite://", "--now", NOW]
    return running(command, [*BOOKING, LAST])


def bare() -> float:
    return running([sys.executable, "-c", BARE], [LAST])


def one_more() -> dict:
    """Kilobytes of Python's memory for each of many desks that hold a booking, against the text of one."""
    with Host("sqlite://", NOW) as host:
        working(host.desk())
        gc.collect()
        tracemalloc.start()
        kept = [working(host.desk()) for _ in range(DESKS)]
        gc.collect()
        each = tracemalloc.get_traced_memory()[0] / DESKS / 1024
        tracemalloc.stop()
        text = len(kept[0].enter("RT").encode()) / 1024
    return compared("memory, one more desk with a booking, against its text", "kB", [(each, text)] * 2)


def working(at):
    for entry in BOOKING:
        at.answer(entry)
    return at


def measures() -> list[dict]:
    pairs = [(desk(), bare()) for _ in range(ROUNDS)]
    return [compared("memory, a program with a desk at work, against a bare interpreter", "MB", pairs), one_more()]
