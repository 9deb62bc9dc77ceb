"""Backups, restores and snapshots of a host while desks work: one moment of it, whole, or nothing."""
import random
import threading
import time
from contextlib import contextmanager

import pytest
from engine import workers
from engine.test_section8 import between, counts, look
from terminal.conftest import NOW

from pnr.engine.booking.bookings import Bookings
from pnr.errors import StoreUnavailable, UnableToProcess
from pnr.terminal.host import Host

DESKS = 3
REST = ";AP1;TKOK;RFX;ET"


def agent(url):
    """Work that sells, files, waits, changes, cancels and ignores until it is killed; it tells what it filed."""

    def work(number, say):
        chance, host = random.Random(number), Host(url, NOW)
        desk, filed = host.desk(terminal=f"DESK{number}" if number % 2 else None), []

        def enter(text):
            answer = desk.answer(text)
            if isinstance(answer.error, UnableToProcess | StoreUnavailable):
                say(f"fault {text} {answer.screen}")
            return answer

        while True:
            day = chance.randint(10, 14)
            enter("IG")
            sale = chance.choice([f"SSXX1Y{day}JANABCAHZ1", f"SSXX8Y{day}JANABCAHZ1", f"SSXX8Y{day}JANABCAHZPE1"])
            if not enter(sale).ok or chance.random() < 0.2:
                continue
            answer = enter(f"NM1A{chance.choice('ABCDEF')}/X{REST}")
            if answer.filed and answer.reply.locator:
                filed.append(answer.reply.locator)
                say(f"filed {filed[-1]}")
            if filed and chance.random() < 0.5:
                enter(f"IG;RT{chance.choice(filed)}")
                enter(chance.choice(["RMX", "XI"]) + ";RFX;ET")

    return work


@contextmanager
def working(url):
    """Desks at work, each in a program of its own; what they told of faults is none."""
    Host(url, NOW).close()
    workers.warm()
    desks = [workers.start(agent(url), number) for number in range(DESKS)]
    for desk in desks:
        desk.until(3)
    try:
        yield desks
    finally:
        for desk in desks:
            desk.kill()
        told = [line for desk in desks for line in desk.lines()]
        assert [line for line in told if line.startswith("fault")] == []
        assert [desk.code for desk in desks] == [-9] * len(desks)


def filed(desks):
    lines = [line for desk in desks for line in desk.told.decode().split("\n")[:-1]]
    return {line.split()[1] for line in lines if line.startswith("filed")}


def more(desks, lines=4):
    for desk in desks:
        desk.until(desk.told.count(b"\n") + lines)


def locators(host):
    return {booking.locator for booking in look(host, lambda session: list(Bookings(session).all()))}


@pytest.mark.parametrize("kind", ["file", "postgres", "serializable"])
def test_a_backup_is_one_moment(url_of, cli, tmp_path, kind):
    """Whatever desks do meanwhile, what is restored from it is in order and has all that was told before."""
    url = url_of(kind)
    with working(url) as desks:
        for number in range(4):
            more(desks)
            before = filed(desks)
            assert cli("backup", tmp_path / f"kept{number}", db=url).code == 0
            other = f"sqlite:///{tmp_path}/other{number}.db"
            assert cli("restore", tmp_path / f"kept{number}", db=other) == (0, "", "")
            with Host(other, NOW) as host:
                assert before <= locators(host)
    assert cli("check", db=url) == (0, "", "")


@pytest.mark.parametrize("kind", ["file", "postgres"])
def test_nothing_is_overwritten_without_force(url_of, cli, tmp_path, kind):
    url = url_of(kind)
    with working(url) as desks:
        assert cli("backup", tmp_path / "kept", db=url).code == 0
        more(desks)
        done = cli("restore", tmp_path / "kept", db=url)
        assert done.code == 3 and "not empty" in done.err and done.err.count("\n") == 1
        more(desks)
        before = filed(desks)
    with Host(url, NOW) as host:
        assert before <= locators(host) and host.check() == []


