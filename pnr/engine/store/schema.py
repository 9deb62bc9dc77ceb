"""The state of a database's tables: made new, as they should be, older and brought up to date, or not ours."""
from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, literal_column, select, text, union_all
from sqlalchemy.schema import CreateIndex, CreateTable

from ...errors import NewerSchema, StoreUnavailable
from . import keys
from .keys import Keys
from .retry import pauses_within
from .tables import insert_if_new, metadata, revisions, world
from .weight import Weight

if TYPE_CHECKING:
    from .open import Session, Store

ANOTHER = 1.0  # seconds another program is given for the rest of its migration
REVISION = "0010"  # the newest of migrations/versions; a test holds the two together

REVISIONS = select(literal_column("'revision'"), revisions.c.version_num)
KEYS = select(world.c.name, world.c.value).where(world.c.name.like(f"{keys.ROW}%"))
STATE = union_all(REVISIONS, KEYS)
REMEMBER = insert_if_new(world)
STAMP = insert(revisions).inline()
MARK = "migrating"
UNMARK = delete(world).where(world.c.name == MARK)

TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'",
    "postgresql": "SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = current_schema()",
    "mysql": "SELECT table_name FROM information_schema.tables WHERE table_schema = database()",
    "mariadb": "SELECT table_name FROM information_schema.tables WHERE table_schema = database()",
}
ELSEWHERE = "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
TABLE = "table"
STATES = {  # with the names of the tables in the same question; elsewhere a lost one is noticed when it is needed
    name: union_all(REVISIONS, KEYS, select(literal_column(f"'{TABLE}'"), literal_column("found.*")).select_from(
        text(f"({TABLES[name]}) AS found"))) for name in ("sqlite", "postgresql")
}


def ready(store: Store, fixed: bool) -> Keys:
    """See that the tables are there and as this program wants them; one SELECT when they are. Gives the keys."""
    state = look(store)
    if "revision" not in state:
        create(store, fixed)
        state = look(store)
    if state["revision"] != REVISION:
        bring_up(store, state["revision"])
        state = look(store)
    demand_tables(store, state)
    found = keys.unlocked(store.driver, state)
    if fresh := found.rows().keys() - state.keys():
        store.transact(Weight.FILE, lambda session, _: remember(session, found, fresh))
    return found


def look(store: Store) -> dict[str, str]:
    """The revision, the rows of the keys and the names of tables; nothing for a database without tables."""
    from .. import tables  # noqa: F401 - every table must be known before one is made

    state = STATES.get(store.driver.name, STATE)
    try:
        rows = store.transact(Weight.LOOK, lambda session, _: session.run(state).fetchall())
    except StoreUnavailable as error:
        if not store.driver.lacks(error.__cause__):
            raise
        demand_ours(store)
        return {}
    return told(rows)


def told(rows: list[tuple[str, str]]) -> dict[str, str]:
    """By name, what there is several of in one text: a database with two revisions has none we know."""
    found: dict[str, str] = {}
    for name, value in sorted(map(tuple, rows)):
        found[name] = f"{found[name]} {value}" if name in found else value
    return found


def demand_ours(store: Store) -> None:
    """Raises StoreUnavailable for tables that are not ours, or ours without a stamp, or stamped and half gone."""
    names = table_names(store)
    ours = names if store.driver.sqlite else names & metadata.tables.keys()
    if ours and revisions.name not in names:
        raise StoreUnavailable(reason=f"{store.driver.shown}: this database belongs to another program")
    if ours and store.transact(Weight.LOOK, lambda session, _: session.run(select(revisions)).fetchone()):
        demand_all(store, table_names(store))  # of after the stamp: somebody may just have made them


def table_names(store: Store) -> set[str]:
    query = text(TABLES.get(store.driver.name, ELSEWHERE))
    return {row[0] for row in store.transact(Weight.LOOK, lambda session, _: session.run(query).fetchall())}


def demand_tables(store: Store, state: dict[str, str]) -> None:
    if TABLE in state:
        demand_all(store, state[TABLE].split())


def demand_all(store: Store, names: Iterable[str]) -> None:
    missing = metadata.tables.keys() - set(names)
    if missing:
        raise StoreUnavailable(
            reason=f"{store.driver.shown}: half of its tables only, without {', '.join(sorted(missing))}")


def create(store: Store, fixed: bool) -> None:
    """Tables, then rows in a transaction of their own, as some stores do not mix the two. Cut short, it is resumed."""
    store.transact(Weight.FILE, lambda session, _: create_tables(session))
    store.transact(Weight.FILE, lambda session, _: stamp(session, keys.made(store.driver, fixed)))


def create_tables(session: Session) -> None:
    for table in [revisions, *(table for table in metadata.sorted_tables if table is not revisions)]:
        session.run(CreateTable(table, if_not_exists=True))
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            session.run(CreateIndex(index, if_not_exists=True))


def stamp(session: Session, made: Keys) -> None:
    if session.run(STATE).fetchone() is None:
        session.run(STAMP, version_num=REVISION)
        remember(session, made, made.rows())


def remember(session: Session, found: Keys, names) -> None:
    for name, check in found.rows().items():
        if name in names:
            session.run(REMEMBER, name=name, value=check)


def bring_up(store: Store, found: str) -> None:
    """Migrate an older database, after a copy of it where it is a file; raises NewerSchema for what we do not know."""
    from . import migrating  # alembic comes with it

    if not migrating.known(found):
        raise NewerSchema(reason=f"{store.driver.shown}: revision {found} is not known here, which has {REVISION}")
    try:
        with store.lines[Weight.FILE]:
            if look(store)["revision"] == found:  # or somebody did it while we stood in line
                with marked(store, found):
                    migrating.upgrade(store.driver)
    except StoreUnavailable:
        if not brought_up_meanwhile(store):
            raise


@contextmanager
def marked(store: Store, found: str) -> Iterator[None]:
    """Where a database keeps each change of a table at once, half of a migration is known by a mark, and stays so.

    Raises StoreUnavailable for the mark of another program, which is at work or was cut short.
    """
    if not store.driver.keeps_changes_at_once:
        yield
        return
    if not store.transact(Weight.FILE, lambda session, _: session.run(REMEMBER, name=MARK, value=found).rowcount):
        raise StoreUnavailable(
            reason=f"{store.driver.shown}: a migration from revision {found} was cut short and cannot be undone; "
                   f"bring back a backup, or mend the tables and delete {MARK} from world")
    yield
    store.transact(Weight.FILE, lambda session, _: session.run(UNMARK))


def brought_up_meanwhile(store: Store) -> bool:
    """Whether the steps failed only because another program was taking them; a server has no line to wait in."""
    for pause in pauses_within(ANOTHER):
        if look(store)["revision"] == REVISION:
            return True
        time.sleep(pause)
    return False
