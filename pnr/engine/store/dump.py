"""The whole database as lines of JSON, equal on every store: for backup, snapshot and digest.

A head, for each table its name and columns, its rows in key order, and a trailer that counts and hashes what came
before, so that a dump cut short or altered is noticed. "Equal databases" means equal digests; a digest leaves out the
columns and tables declared volatile, whose values tell how often a program was started and nothing of the airline.
"""
from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from hashlib import sha256
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Any

from sqlalchemy import Boolean, Column, LargeBinary, Select, String, Table, collate, select

from .schema import REVISION
from .tables import BYTES, metadata, revisions
from .weight import Weight

if TYPE_CHECKING:
    from .open import Session, Store

FORMAT = 1
SPOOL = 8 * 1024 * 1024  # characters of a dump held in memory before a temporary file takes over
COLLATIONS = {"postgresql": "C", "cockroachdb": "C", "mysql": BYTES, "mariadb": BYTES}

Plain = Callable[[Any], Any]
OUT: dict[type, Plain] = {LargeBinary: lambda value: b64encode(value).decode(), Boolean: bool}
IN: dict[type, Plain] = {LargeBinary: b64decode}


def dump(store: Store) -> Iterator[str]:
    """The lines, without line ends, as they were at one moment; others may write meanwhile."""
    with SpooledTemporaryFile(SPOOL, "w+", encoding="utf-8", newline="\n") as spool:
        store.transact(Weight.LOOK, lambda session, _: write(session, spool))
        spool.seek(0)
        for line in spool:
            yield line[:-1]


def write(session: Session, spool: IO[str]) -> None:
    spool.seek(0)
    spool.truncate()  # an earlier try may have written
    spool.writelines(f"{line}\n" for line in sealed(lines(session)))


def digest(store: Store) -> str:
    """One hash for all that counts in the database."""

    def body(session: Session, _: bool) -> str:
        found = sha256()
        for line in lines(session, volatile=False):
            found.update(f"{line}\n".encode())
        return found.hexdigest()

    return store.transact(Weight.LOOK, body)


def lines(session: Session, volatile: bool = True) -> Iterator[str]:
    yield compact({"dump": FORMAT, "revision": REVISION})
    for table in dumped(volatile):
        columns = columns_of(table, volatile)
        yield compact({"table": table.name, "columns": [column.name for column in columns]})
        changes = [(place, how) for place, column in enumerate(columns) if (how := change(column, OUT))]
        for row in session.stream(in_key_order(table, volatile, session.store.driver.name)):
            yield compact(changed(row, changes))


def dumped(volatile: bool = True) -> list[Table]:
    """Every table but alembic's, whose row the head tells."""
    return [table for _, table in sorted(metadata.tables.items())
            if table is not revisions and (volatile or not table.info.get("volatile"))]


def columns_of(table: Table, volatile: bool) -> list[Column]:
    return [column for column in table.columns if volatile or not column.info.get("volatile")]


@cache
def in_key_order(table: Table, volatile: bool, dialect: str) -> Select:
    """By the bytes of the key, which is not every server's own order of texts."""
    how = COLLATIONS.get(dialect)
    order = [collate(column, how) if how and isinstance(column.type, String) else column
             for column in table.primary_key]
    return select(*columns_of(table, volatile)).order_by(*order)


def change(column: Column, ways: dict[type, Plain]) -> Plain | None:
    """How a value of this column becomes one of JSON, or the other way; most are that already."""
    return next((how for kind, how in ways.items() if isinstance(column.type, kind)), None)


def changed(row: Iterable[Any], changes: list[tuple[int, Plain]]) -> list[Any]:
    held = list(row)
    for place, how in changes:
        if held[place] is not None:
            held[place] = how(held[place])
    return held


def compact(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def sealed(found: Iterable[str]) -> Iterator[str]:
    """The lines and, after them, their number and hash."""
    count, hashed = 0, sha256()
    for line in found:
        count += 1
        hashed.update(f"{line}\n".encode())
        yield line
    yield trailer(count, hashed.hexdigest())


def trailer(count: int, hashed: str) -> str:
    return compact({"lines": count, "sha256": hashed})
