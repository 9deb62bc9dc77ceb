"""A dump is the database: equal on every store, noticed when damaged, taken back whole or not at all."""
import json
import os
import stat
import threading
from datetime import UTC, datetime

import pytest
from sqlalchemy import insert

from pnr.engine.store import keys
from pnr.engine.store.due import Due
from pnr.engine.store.dump import digest, dump, dumped
from pnr.engine.store.outbox import Outbox
from pnr.engine.store.restore import backup, clear, restore, restore_file
from pnr.engine.store.schema import REVISION
from pnr.engine.store.tables import counters, due, outbox, world
from pnr.engine.store.weight import Weight
from pnr.errors import StoreUnavailable

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
FILL = insert(world).inline()
WORDS = ["Zoë", "zoo", "Zoo", "a-b", "ab", "a b", "汉字", "ΑΒΓ", "line\nend", 'quote"', "\u2028", "_", "0", "10", "9"]


def fill(store, words=WORDS):
    def body(session, _):
        session.run_each(FILL, [{"name": word, "value": word * 2} for word in words])
        Due(session).add(NOON, "limit", "ABC123")
        Outbox(session, NOON).put("mail", "text")

    store.transact(Weight.FILE, body)


@pytest.fixture
def other(open_store, tmp_path):
    """An empty database on another file."""
    return open_store(f"sqlite:///{tmp_path}/other.db")


def test_equal_on_every_store(store, open_store):
    model = open_store("sqlite://")
    for each in (store, model):
        fill(each)
    assert list(dump(store)) == list(dump(model))
    assert digest(store) == digest(model)


def test_the_digest_notices_any_change(store):
    found = {digest(store)}
    for body in (lambda session, _: session.run(FILL, name="a", value=""),
                 lambda session, _: Due(session).add(NOON, "limit", "A"),
                 lambda session, _: Due(session).add(NOON.replace(hour=13), "limit", "A")):
        store.transact(Weight.WORK, body)
        found.add(digest(store))
    assert len(found) == 4


def test_what_is_volatile_is_in_the_dump_and_not_in_the_digest(open_store, monkeypatch):
    monkeypatch.setitem(world.c.value.info, "volatile", True)
    monkeypatch.setitem(outbox.info, "volatile", True)
    from pnr.engine.store.dump import in_key_order

    in_key_order.cache_clear()
    one, two = open_store("sqlite://"), open_store("sqlite://")
    fill(one, ["a"])
    fill(two, ["a"])
    before = digest(one)
    one.transact(Weight.WORK, lambda session, _: session.run(world.update().values(value="x")))
    one.transact(Weight.WORK, lambda session, _: session.run(outbox.delete()))
    assert digest(one) == before == digest(two)
    assert list(dump(one)) != list(dump(two))
    in_key_order.cache_clear()


def test_there_and_back(store, other):
    fill(store)
    restore(other, dump(store))
    assert digest(other) == digest(store)
    assert other.transact(Weight.WORK, lambda session, _: other.numbers.draw("outbox")) == 32
    restore(store, dump(other), force=True)
    assert digest(other) == digest(store)


def test_a_database_that_holds_something(store, other):
    fill(store)
    fill(other)
    before = digest(other)
    with pytest.raises(StoreUnavailable, match="not empty"):
        restore(other, dump(store))
    assert digest(other) == before
    restore(other, dump(store), force=True)


