"""A program killed at any point of a delivery: every letter arrives, and each is known by one Message-ID."""
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import pnr
from pnr.engine.store.outbox import Outbox
from pnr.engine.store.weight import Weight

from .conftest import NOW

LATER = "2026-12-01T09:05Z"
LIFE = """
import os, signal, sys
import pnr
from pnr.engine.delivery import sending
from pnr.engine.store import retry
from delivery.conftest import booked

url, mail, spool, when = sys.argv[1:]

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

host = pnr.open(url, now="2026-12-01T09:00Z", mail=mail, spool=spool)
desk = booked(host.desk("amadeus"))
if when == "before it is claimed":
    host.posted = die
elif when == "before it is sent":
    sending.handed = die
elif when == "after it was sent":
    sending.out = die
desk.enter("IEP-EML")
desk.enter("IEPJ")
die()
"""


@pytest.mark.parametrize("when", ["before it is claimed", "before it is sent", "after it was sent", "later"])
def test_kill_9(tmp_path, receiver, when):
    url, spool = f"sqlite:///{tmp_path / 'host.db'}", tmp_path / "spool"
    tests = Path(__file__).parents[1]
    died = subprocess.run([sys.executable, "-c", LIFE, url, receiver.url, str(spool), when],
                          env=os.environ | {"PYTHONPATH": str(tests)}, capture_output=True)
    assert died.returncode == -signal.SIGKILL, died.stderr
    with pnr.open(url, now=LATER, mail=receiver.url, spool=str(spool)) as host:
        host.tick()
        host.tick()
        assert host.store.transact(Weight.LOOK, lambda session, _: Outbox(session).pending()) == []
        assert host.check() == []
    assert {message["Message-ID"] for _, message in receiver.messages} == {receiver.messages[0][1]["Message-ID"]}
    assert len({message.as_bytes() for _, message in receiver.messages}) == 1
    assert len(receiver.messages) == (2 if when == "after it was sent" else 1)
    assert len(list(spool.rglob("*.txt"))) == (1 if when == "later" else 0)


def test_two_programs_send_each_letter_once(tmp_path, receiver):
    url = f"sqlite:///{tmp_path / 'host.db'}"
    with pnr.open(url, now=NOW) as host:
        from .conftest import booked

        desk = booked(host.desk("amadeus"))
        for _ in range(10):
            desk.enter("IEP-EML")
    life = ("import sys, pnr\n"
            f"with pnr.open(sys.argv[1], now={LATER!r}, mail=sys.argv[2]) as host:\n    host.tick()\n")
    lives = [subprocess.Popen([sys.executable, "-c", life, url, receiver.url]) for _ in range(3)]
    assert [each.wait() for each in lives] == [0, 0, 0]
    marks = [message["Message-ID"] for _, message in receiver.messages]
    assert len(marks) == len(set(marks)) == 10
