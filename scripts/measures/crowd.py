"""Sixteen processes filing into one SQLite file: against one alone, how long the slow ones wait, and how even it is."""
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from statistics import median, quantiles
from time import monotonic, perf_counter

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests")]

from engine import workers  # noqa: E402

from measures.rounds import compared, counted  # noqa: E402
from pnr.terminal.desk import Desk  # noqa: E402
from pnr.terminal.host import Host  # noqa: E402
from pnr.values.dates import short  # noqa: E402

NOW = "2026-12-01T09:00Z"
CROWD, ROUNDS, SECONDS = 16, 5, 6
MANY, APART = 300, 19  # days
GOALS = {"throughput": 1, "slow": 8, "even": 2}
BOOKING = ("SSCZ3175Y{day}CANDLC1", "NM1SMITH/JOHN MR", "AP010 60000000", "TKOK", "RFJOHN", "ET")
Filings = list[list[float]]  # of each process, the seconds of each end of transaction


def days(number: int) -> Iterator[str]:
    """One day after the other, each process from another one on: what is measured is the file, not the last seat."""
    first = date(2027, 1, 1)
    for made in count(number * APART):
        yield short(first + timedelta(made % MANY))


def book(desk: Desk, day: str) -> float:
    """Make a booking, and give the seconds of its end."""
    *entries, last = BOOKING
    for entry in entries:
        desk.ask(entry.format(day=day))
    start = perf_counter()
    desk.ask(last)
    return perf_counter() - start


def filing(url: str, seconds: float) -> workers.Work:
    def work(number: int, say) -> None:
        with Host(url, NOW) as host:
            desk, own = host.desk(), days(number)
            book(desk, next(own))
            end = monotonic() + seconds
            while monotonic() < end:
                say(str(book(desk, next(own))))

    return work


def filed(url: str, processes: int, seconds: float = SECONDS) -> Filings:
    return [[float(line) for line in told] for told in workers.all_of(processes, filing(url, seconds))]


def each(filings: Filings) -> float:
    """Microseconds from one filing to the next, of all processes together."""
    return SECONDS * 1e6 / sum(map(len, filings))


def slow(filings: Filings) -> tuple[float, float]:
    """p99 and p50 of all filings, in microseconds."""
    times = quantiles([took * 1e6 for own in filings for took in own], n=100)
    return times[98], times[49]


def rounds(url: str) -> list[tuple[Filings, Filings]]:
    """Of sixteen and of one, in turn; the first round warms up and is not counted."""
    return [(filed(url, CROWD), filed(url, 1)) for _ in range(ROUNDS + 1)][1:]


def measures() -> list[dict]:
    workers.warm()
    with tempfile.TemporaryDirectory(prefix="pnr-crowd-") as folder:
        url = f"sqlite:///{folder}/host.db"
        Host(url, NOW).close()
        found = rounds(url)
        with Host(url, NOW) as host:
            assert host.check() == []
    uneven = median(max(map(len, crowd)) / max(1, min(map(len, crowd))) for crowd, _ in found)
    return [
        compared("sixteen processes on one file, from filing to filing, against one process", "us",
                 [(each(crowd), each(one)) for crowd, one in found], GOALS["throughput"]),
        compared("sixteen processes on one file, p99 of a filing, against its p50", "us",
                 [slow(crowd) for crowd, _ in found], GOALS["slow"]),
        counted("sixteen processes on one file, busiest over least busy, of at most", "times", uneven, GOALS["even"]),
    ]
