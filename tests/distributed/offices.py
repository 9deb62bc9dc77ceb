"""What tests on several nodes share: an office on all of them, and a look at each by itself."""
from collections.abc import Iterator
from contextlib import contextmanager

from distributed.nodes import Nodes
from engine.test_last_seats import filed

from pnr.terminal.host import Host

NOW = "2026-12-01T09:00Z"
OFFICE = "office"


@contextmanager
def office(nodes: Nodes) -> Iterator[None]:
    with nodes.database(OFFICE):
        Host(nodes.url(OFFICE), NOW).close()
        yield


def each_node(nodes: Nodes) -> Iterator[Host]:
    """A host on each node alone."""
    for node in nodes.nodes:
        with Host(node.url(OFFICE), NOW) as host:
            yield host


def same_everywhere(nodes: Nodes, told: list[str]) -> None:
    """Each node has what was told, `locator class seats` a line, and nothing else; its books are in order."""
    wanted = {locator: [(booking_class, int(seats), "HK")] for locator, booking_class, seats in map(str.split, told)}
    digests = set()
    for host in each_node(nodes):
        assert filed(host) == wanted
        assert host.check() == []
        digests.add(host.digest())
    assert len(digests) == 1
