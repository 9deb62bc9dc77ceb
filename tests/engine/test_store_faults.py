"""A database that cannot serve: always one line that says why, never a trace of what was asked."""
import _thread
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time

import pytest
from sqlalchemy import bindparam, insert, select

from pnr.engine.store.line import FileLine
from pnr.engine.store.tables import counters
from pnr.engine.store.weight import Weight
from pnr.errors import StoreUnavailable

ADD = insert(counters).inline()
COUNT = select(counters.c.value).where(counters.c.name == bindparam("key"))


def add(store, name="a", weight=Weight.FILE):
    store.transact(weight, lambda session, _: session.run(ADD, name=name, value=1))


def read(store, name="a"):
    return store.transact(Weight.LOOK, lambda session, _: session.run(COUNT, key=name).fetchone())


def refused(action) -> str:
    with pytest.raises(StoreUnavailable) as caught:
        action()
    reason = caught.value.facts["reason"]
    assert reason and "\n" not in reason
    return reason


@pytest.mark.parametrize(("url", "words"), [
    ("nonsense", "not a database URL"),
    ("", "not a database URL"),
    ("oracle+nothing://x/y", "no driver for oracle+nothing"),
    ("nosuch://x/y", "no driver for nosuch"),
    ("mssql+pyodbc://x/y", "no driver for mssql+pyodbc"),
    ("sqlite+aiosqlite://", "no driver for sqlite+aiosqlite"),
    ("sqlite:////nowhere/at/all/host.db", "/nowhere/at/all/host.db"),
    ("sqlite:////", "/"),
    ("postgresql+psycopg://u:secret@127.0.0.1:1/x", "127.0.0.1"),
    ("postgresql+psycopg:///x?nosuchoption=1", "nosuchoption"),
    ("postgresql+psycopg:///x?host=/nowhere/at/all", "/nowhere/at/all"),
    ("mysql+pymysql://u:secret@127.0.0.1:1,127.0.0.1:2/x", "127.0.0.1:1,127.0.0.1:2/x"),
    ("mysql+pymysql:///x?nosuchoption=1", "nosuchoption"),
])
def test_a_wrong_url(open_store, url, words):
    started = time.monotonic()
    reason = refused(lambda: open_store(url))
    assert words in reason and "secret" not in reason
    assert time.monotonic() - started < 5


def test_a_database_that_does_not_exist(open_store, empty_postgres):
    assert "does not exist" in refused(lambda: open_store(empty_postgres.replace("/office", "/nowhere")))


@pytest.mark.parametrize("damage", [b"this is no database at all, but long enough to look like one" * 20, b"\0" * 8192])
def test_a_corrupt_file(open_store, file_url, tmp_path, damage):
    (tmp_path / "host.db").write_bytes(damage)
    assert "host.db" in refused(lambda: open_store(file_url))
    assert (tmp_path / "host.db").read_bytes() == damage


