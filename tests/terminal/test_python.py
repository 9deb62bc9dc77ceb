"""The Python door, and the pytest fixtures in a project of its own."""
import subprocess
import sys

import pytest

import pnr

NOW = "2026-12-01T09:00Z"


def test_a_host_and_a_desk():
    with pnr.open("sqlite://", now=NOW) as host:
        desk = host.desk("amadeus", office="BJS1A0100", agent="0001AA")
        assert "PEK" in desk.enter("AN10DECPEKSHA")
        assert desk.enter("XE9").strip()
        assert type(desk.ask("SS1Y1")).__name__ == "BookingDisplay"
        host.clock.advance(minutes=30)
        assert host.clock().isoformat() == "2026-12-01T09:30:00+00:00"


def test_errors_are_raised_by_ask():
    with pnr.open() as host:
        desk = host.desk()
        with pytest.raises(pnr.EntryError):
            desk.ask("NOTHING LIKE IT")
        with pytest.raises(pnr.Refusal) as refused:
            desk.ask("XE9")
        assert refused.value.code == "no-such-element"
        assert isinstance(refused.value, pnr.PnrError)


def test_newlines_are_one_transmission():
    with pnr.open("sqlite://", now=NOW) as host:
        shown = host.desk().enter("RMONE\nRMTWO")
        assert "RM ONE" in shown and "RM TWO" in shown


def test_names_the_package_does_not_have():
    with pytest.raises(AttributeError):
        pnr.Nonsense  # noqa: B018 (the attribute is what is tested)


STORY = "> RMONE\nRP/BJS1A0100/\n  1 RM ONE\n> XE9\n{*}\n"
PROJECT = '''
import pytest

def test_a_desk(pnr_desk):
    assert "PEK" in pnr_desk.enter("AN10DECPEKSHA")
    assert "DK1" in pnr_desk.enter("SS1Y1")

def test_a_host(pnr_host):
    assert pnr_host.clock().isoformat() == "2026-12-01T09:00:00+00:00"
    assert pnr_host.check() == []

def test_a_transcript(assert_transcript):
    assert_transcript("story.amadeus")

def test_what_differs(assert_transcript, tmp_path):
    (tmp_path / "wrong").write_text("> RMONE\\nRM TWO\\n")
    with pytest.raises(pytest.fail.Exception) as failed:
        assert_transcript(tmp_path / "wrong")
    assert "-RM TWO" in str(failed.value)

def test_every_test_has_a_fresh_host(pnr_desk):
    assert "DK1" not in pnr_desk.enter("RT")
'''


def test_the_fixtures_in_another_project(tmp_path):
    (tmp_path / "test_mine.py").write_text(PROJECT)
    (tmp_path / "story.amadeus").write_text(STORY)
    done = subprocess.run([sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"], cwd=tmp_path,
                          capture_output=True, text=True)
    assert "5 passed" in done.stdout, done.stdout
