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
from pnr.errors import NoSeats, SimultaneousChanges, StoreUnavailable, TerminalHeld
from pnr.terminal.host import Host

from .wire import Wire, outspoken

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
        outspoken(host.store)
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


# ---- seats: on every leg or on none, and back in one piece

NINE = "NM9A/A/B/C/D/E/F/G/H/I;AP1;TKOK;RFX;ET"
TWO_LEGS = ("CZ3175261220CANDLC", "CZ3284261220SYXCAN")  # three legs in all


def leave(host, flight, booking_class, seats):
    """Sell a class of a flight but for so many seats."""
    desk = host.desk()
    while desk.answer(f"{flight.format(booking_class)}9").ok:
        desk.ask(NINE)
    while desk.answer(f"{flight.format(booking_class)}{seats + 1}").ok:
        desk.ask("IG")
        desk.ask(f"{flight.format(booking_class)}1;NM1B/B;AP1;TKOK;RFX;ET")
    return counts(host)


def sessions_statements(store, monkeypatch):
    """Every statement that is run from now on, as text."""
    texts, text = [], store.statements.text

    def noted(statement, values):
        texts.append(text(statement, values)[0])
        return text(statement, values)

    monkeypatch.setattr(store.statements, "text", noted)
    return texts


@pytest.mark.parametrize("full", ["SSCZ3175{}20DECCANHGH", "SSCZ3175{}20DECHGHDLC", "SSCZ3284{}20DECSYXCAN"])
def test_three_legs_and_one_of_them_full(memory, monkeypatch, full):
    """Two flights, one of them with two legs: whichever leg is full, nothing is written for the others."""
    leave(memory, full, "J", 1)
    flights = [memory.world.timetable.by_key(key) for key in TWO_LEGS]
    parts = [(leg, "J") for flight in flights for leg in flight.legs]
    said = sessions_statements(memory.store, monkeypatch)
    with pytest.raises(NoSeats):
        memory.store.transact(Weight.WORK, lambda session, _: Seats(session).take_all(parts, 2))
    assert [text for text in said if not text.startswith("SELECT")] == []


@pytest.mark.parametrize("kind", ["file", "postgres"])
@pytest.mark.parametrize("full", ["SSCZ3179{}20DECCANHGH", "SSCZ3181{}20DECHGHDLC", "SSCZ3284{}20DECSYXCAN"])
def test_a_line_of_three_flights_and_one_of_them_full(url_of, kind, full):
    with pnr.open(url_of(kind), NOW) as host:
        before, desk = leave(host, full, "J", 0), host.desk()
        shown = desk.ask("AN20DECSYXDLC/ACZ/XCAN/HGH").lines
        flown = {tuple(item.flight.number for item in line.flights): line.line for line in shown}
        number = flown[3284, 3179, 3181]
        assert isinstance(desk.answer(f"SS1J{number}").error, NoSeats)
        assert counts(host) == before and desk.answer("RT").error is not None


@pytest.mark.parametrize("kind", ["file", "postgres"])
def test_a_transmission_of_two_flights_and_the_second_full(url_of, kind):
    """In this tongue a transmission stands or falls together, over three legs."""
    with pnr.open(url_of(kind), NOW) as host:
        before, desk = leave(host, "SSCZ3175{}20DECHGHDLC", "J", 0), host.desk("eterm")
        answer = desk.answer("SS:CZ3284/J/19DEC/SYXCAN/NN1\nSS:CZ3175/J/20DEC/CANDLC/NN1")
        assert isinstance(answer.error, NoSeats)
        assert counts(host) == before and not desk.answer("RT").ok


@pytest.mark.parametrize("kind", ["file", "postgres"])
def test_ignore_after_twenty_sells(url_of, kind, monkeypatch):
    """Sixteen segments in hand, four cancelled and sold again: one transaction gives everything back, in order."""
    with pnr.open(url_of(kind), NOW) as host:
        desk, waiter = host.desk(), host.desk()
        for number in range(20):
            if number >= 16:
                desk.ask("XE1")
            desk.ask(f"SSXX8Y{2 + number:02}JANABCAHZ1")
        waiter.ask("SSXX8Y18JANABCAHZPE1;NM1W/W;AP1;TKOK;RFX;ET")
        host.tick()
        assert sum(counts(host)[2].values()) == 16
        said, weights = sessions_statements(host.store, monkeypatch), writing(host, monkeypatch)
        desk.ask("IG")
        assert weights == [Weight.WORK]
        legs = [text for text in said if text.startswith("UPDATE seats")]
        assert len(legs) == 16 and set(counts(host)[2].values()) == {0}
        assert "KL1" in waiter.enter(f"RT{waiter.named('locator')}")
        assert host.check() == []


def writing(host, monkeypatch):
    """The weights of the transactions that may write from now on."""
    weights, transact = [], host.store.transact

    def noted(weight, body):
        weights.extend([weight] * (weight > Weight.LOOK))
        return transact(weight, body)

    monkeypatch.setattr(host.store, "transact", noted)
    return weights


# ---- two desks, one booking

WAITS = "SSXX8Y18JANABCAHZPE1"


def waiting(host):
    """One seat, sold to one booking and waited for by another; desks that have each of them in hand."""
    holder, waiter = host.desk(), host.desk(agent="0002BB")
    holder.ask("SSXX8Y18JANABCAHZ1;NM1A/A;AP1;TKOK;RFA;ER")
    waiter.ask(f"{WAITS};NM1B/B;AP1;TKOK;RFB;ER")
    assert "HL1" in waiter.enter("RT")
    return holder, waiter


