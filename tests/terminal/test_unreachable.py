"""A store that cannot serve, at the desk and at the command line: one line, no trace, and nothing half done."""
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from engine.test_section8 import at_desk, counts
from engine.wire import Wire, outspoken
from terminal.conftest import BOOK, NOW

import pnr
from pnr.errors import StoreUnavailable
from pnr.terminal.host import Host

COMMANDS = (("check",), ("check", "--digest"), ("migrate",), ("backup", "{}/kept"), ("run", "-"), ("snapshot", "reset"),
            ("snapshot", "save", "one"), ())


def told(done):
    """Exit 3 and one line on stderr."""
    assert done.code == 3 and done.err.startswith("pnr: ") and done.err.count("\n") == 1, done
    assert "Traceback" not in done.out + done.err
    return done.err


def short(answer):
    """The tongue's short answer to an entry the store could not serve."""
    assert isinstance(answer.error, StoreUnavailable), answer
    assert answer.screen and "\n" not in answer.screen
    return str(answer.error)


@pytest.fixture
def filed(url):
    """A file with one booking in it."""
    with Host(url, NOW) as host:
        host.desk().ask(";".join(BOOK.split("\n")[:-1]))
        return counts(host)


def unchanged(url, before):
    with Host(url, NOW) as host:
        assert host.check() == [] and counts(host) == before


# ---- it disappears

def deleted(path):
    path.unlink()


def moved(path):
    path.rename(path.with_name("elsewhere"))


def replaced(path):
    kept = path.read_bytes()
    path.rename(path.with_name("elsewhere"))
    path.write_bytes(kept)


def folder_deleted(path):
    shutil.rmtree(path.parent)


@pytest.mark.parametrize("happens", [deleted, moved, replaced, folder_deleted])
@pytest.mark.parametrize("entry", ["SSXX1Y18JANABCAHZ1", "RT", "ET", "AN10DECPEKSHA"])
def test_a_file_that_disappears_under_a_desk(tmp_path, happens, entry):
    """Nothing is told as done that only a file without a name would hold."""
    (tmp_path / "host").mkdir()
    path = tmp_path / "host" / "host.db"
    host = Host(f"sqlite:///{path}", NOW)
    desk = host.desk()
    desk.ask("SSCA1501Y10DECPEKSHA1;NM1SMITH/JOHN MR;AP1;TKOK;RFX")
    happens(path)
    for _ in range(2):
        assert "host.db" in short(desk.answer(entry))
    host.close()
    assert path.exists() is (happens is replaced)


def test_a_file_that_comes_back(tmp_path):
    path = tmp_path / "host.db"
    with Host(f"sqlite:///{path}", NOW) as host:
        desk = host.desk()
        desk.ask("SSCA1501Y10DECPEKSHA1;NM1SMITH/JOHN MR;AP1;TKOK;RFX")
        moved(path)
        short(desk.answer("ET"))
        path.with_name("elsewhere").rename(path)
        assert desk.answer("ET").filed and host.check() == []


def test_a_file_that_disappears_while_it_is_filed(tmp_path, monkeypatch):
    """Between the first statement and COMMIT: it is not told as filed."""
    path = tmp_path / "host.db"
    host = Host(f"sqlite:///{path}", NOW)
    desk = host.desk()
    desk.ask("SSCA1501Y10DECPEKSHA1;NM1SMITH/JOHN MR;AP1;TKOK;RFX")
    text = host.store.statements.text

    def vanishing(statement, values):
        said = text(statement, values)
        if said[0].startswith("INSERT INTO history") and path.exists():
            moved(path)
        return said

    monkeypatch.setattr(host.store.statements, "text", vanishing)
    short(desk.answer("ET"))
    path.with_name("elsewhere").rename(path)
    assert desk.answer("ET").filed
    assert len(counts(host)[0]) == 1 and host.check() == []
    host.close()


def test_a_pipe_whose_file_disappears(tmp_path):
    command = [sys.executable, "-m", "pnr", "--db", f"sqlite:///{tmp_path / 'host.db'}", "--now", NOW]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          bufsize=1) as talk:
        talk.stdin.write("RMX\n")
        assert talk.stdout.readline().startswith("RP/") and talk.stdout.readline()
        deleted(tmp_path / "host.db")
        for _ in range(3):
            talk.stdin.write("RMY\n")
            assert talk.stdout.readline() == "SYSTEM UNABLE TO PROCESS\n"
        talk.stdin.close()
        assert talk.wait(30) == 3 and talk.stderr.read() == ""


