"""Programs killed at any moment: nothing told is missing, nothing is half, and no seat is lost for ever."""
import subprocess
import sys
import time

import pytest

from pnr.engine.store import dump, migrating, restore, schema
from pnr.terminal.host import Host

from . import crashes, workers
from .crashes import LATER, NOW, sold


@pytest.fixture(scope="module", autouse=True)
def warm():
    workers.warm()


@pytest.mark.slow
def test_desks_killed_at_work(tmp_path):
    assert crashes.desks_at_work(tmp_path, 120) > 60


@pytest.mark.slow
def test_restores_killed(tmp_path):
    assert 2 < crashes.restores(tmp_path, 40) < 38


@pytest.mark.slow
def test_migrations_killed(tmp_path, monkeypatch):
    for owner, name in ((migrating, "FOLDER"), (schema, "REVISION"), (dump, "REVISION"), (restore, "REVISION")):
        monkeypatch.setattr(owner, name, getattr(owner, name))  # as they were, afterwards
    assert 2 < crashes.migrations(tmp_path, 40) < 38


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
