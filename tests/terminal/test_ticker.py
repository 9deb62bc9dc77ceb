"""What is due gets done while nobody types, beside a desk that works."""
import time
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from conftest import NOW

import pnr
from pnr.engine.inventory.seats import Seats
from pnr.engine.store.weight import Weight
from pnr.errors import AreaGivenBack, StoreUnavailable
from pnr.terminal.ticker import Ticker

SELL = f"SSXX1Y{datetime.now() + timedelta(days=60):%d%b}ABCAHZ2".upper()  # it flies every day of any year


def hurried(desk, hold):
    """The desk with this time limit for what is unfiled."""
    desk.use(replace(desk.dialect, manners=replace(desk.dialect.manners, hold=hold)))
    return desk


def sold(host):
    rows = host.store.transact(Weight.LOOK, lambda session, _: dict(Seats(session).all()))
    return sum(bucket.sold for cabins in rows.values() for cabin in cabins for bucket in cabin)


def until(holds, seconds=20):
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.parametrize("kind", ["memory", "file", "postgres"])
def test_an_area_expires_with_nobody_typing(url_of, kind):
    with pnr.open(url_of(kind)) as host:
        desk = hurried(host.desk(), timedelta(seconds=0.3))
        desk.ask(SELL)
        assert sold(host) == 2
        with Ticker(lambda: host, 0.05):
            until(lambda: sold(host) == 0)
        assert isinstance(desk.answer("RT").error, AreaGivenBack)
        assert desk.answer(SELL).ok and host.check() == []


def test_a_clock_that_stands_is_left_alone(memory):
    desk = memory.desk()
    desk.ask("SSXX1Y10DECABCAHZ2")
    with Ticker(lambda: memory, 0.01):
        memory.clock.advance(hours=4)
        time.sleep(0.1)
        assert sold(memory) == 2
    memory.tick()
    assert sold(memory) == 0


@pytest.mark.parametrize("kind", ["memory", "file", "postgres"])
def test_beside_a_desk_that_works(url_of, kind):
    """Whatever both do at one moment: the desk never sees more than that its time was up."""
    with pnr.open(url_of(kind)) as host:
        desk = hurried(host.desk(), timedelta(seconds=0.02))
        with Ticker(lambda: host, 0.001):
            for _ in range(40):
                answer = desk.answer(f"IG;{SELL};RMX;XI")
                assert answer.ok or isinstance(answer.error, AreaGivenBack), answer
        time.sleep(0.05)
        host.tick()
        assert host.check() == []


def test_a_store_out_of_reach_is_the_next_entry_s_affair(memory, capsys):
    def gone():
        raise StoreUnavailable(reason="gone")

    memory.clock.standing = None
    memory.tick = gone
    with Ticker(lambda: memory, 0.01) as ticker:
        time.sleep(0.05)
        assert ticker.thread.is_alive()
    assert capsys.readouterr() == ("", "")
    del memory.tick
    memory.clock.set(NOW)


def test_before_there_is_a_host():
    with Ticker(lambda: None, 0.01) as ticker:
        time.sleep(0.03)
        assert ticker.thread.is_alive()
