"""Programs killed at any moment: nothing told is missing, nothing is half, and no seat is lost for ever."""
import random
import subprocess
import sys
import time
from collections import Counter
from datetime import date, timedelta

import pytest

from pnr.commands.ending import WarningDisplay
from pnr.engine.booking.areas import Areas
from pnr.engine.booking.bookings import Bookings
from pnr.engine.booking.elements import Contact, Ticketing
from pnr.engine.inventory.seats import Seats
from pnr.engine.store.weight import Weight
from pnr.terminal.host import Host

from . import workers

NOW, LATER = "2026-12-01T09:00Z", "2026-12-01T13:00Z"
KILLS, TOGETHER = 200, 4
FIRST = date(2026, 12, 4)  # that the flights are sold for, a day for each agents killed together
FLIGHTS = ("CZ3175{class_}{day}CANDLC1", "CZ3175{class_}{day}HGHDLC1", "CZ3181{class_}{day}CANDLC1")


def agent(url, seed):
    """Work that sells, files, changes and cancels until it is killed; it tells each answer, and what was filed."""

    def work(number, say):
        chance = random.Random(seed)
        day = (FIRST + timedelta(seed // TOGETHER)).strftime("%d%b").upper()
        desk = Host(url, NOW).desk(terminal=chance.choice([None, f"WINDOW{number}"]))

        def enter(entry):
            reply = desk.ask(entry)
            say("answered")
            return enter(entry) if isinstance(reply, WarningDisplay) else reply

        while True:
            enter("IG")
            for flight in chance.sample(FLIGHTS, 2):
                enter(f"SS{flight}".format(class_=chance.choice("YMK"), day=day))
            if chance.random() < 0.2:
                continue
            for entry in ("NM1SMITH/JOHN MR", "AP010 60000000", "TKOK", "RFJOHN"):
                enter(entry)
            locator = enter("ET").locator
            say(f"filed {locator} 1 2")
            if chance.random() < 0.5:
                for entry in (f"RT{locator}", "XE2", "RFJANE"):
                    enter(entry)
                say(f"filed {enter('ET').locator} 2 1")

    return work


def killed_at_random(url, seeds):
    """What agents were told before each was killed: in one of its first entries, at a moment that the seed decides."""
    agents = [workers.start(agent(url, seed), place) for place, seed in enumerate(seeds)]
    for worker, seed in zip(agents, seeds, strict=True):
        chance = random.Random(seed)
        worker.until(chance.randint(1, 40))
        time.sleep(chance.uniform(0, 0.01))
        worker.kill()
    told = [line.split()[1:] for worker in agents for line in worker.lines() if line.startswith("filed")]
    assert [worker.code for worker in agents] == [-9] * len(agents)
    return told


def look(host, question):
    return host.store.transact(Weight.LOOK, lambda session, _: question(session))


@pytest.mark.slow
def test_two_hundred_kills_lose_nothing_and_leave_nothing(url_of):
    url = url_of("file")
    Host(url, NOW).close()
    workers.warm()
    told = [line for seed in range(0, KILLS, TOGETHER) for line in killed_at_random(url, range(seed, seed + TOGETHER))]
    assert len(told) > KILLS / 2
    with Host(url, NOW) as host:
        assert host.check() == []
        found = {booking.locator: booking for booking in look(host, lambda session: list(Bookings(session).all()))}
    with Host(url, LATER) as host:
        host.tick()
        assert host.check() == []
        assert [area for _, area in look(host, lambda session: list(Areas(session).all())) if area.working.held] == []
        assert sold(host) == owned(found.values())
    for locator, version, segments in told:
        assert found[locator].version >= int(version)
        assert found[locator].version > int(version) or len(found[locator].segments) == int(segments)
    for booking in found.values():  # nothing half
        assert (len(booking.names), len(booking.each(Contact)), len(booking.each(Ticketing))) == (1, 1, 1)
        assert len(booking.segments) == 3 - booking.version
    assert len(found) - len({locator for locator, *_ in told}) <= KILLS  # filed, but not told any more


def sold(host):
    rows = look(host, lambda session: list(Seats(session).all()))
    return +Counter({(leg, bucket.booking_class): bucket.sold for leg, cabins in rows for cabin in cabins
                     for bucket in cabin})


def owned(bookings):
    found = Counter()
    for booking in bookings:
        for segment in booking.segments:
            found.update({(leg, segment.booking_class): segment.seats for leg in segment.legs})
    return found


# ---- a terminal with a name

def holding(url):
    """Work that stops in the middle of a booking."""

    def work(number, say):
        desk = Host(url, NOW).desk(terminal="WINDOW")
        desk.ask("SSCZ3175Y20DECCANDLC2;NM2SMITH/JOHN MR/MARY MRS;AP010 60000000")
        say("in hand")
        time.sleep(60)

    return work


def pnr(url, entries, now=NOW):
    return subprocess.run([sys.executable, "-m", "pnr", "--db", url, "--terminal", "WINDOW", "--now", now], text=True,
                          input="".join(f"{entry}\n" for entry in entries), capture_output=True)


def test_a_named_terminal_finds_its_work_after_a_kill(url_of):
    url = url_of("file")
    worker = workers.start(holding(url))
    assert worker.until(1) == ["in hand"]
    refused = pnr(url, ["RT"])
    assert (refused.returncode, refused.stdout) == (3, "")
    assert refused.stderr.splitlines() == ["pnr: terminal WINDOW is in use"]
    worker.kill()
    worker.lines()
    found = pnr(url, ["RT", "TKOK;RFJOHN;ET"])
    assert found.returncode == 0 and found.stderr == ""
    assert "1.SMITH/JOHN MR   2.SMITH/MARY MRS" in found.stdout and "CANDLC DK2" in found.stdout
    with Host(url, NOW) as host:
        assert host.check() == [] and set(sold(host).values()) == {2}


def test_a_named_terminal_that_comes_back_too_late(url_of):
    url = url_of("file")
    worker = workers.start(holding(url))
    worker.until(1)
    worker.kill()
    worker.lines()
    assert pnr(url, ["RT"], LATER).returncode == 1
    with Host(url, LATER) as host:
        assert host.check() == [] and not sold(host)
