"""Queues lose nothing and give nothing twice, whoever works them and whatever becomes of him."""
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import pnr
from pnr.engine.queues.places import Place
from pnr.engine.queues.queues import Queues
from pnr.engine.store.weight import Weight
from pnr.terminal.host import Host

from . import workers

NOW = "2026-12-01T09:00Z"
MANY, AGENTS = 24, 4
FILED = ("SSHU7601Y{day}DECPEKSHA1", "NM1SMITH/JOHN MR", "AP010 60000000", "TKOK", "RFJOHN", "QE87")


def filled(url, many=MANY):
    """A host with so many bookings on queue 87; their locators."""
    with Host(url, NOW) as host:
        desk, found = host.desk(), []
        for place in range(many):
            for entry in FILED:
                reply = desk.answer(entry.format(day=10 + place % 14))
            assert reply.filed, reply.screen
            found.append(reply.reply.locator)
        return found


def agent(url):
    """Work that takes bookings off the queue until it is empty, and says which."""

    def work(number, say):
        with Host(url, NOW) as host:
            desk = host.desk()
            answer = desk.answer("QS87")
            while hasattr(answer.reply, "display"):
                say(answer.reply.display.booking.locator)
                answer = desk.answer("QN")

    return work


@pytest.mark.parametrize("kind", ["file", "postgres", "serializable"])
def test_each_booking_is_worked_by_one_agent(url_of, kind):
    url = url_of(kind)
    wanted = filled(url)
    workers.warm()
    together = [workers.start(agent(url), number) for number in range(AGENTS)]
    told = [locator for one in together for locator in one.lines()]
    assert all(one.code == 0 for one in together)
    assert sorted(told) == sorted(wanted)
    with Host(url, NOW) as host:
        assert host.desk().enter("QC87").endswith("0") and host.check() == []


def test_what_a_lost_agent_had_is_free_again():
    with pnr.open("sqlite://", now=NOW) as host:
        first, second = host.desk(), host.desk()
        for entry in FILED:
            first.enter(entry.format(day=10))
        assert first.enter("QS87").startswith("Q87 C0 D1 - 1 LEFT")
        assert second.enter("QS87") == "QUEUE EMPTY"
        host.clock.advance(minutes=31)
        assert second.enter("QS87").startswith("Q87 C0 D1 - 1 LEFT")


ENTRIES = st.lists(st.tuples(st.integers(0, 1), st.sampled_from(
    ("QS87", "QS8", "QN", "QD", "QI", "QES", "IG", "QE8", "QM8/87", "QM87/8", "RMX", "RFA;ET", "QF", "QNF", "QDF"))),
    max_size=30)


@settings(max_examples=30, deadline=None)
@given(ENTRIES)
@example([(0, "QS87"), (0, "QM87/8"), (1, "QS8")])
def test_nothing_is_lost_or_twice(entries):
    """A booking leaves the queues only by an entry that says so, and is in hand at one desk at most."""
    with pnr.open("sqlite://", now=NOW) as host:
        desks = [host.desk(), host.desk(agent="0002BB")]
        for day in (10, 11, 12):
            for entry in FILED:
                desks[0].enter(entry.format(day=day))
        for number, entry in entries:
            before = queued(host)
            answer = desks[number].answer(entry)
            gone = before - queued(host)
            assert len(gone) <= 1
            assert not gone or entry in ("QN", "QNF", "QF", "RFA;ET", "QE8", "QM8/87", "QM87/8"), answer.screen
            hands = [desk.held.area.queue.booking for desk in desks if desk.held.area.queue]
            assert len(set(hands)) == len(hands)
        assert host.check() == []


def queued(host):
    return host.store.transact(Weight.LOOK, lambda session, _: {booking for _, booking in Queues(session).all()})


def test_a_place_is_a_value():
    assert Place("BJS1A0100", 8).title == "TKTG"
