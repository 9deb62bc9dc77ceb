"""Loading a million fares into a database file, against a bare loop over its lines; and the memory it takes."""
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

from measures.rounds import compared, cpu
from pnr.engine.schedule.places import Places
from pnr.engine.tariff.loading import load
from pnr.terminal.host import Host

ROOT = Path(__file__).resolve().parents[2]
NOW = "2026-12-01T09:00Z"
FARES, ROUNDS, GOAL = 1_000_000, 5, 15
HEAD = ("carrier,tariff,origin,destination,direction,fare_class,booking_class,tag,currency,amount,rule,footnote,"
        "routing,gi,effective,discontinue\n")
CITIES = ("BJS SHA CAN CTU SIA HKG TPE TYO OSA SEL SIN BKK KUL JKT MNL DEL BOM DXB IST MOW LON PAR FRA ROM MAD AMS "
          "ZRH VIE CPH STO HEL LIS ATH NYC WAS CHI LAX SFO YTO YVR MEX SAO BUE SYD MEL AKL JNB NBO CAI").split()
CARRIERS = ("CA", "MU", "CZ", "BA", "AF", "LH", "AA", "SQ", "QF", "EK", "TK")
EACH = 40  # fares of a carrier in a market
LETTERS = "YBMHKLQVWGSTEUNRXOFAJCDZIP"


def lines() -> Iterator[str]:
    """Fares of a network, market by market as files of fares have them; the same each time."""
    markets = ((carrier, *pair) for carrier in CARRIERS for pair in permutations(CITIES, 2))
    for place, (carrier, origin, destination) in enumerate(markets):
        for number in range(EACH):
            letter = LETTERS[number % len(LETTERS)]
            yield (f"{carrier},IPRCE,{origin},{destination},F,{letter}LEO{number}MC,{letter},{number % 3 + 1},CNY,"
                   f"{(place * 37 + number * 211) % 9000 + 500},YY/WORLD/WF00,,MPM,,2026-03-29,2026-10-24\n")


def written(path: Path) -> Path:
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        for number, line in enumerate(lines()):
            if number == FARES:
                break
            file.write(line)
    return path


def bare(path: Path) -> None:
    with path.open(encoding="utf-8") as file:
        for _ in file:
            pass


def loaded(path: Path, database: Path) -> None:
    with Host(f"sqlite:///{database}", NOW) as host:
        assert load(host.store, path, "fares", Places.embedded()).rows == FARES


def pair(folder: Path, path: Path, number: int) -> tuple[float, float]:
    """Milliseconds of processor: ours, and of the bare loop."""
    database = folder / f"{number}.db"
    ours = cpu(lambda: loaded(path, database)) / 1000
    database.unlink()
    return ours, cpu(lambda: bare(path)) / 1000


def peak(program: str, *arguments: Path) -> float:
    """Megabytes a program of its own needed at most."""
    code = f"{program}\nprint(open('/proc/self/status').read().split('VmHWM:')[1].split()[0])"
    done = subprocess.run([sys.executable, "-c", code, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True,
                          check=True)
    return int(done.stdout) / 1024


LOADING = """
import sys
sys.path.insert(0, "scripts")
from pathlib import Path
from measures.loading import loaded
loaded(Path(sys.argv[1]), Path(sys.argv[2]))
"""
OPENING = """
import sys
from pnr.terminal.host import Host
Host(f"sqlite:///{sys.argv[1]}", "2026-12-01T09:00Z").close()
"""


def measures() -> Iterator[dict]:
    with tempfile.TemporaryDirectory(prefix="pnr-bench-") as name:
        folder = Path(name)
        path = written(folder / "fares.csv")
        pairs = [pair(folder, path, number) for number in range(ROUNDS + 1)][1:]
        yield compared("loading, 1,000,000 fares into a file, against a bare line loop", "ms", pairs, GOAL)
        memory = peak(LOADING, path, folder / "memory.db"), peak(OPENING, folder / "opened.db")
        yield compared("loading, memory at most, against a host that is only opened", "MB", [memory] * 2)
