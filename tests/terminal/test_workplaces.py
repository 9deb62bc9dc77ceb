"""Work areas of a desk: apart from each other, found again, and let go of together."""
import pytest

import pnr
from pnr.engine.booking.elements import Remark

NOW = "2026-12-01T09:00Z"
SELL = "SSCA1501Y10DECPEKSHA2"


@pytest.fixture
def host():
    with pnr.open("sqlite://", now=NOW) as opened:
        yield opened


def remarks(desk):
    return [remark.text for remark in desk.held.area.working.each(Remark)]


def sold(host):
    desk = host.desk("amadeus")
    line = desk.enter("AN10DECPEKSHA/ACA/CP").splitlines()[1]
    return line.split()[4]  # of P


def test_every_area_has_its_own_booking(host):
    desk = host.desk("amadeus")
    for letter in "BCDEF":
        assert desk.answer(f"JI{letter}0002BB/GS").ok
    for letter in "ABCDEF":
        assert desk.answer(f"JM{letter}").ok
        desk.enter(f"RMIN {letter}")
    for letter in "FEDCBA":
        desk.enter(f"JM{letter}")
        assert remarks(desk) == [f"IN {letter}"]
        assert host.check() == []


def test_seats_of_every_area_go_back_at_the_end(tmp_path):
    url = f"sqlite:///{tmp_path / 'host.db'}"
    with pnr.open(url, now=NOW) as first:
        before = first.digest()
        desk = first.desk("amadeus")
        desk.enter(SELL)
        desk.enter("JIB0002BB/GS")
        desk.enter(SELL.replace("Y10", "P10"))
        assert first.check() == [] and first.digest() != before
    with pnr.open(url, now=NOW) as second:
        assert second.check() == []
        assert sold(second) == "P3"


def test_an_area_left_too_long_goes_back_by_itself(host):
    desk = host.desk("amadeus")
    desk.enter(SELL)
    desk.enter("JIB0002BB/GS")
    host.clock.advance(hours=4)
    assert desk.answer("RMHERE").ok
    desk.enter("JMA")
    assert desk.enter("RT") == "TIME OUT - PNR IGNORED"
    assert host.check() == []


def test_a_named_terminal_finds_the_work_of_all_its_areas(tmp_path):
    url = f"sqlite:///{tmp_path / 'host.db'}"
    with pnr.open(url, now=NOW) as first:
        desk = first.desk("amadeus", terminal="T1")
        desk.enter("RMONE")
        desk.enter("JIB0002BB/GS")
        desk.enter("RMTWO")
    with pnr.open(url, now=NOW) as second:
        desk = second.desk("amadeus", terminal="T1")
        assert remarks(desk) == ["ONE"]
        desk.enter("JIB0002BB/GS")
        assert remarks(desk) == ["TWO"]
        assert second.desk("amadeus", terminal="T1") is desk


def test_sign_out_of_all_is_all_or_nothing(host):
    desk = host.desk("amadeus")
    desk.enter("JIB0002BB/GS")
    desk.enter("RMTWO")
    desk.enter("JMA")
    assert not desk.answer("JO*").ok
    assert desk.agent.signed and desk.answer("JMB").ok and remarks(desk) == ["TWO"]
    desk.enter("IG")
    assert desk.answer("JO*").ok
    assert "SIGNED IN" not in desk.enter("JD") and desk.enter("RT") == "PLEASE SIGN IN"


def test_filings_carry_the_agent_of_the_area(host):
    desk = host.desk("amadeus")
    desk.enter("JIB0002BB/GS")
    desk.enter(f"{SELL};NM1A/B1C/D;AP1;TKOK;RFX;ER")
    assert "BB/GS" in desk.enter(f"RT{desk.named('locator')}")


def test_an_agent_nobody_knows_has_areas_too(host):
    desk = host.desk("amadeus", agent="9999ZZ")
    assert "ZZ/GS" in desk.enter("JD")
    eterm = host.desk("eterm", agent="9999ZZ")
    assert eterm.enter("DA").splitlines()[0].startswith("A*      9999ZZ")
    assert "SIGNED OUT A" in eterm.enter("SO")


def test_a_chain_stands_or_falls_together_in_the_area_it_was_sent_to(host):
    desk = host.desk("eterm")
    assert not desk.answer("RMK ONE\nXE9").ok
    assert desk.answer("AO").ok and desk.answer("SI:11112/33333B").ok
    assert desk.areas.active == "B"


@pytest.mark.parametrize("dialect, entry", [
    ("amadeus", "JIB0001AA/SU-22222A"), ("amadeus", "JI0001AA/SU-22222A.LON1A0100"), ("eterm", "SI:11111/22222A/41"),
    ("eterm", "AI:B/11111/22222A")])
def test_passwords_are_not_shown_again(host, dialect, entry):
    desk = host.desk(dialect)
    desk.enter(entry)
    assert "22222A" not in desk.typed.back(1) + desk.typed.asked[0]


def test_what_is_no_password_is_recalled_whole(host):
    desk = host.desk("amadeus")
    desk.enter("SIKL171C28JUNAMSCPHHK2/08501120")
    assert desk.enter("RE") == "SIKL171C28JUNAMSCPHHK2/08501120"
