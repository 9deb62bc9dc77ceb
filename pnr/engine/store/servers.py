"""One MariaDB database on several servers: the next that answers and is in step with the others takes a connection."""
from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from sqlalchemy import URL

from ...errors import StoreUnavailable

SEVERAL = re.compile(r"(?P<head>[^:/]+://(?:[^@]*@)?)(?P<hosts>[^/?@]*,[^/?@]*)(?P<rest>(?:[/?].*)?)$")
NOT_READY = 1047
UNREACHABLE = ((2002,), (2003,), (2006,), (2013,))
CUT_OFF = "office cut off: too few of its servers are within reach, so nothing is shown or sold"
JOINING = "office cut off: the server that answers is not yet in step with the others"

# A look tells of what was committed anywhere before it began; a writer locks no gap where a row is missing, or two
# desks that each add a row would lie in each other's way.
SESSION = ("SET SESSION wsrep_sync_wait = 1, innodb_lock_wait_timeout = 10,"
           " sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION';"
           " SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED")
STATE = "SHOW STATUS WHERE variable_name IN ('wsrep_ready', 'wsrep_cluster_status')"


def with_hosts_apart(text: str) -> str:
    """`//user@one:1,two:2/base` as SQLAlchemy says it: `//user@/base?host=one:1&host=two:2`."""
    found = SEVERAL.match(text)
    if found is None:
        return text
    rest = found["rest"]
    hosts = "&".join(f"host={host}" for host in found["hosts"].split(","))
    return f"{found['head']}{rest}{'&' if '?' in rest else '?'}{hosts}"


def hosts_of(url: URL) -> tuple[str, ...]:
    given = url.query.get("host", ())
    return (given,) if isinstance(given, str) else given


def shown(url: URL) -> str:
    """The URL with every host where a reader looks for it, without the password."""
    hosts = hosts_of(url)
    if len(hosts) < 2:
        return url.render_as_string(hide_password=True)
    whole = url.difference_update_query(["host"]).set(host="hosts").render_as_string(hide_password=True)
    return whole.replace("//hosts", "//" + ",".join(hosts)).replace("@hosts", "@" + ",".join(hosts))


def address(url: URL) -> str:
    """What names the database on this machine, in whichever order its hosts were written."""
    hosts = ",".join(sorted(hosts_of(url))) if not url.host else f"{url.host}:{url.port or ''}"
    return f"{url.get_backend_name()}://{hosts or ':'}/{url.database or ''}"


class Servers:
    """Where the last connection was made is asked first: whoever loses its server moves once and stays."""

    def __init__(self, hosts: tuple[str, ...]):
        self.places = [place(host) for host in hosts] or [{}]
        self.at = 0
        self.failed: set[int] = set()

    def connect(self, connect: Callable[..., Any], module: Any) -> Any:
        """Raises what tells most when none takes it: the word of a server that answers, before a silence."""
        refusals: list[Exception] = []
        for step in range(len(self.places)):
            at = (self.at + step) % len(self.places)
            try:
                connection = ready(connect(**self.places[at]), module)
            except module.Error as error:
                refusals.append(error)
                self.failed.add(at)
            else:
                self.at = at
                self.failed.discard(at)
                return connection
        raise max(refusals, key=lambda error: error.args[:1] not in UNREACHABLE)

    def gather(self) -> bool:
        """Turn to the server where all meet who lose too often; True when that is another than before.

        Between servers the quickest writer wins a row again and again; on one they wait for it in line.
        """
        well = set(range(len(self.places))) - self.failed or {self.at}
        before, self.at = self.at, min(well, key=lambda at: sorted(map(str, self.places[at].items())))
        return self.at != before


def place(host: str) -> dict[str, Any]:
    """`name`, `name:port` or `[address]:port` as arguments for the driver."""
    name, colon, port = host.rpartition(":")
    if not colon or host.endswith("]"):
        return {"host": host.strip("[]")}
    if not port.isdecimal():
        raise StoreUnavailable(reason=f"not a database URL: {host} has no port")
    return {"host": name.strip("[]"), "port": int(port)}


def ready(connection: Any, module: Any) -> Any:
    """The connection, set up for us; one to a server that has lost sight of the others is closed and refused."""
    try:
        cursor = connection.cursor()
        cursor.execute(SESSION)
        cursor.execute(STATE)
        state = dict(cursor.fetchall())
        if state.get("wsrep_ready", "ON") != "ON":
            raise module.OperationalError(NOT_READY, JOINING if state["wsrep_cluster_status"] == "Primary" else CUT_OFF)
    except module.Error:
        connection.close()
        raise
    return connection
