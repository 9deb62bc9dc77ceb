"""Desks on all nodes of a cluster at once: what one node has confirmed, no other sells again."""
from collections import Counter

import pytest
from distributed.offices import NOW, OFFICE, each_node, office, same_everywhere
from engine import workers
from engine.seats_model import SeatsModel
from engine.test_last_seats import LEGS, sell_out, sold
from engine.test_store import ADD, SWAP, increment, value
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from pnr.clock import Clock
from pnr.engine.schedule.cabins import cabins
from pnr.engine.store.open import Store
from pnr.engine.store.weight import Weight
from pnr.terminal.host import Host

LIVES = settings(max_examples=6, stateful_step_count=20, phases=[Phase.generate], deadline=None, database=None,
                 report_multiple_bugs=False, suppress_health_check=list(HealthCheck))


@pytest.mark.distributed
@pytest.mark.parametrize("classes", ["JCD", "YMK"])
def test_sixteen_processes_on_three_nodes_sell_the_last_seats(nodes, classes):
    def work(number, say):
        with Host(nodes.url(OFFICE, first=number % 3), NOW) as host:
            host.store.patience = 60  # on a crowded machine too
            sell_out(host.desk(), classes, number, say)

    with office(nodes):
        workers.warm()
        each = workers.all_of(16, work)
        told = [line for lines in each for line in lines]
        same_everywhere(nodes, told)
        by_class = Counter()
        for _, booking_class, seats in map(str.split, told):
            by_class.update({booking_class: int(seats)})
        assert by_class.total() == next(dict(cabin)[classes[0]] for cabin in cabins(LEGS[0])
                                        if cabin[0][0] == classes[0])
        for host in each_node(nodes):
            assert sold(host) == {leg.key: dict(by_class) for leg in LEGS}
            assert not host.desk().answer(f"SSCZ3175{classes[0]}20DECCANDLC1").ok


@pytest.mark.distributed
def test_one_row_changed_from_all_nodes_loses_no_change(nodes):
    def work(number, say):
        store = Store(nodes.url(OFFICE, first=number % 3), Clock(NOW), True)
        for _ in range(40):
            store.transact(Weight.FILE, increment)
        say("done")

    with office(nodes):
        store = Store(nodes.url(OFFICE), Clock(NOW), True)
        store.transact(Weight.FILE, lambda session, _: session.run(ADD, name="a", value=0))
        workers.all_of(6, work)
        assert value(store, "a") == 240
        store.close()


@pytest.mark.distributed
def test_what_one_node_has_confirmed_the_next_shows(nodes):
    """However often one moves on: a look waits until its node knows what was confirmed before it began."""
    with office(nodes):
        stores = [Store(node.url(OFFICE), Clock(NOW), True) for node in nodes.nodes]
        stores[0].transact(Weight.FILE, lambda session, _: session.run(ADD, name="a", value=0))
        for number in range(60):
            here, there = stores[number % 3], stores[(number + 1) % 3]
            here.transact(Weight.WORK, lambda session, _, number=number: session.change(
                SWAP, key="a", seen=number, new=number + 1))
            assert value(there, "a") == number + 1
        for store in stores:
            store.close()


@pytest.mark.distributed
def test_seats_sold_are_seats_owned(nodes):
    """The model of desks that sell, crash and are late, each life on a database of its own, begun at another node."""

    class OnNodes(SeatsModel):
        lives = 0

        def start(self):
            if not self.url.startswith("mysql"):
                OnNodes.lives += 1
                self.database = nodes.database(f"life{self.lives}")
                self.database.__enter__()
                self.url = nodes.url(f"life{self.lives}", first=self.lives % 3)
            super().start()

        def teardown(self):
            super().teardown()
            self.database.__exit__(None, None, None)

    run_state_machine_as_test(seed(3)(OnNodes), settings=LIVES)
    assert OnNodes.lives >= 6
