"""The table of duties, cell by cell: who may goes on, who may not is refused and nothing has changed."""
import subprocess
import sys
from pathlib import Path

import pytest

import pnr
from pnr.engine.guards import DUTIES, allows, guards
from pnr.engine.offices import signs
from pnr.errors import NotAuthorised

TOP = Path(__file__).parents[2]
NOW = "2026-12-01T09:00Z"
SIGNS = {duty: next(sign.sign for sign in signs().values() if sign.duty == duty) for duty in DUTIES}
BOOKED = ("SS CA1501 Y 10DEC PEKSHA 2", "NM2SMITH/JOHN MR/MARY MRS", "APM13800138000", "TKOK", "FXP", "FPCASH",
          "RFJOHN", "ER")
TICKETED = (*BOOKED, "TTP/RT")
REBOOKED = (*TICKETED, "SBCA1503*3", "RFJOHN", "ER", "ER")
CASES = {  # what stands before, by the supervisor; what is tried then, and the entry that is guarded
    "issue": (BOOKED, ("RT{}",), "TTP"),
    "void": (TICKETED, ("RT{}",), "TRDC/L6"),
    "refund": (TICKETED, ("RT{}", "TRF/L6"), "TRFP"),
    "exchange": ((*REBOOKED, "FXQ", "RFJOHN", "ER"), ("RT{}",), "TTP/EXCH"),
    "revalidate": (REBOOKED, ("RT{}",), "TTP/ETRV/L6/S3/E1"),
    "cancel-ticketed": (TICKETED, ("RT{}",), "XE3"),
    "split-ticketed": (TICKETED, ("RT{}",), "SP1"),
    "hand-over": (BOOKED, ("RT{}",), "RP/LON1A0100"),
    "coupon": (TICKETED, (), "TSU:1/SUSP/999-2300000011"),
    "close-period": (TICKETED, (), "TJC"),
    "other-office": ((*BOOKED, "QE/LON1A0100/12C0"), (), "QS/LON1A0100/12C0"),
}
SAME = {"XEPNR": ("cancel-ticketed", "XEPNR@"), "XI": ("cancel-ticketed", "XI"),
        "SB": ("cancel-ticketed", "SBCA1503*3"),
        "LP": ("other-office", "LP/LON1A0100")}

ETERM = {"TSU:1/SUSP/999-2300000011", "XEPNR@"}  # entries only eTerm has


def test_every_guard_has_a_case():
    assert CASES.keys() == guards().keys()


@pytest.fixture
def host():
    with pnr.open("sqlite://", now=NOW) as opened:
        yield opened


def tried(host, duty, before, then, guarded):
    """The error of the guarded entry, and whether anything of the host differs after it."""
    first = host.desk("amadeus", agent="0001AA")
    for entry in before:
        assert first.answer(entry).ok, entry
    locator = first.held.area.working.locator
    first.answer("IG")
    desk = host.desk("eterm" if guarded in ETERM else "amadeus", agent=SIGNS[duty])
    for entry in then:
        assert desk.answer(entry.format(locator)).ok, entry
    digest, held = host.digest(), desk.held.area
    error = desk.answer(guarded).error
    return error, host.digest() != digest or desk.held.area != held


@pytest.mark.parametrize("duty", DUTIES)
@pytest.mark.parametrize("guard", sorted(CASES))
def test_a_cell(host, guard, duty):
    before, then, guarded = CASES[guard]
    error, changed = tried(host, duty, before, then, guarded)
    if allows(guard, duty):
        assert error is None and changed
    else:
        assert isinstance(error, NotAuthorised) and not changed
    assert host.check() == []


@pytest.mark.parametrize("entry", sorted(SAME))
def test_other_entries_behind_the_same_guard(host, entry):
    guard, guarded = SAME[entry]
    before, then, _ = CASES[guard]
    error, changed = tried(host, "AS", before, then, guarded)
    assert isinstance(error, NotAuthorised) and not changed


def test_the_page_is_what_the_table_gives():
    shown = subprocess.run([sys.executable, TOP / "scripts/guard_table.py"], capture_output=True, text=True, check=True)
    assert (TOP / "GUARDS.md").read_text(encoding="utf-8") == shown.stdout, "run scripts/guard_table.py --write"