def between(host, monkeypatch, starts, happens):
    """Somebody else is served between two statements of an entry: before the first that starts so."""
    text, todo = host.store.statements.text, [happens]

    def served(statement, values):
        said = text(statement, values)
        if todo and said[0].startswith(starts):
            todo.pop()()
        return said

    monkeypatch.setattr(host.store.statements, "text", served)


@pytest.mark.parametrize("entry", ["ET", "ER"])
@pytest.mark.parametrize("kind", ["file", "postgres", "serializable"])
def test_the_host_was_first_and_both_changes_stand(url_of, kind, entry):
    with pnr.open(url_of(kind), NOW) as host:
        holder, waiter = waiting(host)
        waiter.ask("RMMINE;RFB")
        holder.ask("XI;RFA;ET")
        assert "UPDATED BY PARALLEL PROCESS" in waiter.enter(entry)
        shown = waiter.enter(f"RT{waiter.named('locator')}")
        assert "KL1" in shown and "MINE" in shown
        assert host.check() == []


@pytest.mark.parametrize("kind", ["postgres", "serializable"])
def test_the_host_is_first_by_a_hair(url_of, kind, monkeypatch):
    """It files after the agent's version was found to be the latest, and before his own filing is written."""
    url = url_of(kind)
    with pnr.open(url, NOW) as host, Host(url, NOW) as other:
        holder, waiter = waiting(host)
        waiter.ask("RMMINE;RFB")
        other.desk().ask(f"RT{holder.named('locator')};XI;RFA;ET")
        with monkeypatch.context() as patch:
            between(host, patch, "UPDATE booking", other.tick)
            patch.setattr(host, "tick", lambda: None)
            answer = waiter.answer("ER")
        assert "UPDATED BY PARALLEL PROCESS" in answer.screen and "KL1" in answer.screen and "MINE" in answer.screen
        assert host.check() == []


@pytest.mark.parametrize("kind", ["file", "postgres", "serializable"])
def test_an_agent_was_first(url_of, kind):
    """Or the host, in what the agent has changed as well: refused, and the area keeps its seats until IG."""
    with pnr.open(url_of(kind), NOW) as host:
        holder, waiter = waiting(host)
        host.desk().ask(f"RT{waiter.named('locator')};RMOTHER;RFC;ET")
        waiter.ask("SSXX6Y20JANAHZANG1;RFB")
        assert isinstance(waiter.answer("ET").error, SimultaneousChanges)
        assert "DK1" in waiter.enter("RT") and sum(counts(host)[2].values()) == 2
        waiter.ask("IG")
        assert sum(counts(host)[2].values()) == 1
        waiter.ask(f"RT{waiter.named('locator')};XI;RFB")
        holder.ask("XI;RFA;ET")
        assert isinstance(waiter.answer("ET").error, SimultaneousChanges)
        waiter.ask("IG")
        assert "KL1" in waiter.enter(f"RT{waiter.named('locator')}")
        assert host.check() == []


@pytest.mark.parametrize("kind", ["postgres", "serializable"])
@pytest.mark.parametrize("change", ["RMMINE", "XE4"])
def test_an_agent_is_first_by_a_hair(url_of, kind, change, monkeypatch):
    """Both cancel the same flight, or one cancels it: its seats go back once."""
    url = url_of(kind)
    with pnr.open(url, NOW) as host, Host(url, NOW) as far:
        one, other = host.desk(), far.desk()
        one.ask("SSXX1Y18JANABCAHZ2;SSXX6Y19JANAHZANG2;NM1A/A1B/B;AP1;TKOK;RFA;ER")
        other.ask(f"RT{one.named('locator')};XE4;RFB")
        one.ask(f"{change};RFA")
        with monkeypatch.context() as patch:
            between(host, patch, "SELECT seats" if change == "XE4" else "UPDATE booking",
                    lambda: other.ask("ET") if not patch.undo() else None)
            assert isinstance(one.answer("ET").error, SimultaneousChanges)
        assert host.check() == [] and sum(counts(host)[2].values()) == 2


# ---- a terminal somebody else has taken over

@pytest.mark.parametrize("kind", ["file", "postgres"])
def test_a_ghost_is_fenced_off(url_of, kind, monkeypatch):
    """Two machines think they hold one name: the later has it, and the earlier is told so at each change."""
    url = url_of(kind)
    monkeypatch.setattr("pnr.terminal.terminals.Terminals.hold", lambda self, name: None)
    with Host(url, NOW) as one, Host(url, NOW) as other:
        ghost = one.desk(terminal="WINDOW")
        ghost.ask("SSXX1Y18JANABCAHZ2")
        desk = other.desk(terminal="WINDOW")
        for _ in range(2):
            assert isinstance(ghost.answer("SSXX1Y19JANABCAHZ2").error, TerminalHeld)
        desk.ask("NM1A/A1B/B;AP1;TKOK;RFA;ET")
        assert isinstance(ghost.answer("IG").error, TerminalHeld)
        assert other.check() == [] and counts(other)[2] == {"270118ABCXX0001": 2}


@pytest.mark.parametrize("kind", ["file", "postgres"])
def test_a_ghost_that_had_written_nothing(url_of, kind, monkeypatch):
    url = url_of(kind)
    monkeypatch.setattr("pnr.terminal.terminals.Terminals.hold", lambda self, name: None)
    with Host(url, NOW) as one, Host(url, NOW) as other:
        ghost, desk = one.desk(terminal="WINDOW"), other.desk(terminal="WINDOW")
        desk.ask("SSXX1Y18JANABCAHZ2")
        assert isinstance(ghost.answer("RMX").error, TerminalHeld)
        assert "DK2" in desk.enter("RMMINE") and other.check() == []
