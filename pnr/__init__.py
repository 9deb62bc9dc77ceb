"""An airline reservation host in your terminal.

    import pnr

    with pnr.open("sqlite://", now="2026-12-01T09:00Z") as host:
        desk = host.desk("amadeus")
        print(desk.enter("AN10DECPEKSHA"))
"""
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .terminal.host import Host

__version__ = "0.1.0"


def open(url: str = "sqlite://", now: str | None = None, mail: str | None = None, spool: str | None = None,
         gateway: str | None = None) -> "Host":
    """A host on this database, a context manager; `now` (ISO) stops its clock there.

    `mail` is a server (smtp://localhost:25), `spool` a folder for short messages and printed papers, both simulated;
    `gateway` is where payments are asked for (http://127.0.0.1:8737).
    """
    from .terminal.host import Host

    return Host(url, now, mail=mail, spool=spool, gateway=gateway)


def __getattr__(name: str) -> Any:
    """The errors stand here as well: pnr.Refusal, pnr.EntryError, pnr.NoSeats; loaded when asked for."""
    from importlib import import_module  # `from . import errors` would ask here again, without end

    errors = import_module(".errors", __name__)
    found = getattr(errors, name, None)
    if isinstance(found, type) and issubclass(found, errors.PnrError):
        return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
