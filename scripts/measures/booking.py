"""A whole booking of seven entries: how many entries a second, in memory and in a file, and what an entry costs."""
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from measures.rounds import compared
from pnr.terminal.desk import Desk
from pnr.terminal.host import Host

NOW = "2026-12-01T09:00Z"
ENTRIES = ("AN{day}JANCANDLC/ACZ", "SSCZ3175Y{day}JANCANDLC1", "NM1SMITH/JOHN MR", "AP010 60000000", "TKOK", "RFJOHN",
           "ET")
INSERT = "INSERT INTO one VALUES ('row')"
BOOKINGS, ROUNDS = 25, 11


class Agent:
    """Makes one booking after another, each on another day."""

    def __init__(self, host: Host):
        self.desk, self.made = host.desk(), 0

    def book(self) -> list[float]:
        """Seconds of each entry."""
        self.made += 1
        return [self.entry(entry.format(day=1 + self.made % 31)) for entry in ENTRIES]

    def entry(self, text: str) -> float:
        start = perf_counter()
        answer = self.desk.answer(text)
        took = perf_counter() - start
        assert answer.ok, (text, answer.screen)
        return took


def one_row(database: Path) -> Callable[[], float]:
    """Seconds of one durable commit of one row by the bare driver."""
    raw = sqlite3.connect(database, isolation_level=None)
    for text in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "CREATE TABLE one (row TEXT)"):
        raw.execute(text)
    return lambda: timed(lambda: [raw.execute(text) for text in ("BEGIN IMMEDIATE", INSERT, "COMMIT")])


def read_only(desk: Desk) -> Callable[[], float]:
    """Seconds of an entry that is read and not carried out."""
    texts = [entry.format(day=day) for entry in ENTRIES for day in (11, 12)]
    return lambda: timed(lambda: [desk.dialect.read(text) for text in texts]) / len(texts)


def timed(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def measured(agent: Agent, floor: Callable[[], float]) -> list[tuple[list[list[float]], float]]:
    """Rounds: the seconds of each entry of so many bookings, and of the floor."""
    agent.book()
    return [([agent.book() for _ in range(BOOKINGS)], median(floor() for _ in range(BOOKINGS))) for _ in range(ROUNDS)]


def rate(name: str, rounds: list) -> dict:
    pairs = [(BOOKINGS * len(ENTRIES) / sum(map(sum, booked)), 1 / floor) for booked, floor in rounds]
    return compared(name, "a second", pairs)


def in_memory() -> list[dict]:
    with Host("sqlite://", NOW) as host:
        agent = Agent(host)
        return [rate("booking in memory, entries, against entries only read", measured(agent, read_only(agent.desk)))]


def durable(folder: Path) -> list[dict]:
    with Host(f"sqlite:///{folder / 'host.db'}", NOW) as host:
        rounds = measured(Agent(host), one_row(folder / "raw.db"))
    found = [rate("booking in a file, entries, against durable commits of one row", rounds)]
    for place, entry in enumerate(ENTRIES):
        pairs = [(median(times[place] for times in booked) * 1e6, floor * 1e6) for booked, floor in rounds]
        found.append(compared(f"booking in a file, {entry[:2]}, against the commit of one row", "us", pairs))
    return found


def measures() -> list[dict]:
    with tempfile.TemporaryDirectory(prefix="pnr-booking-") as folder:
        return [*in_memory(), *durable(Path(folder))]
