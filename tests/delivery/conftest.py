"""A mail server to deliver to, and a booking to deliver papers of."""
import pytest

import pnr

from .receiver import Receiver

NOW = "2026-12-01T09:00Z"
BOOKED = ("SSHU7601Y10DECPEKSHA1", "NM1SMITH/JOHN MR", "AP BJS 010 60000000-A", "APE JOHN@EXAMPLE.COM/P1", "TKOK",
          "FXP", "FPCCVI4111111111111111/1230", "RFJOHN", "ER")


@pytest.fixture
def receiver():
    made = Receiver().start()
    yield made
    made.stop()


@pytest.fixture
def desk(receiver, tmp_path):
    """At a host in memory that can deliver, with one booking filed and in hand."""
    with pnr.open("sqlite://", now=NOW, mail=receiver.url, spool=str(tmp_path / "spool")) as host:
        yield booked(host.desk("amadeus"))
        assert host.check() == []


def booked(desk, *more):
    for entry in (*BOOKED[:-2], *more, *BOOKED[-2:]):
        answer = desk.answer(entry)
        assert answer.ok, (entry, answer.screen)
    return desk
