"""A throw-away MariaDB Galera cluster on loopback: made, started, killed and started again, node by node.

It needs the programs of Debian's mariadb-server, galera-4 and rsync; `scripts/galera install` brings them. The servers
refuse to run as root, so root steps down. Each listens on loopback only, in a folder that goes when they are stopped.
"""
import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

COUNT = 3
FIRST_PORT, FIRST_GROUP_PORT = 33061, 4567
PROGRAMS = ("mariadbd", "mariadb-install-db", "wsrep_sst_rsync", "rsync")
PATH = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/bin"])
PROVIDERS = ("/usr/lib/galera/libgalera_smm.so", "/usr/lib64/galera-4/libgalera_smm.so")
ACCOUNT = ("CREATE USER pnr@127.0.0.1", "GRANT ALL ON *.* TO pnr@127.0.0.1")
START, JOIN, STOP = 60.0, 60.0, 30.0  # seconds

# small files and no wait for the disk: what is killed here is a program, never the machine
SERVER = """[mysqld]
datadir={home}/data
socket={home}/socket
pid-file={home}/pid
log-error={home}/log.err
port={port}
bind-address=127.0.0.1
skip-name-resolve
skip-log-bin
binlog_format=ROW
default_storage_engine=InnoDB
character-set-server=utf8mb4
innodb_autoinc_lock_mode=2
innodb_buffer_pool_size=64M
innodb_log_file_size=32M
innodb_flush_log_at_trx_commit=2
wsrep_on=ON
wsrep_provider={provider}
wsrep_cluster_name={cluster}
wsrep_cluster_address=gcomm://{members}
wsrep_node_name={name}
wsrep_node_address=127.0.0.1:{group}
wsrep_provider_options="base_port={group};gmcast.listen_addr=tcp://127.0.0.1:{group};ist.recv_addr=127.0.0.1:{ist};\
gcache.size=32M"
wsrep_sst_method=rsync
wsrep_sst_receive_address=127.0.0.1:{sst}
"""


def missing() -> str | None:
    """What is not installed here, in words; None when a cluster can be started."""
    lacking = [name for name in PROGRAMS if shutil.which(name, path=PATH) is None]
    if not any(map(os.path.exists, PROVIDERS)):
        lacking.append("galera-4")
    return f"not installed here: {', '.join(lacking)}" if lacking else None


class Node:
    """One server, in a folder of its own."""

    def __init__(self, cluster: "Nodes", number: int):
        self.cluster, self.name = cluster, f"n{number}"
        self.home = cluster.folder / self.name
        self.port, self.group = cluster.port + number - 1, cluster.group + 10 * (number - 1)

    def url(self, database: str) -> str:
        """Of this node alone."""
        return f"mysql+pymysql://pnr@127.0.0.1:{self.port}/{database}"

    def prepare(self) -> None:
        self.home.mkdir()
        (self.home / "data").mkdir()
        members = ",".join(f"127.0.0.1:{node.group}" for node in self.cluster.nodes)
        provider = next(path for path in PROVIDERS if os.path.exists(path))
        (self.home / "cnf").write_text(SERVER.format(
            home=self.home, name=self.name, port=self.port, group=self.group, ist=self.group + 1, sst=self.group + 2,
            members=members, provider=provider, cluster=self.cluster.folder.name))
        for path in (self.home, self.home / "data"):
            self.cluster.hand_over(path)

    def start(self, *arguments: str) -> None:
        with open(self.home / "console", "ab") as console:
            self.process = self.cluster.call("mariadbd", f"--defaults-file={self.home}/cnf", *arguments, output=console)

    @property
    def pid(self) -> int | None:
        """The server's process, when it is alive and really ours."""
        try:
            pid = int((self.home / "pid").read_text())
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
        except (OSError, ValueError):
            return None
        return pid if str(self.home).encode() in command else None

    @property
    def ended(self) -> bool:
        process = getattr(self, "process", None)
        return process is not None and process.poll() is not None

    def kill(self, how: int = signal.SIGKILL) -> None:
        pid = self.pid
        if pid is not None:
            os.kill(pid, how)
            wait_for(lambda: self.gone(pid), STOP, f"{self.name} does not end")

    def gone(self, pid: int) -> bool:
        process = getattr(self, "process", None)
        return process.poll() is not None if process else not os.path.exists(f"/proc/{pid}")

    def ask(self, statement: str) -> list[tuple]:
        """As the server's own root, through its socket."""
        import pymysql

        to = pymysql.connect(unix_socket=f"{self.home}/socket", user="root", autocommit=True)
        with contextlib.closing(to), to.cursor() as cursor:
            cursor.execute(statement)
            return list(cursor.fetchall())

    def status(self, name: str) -> str:
        """The value of one of the server's wsrep_ variables, empty while it does not answer."""
        import pymysql

        try:
            rows = self.ask(f"SHOW STATUS LIKE 'wsrep_{name}'")
        except pymysql.Error:
            return ""
        return rows[0][1] if rows else ""

    def synced(self) -> bool:
        if self.ended:
            raise RuntimeError(f"{self.name} ended: see {self.home}/log.err")
        return self.status("local_state_comment") == "Synced"

    def wait(self, seconds: float = JOIN) -> None:
        """Until it is in step with those it sees."""
        wait_for(self.synced, seconds, f"{self.name} is not in step with the others: see {self.home}/log.err")


