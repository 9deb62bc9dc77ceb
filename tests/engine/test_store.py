"""Transactions: whole or not at all, tried again when somebody was first, never nested by mistake."""
import threading

import pytest
from sqlalchemy import bindparam, insert, select, update

from pnr.engine.store.retry import Raced
from pnr.engine.store.tables import counters, insert_if_new, world
from pnr.engine.store.weight import Weight
from pnr.errors import NoSeats, StoreUnavailable, TryAgain

ADD = insert(counters).inline()
TOUCH = insert_if_new(counters)
READ = select(counters.c.value).where(counters.c.name == bindparam("key"))
CLAIM = READ.with_for_update()
ALL = select(counters.c.name, counters.c.value).order_by(counters.c.name)
NOTE = insert(world).inline()
NOTES = select(world.c.name, world.c.value)
SOME = select(counters.c.name).where(counters.c.name.in_(bindparam("keys", expanding=True))).order_by(counters.c.name)
TWO = select(counters.c.name).where(counters.c.name.in_(["a", "c"])).order_by(counters.c.name)
SWAP = (update(counters).where(counters.c.name == bindparam("key"), counters.c.value == bindparam("seen"))
        .values(value=bindparam("new")))


def add(store, name, value=0, weight=Weight.WORK):
    store.transact(weight, lambda session, _: session.run(ADD, name=name, value=value))


def value(store, name):
    row = store.transact(Weight.LOOK, lambda session, _: session.run(READ, key=name).fetchone())
    return row and row[0]


def increment(session, _=False):
    seen = session.run(CLAIM, key="a").fetchone()[0]
    session.change(SWAP, key="a", seen=seen, new=seen + 1)


@pytest.mark.parametrize("weight", [Weight.WORK, Weight.FILE])
def test_what_was_committed_is_there(store, weight):
    add(store, "a", 7, weight)
    assert value(store, "a") == 7


@pytest.mark.parametrize("error", [NoSeats(), ValueError("a bug"), KeyboardInterrupt()])
def test_an_error_leaves_no_trace(store, error):
    def body(session, _):
        session.run(ADD, name="a", value=1)
        raise error

    with pytest.raises(type(error)):
        store.transact(Weight.FILE, body)
    assert value(store, "a") is None
    add(store, "a")


def test_a_mistake_in_a_statement_is_no_fault_of_the_database(store):
    with pytest.raises(store.driver.errors):
        store.transact(Weight.WORK, lambda session, _: session.run(ADD, name=None, value=1))


def test_a_raced_change_is_tried_again(store):
    add(store, "a", 5)
    tries = []

    def body(session, again):
        assert not again
        tries.append(1)
        session.change(SWAP, key="a", seen=5 if len(tries) > 2 else 4, new=6)

    store.transact(Weight.WORK, body)
    assert (len(tries), value(store, "a")) == (3, 6)


def test_a_race_that_never_ends_is_given_up(open_store, store_url):
    store = open_store(store_url, patience=0.05)
    with pytest.raises(TryAgain):
        store.transact(Weight.WORK, lambda session, _: session.change(SWAP, key="a", seen=1, new=2))


def test_a_key_somebody_inserted_first_is_tried_again(store):
    add(store, "a", 5)
    seen = []

    def body(session, _):
        seen.append(1)
        session.run(ADD, name="a" if len(seen) == 1 else "b", value=1)

    store.transact(Weight.WORK, body)
    assert value(store, "b") == 1


def test_insert_if_new_leaves_what_is_there(store):
    add(store, "a", 5)

    def body(session, _):
        return [session.run(TOUCH, name=name, value=9).rowcount for name in "ab"]

    assert store.transact(Weight.WORK, body) == [0, 1]
    assert (value(store, "a"), value(store, "b")) == (5, 9)