# ---- the server is gone, silent, or busy with somebody who holds what is wanted

@pytest.fixture
def wire(cluster):
    with tempfile.TemporaryDirectory(prefix="pnr-wire-") as folder:
        yield Wire(Path(folder), str(cluster.folder))


def test_a_server_that_stops(wire, postgres, cli):
    url = postgres.split("host=")[0] + f"host={wire.folder}"
    assert cli(db=url, typed=BOOK).code == 0
    wire.cut()
    for command in COMMANDS:
        assert "connect" in told(cli(*(part.format(wire.folder) for part in command), db=url, typed="RT\n"))
    wire.mend()
    assert cli("check", db=url).code == 0


@pytest.mark.parametrize("story", ["sell", "end"])
def test_a_server_that_says_nothing_until_the_agent_loses_patience(wire, postgres, story):
    """Ctrl-C ends the wait for an answer to COMMIT; the same entry again is not done twice."""
    with pnr.open(postgres.split("host=")[0] + f"host={wire.folder}", NOW) as host:
        outspoken(host.store)
        desk, entry = at_desk(host, story)
        host.store.numbers.ready("booking")
        wire.at_commit = wire.silent
        before = signal.signal(signal.SIGALRM, signal.default_int_handler)
        signal.setitimer(signal.ITIMER_REAL, 0.7)
        try:
            with pytest.raises(KeyboardInterrupt):
                desk.answer(entry)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
        assert desk.answer(entry).ok
        assert (len(counts(host)[0]), counts(host)[2]) == ((0, {LEG: 2}) if story == "sell" else (1, {LEG: 1}))
        assert host.check() == []


LEG = "261210PEKCA1501"
HOLDER = """
import sys
from sqlalchemy import text
from pnr.engine.store.open import Store
from pnr.clock import Clock
from pnr.engine.store.weight import Weight
def hold(session, _):
    session.run(text(sys.argv[2]))
    print("held", flush=True)
    sys.stdin.read()
Store(sys.argv[1], Clock(), True).transact(Weight.FILE, hold)
"""


