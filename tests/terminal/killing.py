"""Runs of `pnr run --resume` that kill themselves at any moment, forked from a warm parent; also for scripts/soak."""
import contextlib
import os
import random
import re
import signal
import sys
from dataclasses import replace
from pathlib import Path

from engine import workers

from pnr.engine.booking.areas import Areas
from pnr.engine.booking.bookings import Bookings
from pnr.engine.inventory.seats import Seats
from pnr.engine.store.due import Due
from pnr.engine.store.open import Link, Session
from pnr.engine.store.weight import Weight
from pnr.engine.ticketing.accounts import Ledger
from pnr.engine.ticketing.records import Tickets
from pnr.engine.ticketing.stock import Stock
from pnr.terminal import batch
from pnr.terminal.cli import main
from pnr.terminal.host import Host
from pnr.terminal.journal import Journal
from pnr.terminal.player import Player, Seat

NOW = "2026-12-01T09:00Z"
STORY = Path(__file__).with_name("story.resume")
SPOKEN = ((Link, "say"), (Session, "run"), (Session, "run_each"), (Journal, "put"), (Journal, "flush"),
          (os, "fsync"), (batch.Text, "step"))


class Fuse:
    """Counts what a program says to the store, the journal and the screen, and ends it before or after one of them."""

    def __init__(self, last: int):
        self.last, self.burnt = last, 0

    def burn(self) -> None:
        self.burnt += 1
        if self.burnt == self.last:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, owner, name: str) -> None:
        real = getattr(owner, name)

        def said(*given, **named):
            self.burn()
            answer = real(*given, **named)
            self.burn()
            return answer

        setattr(owner, name, said)


def running(folder: Path, last: int, where: str):
    """Work that plays the story with its journal in a folder, to its end or to a moment of its own."""

    def work(number, say):
        fuse = Fuse(last)
        for owner, name in SPOKEN:
            fuse.around(owner, name)
        out = open(folder / "out", "a")  # noqa: SIM115 (the process ends with it)
        sys.stdout = sys.stderr = out
        try:
            main(["--db", where, "--now", NOW, "--terminal", "R", "run", "--resume", str(folder / "journal"),
                  str(STORY)])
        except SystemExit as ended:
            say(f"ended {ended.code} {fuse.burnt}")

    return work


def run(folder: Path, last: int = 0, where: str = "") -> tuple[int, int] | None:
    """Exit code and moments of one run; None of one that was killed."""
    folder.mkdir(exist_ok=True)
    worker = workers.start(running(folder, last, where or url(folder)))
    told = worker.lines()
    assert worker.code in (0, -9), worker.code
    return tuple(map(int, told[0].split()[1:])) if told else None


def until_done(folder: Path, seed: int, moments: int, where: str = "", kills: int = 2) -> int:
    """Kill a run and those that go on from it at moments the seed draws; the exit code of the last, which may end."""
    chance = random.Random(seed)
    for _ in range(kills):
        if run(folder, chance.randint(1, moments), where):
            break
    ended = run(folder, 0, where)
    assert ended, (folder / "out").read_text()
    return ended[0]


def url(folder: Path) -> str:
    return f"sqlite:///{folder / 'host.db'}"


def warm() -> None:
    """Read in the parent what every run will need, by playing the story once."""
    workers.warm("amadeus", "eterm")
    with Host("sqlite://", NOW) as host, contextlib.redirect_stdout(None):
        player = Player(host, Seat())
        batch.play(player, batch.read(STORY), batch.Text(lambda text: None), batch.Tally())


# ---- what counts of a database

def state(where: str) -> dict[str, list[str]]:
    """Everything but numbers that were leased: a crash leaves a gap in them."""
    with Host(where, NOW) as host:
        assert host.check() == []
        return host.store.transact(Weight.LOOK, lambda session, _: told(session))


def told(session) -> dict[str, list[str]]:
    bookings = list(Bookings(session).all())
    numbers = {booking.number: place for place, booking in enumerate(bookings)}
    histories = [Bookings(session).history(booking) for booking in bookings]
    tickets = list(Tickets(session).all())
    found = {
        "bookings": [replace(booking, number=numbers[booking.number]) for booking in bookings],
        "histories": histories,
        "tickets": [replace(ticket, booking=numbers[ticket.booking]) for ticket in tickets],
        "ledger": list(Ledger(session).all()),
        "stock": sorted(Stock(session).all(), key=str),
        "seats": list(Seats(session).all()),
        "due": [(item.at, item.kind, item.key) for item in Due(session).all()],
        "areas": [(name, area.working.elements, area.changed) for name, area in Areas(session).all()],
    }
    return {name: [plain(repr(each)) for each in items] for name, items in found.items()}


def plain(text: str) -> str:
    return re.sub(r"\b[A-Z2-9]{6}\b", "LOCATR", text)
