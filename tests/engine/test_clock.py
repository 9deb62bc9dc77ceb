"""A clock that goes backwards: nothing crashes, nobody loses his turn, and what is held is held for its time."""
from datetime import timedelta

import pytest
from conftest import NOW

import pnr
from pnr.engine.booking.bookings import Bookings
from pnr.engine.store.due import Due
from pnr.engine.work import AREA_DUE

from .test_section8 import counts, look

BEFORE = "2026-11-20T07:30Z"
SOLD_OUT = "SSXX8Y18JANABCAHZ1;NM1A/A;AP1;TKOK;RFA;ER"


def wait(desk, name):
    """A booking that waits; its locator."""
    desk.ask(f"SSXX8Y18JANABCAHZPE1;NM1{name}/X;AP1;TKOK;RFA;ET")
    return desk.named("locator")


def statuses(host):
    return {booking.names[0].surname: booking.segments[0].status
            for booking in look(host, lambda s: list(Bookings(s).all())) if booking.segments}


@pytest.mark.parametrize("then", [NOW, BEFORE])
def test_first_come_is_first_served_whatever_the_clock_says(host, then):
    """Among those who came at one moment as well, even when the earlier booking is older than the later wait."""
    desk = host.desk()
    desk.ask("SSXX1Y18JANABCAHZ1;NM1OLD/X;AP1;TKOK;RFA;ET")
    old = desk.named("locator")
    desk.ask(SOLD_OUT)
    wait(host.desk(), "FIRST")
    host.clock.set(then)
    other = host.desk()
    other.ask(f"RT{old};XI;SSXX8Y18JANABCAHZPE1;RFA;ET")
    desk.ask("XI;RFA;ET")
    host.tick()
    assert statuses(host) == {"FIRST": "KL", "OLD": "HL"}


def test_an_area_is_held_for_its_time_and_no_longer(host):
    """Seats taken just before the clock was put back do not wait until the old time comes round again."""
    desk = host.desk()
    desk.ask("SSXX1Y18JANABCAHZ2")
    host.clock.set(BEFORE)
    desk.ask("RMX")
    host.clock.advance(hours=2, minutes=59)
    host.tick()
    assert sum(counts(host)[2].values()) == 2
    host.clock.advance(minutes=1)
    host.tick()
    assert sum(counts(host)[2].values()) == 0
    assert look(host, lambda session: [item for item in Due(session).all() if item.kind == AREA_DUE]) == []


def test_an_area_nobody_touches_any_more_goes_back_all_the_same(host):
    desk = host.desk()
    desk.ask("SSXX1Y18JANABCAHZ2")
    host.clock.set(BEFORE)
    host.tick()
    assert sum(counts(host)[2].values()) == 2 and desk.answer("RT").ok
    host.clock.set("2026-12-01T12:00Z")
    host.tick()
    assert sum(counts(host)[2].values()) == 0


def test_histories_and_due_items_stay_sane(memory):
    """Versions go on by one; what is to be answered in ten minutes is, counted from when it was asked."""
    desk = memory.desk()
    desk.ask("SSXX4Y18JANABCAHZ1;NM1A/A;AP1;TKOK;RFA;ER")
    memory.clock.set(BEFORE)
    desk.ask("RMEARLIER;RFA;ER")
    envelopes = look(memory, lambda s: Bookings(s).history(Bookings(s).find(desk.named("locator"))))
    assert [envelope.version for envelope in envelopes] == [1, 2]
    assert envelopes[0].filing.at > envelopes[1].filing.at
    assert "RM EARLIER" in desk.enter("RH")
    memory.clock.advance(minutes=10)
    desk.ask("IR")
    assert "KK1" in desk.enter("RT")
    memory.clock.set(NOW)
    desk.ask("RFA;ERK")
    assert "HK1" in desk.enter("RT")


@pytest.mark.parametrize("back", [timedelta(seconds=1), timedelta(days=1), timedelta(days=4000)])
def test_every_entry_of_a_story_under_a_clock_that_jumps(memory, back):
    """Tickets too: issued, refunded and voided in an order the calendar does not know."""
    desk, forth = memory.desk(), memory.clock()
    entries = ("SSCA1501Y10DECPEKSHA1", "NM1SMITH/JOHN MR", "FXP", "FPCASH", "APM13800138000", "TKOK", "RFTEST", "ER",
               "TTP/RT", "TRF999-2300000011", "TRFP", "TRDC/TK-2300000011", "RMX", "RFX", "ER", "RH", "XI", "RFX", "ET")
    for number, entry in enumerate(entries):
        memory.clock.set((forth - back * (number % 2)).isoformat())
        answer = desk.answer(entry)
        assert answer.ok or answer.error.code != "unable-to-process", (entry, answer.screen)
        assert memory.check() == []


def test_a_run_whose_clock_goes_into_the_past(tmp_path):
    from pnr.terminal.batch import differences

    story = tmp_path / "past.amadeus"
    story.write_text("> SSXX1Y18JANABCAHZ1\n...\n#! now 2020-01-01T00:00Z\n> RT\n...\n#! advance 3h\n"
                     "> RMX\n...\n#! now 2030-01-01\n> RT\nTIME OUT - PNR IGNORED\n")
    with pnr.open("sqlite://", NOW) as host:
        assert differences(host, story) == [] and host.check() == []
