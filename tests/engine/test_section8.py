"""What the house does when something happens in the middle: each row of its table, on a file and on PostgreSQL."""
import re
import tempfile
import time
from pathlib import Path

import pytest
from conftest import NOW

import pnr
from pnr.engine.booking.bookings import Bookings
from pnr.engine.inventory.seats import Seats
from pnr.engine.store.weight import Weight
from pnr.engine.ticketing.records import Tickets
from pnr.errors import StoreUnavailable
from pnr.terminal.host import Host

from .wire import Wire

SOLD = ("RMFIRST", "SSCA1501Y10DECPEKSHA1", "NM1SMITH/JOHN MR")
READY = (*SOLD, "FXP", "FPCASH", "APM13800138000", "TKOK", "RFTEST")
TICKETED = (*READY, "ER", "TTP/RT", "TRF999-2300000011")
ETERM = ("RMK FIRST", "SS:CA1501/Y/10DEC/PEKSHA/NN1", "NM1SMITH/JOHN MR", "CT13800138000", "TKTL1200/08DEC/BJS100")
STORIES = {  # what was entered before, and the entry whose COMMIT meets trouble
    "sell": (SOLD[:1], "SSCA1501Y10DECPEKSHA2"),
    "name": (SOLD[:2], "NM1SMITH/JOHN MR"),
    "cancel": (SOLD, "XE2"),
    "cancel all": (SOLD, "XI"),
    "ignore": (SOLD, "IG"),
    "end": (READY, "ET"),
    "end and show": (READY, "ER"),
    "warning": ((*READY, "SSCZ3175Y20DECCANDLC1"), "ET"),
    "change": ((*READY, "ER", "RMLATER", "RFTEST"), "ER"),
    "tickets": ((*READY, "ER"), "TTP"),
    "tickets and show": ((*READY, "ER"), "TTP/RT"),
    "void": ((*READY, "ER", "TTP"), "TRDC/TK-2300000011"),
    "refund": (TICKETED, "TRFP"),
    "eterm end": (ETERM, "@"),
    "eterm booking": ((*ETERM, "@", "RT{locator}"), "XEPNR@"),
}


MOST = ("sell", "end", "end and show", "tickets", "refund", "eterm end")
EVERYWHERE = [*(("file", story) for story in STORIES), *(("postgres", story) for story in MOST),
              *(("serializable", story) for story in MOST[:2])]


def look(host, question):
    return host.store.transact(Weight.LOOK, lambda session, _: question(session))


def counts(host):
    """Bookings with their versions, tickets with theirs, seats sold: what would show a thing done twice or half."""
    bookings, tickets = look(host, lambda s: list(Bookings(s).all())), look(host, lambda s: list(Tickets(s).all()))
    return (sorted((booking.version, len(booking.elements)) for booking in bookings),
            sorted((ticket.number, ticket.version) for ticket in tickets),
            {leg: sum(bucket.sold for cabin in cabins for bucket in cabin)
             for leg, cabins in look(host, lambda s: list(Seats(s).all()))})


def same(screen):
    """A screen but for locators: a COMMIT that did not go through leaves a gap in their numbers."""
    return re.sub(r"\b[A-Z2-9]{6}\b", "LOCATR", screen)


def at_desk(host, story):
    """A desk where all before the entry was entered."""
    before, entry = STORIES[story]
    desk = host.desk("eterm" if story.startswith("eterm") else "amadeus")
    for text in before:
        desk.ask(text.replace("{locator}", desk.memory.locators[0] if desk.memory.locators else ""))
    return desk, entry


@pytest.fixture(scope="module")
def undisturbed():
    """Each story where nothing happens: the answer, the answer of the next look, and what is in the books."""
    told = {}
    for story in STORIES:
        with Host("sqlite://", NOW) as host:
            desk, entry = at_desk(host, story)
            told[story] = same(desk.enter(entry)), same(desk.enter("RT")), counts(host)
    return told


class Cut:
    """A connection that is gone just before or just after COMMIT; `kill` ends it from the other side."""

    def __init__(self, link, weight, committed, done, kill):
        self.link, self.weight, self.committed, self.done, self.kill = link, weight, committed, done, kill
        self.session, self.connection, self.begun = link.session, link.connection, None

    def begin(self, weight):
        self.begun = weight
        self.link.begin(weight)

    def execute(self, text):
        if text != "COMMIT" or self.begun is not self.weight:
            return self.link.execute(text)
        if self.committed:
            self.link.execute(text)
        self.done()
        self.kill(self.connection)
        self.link.execute("SELECT 1" if self.committed else text)


def cut_next(store, weight, committed, kill=lambda connection: connection.close()):
    """The next transaction of this weight loses its connection around COMMIT."""
    take = store.take

    def done():
        store.take = take

    store.take = lambda: Cut(take(), weight, committed, done, kill)


@pytest.mark.parametrize("committed", [False, True])
@pytest.mark.parametrize(("kind", "story"), EVERYWHERE)
def test_a_commit_whose_answer_is_lost(url_of, undisturbed, kind, story, committed):
    with pnr.open(url_of(kind), NOW) as host:
        desk, entry = at_desk(host, story)
        cut_next(host.store, weight_of(story), committed)
        assert (same(desk.enter(entry)), same(desk.enter("RT")), counts(host)) == undisturbed[story]
        assert host.check() == []