def test_a_file_damaged_in_the_middle(open_store, file_url, tmp_path):
    open_store(file_url).close()
    content = bytearray((tmp_path / "host.db").read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    (tmp_path / "host.db").write_bytes(content)
    assert "malformed" in refused(lambda: add(open_store(file_url)))


def test_another_program_s_database(open_store, file_url, tmp_path):
    with sqlite3.connect(tmp_path / "host.db") as other:
        other.execute("CREATE TABLE song (name)")
    assert "another program" in refused(lambda: open_store(file_url))


def test_another_program_s_table_on_a_server(open_store, empty_postgres):
    import psycopg

    with psycopg.connect(empty_postgres.replace("+psycopg", ""), autocommit=True) as other:
        other.execute("CREATE TABLE counter (name text)")
    assert "another program" in refused(lambda: open_store(empty_postgres))


def test_a_disk_that_is_full(open_store, file_url):
    store = open_store(file_url)
    store.transact(Weight.WORK, lambda session, _: session.connection.execute("PRAGMA max_page_count=20"))
    rows = [{"name": f"{number:040}", "value": 1} for number in range(5000)]
    reason = refused(lambda: store.transact(Weight.FILE, lambda session, _: session.run_each(ADD, rows)))
    assert "full" in reason
    assert read(store, rows[0]["name"]) is None
    add(store)


HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""
QUEUE = """
import fcntl, sys
file = open(sys.argv[1] + "-queue")
fcntl.flock(file, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()
"""


def test_whoever_goes_while_waiting_holds_nobody_up(tmp_path):
    """Ctrl-C in the line: the place is given up, also when its turn comes later."""
    first, second, third = (FileLine(2, str(tmp_path / "host.db")) for _ in range(3))
    for _ in range(2):
        with first:
            threading.Timer(0.1, _thread.interrupt_main).start()
            with pytest.raises(KeyboardInterrupt):
                second.__enter__()
        for line in (third, second, third):
            with line:
                assert line.owner == threading.get_ident()
    for line in (first, second, third):
        line.close()


def test_lines_cross_as_often_as_they_like(tmp_path):
    """Each is alone inside, whoever waits how often."""
    lines, inside, seen = [FileLine(20, str(tmp_path / "host.db")) for _ in range(4)], [], []

    def cross(line):
        for _ in range(200):
            with line:
                inside.append(line)
                seen.append(len(inside))
                inside.remove(line)

    threads = [threading.Thread(target=cross, args=(line,)) for line in lines]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [1] * 800
    for line in lines:
        line.close()


@pytest.mark.parametrize("program", [HOLD, QUEUE])
def test_a_lock_held_beyond_patience(open_store, file_url, tmp_path, program):
    store = open_store(file_url, patience=0.3)
    holder = subprocess.Popen([sys.executable, "-c", program, str(tmp_path / "host.db")],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert holder.stdout.readline() == b"held\n"
    for _ in range(3):
        assert "locked" in refused(lambda: add(store))
    assert read(store) is None
    holder.communicate(b"")
    add(store)
    assert read(store) == (1,)


NOBODY = """
import os, sys
from pnr.clock import Clock
from pnr.engine.store.open import Store
from pnr.engine.store.weight import Weight
from pnr.errors import StoreUnavailable
Store("sqlite://", Clock(), True)
os.setgid(65534); os.setuid(65534)
try:
    store = Store(sys.argv[1], Clock(), True)
    store.transact(Weight.FILE, lambda session, _: session.store.numbers.draw("x"))
except StoreUnavailable as error:
    print(error)
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="needs to step down from root")
@pytest.mark.parametrize("prepared", ["folder", "file"])
def test_no_permission(open_store, tmp_path_factory, prepared):
    import tempfile

    folder = tempfile.mkdtemp(prefix="pnr-permission-")
    try:
        url = f"sqlite:///{folder}/host.db"
        if prepared == "file":
            open_store(url).close()
            os.chmod(folder, 0o777)
            os.chmod(f"{folder}/host.db-queue", 0o666)
        else:
            os.chmod(folder, 0o755)
        found = subprocess.run([sys.executable, "-c", NOBODY, url], capture_output=True, text=True)
        assert found.stderr == "" and "store-unavailable" in found.stdout and found.stdout.count("\n") == 1
    finally:
        shutil.rmtree(folder)


# ---- connections that die

def backend(session):
    return session.connection.info.backend_pid


def kill(cluster, pid):
    cluster.execute(f"SELECT pg_terminate_backend({pid})")


def test_a_connection_lost_in_the_body_is_made_anew(open_store, empty_postgres, cluster):
    store = open_store(empty_postgres)
    seen = []

    def body(session, again):
        seen.append(again)
        session.run(ADD, name="a", value=1)
        if len(seen) == 1:
            kill(cluster, backend(session))
            time.sleep(0.1)
            session.run(COUNT, key="a")

    store.transact(Weight.FILE, body)
    assert seen == [False, False] and read(store) == (1,)


def test_a_connection_lost_while_idle(open_store, empty_postgres, cluster):
    store = open_store(empty_postgres)
    kill(cluster, store.transact(Weight.LOOK, lambda session, _: backend(session)))
    time.sleep(0.1)
    add(store)
    assert read(store) == (1,)


@pytest.mark.parametrize("committed", [False, True])
def test_a_connection_lost_at_commit_is_told(open_store, empty_postgres, cluster, committed):
    """The body learns that its first try may have been committed; here the row says whether it was."""
    store = open_store(empty_postgres)
    real = store.take

    def take():
        link = real()
        store.take = real
        return DyingLink(link, lambda: kill(cluster, backend(link.session)), committed)

    seen = []

    def body(session, again):
        seen.append(again)
        if again and session.run(COUNT, key="a").fetchone():
            return "done already"
        session.run(ADD, name="a", value=1)
        return "done now"

    store.take = take
    assert store.transact(Weight.FILE, body) == ("done already" if committed else "done now")
    assert seen == [False, True] and read(store) == (1,)


class DyingLink:
    """A connection that dies just before or just after the server has carried out COMMIT."""

    def __init__(self, link, die, committed):
        self.link, self.die, self.committed = link, die, committed
        self.session, self.connection, self.begin = link.session, link.connection, link.begin

    def execute(self, text):
        if text == "COMMIT":
            if self.committed:
                self.link.execute(text)
            self.die()
            time.sleep(0.1)
        self.link.execute("SELECT 1" if self.committed else text)


def test_a_fork_has_connections_of_its_own(open_store, file_url):
    store = open_store(file_url)
    add(store)
    child = os.fork()
    if child == 0:
        try:
            add(store, "b")
            os._exit(0 if store.kept else 1)
        except BaseException:
            os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    add(store, "c")
    assert read(store, "b") == (1,) and read(store, "c") == (1,)


def test_a_fork_sees_to_every_store_though_the_folder_of_one_is_gone(open_store, tmp_path):
    homes = [tmp_path / name for name in "abcdef"]  # in whatever order a child comes to them
    for home in homes:
        home.mkdir()
    stores = [open_store(f"sqlite:///{home}/host.db") for home in homes]
    for store in stores:
        add(store)
    shutil.rmtree(homes[0])
    child = os.fork()
    if child == 0:
        try:
            said = refused(lambda: add(stores[0], "b"))
            os._exit(0 if "directory" in said and all(store.kept for store in stores) else 1)
        except BaseException:
            os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


COUNTING = """
import sys
import threading
from pnr.clock import Clock
from pnr.engine.store.open import Store
from pnr.engine.store.weight import Weight
from sqlalchemy import insert
from pnr.engine.store.line import FileLine
from pnr.engine.store.tables import counters
store, add = Store(sys.argv[1], Clock(), True), insert(counters).inline()
for number in range(int(sys.argv[2]), 100000):
    store.transact(Weight[sys.argv[3]], lambda session, _: session.run(add, name=str(number), value=1))
    print(number, flush=True)
"""
ALL = select(counters.c.name)


@pytest.mark.parametrize("weight", ["WORK", "FILE"])
@pytest.mark.parametrize("kind", ["file", "postgres"])
def test_a_killed_writer_loses_nothing_it_was_told(open_store, request, file_url, kind, weight):
    url = file_url if kind == "file" else request.getfixturevalue("empty_postgres")
    store, told = open_store(url), []
    for start in range(0, 3000, 1000):
        writer = subprocess.Popen([sys.executable, "-c", COUNTING, url, str(start), weight], stdout=subprocess.PIPE)
        told += [writer.stdout.readline().strip().decode() for _ in range(40)]
        writer.send_signal(signal.SIGKILL)
        told += writer.stdout.read().decode().split("\n")[:-1]
        writer.wait()
    names = {row[0] for row in store.transact(Weight.LOOK, lambda session, _: session.run(ALL).fetchall())}
    assert set(told) <= names and len(names) <= len(told) + 3
