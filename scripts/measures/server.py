"""PostgreSQL: sixteen desks filing at once against pgbench saying the same statements, and round trips of a filing."""
import multiprocessing
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests")]

from conftest import Cluster, server_binaries  # noqa: E402
from engine import workers  # noqa: E402
from engine.wire import NAME, Wire  # noqa: E402

from measures.filing import NOW, filed, ready  # noqa: E402
from measures.rounds import compared, counted  # noqa: E402
from pnr.engine.store.open import Link, Session  # noqa: E402
from pnr.terminal.host import Host  # noqa: E402

DESKS, A_DESK, ROUNDS, SECONDS = 16, 40, 4, 6
PATIENCE = 300  # seconds until all desks must be ready
GOALS = {"pgbench": 1 / 0.4, "trips": 4}
WARM = 6  # filings until the driver has prepared every statement
OTHERS = 43  # filed before: the number of the next, which stands nowhere else in what it says
DISTINCT = 5  # its rows at least
NUMBERS = "\\set k :k + 1\n\\set n :client_id * 100000000 + :k"  # of the bookings, a client's own
A_RUN = 1_000_000  # of them at most in one run of pgbench


# ---- ours

def filing(url: str, together) -> workers.Work:
    def work(number: int, say) -> None:
        with Host(url, NOW) as host:
            desks = ready(host, WARM + A_DESK)
            filed(desks[:WARM])
            together.wait()
            start = perf_counter()
            filed(desks[WARM:])
            say(f"{start} {perf_counter()}")

    return work


def ours(cluster: Cluster, name: str) -> float:
    """Microseconds from one filing to the next, of all desks of a new host together."""
    cluster.execute(f"CREATE DATABASE {name} TEMPLATE host")
    url = cluster.url(name)
    told = workers.all_of(DESKS, filing(url, multiprocessing.get_context("fork").Barrier(DESKS, timeout=PATIENCE)))
    times = [tuple(map(float, line.split())) for (line,) in told]
    return (max(end for _, end in times) - min(start for start, _ in times)) * 1e6 / (DESKS * A_DESK)


# ---- the same statements, said by pgbench

class Listener:
    """Everything one filing says to the server, as text."""

    def __init__(self):
        self.said: list[str] = []
        self.real = Session.run, Session.run_each, Link.say

    def __enter__(self) -> list[str]:
        run, each, say = self.real

        def noted(session, statement, rows):
            text, arrange = session.store.statements.text(statement, rows[0])
            self.said.extend(literal(session.connection, text, arrange(row)) for row in rows)

        def run_one(session, statement, **values):
            noted(session, statement, [values])
            return run(session, statement, **values)

        def run_each(session, statement, rows):
            if rows:
                noted(session, statement, rows)
            return each(session, statement, rows)

        def spoken(link, text):
            self.said.append(text)
            return say(link, text)

        Session.run, Session.run_each, Link.say = run_one, run_each, spoken
        return self.said

    def __exit__(self, *_: object) -> None:
        Session.run, Session.run_each, Link.say = self.real


def literal(connection, text: str, values: dict) -> str:
    from psycopg import ClientCursor

    return ClientCursor(connection).mogrify(text, values)


def script(url: str, folder: Path) -> Path:
    """A filing whose booking is a new one each time, and whose area is the client's own."""
    with Host(url, NOW) as host:
        desks = ready(host, OTHERS + 1)
        filed(desks[:OTHERS])
        with Listener() as said:
            locator = desks[OTHERS].answer("ET").reply.locator
        terminal = desks[OTHERS].agent.terminal
        areas(host, terminal)
    text = ";\n".join(one for text in said for one in text.split("; "))
    text = re.sub(r"(?<!:):(?=[A-Za-z_])", ": ", text)  # or pgbench takes it for a variable
    text = re.sub(rf"'{terminal}'", "'P' || (:client_id)::text", text)
    text = re.sub(rf"'{locator}/", "(:n)::text || '/", text)
    text = re.sub(rf"\b{OTHERS}(?=::INTEGER)", ":n", text)
    text = re.sub(r"area\.version = \d+", "area.version > 0", text)
    assert text.count(":n::INTEGER") > DISTINCT, text
    path = folder / "filing.sql"
    path.write_text(f"{NUMBERS}\n{text};\n")
    return path


def areas(host: Host, terminal: str) -> None:
    """An area for each client of pgbench, as the desk's own."""
    columns = "letter, version, serial, session, expires, reply, body"
    with host.store.driver.connect() as connection:
        connection.execute(f"INSERT INTO area (terminal, {columns}) SELECT 'P' || client, {columns} FROM area, "
                           f"generate_series(0, {DESKS}) client WHERE terminal = %s", (terminal,))


def pgbench(cluster: Cluster, script: Path, run: int) -> float:
    """Microseconds from one transaction to the next, of all clients together."""
    command = [cluster.binaries / "pgbench", "-h", cluster.folder, "-U", "pnr", "-n", "-M", "prepared",
               "-c", str(DESKS), "-j", "2", "-T", str(SECONDS), "-D", f"k={(run + 1) * A_RUN}", "-f", script, "host"]
    said = subprocess.run(command, capture_output=True, text=True, user=cluster.user, cwd=cluster.folder)
    assert said.returncode == 0 and "number of failed transactions: 0 " in said.stdout, said.stdout + said.stderr
    return 1e6 / float(re.search(r"tps = ([\d.]+)", said.stdout)[1])


# ---- round trips

def trips(cluster: Cluster, url: str, folder: Path) -> int:
    """Of one filing, once every statement is prepared."""
    wire = Wire(folder, str(cluster.folder))
    with Host(url.replace(str(cluster.folder), str(folder)), NOW) as host:
        desks = ready(host, WARM + 1)
        filed(desks[:WARM])
        before = wire.trips
        filed(desks[WARM:])
        return wire.trips - before


def measures() -> list[dict]:
    binaries = server_binaries()
    assert binaries and NAME, "no PostgreSQL server is installed here"
    workers.warm()
    cluster = Cluster(binaries)
    try:
        cluster.execute("ALTER SYSTEM SET fsync = on")
        cluster.execute("SELECT pg_reload_conf()")
        cluster.execute("CREATE DATABASE host")
        url = cluster.url("host")
        with tempfile.TemporaryDirectory(prefix="pnr-server-") as folder:
            Path(folder).chmod(0o755)
            same = script(url, Path(folder))
            same.chmod(0o644)
            pairs = [(ours(cluster, f"round{number}"), pgbench(cluster, same, number))
                     for number in range(ROUNDS + 1)][1:]
            return [compared("filing by sixteen desks on PostgreSQL, against pgbench saying the same", "us", pairs,
                             GOALS["pgbench"]),
                    counted("filing on PostgreSQL, round trips, of at most", "trips", trips(cluster, url, Path(folder)),
                            GOALS["trips"])]
    finally:
        cluster.stop()
