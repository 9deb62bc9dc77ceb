"""PostgreSQL: statements of a writing transaction go out together, up to the first whose answer somebody needs."""
from typing import Any

from psycopg import Cursor, Pipeline


def spoken(connection: Any, text: str) -> None:
    """What a transaction begins and ends with, never prepared."""
    connection.execute(text, prepare=False)


class PipedCursor(Cursor):
    """Waits for its answer when it is asked how many rows it met; fetching waits by itself."""

    @property
    def rowcount(self) -> int:
        pipe = getattr(self.connection, "pipe", None)
        if pipe is not None and self.pgresult is None:
            pipe.sync()
        return super().rowcount


def opened(connection: Any) -> None:
    """From here on nothing waits for an answer of its own accord."""
    if Pipeline.is_supported():
        connection.ending = connection.pipeline()
        connection.pipe = connection.ending.__enter__()


def closed(connection: Any) -> None:
    """Wait for everything that was sent; raises what the server found wrong with it."""
    if getattr(connection, "pipe", None) is not None:
        connection.pipe = None
        connection.ending.__exit__(None, None, None)
