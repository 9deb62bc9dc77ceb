"""What differs between databases: how to connect, how to begin, and what a failure means."""
from __future__ import annotations

import os
import re
from enum import Enum
from functools import partial
from typing import Any
from urllib.parse import unquote, urlsplit

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from ...errors import OfficeCutOff, StoreUnavailable, TryAgain, Unavailable
from .servers import NOT_READY, Servers, address, hosts_of, shown, with_hosts_apart

PLAIN = {"postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg",
         "mysql": "mysql+pymysql", "mariadb": "mariadb+pymysql"}

MARIADB_BEGIN = (  # connections are READ COMMITTED; a look of several statements sees one moment, as it does elsewhere
    (), ("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; START TRANSACTION READ ONLY",),
    ("START TRANSACTION",), ("START TRANSACTION",))
BEGIN: dict[str, tuple[tuple[str, ...], ...]] = {  # by weight: local, look, work, file
    "sqlite": ((), ("BEGIN",), ("BEGIN IMMEDIATE",), ("BEGIN IMMEDIATE",)),
    # a look of several statements sees one moment, as it does on SQLite
    "postgresql": ((), ("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",),
                   ("BEGIN", "SET LOCAL synchronous_commit = off"), ("BEGIN",)),
    "mysql": MARIADB_BEGIN,
    "mariadb": MARIADB_BEGIN,
}
SYNCHRONOUS = (None, None, "NORMAL", "FULL")  # SQLite: by weight; a look leaves it as it is

MARIADB = {"autocommit": True, "connect_timeout": 5, "read_timeout": 30, "write_timeout": 30}  # seconds
MULTI_STATEMENTS = 1 << 16  # of MariaDB's protocol: beginning is one trip, not two

# Statements are prepared at their first use: of one that is prepared later psycopg does not notice when that failed.
POSTGRESQL = {"autocommit": True, "prepare_threshold": 0,
              "connect_timeout": 10,  # seconds; a dead line is found out as well
              "keepalives_idle": 15, "keepalives_interval": 5, "keepalives_count": 3, "tcp_user_timeout": 30_000}
ARGUMENTS: dict[str, dict[str, Any]] = {
    "sqlite": {"isolation_level": None, "check_same_thread": False, "cached_statements": 512, "timeout": 1.0},
    "postgresql": POSTGRESQL,
    "mysql": MARIADB,
    "mariadb": MARIADB,
}
SETTINGS = {  # said on each new connection; whoever holds a row and stands still holds nobody up for ever
    "sqlite": ("PRAGMA journal_mode=WAL", "PRAGMA wal_autocheckpoint=0", "PRAGMA temp_store=MEMORY"),
    "postgresql": ("SET lock_timeout = '4s'", "SET idle_in_transaction_session_timeout = '60s'"),
}


class Fault(Enum):
    """What a driver's error asks for."""

    PASSING = "try again"
    LOST = "try again on a new connection"
    HOUSE = "the database cannot serve us"
    OURS = "a mistake in our statement"


PASSING = {  # serialisation, deadlock, a key somebody else has just inserted
    "40001", "40P01", "23505", "55P03", "SQLITE_BUSY", "SQLITE_LOCKED",
    "SQLITE_CONSTRAINT_PRIMARYKEY", "SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_ROWID",
    1213, 1205, 1062, 1020,
}
RACED = {"40001", "40P01", 1213, 1020}
TOO_OFTEN = "others were first too often"
LOST = {"57P01", "57P02", "57P03", 2006, 2013, 1053, 1180, 1317, 1927, NOT_READY}
HOUSE_KINDS = ("OperationalError", "InternalError", "InterfaceError")
HOUSE_STATES = ("42501",)
OUR_STATES = ("SQLITE_ERROR", "SQLITE_MISUSE", "SQLITE_RANGE")
LACKING = ("42P01", "42703", 1146, 1054)  # a table or a column
NO_SUCH = re.compile(r"no such (table|column)|table \S+ has no column")  # SQLite has no code of its own for it


