"""A dump made into a database again, whole or not at all; and both ways to and from a file."""
from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from itertools import islice
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Any

from sqlalchemy import Delete, Insert, Select, Table, delete, insert, literal, select, text

from ...errors import StoreUnavailable
from . import keys
from .dump import FORMAT, IN, SPOOL, change, changed, dump, dumped, trailer
from .schema import REVISION, remember
from .tables import metadata, world
from .weight import Weight

if TYPE_CHECKING:
    from .open import Session, Store

BATCH = 500  # rows handed to the driver at a time
ALONE = {  # nobody writes a row meanwhile that was not there when its table was emptied; elsewhere one writer is enough
    "postgresql": "LOCK TABLE {} IN EXCLUSIVE MODE",
}


def restore(store: Store, lines: Iterable[str], force: bool = False, key: str = "") -> None:
    """Make the database what the dump says.

    Raises StoreUnavailable for a dump that is cut, altered, of another revision or sealed with a key we do not have,
    and, without `force`, when the database holds anything. `key` is the text of a key file that came with the dump.
    """
    with SpooledTemporaryFile(SPOOL, "w+", encoding="utf-8", newline="\n") as spool:
        keep(lines, spool)
        found = keys.fitting(store.driver, key_rows(rows(spool)), key)
        keys.announce(store.driver, found)
        store.transact(Weight.FILE, lambda session, _: replace(session, spool, force))
    keys.adopt(store.driver, found)
    store.keys = found
    store.numbers.forget()


def keep(lines: Iterable[str], spool: IO[str]) -> None:
    """Put the dump aside without its trailer, which must fit."""
    count, hashed, last = 0, sha256(), None
    for line in lines:
        if last is not None:
            count += 1
            hashed.update(last.encode())
            spool.write(last)
        last = line.rstrip("\r\n") + "\n"
        if count == 0:
            check_head(last)
    if last != trailer(count, hashed.hexdigest()) + "\n":
        raise StoreUnavailable(reason="the dump was cut short or altered")


def check_head(line: str) -> None:
    try:
        head = json.loads(line)
    except ValueError:
        head = None
    if not isinstance(head, dict) or head.get("dump") != FORMAT:
        raise StoreUnavailable(reason="not a dump of this program")
    if head.get("revision") != REVISION:
        raise StoreUnavailable(reason=f"a dump of revision {head.get('revision')} does not fit one of {REVISION}")


def rows(spool: IO[str]) -> Iterator[tuple[str, list[str], list[Any]]]:
    """Table, columns and values of each row."""
    spool.seek(0)
    name, columns = "", list[str]()
    for line in spool:
        item = json.loads(line)
        if isinstance(item, list):
            yield name, columns, item
        elif "table" in item:
            name, columns = item["table"], item["columns"]


def key_rows(found: Iterable[tuple[str, list[str], list[Any]]]) -> dict[str, str]:
    """What the dumped database remembers of its keys."""
    pairs = (dict(zip(columns, values, strict=True)) for name, columns, values in found if name == world.name)
    return {pair["name"]: pair["value"] for pair in pairs if pair["name"].startswith(keys.ROW)}


def replace(session: Session, spool: IO[str], force: bool) -> None:
    if not force and not is_empty(session):
        raise StoreUnavailable(reason=f"{session.store.driver.shown}: the database is not empty")
    empty(session)
    found = rows(spool)
    while batch := list(islice(found, BATCH)):
        for name in dict.fromkeys(name for name, _, _ in batch):
            table = metadata.tables[name]
            fenced = fences(session, table)
            session.run_each(filling(table), [values_of(table, *row[1:]) | fenced for row in batch if row[0] == name])


def empty(session: Session) -> None:
    if alone := ALONE.get(session.store.driver.name):
        session.run(text(alone.format(", ".join(table.name for table in dumped()))))
    for table in dumped():
        session.run(emptying(table))


def fences(session: Session, table: Table) -> dict[str, int]:
    """New values for what programs at work compare their rows by."""
    return {column.name: session.store.epoch for column in table.columns if column.info.get("fence")}


def clear(store: Store) -> None:
    """A fresh world under the same keys."""

    def body(session: Session, _: bool) -> None:
        empty(session)
        remember(session, store.keys, store.keys.rows())

    store.transact(Weight.FILE, body)
    store.numbers.forget()


def values_of(table: Table, columns: list[str], values: list[Any]) -> dict[str, Any]:
    changes = [(place, how) for place, name in enumerate(columns) if (how := change(table.c[name], IN))]
    return dict(zip(columns, changed(values, changes), strict=True))


def is_empty(session: Session) -> bool:
    """True when nothing is there but what opening a database may put in by itself."""
    return not any(session.run(first_row(table)).fetchone() for table in dumped() if not table.info.get("seed"))


@cache
def emptying(table: Table) -> Delete:
    return delete(table)


@cache
def filling(table: Table) -> Insert:
    return insert(table).inline()


@cache
def first_row(table: Table) -> Select:
    return select(literal(1)).select_from(table).limit(1)


# ---- files

def backup(store: Store, path: str | Path) -> None:
    """Write the dump to a file only its owner reads, whole or not at all. The key is not in it."""
    target = Path(path)
    aside = target.with_name(f"{target.name}.{os.getpid()}")
    try:
        with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in dump(store))
            file.flush()
            os.fsync(file.fileno())
        os.replace(aside, target)
    except OSError as error:
        raise StoreUnavailable(reason=f"{target}: {error.strerror}") from error
    finally:
        aside.unlink(missing_ok=True)


def restore_file(store: Store, path: str | Path, force: bool = False) -> None:
    """Restore from a backup. When it was sealed with a key of its own, that is looked for as `<file>.key`."""
    try:
        key = Path(f"{path}.key")
        with open(path, encoding="utf-8") as file:
            restore(store, file, force, key.read_text("ascii") if key.exists() else "")
    except OSError as error:
        raise StoreUnavailable(reason=f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise StoreUnavailable(reason=f"{path}: not a dump of this program") from error