@pytest.mark.parametrize("kind", ["file", "postgres", "serializable"])
def test_the_host_goes_back_under_the_hands_of_desks(url_of, cli, tmp_path, kind, monkeypatch):
    """Desks lose what they had in hand, are told so, and go on; no seat is lost or gained by it."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    url = url_of(kind)
    with working(url) as desks:
        assert cli("snapshot", "save", "early", db=url).code == 0
        assert cli("snapshot", "list", db=url).out == "early\n"
        for action in (("load", "early"), ("reset",), ("load", "early"), ("reset",)):
            more(desks)
            assert cli("snapshot", *action, db=url) == (0, "", "")
            more(desks)
            assert cli("check", db=url) == (0, "", "")
        assert cli("restore", "--force", *tmp_path.glob("data/**/early"), db=url) == (0, "", "")
        more(desks)
    with Host(url, NOW) as host:
        assert host.check() == []
    with Host(url, "2026-12-01T13:00Z") as host:
        host.tick()
        assert host.check() == []


@pytest.mark.parametrize("kind", ["file", "postgres"])
def test_a_desk_whose_host_went_back(url_of, tmp_path, kind):
    """It is told once that what it had in hand is gone, and shares no area with whoever is named alike since."""
    from pnr.engine.store.restore import clear

    url = url_of(kind)
    with Host(url, NOW) as host, Host(url, NOW) as late:
        desk = host.desk()
        desk.ask("SSXX1Y12JANABCAHZ2")
        clear(host.store)
        other = late.desk()
        other.ask("SSXX1Y12JANABCAHZ1")
        assert desk.answer("RMX").error.code == "area-given-back"
        assert desk.agent.terminal != other.agent.terminal
        desk.ask("SSXX1Y13JANABCAHZ2")
        assert "DK1" in other.enter("RT") and "DK2" in desk.enter("RT")
        assert host.check() == [] and sum(counts(host)[2].values()) == 3


@pytest.mark.parametrize("kind", ["file", "postgres", "serializable"])
def test_a_desk_that_begins_while_the_host_goes_back(url_of, kind, monkeypatch):
    """It has no row yet that it could wait for; what it sells belongs to the host before, or to the one after."""
    from pnr.engine.store.restore import clear

    url = url_of(kind)
    with Host(url, NOW) as host, Host(url, NOW) as late:
        host.desk().ask("SSXX1Y12JANABCAHZ2;NM1A/A1B/B" + REST)
        desk = late.desk()
        late.store.numbers.ready("terminal")
        seller = threading.Thread(target=lambda: desk.ask("SSXX1Y12JANABCAHZ1"))
        between(host, monkeypatch, "DELETE FROM history", lambda: (seller.start(), time.sleep(0.5)))
        clear(host.store)
        seller.join()
        assert "DK1" in desk.enter("RT") and counts(host) == ([], [], {"270112ABCXX0001": 1})
        assert host.check() == []


def test_a_backup_takes_no_longer_than_its_rows_and_holds_nobody_up(url_of, tmp_path):
    """On a file writers go on while it is read."""
    from pnr.engine.store.dump import dump

    url = url_of("file")
    with Host(url, NOW) as host, Host(url, NOW) as late:
        desk = host.desk()
        lines = dump(late.store)
        next(lines)
        began = time.monotonic()
        assert desk.answer("SSXX1Y12JANABCAHZ2").ok and time.monotonic() - began < 2
        assert sum(1 for _ in lines) > 10


# ---- a key of its own

class Killed(BaseException):
    """What a crash is to the code it stops."""


@pytest.fixture
def two(tmp_path, process):
    """Two hosts with keys of their own, one with a booking; and a backup of that one with its key beside it."""
    one, other = (f"sqlite:///{tmp_path}/{name}.db" for name in ("one", "other"))
    assert process("--db", one, typed="SSXX1Y12JANABCAHZ1;NM1A/A;APM13800138000;TKOK;RFX;ET\n").code == 0
    assert process("--db", other, typed="RMX\n").code == 0
    assert process("backup", tmp_path / "kept", "--db", one).code == 0
    (tmp_path / "kept.key").write_bytes((tmp_path / "one.db.key").read_bytes())
    return one, other


@pytest.mark.parametrize("where", ["announce", "replace", "adopt", "os.replace"])
def test_a_restore_that_dies_leaves_one_host_or_the_other(two, tmp_path, process, monkeypatch, where):
    """The database and its key are never parted: what was there opens, or what was restored."""
    from pnr.clock import Clock
    from pnr.engine.store import keys, restore
    from pnr.engine.store.open import Store

    def dies(*_, **__):
        raise Killed

    store = Store(two[1], Clock())
    with monkeypatch.context() as patch, pytest.raises(Killed):
        owner = {"replace": restore, "os.replace": keys}.get(where, keys)
        if where == "os.replace":
            real, asked = keys.store, []
            patch.setattr(keys, "store", lambda *a, **k: asked.append(a) or (
                dies() if len(asked) == 2 else real(*a, **k)))
        else:
            patch.setattr(owner, where, dies)
        restore.restore_file(store, tmp_path / "kept", force=True)
    store.close()
    assert process("check", "--db", two[1]) == (0, "", "")
    found = process("--db", two[1], typed="RT/A\n").code
    assert found == (0 if where in ("adopt", "os.replace") else 1)
    assert process("restore", "--force", tmp_path / "kept", "--db", two[1]).code == 0
    assert process("--db", two[1], typed="RT/A\n").code == 0


def test_a_desk_at_work_takes_up_the_key_of_what_was_restored(two, tmp_path, process):
    with Host(two[1]) as host:
        desk = host.desk()
        desk.ask("SSXX1Y12JANABCAHZ1;NM1B/B")
        assert process("restore", "--force", tmp_path / "kept", "--db", two[1]).code == 0
        assert desk.answer("APM13800138000").error.code == "area-given-back"
        assert "13800138000" in desk.enter("RT/A")
        desk.ask("IG;SSXX1Y12JANABCAHZ1;NM1B/B;APM13900139000;TKOK;RFX;ET")
        assert host.check() == []
    assert process("--db", two[1], typed="RT/B\n").code == 0


def test_a_restore_under_another_key_of_the_environment(two, tmp_path, process):
    """It is refused before anything is replaced."""
    import os

    environment = os.environ | {"PNR_KEY": (tmp_path / "other.db.key").read_text().strip()}
    done = process("restore", "--force", tmp_path / "kept", "--db", two[1], env=environment)
    assert done.code == 3 and "PNR_KEY" in done.err and done.err.count("\n") == 1
    assert process("--db", two[1], typed="RT/A\n", env=environment).code == 1
    assert process("check", "--db", two[1], env=environment).code == 0