class Nodes:
    """Three servers that are one database."""

    def __init__(self, folder: Path | None = None):
        self.folder = folder or Path(tempfile.mkdtemp(prefix="pnr-galera-"))
        self.user = "nobody" if os.geteuid() == 0 else None
        self.port, self.group = self.known_ports() or free_ports()
        self.nodes = [Node(self, number) for number in range(1, COUNT + 1)]

    def known_ports(self) -> tuple[int, int] | None:
        """Those of a cluster that was made in this folder before."""
        try:
            port, group = (self.folder / "ports").read_text().split()
        except FileNotFoundError:
            return None
        return int(port), int(group)

    def hand_over(self, path: Path) -> None:
        if self.user:
            shutil.chown(path, self.user)

    def call(self, program: str, *arguments: str, output=subprocess.DEVNULL) -> subprocess.Popen:
        found = shutil.which(program, path=PATH) or program
        groups: dict = {"group": "nogroup", "extra_groups": []} if self.user else {}
        return subprocess.Popen([found, *arguments], user=self.user, cwd=self.folder, stdin=subprocess.DEVNULL,
                                stdout=output, stderr=output, start_new_session=True,
                                env={"PATH": PATH, "HOME": str(self.folder), "TMPDIR": str(self.folder)}, **groups)

    def start(self) -> None:
        """Make the first node's tables, start it as a cluster of one, and let the others join and copy."""
        self.hand_over(self.folder)
        (self.folder / "ports").write_text(f"{self.port} {self.group}\n")
        for node in self.nodes:
            node.prepare()
        first, *others = self.nodes
        made = self.call("mariadb-install-db", f"--defaults-file={first.home}/cnf", "--skip-test-db",
                         "--auth-root-authentication-method=normal")
        if made.wait(START):
            raise RuntimeError("mariadb-install-db failed")
        first.start("--wsrep-new-cluster")
        first.wait(START)
        for statement in ACCOUNT:
            first.ask(statement)
        for node in others:
            node.start()
            node.wait()

    def mend(self) -> None:
        """Whatever a test left: what has ended is started again, and where that does not help all are made anew."""
        try:
            for node in self.nodes:
                if node.ended:
                    node.start()
            self.wait()
        except (RuntimeError, TimeoutError):
            self.stop()
            self.folder.mkdir(mode=0o700)
            self.start()

    def wait(self) -> None:
        """Until all are together again."""
        for node in self.nodes:
            wait_for(lambda node=node: node.synced() and node.status("cluster_size") == str(COUNT), JOIN,
                     f"{node.name} is not among the others: see {node.home}/log.err")

    def url(self, database: str, first: int = 0) -> str:
        """Of all nodes, the one at `first` first."""
        nodes = self.nodes[first:] + self.nodes[:first]
        return f"mysql+pymysql://pnr@{','.join(f'127.0.0.1:{node.port}' for node in nodes)}/{database}"

    @contextlib.contextmanager
    def database(self, name: str) -> Iterator[None]:
        """An empty database, on whichever node is alive."""
        self.any.ask(f"CREATE DATABASE {name}")
        try:
            yield
        finally:
            self.any.ask(f"DROP DATABASE {name}")

    @property
    def any(self) -> Node:
        """The first that is in step with the others."""
        return next(node for node in self.nodes if not node.ended and node.synced())

    def stop(self) -> None:
        """End what is alive, the last node last, and leave nothing."""
        for node in self.nodes:
            with contextlib.suppress(ProcessLookupError):
                node.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


def wait_for(true: Callable[[], object], seconds: float, otherwise: str) -> None:
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise TimeoutError(otherwise)
        time.sleep(0.1)


def free_ports() -> tuple[int, int]:
    """Where nobody listens: for clients, and for the nodes among themselves."""
    for step in range(0, 10_000, 50):
        port, group = FIRST_PORT + step // 10, FIRST_GROUP_PORT + step
        if all(map(is_free, [*range(port, port + COUNT),
                             *(group + 10 * number + part for number in range(COUNT) for part in range(3))])):
            return port, group
    raise RuntimeError("no free ports")


def is_free(port: int) -> bool:
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True
