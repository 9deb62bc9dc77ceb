"""A database that fails while agents work: a short answer or one line, exit code 3, and nothing half done."""
import os
import resource
import sqlite3
import subprocess
import sys

import pytest

import pnr
from pnr.engine.store.weight import Weight
from pnr.terminal import repl
from pnr.terminal.host import Host

NOW = "2026-12-01T09:00Z"
SELL = {"amadeus": "SSCZ3175Y20DECCANDLC1", "eterm": "SS:CZ3175/Y/20DEC/CANDLC/NN1"}
SHORT = {"amadeus": "SYSTEM UNABLE TO PROCESS", "eterm": "TIMEOUT!,WAIT A MONENT INPUT"}
HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture(params=sorted(SELL))
def dialect(request):
    return request.param


@pytest.fixture
def host(url):
    with Host(url, NOW) as opened:
        yield opened
        assert opened.check() == []


@pytest.fixture
def database(tmp_path):
    return tmp_path / "host.db"


def unavailable(desk, entry):
    """The entry is refused in the tongue's words, and leaves the desk as it was."""
    held = desk.held
    answer = desk.answer(entry)
    assert isinstance(answer.error, pnr.Unavailable), answer
    assert answer.screen == SHORT[desk.dialect.name]
    assert desk.held == held


def full(host, pages):
    """No page more than these, on every connection there is."""
    host.store.transact(Weight.WORK, lambda session, _: session.connection.execute(f"PRAGMA max_page_count={pages}"))


# ---- at a desk

def test_locked_by_another_program(host, dialect, database):
    desk = host.desk(dialect)
    assert desk.answer(SELL[dialect]).ok
    for line in host.store._own_lines():
        line.patience = 0.2
    host.store.patience = 0.2
    holder = subprocess.Popen([sys.executable, "-c", HOLD, database], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert holder.stdout.readline() == b"held\n"
    unavailable(desk, "NM1SMITH/JOHN MR")
    assert desk.answer("RT").ok  # who only looks is not held up
    holder.communicate(b"")
    assert desk.answer("NM1SMITH/JOHN MR").ok


def test_full(host, dialect):
    desk = host.desk(dialect)
    assert desk.answer(SELL[dialect]).ok
    full(host, 1)
    answers = [desk.answer(f"RM{'K ' * (dialect == 'eterm')}{number:03}{'X' * 200}") for number in range(60)]
    refused = [answer for answer in answers if not answer.ok]
    assert refused and {answer.screen for answer in refused} == {SHORT[dialect]}
    assert host.check() == []
    unavailable(desk, f"RM{'K ' * (dialect == 'eterm')}{'X' * 400}")
    full(host, 100000)
    assert desk.answer("NM1SMITH/JOHN MR").ok
    remarks = [element for element in desk.held.area.working.elements if type(element).__name__ == "Remark"]
    assert len(remarks) == len(answers) - len(refused)


def test_damaged_while_open(url, dialect, database):
    with Host(url, NOW) as host:
        desk = host.desk(dialect)
        assert desk.answer(SELL[dialect]).ok
        host.store.transact(Weight.LOOK, lambda session, _: None)
        with sqlite3.connect(database) as raw:
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        host.store.discard(host.store.idle.pop())  # the next connection reads the file anew
        size = database.stat().st_size
        with open(database, "r+b") as file:
            file.seek(4096)
            file.write(b"\xff" * (size - 4096))
        unavailable(desk, "NM1SMITH/JOHN MR")
        host.desks.clear()  # nothing can be ignored any more


def test_read_only(host, dialect, url, database):
    reader = host.desk(dialect)
    assert reader.answer(SELL[dialect]).ok
    with Host(f"sqlite:///file:{database}?mode=ro&uri=true", NOW) as looking:
        desk = looking.desk(dialect)
        desk.agent = reader.agent
        desk.held = reader.held
        assert desk.answer("RT").ok
        unavailable(desk, "NM1SMITH/JOHN MR")
        looking.desks.clear()


def test_a_pipe_ends_with_its_code(host, monkeypatch, capsys):
    import io

    full(host, 1)
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{SELL['amadeus']}\nRM{'X' * 900}\nDD\n" + f"RM{'X' * 900}\n" * 20))
    assert repl.piped(repl.Chair(host.desk)) == 3
    assert SHORT["amadeus"] in capsys.readouterr().out


# ---- at the door

def limited():
    """A disk with no room for a file this large."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))


@pytest.mark.parametrize("arguments", [(), ("run",), ("check",)])
def test_a_disk_with_no_room(process, url, arguments):
    entries = f"{SELL['amadeus']}\n" + "".join(f"RM{number:04}{'X' * 900}\n" for number in range(150))
    pnr.open(url, NOW).close()
    done = process("--db", url, "--now", NOW, *arguments, typed=entries, preexec_fn=limited)
    assert "Traceback" not in done.out + done.err
    if arguments != ("check",):
        assert done.code == 3 and SHORT["amadeus"] in done.out
    with pnr.open(url, NOW) as host:
        assert host.check() == []


def one_line(done, words):
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith("pnr: ") and done.err.count("\n") == 1 and "Traceback" not in done.err
    assert words in done.err


@pytest.mark.parametrize(("arguments", "where", "words"), [
    ((), "nonsense", "not a database URL"), (("run",), "nosuch://x/y", "no driver for nosuch"),
    (("check",), "sqlite:////nowhere/at/all/host.db", "/nowhere/at/all/host.db"),
    ((), "postgresql+psycopg://u:secret@127.0.0.1:1/x", "127.0.0.1"),
])
def test_a_wrong_url(process, where, words, arguments):
    done = process("--db", where, *arguments, typed="DD\n")
    one_line(done, words)
    assert "secret" not in done.err


@pytest.mark.parametrize("damage", [b"no database at all, but long enough to look like one" * 20, b"\0" * 8192])
def test_a_corrupt_file(process, url, database, damage):
    database.write_bytes(damage)
    one_line(process("--db", url, typed="DD\n"), "host.db")
    assert database.read_bytes() == damage


def test_a_newer_schema(process, url, database):
    pnr.open(url, NOW).close()
    with sqlite3.connect(database) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    one_line(process("--db", url, typed="DD\n"), "9999")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_nobody_may_write_to(process, tmp_path):
    tmp_path.chmod(0o500)
    one_line(process("--db", f"sqlite:///{tmp_path / 'host.db'}", typed="DD\n"), "host.db")
