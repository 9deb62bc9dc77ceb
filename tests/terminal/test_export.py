"""`pnr export`: the ledger passes beancount's own check, and the settlement file is what the documents come to."""
import csv
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from beancount import loader
from beancount.core import data
from conftest import NOW

import pnr
from pnr.engine.store.weight import Weight
from pnr.engine.ticketing import tables

STORIES = Path(__file__).parents[1] / "transcripts"


@pytest.fixture(scope="module")
def sold(tmp_path_factory):
    """A host where sales, exchanges, voids and refunds were made."""
    url = f"sqlite:///{tmp_path_factory.mktemp('export')}/host.db"
    for story in ("sales", "exchange"):
        ran(url, "run", "--now", NOW, str(STORIES / f"{story}.amadeus"), "--quiet")
    return url


def ran(url, *arguments):
    return subprocess.run([sys.executable, "-m", "pnr", arguments[0], "--db", url, *arguments[1:]],
                          capture_output=True, text=True)


def test_the_ledger_passes_the_check(sold, tmp_path):
    file = tmp_path / "ledger.beancount"
    assert ran(sold, "export", "beancount", "--output", str(file)).returncode == 0
    entries, errors, _ = loader.load_file(str(file))
    assert not errors
    written = [entry for entry in entries if isinstance(entry, data.Transaction)]
    with pnr.open(sold, now=NOW) as host:
        posted = host.store.transact(Weight.LOOK, lambda session, _: session.run(tables.ALL_POSTED).fetchall())
    assert len(written) == len({row[:2] for row in posted}) > 8
    assert {posting.account.partition(":")[0] for entry in written for posting in entry.postings} == {
        "Assets", "Liabilities", "Income"}


def test_days_are_chosen(sold):
    told = ran(sold, "export", "beancount", "--from", "2026-12-05").stdout
    assert "2026-12-05 *" in told and "2026-12-01 *" not in told
    assert ran(sold, "export", "beancount", "--to", "2026-11-30").stdout == 'option "title" "pnr"\n'
    wrong = ran(sold, "export", "beancount", "--from", "today")
    assert (wrong.returncode, wrong.stderr.count("\n")) == (2, 1)


def test_the_settlement_has_control_totals(sold):
    rows = list(csv.reader(ran(sold, "export", "bsp").stdout.splitlines()))
    assert rows[0][:3] == ["HEAD", "PNR SETTLEMENT", "2"]
    documents = [row for row in rows if row[0] == "DOCUMENT"]
    assert rows[-1] == ["END", str(len(documents)), "0"]
    airlines, forms = ([row for row in rows if row[0] == kind] for kind in ("AIRLINE", "FORM"))
    owed = [Decimal(row[2]) for row in rows if row[0] == "REMIT"]
    assert owed == [sum(Decimal(row[10]) for row in airlines)]
    control = {row[1]: row[3] for row in rows if row[0] == "CONTROL"}
    assert sum(Decimal(row[8]) for row in airlines) == sum(Decimal(row[4]) for row in forms) \
        == Decimal(control["RECEIVED"])
    assert set(control) == {"RECEIVED", "TAXES", "COMMISSION"}
    assert ran(sold, "export", "bsp", "--office", "LON1A0100").stdout.count("\n") == 2


def test_what_does_not_reconcile_is_said(sold, tmp_path):
    url = f"sqlite:///{tmp_path}/copy.db"
    ran(sold, "backup", str(tmp_path / "copy"))
    ran(url, "restore", "--force", str(tmp_path / "copy"))
    with pnr.open(url, now=NOW) as host:
        change = tables.ledger.update().where(tables.ledger.c.account == "cash").values(amount=1)
        host.store.transact(Weight.FILE, lambda session, _: session.run(change))
    told = ran(url, "export", "bsp")
    assert (told.returncode, told.stdout) == (1, "") and "received CNY" in told.stderr


def test_a_settlement_file_is_proved(sold, tmp_path):
    file = tmp_path / "settlement"
    assert ran(sold, "export", "bsp", "--from", "2026-12-01", "--to", "2026-12-01",
               "--output", str(file)).returncode == 0
    assert ran(sold, "check", "--settlement", str(file)).returncode == 0
    text = file.read_text()
    for altered, line in ((text.replace("CONTROL,RECEIVED,CNY,", "CONTROL,RECEIVED,CNY,1"), "line"),
                          (text.rpartition("END")[0], "line"), (text + "END,0,0\n", "line"), ("DOCUMENT,1\n", "not a")):
        file.write_text(altered)
        told = ran(sold, "check", "--settlement", str(file))
        assert told.returncode == (2 if line == "not a" else 1) and line in told.stderr, altered


def test_an_itinerary_as_a_calendar(sold):
    from icalendar import Calendar

    with pnr.open(sold, now=NOW) as host:
        locator = host.store.transact(Weight.LOOK, lambda session, _: tickets_of(session))
    done = ran(sold, "export", "--now", NOW, "ics", "--locator", locator)
    assert done.returncode == 0, done.stderr
    events = Calendar.from_ical(done.stdout).walk("VEVENT")
    assert events and all(str(event["UID"]).startswith(locator) for event in events)
    assert all(event["DTSTART"].dt < event["DTEND"].dt for event in events)


def tickets_of(session):
    from pnr.engine.booking.bookings import Bookings

    return next(booking.locator for booking in Bookings(session).all() if any(each.legs for each in booking.segments))


@pytest.mark.parametrize("arguments, code", [(("ics",), 2), (("bsp", "--locator", "8QPUB2"), 2),
                                             (("ics", "--locator", "ZZZZZZ"), 2)])
def test_no_such_itinerary(sold, arguments, code):
    done = ran(sold, "export", "--now", NOW, *arguments)
    assert done.returncode == code and "Traceback" not in done.stderr
