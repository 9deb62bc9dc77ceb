"""Nodes and connections that die: clients go on where most of the nodes are, and nowhere else."""
import os
import signal
import time

import pytest
from distributed.nodes import JOIN, wait_for
from distributed.offices import NOW, OFFICE, each_node, office, same_everywhere
from engine import workers
from engine.test_last_seats import REST, book, sold
from engine.test_store import add, value
from engine.test_store_faults import DyingLink

from pnr.clock import Clock
from pnr.engine.store.open import Store
from pnr.engine.store.weight import Weight
from pnr.errors import OfficeCutOff
from pnr.terminal.host import Host

DESKS, EACH = 6, 20  # bookings


def filing(nodes):
    """Work that books seat by seat, and leaves the processors to the servers when both want them."""

    def work(number, say):
        os.nice(10)
        with Host(nodes.url(OFFICE, first=number % 3), NOW) as host:
            desk = host.desk()
            for _ in range(EACH):
                say(f"{insisting(desk)} Y 1")

    return work


def insisting(desk):
    """The locator of a booking of one seat; what is refused while the servers regroup is typed again."""
    for entry in ("SSCZ3175Y20DECCANDLC1", *REST.format(seats=1, names="/AA").split(";"), "ET"):
        reply = insisted(desk, entry)
    return reply.locator


def insisted(desk, entry):
    while True:
        try:
            return desk.ask(entry)
        except OfficeCutOff:
            time.sleep(0.2)


@pytest.mark.distributed
def test_a_node_killed_under_load(nodes):
    """Whoever worked there goes on at another; the node comes back with everything that was filed meanwhile."""
    with office(nodes):
        workers.warm()
        at_desks = [workers.start(filing(nodes), number) for number in range(DESKS)]
        for worker in at_desks:
            worker.until(3)
        nodes.nodes[1].kill()
        if two_go_on(nodes):
            for worker in at_desks:
                worker.until(EACH // 2)
        nodes.nodes[1].start()
        told = [worker.lines() for worker in at_desks]
        assert [worker.code for worker in at_desks] == [0] * DESKS
        assert [len(lines) for lines in told] == [EACH] * DESKS
        nodes.wait()
        same_everywhere(nodes, [line for lines in told for line in lines])


def two_go_on(nodes):
    """Whether the two others found each other at once; on a starved machine each may be alone until then."""
    left = nodes.nodes[0]
    wait_for(lambda: left.status("cluster_size") != "3", JOIN, "the loss is not noticed")
    return left.status("cluster_status") == "Primary"


@pytest.mark.distributed
def test_the_one_that_is_left_refuses(nodes):
    """A minority does not know what the others sell: it says so, sells and shows nothing, and is right again later."""
    with office(nodes):
        last = Host(nodes.url(OFFICE, first=2), NOW)
        last.store.patience = 3
        desk = last.desk()
        told = [f"{book(desk, 'Y', 2)} Y 2"]
        before = sold(last)
        for node in nodes.nodes[:2]:
            node.kill()
        for entry in ("SSCZ3175Y20DECCANDLC1", "SSCZ3175Y20DECCANDLC1", "AN20DECCANDLC", f"RT{told[0][:6]}"):
            answer = desk.answer(entry)
            assert isinstance(answer.error, OfficeCutOff), answer
            assert "OFFICE CUT OFF" in answer.screen and "\n" not in answer.screen
        with pytest.raises(OfficeCutOff) as caught:
            Host(nodes.nodes[2].url(OFFICE), NOW)
        assert "office cut off" in str(caught.value) and "\n" not in str(caught.value)
        for node in nodes.nodes[:2]:
            node.start()
        nodes.wait()
        assert [sold(host) for host in each_node(nodes)] == [before] * 3
        told.append(f"{book(desk, 'Y', 1)} Y 1")
        last.close()
        same_everywhere(nodes, told)


@pytest.mark.distributed
def test_a_node_that_stands_still_is_left(nodes):
    """It takes what is sent and answers nothing; the others put it out, and take it in again when it moves."""
    with office(nodes):
        store = Store(nodes.url(OFFICE) + "?read_timeout=2", Clock(NOW), True, patience=30)
        add(store, "a", 1)
        still = nodes.nodes[0]
        os.kill(still.pid, signal.SIGSTOP)
        try:
            add(store, "b", 2)
            assert store.driver.servers.at == 1
        finally:
            os.kill(still.pid, signal.SIGCONT)
        nodes.wait()
        for host in each_node(nodes):
            assert (value(host.store, "a"), value(host.store, "b")) == (1, 2)
        store.close()


# ---- connections

def cut(nodes, session):
    """As seen from the client: the server closes this connection."""
    nodes.nodes[0].ask(f"KILL {session.connection.thread_id()}")


@pytest.mark.distributed
def test_a_connection_lost_in_the_body_is_made_anew(nodes):
    with office(nodes):
        store, seen = Store(nodes.url(OFFICE), Clock(NOW), True), []

        def body(session, again):
            seen.append(again)
            if len(seen) == 1:
                cut(nodes, session)
            add_in(session)

        store.transact(Weight.FILE, body)
        assert seen == [False, False] and value(store, "a") == 1
        store.close()


def add_in(session):
    from engine.test_store import ADD

    session.run(ADD, name="a", value=1)


@pytest.mark.distributed
@pytest.mark.parametrize("committed", [False, True])
def test_a_connection_lost_at_commit_is_told(nodes, committed):
    """The body learns that its first try may have been committed; here the row says whether it was."""
    from engine.test_store import READ

    with office(nodes):
        store, seen = Store(nodes.url(OFFICE), Clock(NOW), True), []
        real = store.take

        def take():
            link = real()
            store.take = real
            return DyingLink(link, lambda: cut(nodes, link.session), committed)

        def body(session, again):
            seen.append(again)
            if not (again and session.run(READ, key="a").fetchone()):
                add_in(session)

        store.take = take
        store.transact(Weight.FILE, body)
        assert seen == [False, True] and value(store, "a") == 1
        store.close()
