"""Several servers of one database: how they are written, and who is asked for a connection."""
from types import SimpleNamespace

import pytest

from pnr.engine.store.driver import Driver, Fault, read_url
from pnr.engine.store.servers import Servers, hosts_of
from pnr.errors import OfficeCutOff, StoreUnavailable, TryAgain

URLS = {
    "mysql://pnr@one:1,two:2/office": ("one:1", "two:2"),
    "mysql://pnr:a,b@one:1/office": (),
    "mariadb+pymysql://pnr:s@one,two,[::1]:3/office?charset=utf8mb4": ("one", "two", "[::1]:3"),
    "mysql+pymysql://pnr@/office?host=one:1&host=two:2": ("one:1", "two:2"),
    "mysql://one,two/office": ("one", "two"),
    "postgresql://pnr@one:1,two:2/office": ("one:1", "two:2"),
    "postgresql://pnr@/office?host=/run/a,b": ("/run/a,b",),
    "sqlite:///a,b/host.db": (),
}


@pytest.mark.parametrize("text", URLS)
def test_hosts_are_read(text):
    url = read_url(text)
    assert hosts_of(url) == URLS[text]
    assert url.database in ("office", "a,b/host.db")
    assert read_url(url.render_as_string(hide_password=False)) == url


@pytest.mark.parametrize("text", ["mysql://pnr@one:x,two/office", "mysql://pnr@one:,two/office"])
def test_a_port_that_is_none(text):
    with pytest.raises(StoreUnavailable, match="not a database URL"):
        Driver(text)


def test_what_is_shown_has_every_host_and_no_password():
    driver = Driver("mysql://pnr:secret@one:1,two:2/office")
    assert driver.shown == "mysql+pymysql://pnr:***@one:1,two:2/office"
    assert driver.address == Driver("mysql://two:2,one:1/office").address == "mysql://one:1,two:2/office"


class Refusal(Exception):
    pass


MODULE = SimpleNamespace(Error=Refusal, OperationalError=Refusal)


class Server:
    """Answers as a server in this state does, or not at all."""

    def __init__(self, state):
        self.state, self.closed = state, 0

    def connect(self):
        if isinstance(self.state, int):
            raise Refusal(self.state, "no")
        return self

    def cursor(self):
        return self

    def execute(self, text):
        pass

    def fetchall(self):
        return self.state

    def close(self):
        self.closed += 1


WELL = [("wsrep_ready", "ON"), ("wsrep_cluster_status", "Primary")]
CUT = [("wsrep_ready", "OFF"), ("wsrep_cluster_status", "non-Primary")]
JOINS = [("wsrep_ready", "OFF"), ("wsrep_cluster_status", "Primary")]
ALONE: list = []  # no cluster at all


def asked(states):
    found = {str(number): Server(state) for number, state in enumerate(states)}
    servers = Servers(tuple(found))
    return servers, lambda: servers.connect(lambda host: found[host].connect(), MODULE), found


@pytest.mark.parametrize(("states", "taken"), [
    ([WELL, WELL], "0"), ([2003, WELL], "1"), ([CUT, 2003, WELL], "2"), ([JOINS, WELL], "1"), ([1040, WELL], "1"),
    ([ALONE], "0"),
])
def test_the_first_that_is_in_step_is_taken(states, taken):
    _, connect, found = asked(states)
    assert connect() is found[taken]
    assert not any(server.closed for name, server in found.items() if name == taken)
    assert all(server.closed for server in found.values() if server.state in (CUT, JOINS))


@pytest.mark.parametrize(("states", "code", "words"), [
    ([2003, CUT, 2013], 1047, "office cut off: too few"), ([JOINS, 2003], 1047, "office cut off.*not yet in step"),
    ([2003, 1045], 1045, "no"), ([2003, 2006], 2003, "no"),
])
def test_the_refusal_that_tells_most(states, code, words):
    _, connect, _ = asked(states)
    with pytest.raises(Refusal, match=words) as caught:
        connect()
    assert caught.value.args[0] == code


def test_whoever_moved_stays():
    servers, connect, found = asked([2003, WELL, WELL])
    connect()
    found["0"].state = WELL
    assert connect() is found["1"]
    found["1"].state = 2013
    assert connect() is found["2"] and servers.at == 2


def test_whoever_loses_too_often_meets_the_others_at_one_server():
    places = [Servers(hosts) for hosts in (("b:1", "a:1", "c:1"), ("c:1", "b:1", "a:1"), ("a:1", "c:1"), ("a:1",))]
    assert [servers.gather() for servers in places] == [True, True, False, False]
    assert {servers.places[servers.at]["host"] for servers in places} == {"a"}
    assert not any(servers.gather() for servers in places)


def test_nobody_meets_at_a_server_that_failed_before_it_answers_again():
    servers, connect, found = asked([2003, WELL, 2013])
    connect()
    assert servers.at == 1 and not servers.gather()
    found["0"].state, found["1"].state = WELL, 2013
    assert connect() is found["0"]
    found["0"].state, found["1"].state = 2013, WELL
    connect()
    assert servers.at == 1 and not servers.gather()


@pytest.mark.parametrize(("code", "fault", "refusal"), [
    (1213, Fault.PASSING, TryAgain), (1205, Fault.PASSING, StoreUnavailable), (1062, Fault.PASSING, StoreUnavailable),
    (1047, Fault.LOST, OfficeCutOff), (1180, Fault.LOST, StoreUnavailable), (2013, Fault.LOST, StoreUnavailable),
    (1792, Fault.HOUSE, StoreUnavailable), (1114, Fault.HOUSE, StoreUnavailable),
])
def test_what_an_error_asks_for(code, fault, refusal):
    driver = Driver("mysql://one/office")
    error = driver.module.OperationalError(code, "words\nand more")
    assert driver.fault(error, object()) is fault
    assert type(driver.refusal(error)) is refusal and "\n" not in str(driver.refusal(error))


def test_a_mistake_of_ours_is_no_fault_of_a_server():
    driver = Driver("mysql://one/office")
    assert driver.fault(driver.module.ProgrammingError(1064, "nonsense"), object()) is Fault.OURS
