"""Older databases brought up to date by alembic; imported only when one is met."""
from __future__ import annotations

import os
import sqlite3
import threading
from functools import partial
from pathlib import Path
from typing import Any

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, NullPool, create_engine, event
from sqlalchemy.exc import SQLAlchemyError

from ...errors import StoreUnavailable
from .driver import Driver, one_line
from .tables import metadata

FOLDER = Path(__file__).with_name("migrations")
ALONE = threading.Lock()  # alembic keeps what it works on in the module


def scripts() -> ScriptDirectory:
    return ScriptDirectory(str(FOLDER))


def known(revision: str) -> bool:
    return revision in {script.revision for script in scripts().walk_revisions()}


def upgrade(driver: Driver, target: str = "head") -> None:
    """Take every step that is missing, in one transaction where the database can; a file is copied before."""
    if driver.path:
        copied(driver.path)
    engine = engine_of(driver)
    try:
        with ALONE, engine.begin() as connection:
            step(connection, target)
    except SQLAlchemyError as error:
        raise StoreUnavailable(reason=f"{driver.shown}: not migrated: {one_line(error)}") from error
    finally:
        engine.dispose()


def step(connection: Connection, target: str) -> None:
    directory = scripts()

    def missing(revision: Any, _: Any) -> Any:
        return directory._upgrade_revs(target, revision)  # as alembic's own command does

    with EnvironmentContext(Config(), directory, fn=missing) as environment:
        environment.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
        environment.run_migrations()


def engine_of(driver: Driver) -> Engine:
    if driver.servers:
        return create_engine(driver.url, creator=partial(driver.connect, autocommit=False), poolclass=NullPool)
    engine = create_engine(driver.url, poolclass=NullPool)
    if driver.sqlite:  # or Python's module ends the transaction at each change of a table
        event.listen(engine, "connect", lambda connection, _: setattr(connection, "isolation_level", None))
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def copied(path: str) -> Path:
    """The database as it was, beside it, for its owner only."""
    copy = Path(f"{path}.before-migration")
    copy.unlink(missing_ok=True)
    os.close(os.open(copy, os.O_CREAT | os.O_EXCL, 0o600))
    source, target = sqlite3.connect(path), sqlite3.connect(copy)
    try:
        source.backup(target)
    finally:
        source.close()
        target.close()
    return copy