# ---- on PostgreSQL the other end ends it, or the wire between

def weight_of(story):
    return Weight.WORK if story in ("sell", "name", "cancel", "cancel all", "ignore") else Weight.FILE


@pytest.mark.parametrize("committed", [False, True])
@pytest.mark.parametrize("story", ["sell", "end", "end and show", "tickets", "refund"])
def test_a_backend_killed_at_commit(url_of, cluster, undisturbed, story, committed):
    def kill(connection):
        cluster.execute(f"SELECT pg_terminate_backend({connection.info.backend_pid})")
        time.sleep(0.1)

    with pnr.open(url_of("postgres"), NOW) as host:
        desk, entry = at_desk(host, story)
        cut_next(host.store, weight_of(story), committed, kill)
        assert (same(desk.enter(entry)), same(desk.enter("RT")), counts(host)) == undisturbed[story]
        assert host.check() == []


@pytest.fixture
def wire(cluster):
    with tempfile.TemporaryDirectory(prefix="pnr-wire-") as folder:
        yield Wire(Path(folder), str(cluster.folder))


@pytest.fixture
def wired(wire, postgres):
    """A host on PostgreSQL at the other end of a wire."""
    url = re.sub("host=.*", f"host={wire.folder}", postgres)
    with pnr.open(url, NOW) as host:
        yield host
        assert host.check() == []


@pytest.mark.parametrize("happens", ["never_sent", "never_answered", "on_its_way"])
@pytest.mark.parametrize("story", ["sell", "end", "tickets", "refund"])
def test_a_wire_that_is_cut_at_commit(wire, wired, undisturbed, story, happens):
    desk, entry = at_desk(wired, story)
    wired.store.numbers.ready("booking")  # a lease has a COMMIT of its own
    wire.at_commit = getattr(wire, happens)
    assert (same(desk.enter(entry)), same(desk.enter("RT")), counts(wired)) == undisturbed[story]


def test_a_first_sell_that_is_still_on_its_way(wire, wired):
    """There is no row yet on which the second try could wait for the first."""
    desk = wired.desk()
    wired.store.numbers.ready("terminal")
    wire.at_commit = wire.on_its_way
    assert "DK2" in desk.enter("SSCA1501Y10DECPEKSHA2")
    assert counts(wired)[2] == {"261210PEKCA1501": 2}


# ---- nobody answers for longer than anybody waits

def out_of_reach(store):
    """The store answers nothing any more; gives what brings it back."""
    take = type(store).take.__get__(store)

    def gone():
        raise store.driver.module.OperationalError("disk I/O error")

    store.take = gone
    store.idle.clear()
    return lambda: setattr(store, "take", take)


def cut_off(store, weight, committed):
    """The same, from around the next COMMIT of this weight."""
    take, back = store.take, []
    store.take = lambda: Cut(take(), weight, committed, lambda: back.append(out_of_reach(store)),
                             lambda connection: connection.close())
    return lambda: back[0]()


@pytest.mark.parametrize("committed", [False, True])
@pytest.mark.parametrize(("kind", "story"), EVERYWHERE)
def test_the_same_entry_again_after_an_outcome_nobody_knew(url_of, undisturbed, kind, story, committed):
    with pnr.open(url_of(kind), NOW) as host:
        desk, entry = at_desk(host, story)
        host.store.patience = 0.2
        back = cut_off(host.store, weight_of(story), committed)
        for _ in range(2):
            answer = desk.answer(entry)
            assert isinstance(answer.error, StoreUnavailable) and "\n" not in answer.screen
        back()
        assert (same(desk.enter(entry)), same(desk.enter("RT")), counts(host)) == undisturbed[story]
        assert host.check() == []


@pytest.mark.parametrize("committed", [False, True])
def test_another_entry_after_an_outcome_nobody_knew(url_of, committed):
    with pnr.open(url_of("file"), NOW) as host:
        desk, entry = at_desk(host, "sell")
        back = cut_off(host.store, Weight.WORK, committed)
        assert not desk.answer(entry).ok
        back()
        assert ("DK2" in desk.enter("RT")) is committed
        assert desk.enter("SSCA1502Y11DECSHAPEK2").count("DK2") == 1 + committed
        assert host.check() == []


def test_the_store_comes_back(wire, wired):
    """While it is away every entry is refused in a line; then the desk goes on with what it had in hand."""
    desk, _ = at_desk(wired, "end")
    wire.cut()
    wired.store.patience = 0.2
    for entry in ("RMLATER", "AN10DECPEKSHA", "RT", "ET"):
        answer = desk.answer(entry)
        assert isinstance(answer.error, StoreUnavailable) and "\n" not in answer.screen
    wire.mend()
    wired.store.patience = 10
    assert "SMITH/JOHN MR" in desk.enter("RT")
    assert desk.answer("ET").filed
    assert len(counts(wired)[0]) == 1
