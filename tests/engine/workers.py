"""Processes that work at desks, forked from a warm parent so that each is ready at once."""
import os
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field

from pnr.grammar import dialect
from pnr.terminal.host import WORLD

Work = Callable[[int, Callable[[str], None]], None]  # its number, and how it says what it was told


def warm(*dialects: str) -> None:
    """Read what every child needs, once, in the parent."""
    WORLD.places, WORLD.timetable, WORLD.airlines, WORLD.offices  # noqa: B018 - read at first use
    for name in dialects or ("amadeus",):
        for family in dialect.load(name).reader.families.values():
            family.lark  # noqa: B018


@dataclass
class Worker:
    """A child and the pipe on which it tells what it was told."""

    process: int
    pipe: int
    told: bytes = b""
    code: int | None = field(default=None)

    def lines(self) -> list[str]:
        """Everything it told until its end, a last line cut short left out; waits for it."""
        if self.code is None:
            while part := os.read(self.pipe, 65536):
                self.told += part
            os.close(self.pipe)
            self.code = os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])
        return self.told.decode().split("\n")[:-1]

    def until(self, count: int) -> list[str]:
        """What it told, as soon as it told so much."""
        while self.told.count(b"\n") < count:
            part = os.read(self.pipe, 65536)
            assert part, "it ended too soon"
            self.told += part
        return self.told.decode().split("\n")[:count]

    def kill(self) -> None:
        os.kill(self.process, signal.SIGKILL)


def start(work: Work, number: int = 0) -> Worker:
    """A child at work."""
    reading, writing = os.pipe()
    sys.stdout.flush()
    process = os.fork()
    if process:
        os.close(writing)
        return Worker(process, reading)
    code = 1
    try:
        os.close(reading)
        work(number, lambda line: os.write(writing, f"{line}\n".encode()) and None)
        code = 0
    except BaseException:
        os.write(2, traceback.format_exc().encode())
    finally:
        os._exit(code)


def all_of(count: int, work: Work) -> list[list[str]]:
    """What each of so many children told, who all begin at one moment; all must come to a good end."""
    waiting, opening = os.pipe()

    def begin(number: int, say: Callable[[str], None]) -> None:
        os.close(opening)
        os.read(waiting, 1)  # until the parent closes its end
        work(number, say)

    workers = [start(begin, number) for number in range(count)]
    os.close(opening)
    os.close(waiting)
    told = [worker.lines() for worker in workers]
    assert [worker.code for worker in workers] == [0] * count
    return told
