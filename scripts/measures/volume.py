"""A host with a hundred thousand and with a million bookings: what a filing costs, and how large it is on disk."""
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from measures.filing import NOW, filed, ready
from measures.rounds import compared, counted, cpu
from pnr.engine.booking import tables
from pnr.engine.booking.bookings import Bookings
from pnr.engine.store.weight import Weight
from pnr.terminal.host import Host

FEW, MANY = 100_000, 1_000_000
GOALS = {"cpu": 1.5, "bytes": 2.5, "retrieve": 4}
ROUNDS, A_ROUND = 11, 24
BATCH = 5_000
SURNAMES = ("SMITH", "BROWN", "WHITE", "GREEN", "BLACK", "MARTIN", "GARCIA", "KHAN", "IVANOV", "TANAKA", "WANG", "LI")


def sample(url: str) -> tuple[str, str]:
    """The body and the envelope of a filed booking, as they are stored."""
    with Host(url, NOW) as host:
        filed(ready(host, 1))
        return host.store.transact(Weight.LOOK, lambda session, _: (
            session.run(tables.ALL).fetchone()[2], session.run(tables.HISTORY, number=0).fetchone()[0]))


def rows(first: int, last: int, body: str, envelope: str) -> dict[str, Iterator[tuple]]:
    """Those of so many bookings, by table; every one with two names, two flights and a history of one filing."""
    numbers = range(first, last)
    names = (SURNAMES[number % 12] + chr(65 + number // 12 % 26) + chr(65 + number // 312 % 26) for number in numbers)
    found = [("name", f"{name}/{given} MR", number) for name, number in zip(names, numbers, strict=True)
             for given in ("JOHN", "MARY")]
    found += [("flight", f"CZ{3175 + number % 400:04}2701{1 + (number + leg) % 31:02}", number)
              for number in numbers for leg in range(2)]
    return {"booking": ((number, 1, body) for number in numbers), "finder": iter(sorted(found)),
            "history": ((number, 1, envelope) for number in numbers)}


def fill(path: Path, count: int) -> int:
    """Make a host of so many bookings, none of them sealed anew; how many bytes its documents have."""
    body, envelope = sample(f"sqlite:///{path}")
    raw = sqlite3.connect(path)
    for pragma in ("synchronous=OFF", "cache_size=-600000"):  # KB: the finders are filled in no order
        raw.execute(f"PRAGMA {pragma}")
    for first in range(1, count, BATCH):
        for table, some in rows(first, min(count, first + BATCH), body, envelope).items():
            raw.executemany(f"INSERT INTO {table} VALUES (?, ?, ?)", some)
        raw.commit()
    raw.execute("UPDATE counter SET value = ? WHERE name = 'booking' AND value < ?", (count + BATCH, count + BATCH))
    raw.commit()
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()
    return count * (len(body) + len(envelope))


def each_filing(paths: tuple[Path, Path]) -> list[tuple[float, float]]:
    """Microseconds of processor of a filing into each of two hosts, in turn."""
    hosts = [Host(f"sqlite:///{path}", NOW) for path in paths]
    try:
        many, few = hosts
        return [(one_filing(many), one_filing(few)) for _ in range(ROUNDS + 1)][1:]
    finally:
        for host in hosts:
            host.close()


def one_filing(host: Host) -> float:
    desks = ready(host, A_ROUND)
    return cpu(lambda: filed(desks), A_ROUND)


def retrieving(path: Path) -> list[tuple[float, float]]:
    """The reply to a retrieval by locator, and one SELECT by primary key with the same decoding, in microseconds."""
    with Host(f"sqlite:///{path}", NOW) as host:
        desks = ready(host, A_ROUND)
        locators = [desk.ask("ET").locator for desk in desks]
        desk, raw = host.desk(), sqlite3.connect(path)
        bookings = host.store.transact(Weight.LOOK, lambda session, _: Bookings(session))
        numbers = [number for number, in raw.execute("SELECT id FROM booking ORDER BY id DESC LIMIT ?", (A_ROUND,))]

        def ours() -> None:
            for locator in locators:
                desk.ask(f"RT{locator}")

        def floor() -> None:
            for number in numbers:
                bookings.opened(number, raw.execute("SELECT body FROM booking WHERE id = ?", (number,)).fetchone()[0])

        return [(cpu(ours, A_ROUND), cpu(floor, A_ROUND)) for _ in range(ROUNDS + 1)][1:]


def measures() -> list[dict]:
    with tempfile.TemporaryDirectory(prefix="pnr-volume-") as folder:
        few, many = Path(folder) / "few.db", Path(folder) / "many.db"
        payload = fill(few, FEW)
        size = few.stat().st_size
        fill(many, MANY)
        return [
            compared("filing among a million bookings, against a hundred thousand", "us",
                     each_filing((many, few)), GOALS["cpu"]),
            counted("bytes of a booking in a file, over its documents, of at most", "times", size / payload,
                    GOALS["bytes"]),
            compared("retrieving by locator, against a select by key and decoding", "us", retrieving(many),
                     GOALS["retrieve"]),
        ]
