"""A seat is somebody's or nobody's, never two people's, and is given back with what it belonged to."""
import pytest
from conftest import NOW
from hypothesis import given, settings
from hypothesis import strategies as st

import pnr
from pnr.engine.schedule.flights import Timetable
from pnr.engine.schedule.seatmaps import planned, table
from pnr.errors import SeatTaken
from pnr.terminal.host import Host

from . import workers

PARTY = ("SSHU7601Y20DECPEKSHA1", "NM1SMITH/JOHN MR", "AP010 60000000;TKOK")


def asking(url):
    """Work that says whether the seat was its own, once filed."""

    def work(number, say):
        with Host(url, NOW) as host:
            desk = host.desk()
            for entry in PARTY:
                desk.ask(entry)
            try:
                desk.ask("ST/35A")
            except SeatTaken:
                return say("taken")
            desk.ask("RFJOHN;ET")
            say("mine")

    return work


@pytest.mark.parametrize("kind", ["file", "postgres", "serializable"])
def test_many_ask_for_one_seat(url_of, kind):
    url = url_of(kind)
    pnr.open(url, NOW).close()
    workers.warm()
    told = [lines[-1] for lines in workers.all_of(5, asking(url))]
    assert sorted(told) == ["mine", *["taken"] * 4]
    with Host(url, NOW) as host:
        assert host.check() == []


ENTRIES = st.lists(st.tuples(st.integers(0, 1), st.sampled_from((
    "ST", "ST/W", "ST/35A/P1/S3", "ST/35B/P1/S3", "ST/35A/P2/S3", "SX", "SX/P1", "IG", "IR", "RFJ;ER", "RFJ;ET", "XI",
    "XE3", "SBB", "SBHU7603*3", "SP1", "RFJ;EF", "1/", "RT{locator}", *PARTY, "NM1BROWN/ANN MRS"))), max_size=30)


@settings(max_examples=40, deadline=None)
@given(ENTRIES)
def test_whatever_agents_do_seats_are_told_of_once(entries):
    with pnr.open("sqlite://", now=NOW) as host:
        desks = [host.desk(), host.desk(agent="0002BB")]
        for entry in ("SSHU7601Y20DECPEKSHA2", "NM1SMITH/JOHN MR1BROWN/ANN MRS", *PARTY[2:], "ST", "RFJ;ER"):
            last = desks[0].answer(entry)
        locator = last.reply.booking.locator
        for number, entry in entries:
            desks[number].enter(entry.replace("{locator}", locator))
            assert host.check() == []


def test_an_area_that_is_given_back_gives_its_seats_back():
    with pnr.open("sqlite://", now=NOW) as host:
        first, second = host.desk(), host.desk()
        for entry in (*PARTY, "ST/35A"):
            first.enter(entry)
            second.enter(entry)
        assert second.enter("ST/35A").startswith("SEAT NOT AVAILABLE")
        host.clock.advance(hours=4)
        second.enter("IG")
        for entry in PARTY:
            second.enter(entry)
        assert "35AN" in second.enter("ST/35A")
        assert host.check() == []


def test_every_type_the_timetable_flies_has_a_map_of_as_many_seats():
    kinds = Timetable.embedded().kinds
    assert set(kinds) <= table().keys()
    for equipment in kinds:
        for seats in (9, 50, 128, 180, 250, 366):
            cabins = planned("full", equipment, seats)
            assert sum(len(row.seats) for cabin in cabins for row in cabin.rows) == seats
            numbers = [row.number for cabin in cabins for row in cabin.rows]
            assert len(numbers) == len(set(numbers))