class Driver:
    """One database's driver behind one URL."""

    def __init__(self, text: str):
        self.url = read_url(text)
        try:
            self.dialect = self.url.get_dialect()(**_with_module(self.url))
        except (NoSuchModuleError, ImportError, AttributeError) as error:
            raise StoreUnavailable(reason=f"no driver for {self.url.drivername}: {one_line(error)}") from error
        self.module = self.dialect.loaded_dbapi
        self.name = self.dialect.name
        self.errors: tuple[type[Exception], ...] = (self.module.Error,)
        self.begin = BEGIN.get(self.name, ((), *(("BEGIN",),) * 3))
        self.piped: Any = piped() if self.name == "postgresql" else None
        self.sqlite = self.name == "sqlite"
        self.keeps_changes_at_once = self.name in ("mysql", "mariadb")  # of tables, whatever becomes of the transaction
        self.servers = Servers(hosts_of(self.url)) if self.name in ("mysql", "mariadb") else None
        self.path = None if in_memory(self.url) or not self.sqlite else file_of(self.url)
        self.arguments = self._arguments()
        self.place: tuple[int, int] | None = None  # of the file, once it is open

    def _arguments(self) -> tuple[tuple, dict]:
        url = self.url.difference_update_query(["host"]) if self.servers else self.url
        positional, named = self.dialect.create_connect_args(url)
        if self.servers:
            named["client_flag"] = named.get("client_flag", 0) | MULTI_STATEMENTS
        if self.piped:
            named["cursor_factory"] = self.piped.PipedCursor
        return tuple(positional), {**ARGUMENTS.get(self.name, {}), **named, **unchangeable(self.name)}

    def connect(self, **other: Any) -> Any:
        """A new connection; `other` arguments go to the driver in place of our own."""
        if self.servers:
            return self.servers.connect(partial(self._opened, **other), self.module)
        connection = self._opened(**other)
        try:
            for text in SETTINGS.get(self.name, ()):
                connection.execute(text)
        except self.errors:
            connection.close()
            raise
        self.place = self.place or self._place()
        return connection

    def _place(self) -> tuple[int, int] | None:
        """What the system knows the file by, however it is called."""
        try:
            found = os.stat(self.path or "")
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def demand_file(self) -> None:
        """Raises StoreUnavailable once the open file has lost its name: what is written to it is lost with us."""
        if self.place is not None and self._place() != self.place:
            raise StoreUnavailable(reason=f"{self.path}: the file was removed or replaced while it was open")

    def _opened(self, **other: Any) -> Any:
        positional, named = self.arguments
        try:
            return self.dialect.connect(*positional, **{**named, **other})
        except TypeError as error:  # an option the driver does not know
            raise StoreUnavailable(reason=f"{self.shown}: {one_line(error)}") from error

    def streaming(self, connection: Any) -> Any:
        """A cursor that does not fetch everything at once."""
        if self.name == "postgresql":
            return connection.cursor(name="stream")
        return connection.cursor(self.module.cursors.SSCursor) if self.servers else connection.cursor()

    def fault(self, error: Any, connection: Any) -> Fault:
        state = state_of(error)
        if connection is None and not self.sqlite:
            return Fault.LOST  # or never made
        if state in LOST or str(state).startswith("08") or self.dialect.is_disconnect(error, connection, None):
            return Fault.LOST
        if state in PASSING or str(state).startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            return Fault.PASSING
        return Fault.OURS if connection is not None and self._ours(error, state) else Fault.HOUSE

    def _ours(self, error: Exception, state: str | int) -> bool:
        """SQLite says plain DatabaseError of a file that is none; a statement's faults have classes of their own."""
        house = type(error) is self.module.DatabaseError or state in HOUSE_STATES
        if self.lacks(error):
            return False
        kinds = tuple(getattr(self.module, kind) for kind in HOUSE_KINDS)
        return state in OUR_STATES or not (house or isinstance(error, kinds))

    def lacks(self, error: BaseException | None) -> bool:
        """Whether a table or column is not there that should be."""
        state = state_of(error) if isinstance(error, self.errors) else ""
        return state in LACKING or (state == "SQLITE_ERROR" and bool(NO_SUCH.match(str(error))))

    def refusal(self, error: Exception) -> Unavailable:
        """What to tell the agent, and why in one line, when no try is left."""
        state = state_of(error)
        if state in RACED:
            return TryAgain(reason=TOO_OFTEN)
        kind = OfficeCutOff if state == NOT_READY else StoreUnavailable
        return kind(reason=f"{self.shown}: {one_line(error)}")

    @property
    def several(self) -> bool:
        """Whether more than one server is behind the URL."""
        return self.servers is not None and len(self.servers.places) > 1

    @property
    def address(self) -> str:
        return address(self.url)

    @property
    def shown(self) -> str:
        return self.path or shown(self.url)


def piped() -> Any:
    from . import piped

    return piped


def read_url(text: str) -> URL:
    try:
        url = make_url(with_hosts_apart(text))
    except (ArgumentError, ValueError) as error:
        raise StoreUnavailable(reason=f"not a database URL: {one_line(text)}") from error
    return url.set(drivername=PLAIN.get(url.drivername, url.drivername))


def file_of(url: URL) -> str:
    """The file behind a path, or behind SQLite's own form of it, `file:path?mode=ro&uri=true`."""
    name = url.database or ""
    return os.path.abspath(unquote(urlsplit(name).path) if name.startswith("file:") else name)


def in_memory(url: URL) -> bool:
    return url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:")


def state_of(error: Exception) -> str | int:
    """SQLSTATE, SQLite's name of the error, or MariaDB's number."""
    first = error.args[0] if error.args else ""
    if isinstance(first, int):
        return first
    return getattr(error, "sqlstate", None) or getattr(error, "sqlite_errorname", None) or ""


def one_line(error: object) -> str:
    return " ".join(str(error).split())[:200]


def _with_module(url: URL) -> dict[str, Any]:
    return {"dbapi": url.get_dialect().import_dbapi()}


def unchangeable(name: str) -> dict[str, Any]:
    """What no URL may change: we say BEGIN ourselves, and a connection serves any thread."""
    kept = ("isolation_level", "check_same_thread", "autocommit")
    return {key: value for key, value in ARGUMENTS.get(name, {}).items() if key in kept}
