"""Numbers: a gap may happen, a double never, and an orderly end leaves none."""
import os
import threading

import pytest

from pnr.engine.store.numbering import BLOCK, last_run
from pnr.engine.store.weight import Weight
from pnr.errors import NoSeats


def draw(store, name="booking"):
    return store.transact(Weight.WORK, lambda session, _: session.store.numbers.draw(name))


def test_in_order_from_nought_each_name_by_itself(store):
    assert [draw(store) for _ in range(BLOCK + 3)] == list(range(BLOCK + 3))
    assert draw(store, "ticket") == 0


def test_ready_before_and_without(store):
    store.numbers.ready("booking", 3 * BLOCK)
    assert [store.numbers.draw("booking") for _ in range(3 * BLOCK)] == list(range(3 * BLOCK))


def test_the_body_runs_again_when_none_is_at_hand(store):
    runs = []

    def body(session, again):
        runs.append(again)
        return [store.numbers.draw("booking") for _ in range(2)]

    assert store.transact(Weight.WORK, body) == [0, 1]
    assert runs == [False, False]


def test_two_programs_never_share_a_number(store_url, open_store):
    if store_url == "sqlite://":
        pytest.skip("a database in memory has one program")
    stores = [open_store(store_url) for _ in range(3)]
    drawn = [draw(store) for _ in range(BLOCK * 2) for store in stores]
    assert len(set(drawn)) == len(drawn)


def test_threads_never_share_a_number(store):
    drawn = []
    threads = [threading.Thread(target=lambda: drawn.extend(draw(store) for _ in range(50))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(drawn)) == len(drawn) == 200


def test_a_refused_transaction_leaves_a_gap(store):
    def body(session, _):
        session.store.numbers.draw("booking")
        raise NoSeats()

    with pytest.raises(NoSeats):
        store.transact(Weight.WORK, body)
    assert draw(store) == 1


def test_an_orderly_end_gives_back_what_was_not_drawn(open_store, file_url):
    first, second = open_store(file_url), open_store(file_url)
    assert draw(first) == 0
    first.close()
    assert draw(second) == 1
    third = open_store(file_url)
    assert draw(third) == 1 + BLOCK
    second.close()  # somebody has leased since: a gap
    third.close()
    assert draw(open_store(file_url)) == 2 + BLOCK


def test_a_child_draws_numbers_of_its_own(open_store, file_url):
    store = open_store(file_url)
    assert draw(store) == 0
    if (child := os.fork()) == 0:
        try:
            os._exit(draw(store))
        except BaseException:
            os._exit(255)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == BLOCK
    assert draw(store) == 1


@pytest.mark.parametrize(("held", "run"), [([5], (5, 6)), ([5, 6, 7], (5, 8)), ([1, 2, 9, 10], (9, 11))])
def test_only_the_last_run_is_given_back(held, run):
    assert last_run(held) == run