DAMAGES = {
    "cut": lambda lines: lines[:-1],
    "a row less": lambda lines: lines[:3] + lines[4:],
    "a row more": lambda lines: lines[:3] + lines[3:4] + lines[3:],
    "a letter": lambda lines: [line.replace("ABC123", "ABC124") for line in lines],
    "nothing": lambda lines: [],
    "only the head": lambda lines: lines[:1],
    "something else": lambda lines: ["<html>"],
    "other json": lambda lines: ["[]"],
    "another revision": lambda lines: [lines[0].replace(REVISION, "9999"), *lines[1:]],
    "twice": lambda lines: lines + lines,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_dump_changes_nothing(open_store, other, damage):
    store = open_store("sqlite://")
    fill(store)
    before = digest(other)
    with pytest.raises(StoreUnavailable) as caught:
        restore(other, DAMAGES[damage](list(dump(store))))
    assert "\n" not in caught.value.facts["reason"]
    assert digest(other) == before


def test_line_ends_of_another_system(open_store, other):
    store = open_store("sqlite://")
    fill(store)
    restore(other, (line + "\r\n" for line in dump(store)))
    assert digest(store) == digest(other)


def test_a_dump_is_of_one_moment(store_url, open_store):
    """Somebody moves a value between two rows all the time; every dump has exactly one."""
    if store_url == "sqlite://":
        pytest.skip("in memory everybody waits for the one connection")
    store, writer = open_store(store_url), open_store(store_url)
    store.transact(Weight.FILE, lambda session, _: Due(session).add(NOON, "there", "x"))
    stop = threading.Event()

    def move():
        while not stop.is_set():
            for off, on in (("there", "here"), ("here", "there")):
                writer.transact(Weight.WORK, lambda session, _, off=off, on=on: (
                    Due(session).remove(off, "x"), Due(session).add(NOON, on, "x")))

    thread = threading.Thread(target=move)
    thread.start()
    try:
        for _ in range(15):
            items = [json.loads(line) for line in dump(store)]
            assert sum(item[0] in ("here", "there") for item in items if isinstance(item, list)) == 1
    finally:
        stop.set()
        thread.join()


def test_to_and_from_a_file(open_store, other, tmp_path):
    store = open_store("sqlite://")
    fill(store)
    file = tmp_path / "backup.jsonl"
    for _ in range(2):
        backup(store, file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    restore_file(other, file)
    assert digest(other) == digest(store)
    assert sorted(name for name in os.listdir(tmp_path) if name.startswith("backup")) == ["backup.jsonl"]


@pytest.mark.parametrize("content", [None, b"\xff\xfe", b"", b"\x00"])
def test_a_file_that_is_no_backup(open_store, other, tmp_path, content):
    file = tmp_path / "backup"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(StoreUnavailable):
        restore_file(other, file)
    with pytest.raises(StoreUnavailable):
        backup(other, tmp_path / "nowhere" / "file")


def test_a_dump_sealed_with_a_key_of_its_own(open_store, tmp_path):
    store = open_store(f"sqlite:///{tmp_path}/one.db", fixed=False)
    target = open_store(f"sqlite:///{tmp_path}/two.db", fixed=False)
    old_key = (tmp_path / "two.db.key").read_text()
    sealed = store.keys.seal("A")("P1")
    file = tmp_path / "backup"
    backup(store, file)
    with pytest.raises(StoreUnavailable, match="key that is not here"):
        restore_file(target, file)
    (tmp_path / "backup.key").write_text((tmp_path / "one.db.key").read_text())
    restore_file(target, file)
    assert target.keys.opened("A")(sealed) == "P1"
    assert open_store(f"sqlite:///{tmp_path}/two.db", fixed=False).keys.opened("A")(sealed) == "P1"
    aside = [path for path in tmp_path.glob("two.db.key.*")]
    assert [path.read_text() for path in aside] == [old_key]
    assert keys.found(target.driver) == keys.found(store.driver)


def test_cleared_it_is_as_new(store, open_store):
    new = digest(store)
    fill(store)
    clear(store)
    assert digest(store) == new
    fill(store)
    assert store.in_memory or open_store(store.driver.url.render_as_string(hide_password=False)).keys


def test_every_table_is_in_it(store):
    fill(store)
    named = [json.loads(line)["table"] for line in dump(store) if line.startswith('{"table"')]
    assert named == [table.name for table in dumped()] == sorted(named)
    assert {counters.name, due.name, outbox.name, world.name} <= set(named)
