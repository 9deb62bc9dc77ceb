"""What falls due is done in order and once; what is to leave the house leaves in order and once."""
import logging
import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import bindparam, insert, select

from pnr.engine.store.due import LATER, Due, DueItem, run_due
from pnr.engine.store.moments import from_text, to_text
from pnr.engine.store.outbox import Outbox, send
from pnr.engine.store.tables import world
from pnr.engine.store.weight import Weight
from pnr.errors import NoSeats, StoreUnavailable

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
NOTE = insert(world).inline()
NOTES = select(world.c.name).where(world.c.value == bindparam("value")).order_by(world.c.name)


def within(store, body, weight=Weight.WORK):
    return store.transact(weight, lambda session, _: body(session))


def add(store, *items):
    within(store, lambda session: [Due(session).add(at, kind, key) for at, kind, key in items])


def waiting(store, now=NOON + 999 * HOUR):
    """Everything on the list, without taking anything off it."""
    return store.transact(Weight.LOOK, lambda session, _: Due(session).next(now))


def test_a_moment_is_the_same_after_a_round():
    for moment in (NOON, NOON.replace(microsecond=7), datetime(1, 1, 1, tzinfo=UTC)):
        assert from_text(to_text(moment)) == moment and len(to_text(moment)) == 27
    assert to_text(NOON) == to_text(NOON.astimezone(timezone(8 * HOUR))) == "2026-12-01T12:00:00.000000Z"
    with pytest.raises(ValueError):
        to_text(datetime(2026, 12, 1))


def test_items_in_order_of_time_kind_and_key(store):
    items = [(NOON, "b", "1"), (NOON, "a", "2"), (NOON, "a", "10"), (NOON - HOUR, "z", "9"), (NOON + HOUR, "a", "0")]
    add(store, *items)
    done = []
    handlers = dict.fromkeys("abz", lambda session, item: done.append(item))
    assert run_due(store, NOON, handlers) == 4
    assert done == [DueItem(*item) for item in sorted(items)[:4]]
    assert run_due(store, NOON, handlers) == 0
    assert waiting(store) == DueItem(NOON + HOUR, "a", "0")


def test_one_item_for_a_key_and_it_moves(store):
    add(store, (NOON, "a", "1"), (NOON + HOUR, "a", "1"))
    assert waiting(store) == DueItem(NOON + HOUR, "a", "1")
    assert within(store, lambda session: Due(session).remove("a", "1"))
    assert not within(store, lambda session: Due(session).remove("a", "1"))
    assert waiting(store) is None


def test_a_handler_may_make_more_fall_due(store):
    add(store, (NOON - 3 * HOUR, "a", "1"))
    seen = []

    def handler(session, item):
        seen.append(item.at)
        Due(session).add(item.at + HOUR, "a", "1")

    assert run_due(store, NOON, {"a": handler}) == 4
    assert seen == [NOON - hours * HOUR for hours in (3, 2, 1, 0)]
    assert waiting(store).at == NOON + HOUR


def test_one_that_fails_is_put_off_and_holds_up_no_other(store, caplog):
    add(store, (NOON - HOUR, "bad", "1"), (NOON - HOUR, "none", "1"), (NOON, "good", "1"))
    done = []

    def bad(session, item):
        session.run(NOTE, name="trace", value="bad")
        raise NoSeats()

    with caplog.at_level(logging.ERROR):
        assert run_due(store, NOON, {"bad": bad, "good": lambda session, item: done.append(item.key)}) == 1
    assert done == ["1"] and len(caplog.records) == 2
    assert waiting(store) == DueItem(NOON + LATER, "bad", "1")
    assert within(store, lambda session: session.run(NOTES, value="bad").fetchone()) is None


def test_a_store_that_fails_is_not_put_off(store):
    add(store, (NOON, "a", "1"))

    def handler(session, item):
        raise StoreUnavailable(reason="gone")

    with pytest.raises(StoreUnavailable):
        run_due(store, NOON, {"a": handler})
    assert waiting(store) == DueItem(NOON, "a", "1")


def test_several_programs_do_each_item_once(store_url, open_store):
    stores = [open_store(store_url)] * 3 if store_url == "sqlite://" else [open_store(store_url) for _ in range(3)]
    add(stores[0], *((NOON, "a", f"{number:03}") for number in range(30)))
    handlers = {"a": lambda session, item: session.run(NOTE, name=item.key, value="done")}
    counts = []
    threads = [threading.Thread(target=lambda store=store: counts.append(run_due(store, NOON, handlers)))
               for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(counts) == 30 and len(counts) == 3
    assert len(within(stores[0], lambda session: session.run(NOTES, value="done").fetchall())) == 30


def test_letters_leave_in_order_and_once(store):
    within(store, lambda session: [Outbox(session, at).put("mail", body) for at, body in
                                   [(NOON, "second"), (NOON, "third"), (NOON - HOUR, "first")]])
    told = []
    carriers = {"mail": lambda session, letter: told.append((letter.number, letter.body))}
    assert send(store, carriers) == 3
    assert [body for _, body in told] == ["first", "second", "third"] and len({number for number, _ in told}) == 3
    assert send(store, carriers) == 0


def test_a_letter_of_a_refused_entry_was_never_written(store):
    def body(session):
        Outbox(session, NOON).put("mail", "no")
        raise NoSeats()

    with pytest.raises(NoSeats):
        within(store, body)
    assert within(store, lambda session: Outbox(session).pending()) == []


def test_a_letter_whose_carrier_fails_stays(store):
    within(store, lambda session: [Outbox(session, NOON).put("mail", body) for body in "ab"])
    told = []

    def carrier(session, letter):
        told.append(letter.body)
        if len(told) == 2:
            raise ConnectionError

    with pytest.raises(ConnectionError):
        send(store, {"mail": carrier})
    assert send(store, {"mail": carrier}) == 1
    assert told == ["a", "b", "b"]