@pytest.mark.parametrize("kind", ["file", "postgres"])
def test_somebody_holds_what_is_wanted(url_of, kind):
    """For longer than anybody waits: refused, and done once he has let go."""
    url = url_of(kind)
    with pnr.open(url, NOW) as host:
        desk = host.desk()
        desk.ask("SSXX1Y18JANABCAHZ1;NM1A/A;AP1;TKOK;RFX")
        impatient(host.store)
        with subprocess.Popen([sys.executable, "-c", HOLDER, url, "UPDATE seats SET version = version"], text=True,
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
            assert holder.stdout.readline() == "held\n"
            started = time.monotonic()
            short(desk.answer("IG"))
            assert time.monotonic() - started < 12 and desk.answer("AN10DECPEKSHA").ok
            holder.stdin.close()
            assert holder.wait(10) == 0
        assert desk.answer("ET").filed and host.check() == []


def impatient(store, seconds=0.5):
    store.patience = seconds
    for line in store._own_lines():
        line.patience = seconds


# ---- a disk that is full, or may not be written

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs to mount a small disk")


@pytest.fixture
def disk(tmp_path):
    """A disk of 700 KB, as a function that changes how it is mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=700k", "none", folder], capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")

    def mounted(how):
        subprocess.run(["mount", "-o", f"remount,{how}", folder], check=True, capture_output=True)

    mounted.folder = folder
    yield mounted
    subprocess.run(["umount", "-l", folder], check=False, capture_output=True)


@needs_root
def test_a_disk_that_fills_up_under_a_desk(disk):
    url = f"sqlite:///{disk.folder}/host.db"
    with Host(url, NOW) as host:
        desk, filed, refused = host.desk(), [], 0
        while refused < 30:
            answer = desk.answer("IG;SSXX1Y18JANABCAHZ1;NM1A/A;AP1;TKOK;RMFULL OF WORDS;RFX;ET")
            if answer.ok:
                filed.append(answer.reply.locator)
            else:
                refused += 1
                assert "full" in short(answer)
        assert desk.answer("AN10DECPEKSHA").ok or short(desk.answer("AN10DECPEKSHA"))
        disk("size=20m")
        assert desk.answer("IG").ok and desk.answer("SSXX1Y19JANABCAHZ1;NM1A/A;AP1;TKOK;RFX;ET").filed
        assert host.check() == []
        assert len(counts(host)[0]) == len(filed) + 1 and all(desk.answer(f"RT{locator}").ok for locator in filed)


@needs_root
def test_a_full_disk_at_the_command_line(disk, cli, tmp_path):
    url = f"sqlite:///{disk.folder}/host.db"
    (disk.folder / "filler").write_bytes(b"x" * 690_000)
    for command in COMMANDS:
        told(cli(*(part.format(tmp_path) for part in command), db=url, typed="RMX\n"))
    (disk.folder / "filler").unlink()
    assert cli(db=url, typed=BOOK).code == 0
    (disk.folder / "filler").write_bytes(b"x" * (shutil.disk_usage(disk.folder).free - 8192))
    told(cli("backup", disk.folder / "kept", db=url))
    assert not list(disk.folder.glob("kept*"))
    (disk.folder / "filler").unlink()
    assert cli("check", db=url).code == 0


@needs_root
def test_a_disk_that_becomes_read_only(disk, cli):
    url = f"sqlite:///{disk.folder}/host.db"
    with Host(url, NOW) as host:
        before, desk = counts(host), host.desk()
        assert desk.ask("SSXX1Y18JANABCAHZ1")
        host.store.checkpoints.run()
    assert cli("check", db=url).code == 0
    disk("ro")
    for command in COMMANDS:
        told(cli(*(part.format(disk.folder) for part in command), db=url, typed="RMX\n"))
    disk("rw")
    with Host(url, NOW) as host:
        assert counts(host)[0] == before[0] and host.check() == []


NOBODY = """
import io, os, sys
from pnr.terminal.cli import main
typed, sys.stdin = sys.stdin, io.StringIO("RMX")
try:
    main(["--db", "sqlite://", "--now", "2026-12-01T09:00Z"])  # what comes late comes now
except SystemExit:
    sys.stdin = typed
import getpass, pwd
import pnr.terminal.run, pnr.terminal.player
os.setgid(65534); os.setuid(65534)
main(sys.argv[1:])
"""


@needs_root
@pytest.mark.parametrize("kept", ["host.db", "host.db-queue", "host.db-terminals", "folder", "key"])
def test_somebody_else_s_files(tmp_path_factory, kept):
    folder = Path(tempfile.mkdtemp(prefix="pnr-else-"))
    try:
        url = f"sqlite:///{folder}/host.db"
        with Host(url, None) as host:
            host.desk(terminal="TWO").ask("RMX")
        for path in folder.iterdir():
            path.chmod(0o777 if path.is_dir() else 0o666)
        folder.chmod(0o755 if kept == "folder" else 0o777)
        if kept != "folder":
            (folder / (kept if kept != "key" else "host.db.key")).chmod(0o600)
        environment = os.environ | {"XDG_CACHE_HOME": str(folder / "cache"), "XDG_DATA_HOME": str(folder / "data")}
        for command in (("--terminal", "ONE"),) if "terminals" in kept else (("check",), (), ("run", "-")):
            done = subprocess.run([sys.executable, "-c", NOBODY, "--db", url, *command], input="RMX\n", text=True,
                                  capture_output=True, env=environment)
            said = [line for line in done.stderr.splitlines() if not line.startswith("Unpacking")]
            assert done.returncode == 3 and len(said) == 1 and said[0].startswith("pnr: "), done
    finally:
        shutil.rmtree(folder)


# ---- half of a schema, a wrong key

def sql(*statements):
    def spoil(path):
        with sqlite3.connect(path) as connection:
            for statement in statements:
                connection.execute(statement)

    return spoil


TABLES = ("area", "booking", "counter", "due", "finder", "history", "outbox", "seats", "ticket")
SPOILT = {
    "no stamp": sql("DROP TABLE alembic_version"),
    "two stamps": sql("INSERT INTO alembic_version VALUES ('0000')"),
    "an unknown stamp": sql("UPDATE alembic_version SET version_num = 'f00d'"),
    "no world": sql("DROP TABLE world"),
    "no key rows": sql("DELETE FROM world WHERE name LIKE 'key.%'"),
    "a key row of another": sql("UPDATE world SET value = 'ab' WHERE name LIKE 'key.%'"),
    **{f"no {table}": sql(f"DROP TABLE {table}") for table in TABLES},
}


@pytest.mark.parametrize("what", SPOILT)
def test_half_a_schema(cli, url, filed, tmp_path, what):
    """Not a line of it is served, and what is there is left as it is."""
    path = tmp_path / "host.db"
    SPOILT[what](path)
    before = content(path)
    for command in COMMANDS:
        told(cli(*(part.format(tmp_path) for part in command), db=url, typed="RT/SMITH\nAN10DECPEKSHA\n"))
    assert content(path) == before


def content(path):
    with sqlite3.connect(path) as connection:
        return list(connection.iterdump())


@pytest.mark.parametrize(("what", "gone", "back"), [
    *((table, f"ALTER TABLE {table} RENAME TO lost", f"ALTER TABLE lost RENAME TO {table}")
      for table in ("due", "seats", "booking", "area", "history")),
    ("at", "ALTER TABLE due RENAME COLUMN at TO since", "ALTER TABLE due RENAME COLUMN since TO at")])
def test_a_table_lost_under_a_desk(url, what, gone, back):
    with Host(url, NOW) as host:
        desk = host.desk()
        desk.ask("SSXX1Y18JANABCAHZ1;NM1A/A;AP1;TKOK;RFX")
        sql(gone)(host.store.driver.path)
        assert what in short(desk.answer("IG" if what == "seats" else "ET"))
        sql(back)(host.store.driver.path)
        assert desk.answer("ET").filed and host.check() == []


@pytest.mark.parametrize("key", [None, "", "garbage", "1:AAAA\n", "1:" + "A" * 43 + "=\n", b"\xff\xfe"])
def test_a_key_file_that_is_missing_or_wrong(cli, url, tmp_path, key, process):
    where = ("--db", url)
    assert process(*where, typed="RMX\n").code == 0
    path = tmp_path / "host.db.key"
    kept = path.read_bytes()
    path.unlink()
    if key is not None:
        path.write_bytes(key if isinstance(key, bytes) else key.encode())
    before = content(tmp_path / "host.db")
    for command in COMMANDS:
        assert "key" in told(cli(*(part.format(tmp_path) for part in command), db=url, typed="RMX\n"))
    path.unlink(missing_ok=True)
    assert content(tmp_path / "host.db") == before
    path.write_bytes(kept)
    assert process(*where, typed="RMX\n").code == 0


# ---- a second program at a held terminal

def test_a_second_program_at_a_held_terminal(cli, url, tmp_path):
    (tmp_path / "two").write_text("#! agent A\nRMX\n")
    with Host(url, NOW) as host:
        host.desk(terminal="ONE").ask("SSXX1Y18JANABCAHZ1")
        host.desk(terminal="TWO.A")
        before = counts(host)
        for command in (("--terminal", "ONE"), ("--terminal", "ONE", "run", "-"),
                        ("--terminal", "TWO", "run", tmp_path / "two"), ("--terminal", "ONE", "run", "--resume",
                                                                         tmp_path / "journal", "-")):
            assert "in use" in told(cli(*command, db=url, typed="IG\n"))
        assert counts(host) == before


# ---- a dump cut short or altered

CUTS = {
    "the last line": lambda text: text[:text.rstrip().rindex("\n") + 1],
    "the last letter": lambda text: text[:-2],
    "half": lambda text: text[:len(text) // 2],
    "a letter": lambda text: text.replace("SMITH", "SMYTH"),
    "a line twice": lambda text: text.replace("\n", "\n\n", 1),
    "nothing": lambda text: "",
    "another file": lambda text: "hello\n",
    "a revision": lambda text: re.sub(r'"00\d\d"', '"0999"', text, count=1),
    "a byte": lambda text: text[:200] + "\x00" + text[201:],
}


@pytest.mark.parametrize("cut", CUTS)
def test_a_dump_cut_short_or_altered(cli, url, filed, tmp_path, cut):
    assert cli("backup", tmp_path / "kept", db=url).code == 0
    text = (tmp_path / "kept").read_text()
    (tmp_path / "kept").write_text(CUTS[cut](text))
    other = f"sqlite:///{tmp_path / 'other.db'}"
    told(cli("restore", tmp_path / "kept", db=other))
    told(cli("restore", "--force", tmp_path / "kept", db=url))
    unchanged(url, filed)
    unchanged(other, ([], [], {}))


def test_a_snapshot_cut_short(cli, url, filed, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert cli("snapshot", "save", "one", db=url).code == 0
    (path,) = tmp_path.glob("data/**/one")
    path.write_text(path.read_text()[:-9])
    told(cli("snapshot", "load", "one", db=url))
    unchanged(url, filed)
