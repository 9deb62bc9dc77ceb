"""Starting: processor of `pnr parse` of one entry and of the first prompt on a terminal, against a bare interpreter."""
import os
import pty
import resource
import select
import signal
import subprocess
import sys
from pathlib import Path

from measures.rounds import alternate

ROOT = Path(__file__).resolve().parents[2]
GOALS = {"parse": 8, "prompt": 15}
BARE = [sys.executable, "-c", "pass"]
ENTRY = b"AN10DECPEKSHA\n"
COME = b">"
SECONDS = 60


def spent(usage: resource.struct_rusage) -> float:
    return (usage.ru_utime + usage.ru_stime) * 1000


def bare() -> float:
    return run(BARE)


def run(command: list[str], given: bytes = b"") -> float:
    """Milliseconds of processor of a program from start to end."""
    before = spent(resource.getrusage(resource.RUSAGE_CHILDREN))
    done = subprocess.run(command, input=given, capture_output=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return spent(resource.getrusage(resource.RUSAGE_CHILDREN)) - before


def prompt() -> float:
    """Until the prompt has come, on a terminal of its own; it is killed there."""
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(ROOT)
        os.execv(sys.executable, [sys.executable, "-m", "pnr", "--db", "sqlite://", "--now", "2026-12-01T09:00Z"])
    shown = b""
    while COME not in shown and select.select([terminal], [], [], SECONDS)[0]:
        shown += os.read(terminal, 65536)
    os.kill(process, signal.SIGKILL)
    usage = os.wait4(process, 0)[2]
    os.close(terminal)
    assert COME in shown, shown
    return spent(usage)


def measures() -> list[dict]:
    parse = [sys.executable, "-m", "pnr", "parse"]
    return [
        alternate("start, pnr parse of one entry, against a bare interpreter", "ms", lambda: run(parse, ENTRY), bare,
                  GOALS["parse"]),
        alternate("start, first prompt on a terminal, against a bare interpreter", "ms", prompt, bare, GOALS["prompt"]),
    ]