def test_texts_are_kept_as_they_are(store):
    """Long ones; keys that differ in case, in an accent or in a blank at the end only."""
    texts = {"a": "\N{CJK UNIFIED IDEOGRAPH-6C49}" * 100_000, "a ": "1", "A": "%s %(x)s \\ ' \"", "\xe4": "",
             " a": "\N{WARNING SIGN}"}
    store.transact(Weight.WORK, lambda session, _: session.run_each(
        NOTE, [{"name": name, "value": text} for name, text in texts.items()]))
    found = store.transact(Weight.LOOK, lambda session, _: dict(session.run(NOTES).fetchall()))
    assert {name: text for name, text in found.items() if name in texts} == texts


def test_lists_of_any_length(store):
    def body(session, _):
        session.run_each(ADD, [{"name": name, "value": 1} for name in "abcd"])
        session.run_each(ADD, [])
        asked = [session.run(SOME, keys=keys).fetchall() for keys in (["a"], ["d", "b"], [], ["x"], ["a", "c"])]
        return ["".join(row[0] for row in rows) for rows in asked], session.run(TWO).fetchall()

    lists, two = store.transact(Weight.WORK, body)
    assert lists == ["a", "bd", "", "", "ac"]
    assert [tuple(row) for row in two] == [("a",), ("c",)]


def test_two_cursors_do_not_disturb_each_other(store):
    def body(session, _):
        session.run_each(ADD, [{"name": name, "value": 1} for name in "abcd"])
        return [(name, session.run(READ, key=name).fetchone()[0]) for name, _ in session.run(ALL)]

    assert store.transact(Weight.WORK, body) == [(name, 1) for name in "abcd"]


def test_a_look_cannot_write_where_the_database_says_so(open_store, empty_postgres):
    store = open_store(empty_postgres)
    with pytest.raises(StoreUnavailable, match="store-unavailable.*read-only"):
        add(store, "a", weight=Weight.LOOK)


@pytest.mark.parametrize("url", ["sqlite://", "file"])
def test_a_transaction_inside_a_transaction_is_found_out(open_store, file_url, url):
    store = open_store(file_url if url == "file" else url)
    with pytest.raises(RuntimeError, match="inside a transaction"):
        store.transact(Weight.WORK, lambda session, _: add(store, "a"))
    add(store, "a")


def test_threads_lose_no_change(store):
    add(store, "a")
    threads = [threading.Thread(target=lambda: [store.transact(Weight.WORK, increment) for _ in range(25)])
               for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert value(store, "a") == 100


def test_a_look_sees_one_moment(store_url, open_store):
    if store_url == "sqlite://":
        pytest.skip("in memory everybody waits for the one connection")
    store, other = open_store(store_url), open_store(store_url)
    add(store, "a", 1)

    def body(session, _):
        first = session.run(READ, key="a").fetchone()[0]
        other.transact(Weight.WORK, increment)
        return first, session.run(READ, key="a").fetchone()[0]

    assert store.transact(Weight.LOOK, body) == (1, 1)
    assert value(store, "a") == 2


def test_raced_outside_the_loop_is_only_a_signal():
    assert issubclass(Raced, Exception)


@pytest.mark.parametrize(("weight", "synchronous"), [(Weight.WORK, 1), (Weight.FILE, 2)])
def test_sqlite_waits_for_the_disk_by_weight(open_store, file_url, weight, synchronous):
    store = open_store(file_url)
    for between in (Weight.FILE, Weight.WORK, Weight.LOOK) * 3:
        store.transact(between, lambda session, _: None)
        found = store.transact(weight, lambda session, _: session.connection.execute("PRAGMA synchronous").fetchone())
        assert found[0] == synchronous


def test_postgresql_waits_for_the_disk_by_weight(open_store, empty_postgres):
    store = open_store(empty_postgres)

    def asked(session, _):
        return session.connection.execute("SHOW synchronous_commit").fetchone()[0]

    assert [store.transact(weight, asked) for weight in (Weight.WORK, Weight.FILE, Weight.WORK)] == ["off", "on", "off"]
