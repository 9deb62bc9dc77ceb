"""Flights that change after they were sold: levels, cancellations, and everybody who has seats told."""
from datetime import date

import pytest

from pnr.engine import operating
from pnr.engine.booking.bookings import Bookings
from pnr.engine.inventory import nesting
from pnr.engine.inventory.seats import Seats
from pnr.engine.operating import operate
from pnr.engine.rescheduling import carry_out
from pnr.engine.schedule.cabins import cabins
from pnr.engine.schedule.messages import Malformed, read
from pnr.engine.store.weight import Weight
from pnr.terminal.host import WORLD

from .test_section8 import look
from .test_waitlist import BOTH, FIRST, FIRST_LEG, SECOND, SECOND_LEG, full, served, wait

ZH, CA, LEG = "SSZH1501{}24DECPEKSHA{}{}", "SSCA1501{}24DECPEKSHA{}{}", "261224PEKCA1501"
WORLD_DAY = date(2026, 12, 1)


def book(host, flight, booking_class="Y", seats=1):
    desk = host.desk()
    names = "".join(f"/{letter * 2}" for letter in "ABCDEFGHI"[:seats])
    desk.ask(f"{flight.format(booking_class, '', seats)};NM{seats}SMITH{names};AP1;TKOK;RFX;ET")
    return desk.named("locator")


def said(host, *lines):
    """Schedule messages carried out, and everybody told."""
    found = read("\n".join(lines), host.clock().date())
    legs = host.store.transact(Weight.FILE, lambda session, _: carry_out(
        session, host.world.timetable, found, host.clock()))
    host.tick()
    return legs


def statuses(host, locator):
    return [segment.status for segment in look(host, lambda session: Bookings(session).find(locator)).segments]


def counts(host, leg):
    """The buckets of a leg by class."""
    cabins = look(host, lambda session: Seats(session).seen(leg))
    return {bucket.booking_class: bucket for cabin in cabins for bucket in cabin}


def sold(host, leg, booking_class="Y"):
    return counts(host, leg)[booking_class].sold


def test_a_cancelled_flight_is_told_to_bookings_under_all_its_numbers(host):
    """Code shares, and a segment over two legs that loses both; the booking's history knows who told it."""
    mine = [book(host, CA), book(host, ZH, "M", 2)]
    assert said(host, "ASM", "LT", "CNL", "CA1501/24DEC") == 1
    assert [statuses(host, locator) for locator in mine] == [["UN"], ["UN"]]
    assert not any(bucket.sold or bucket.authorised for bucket in counts(host, LEG).values())
    assert "RF-HDQRMZH" in host.desk().enter(f"RT{mine[1]};RH")
    assert host.check() == []


def test_one_leg_of_two_takes_the_other_with_it_and_serves_who_waits_there(host):
    made = full(host, BOTH)
    wait(host, SECOND, "PATIENT")
    host.store.transact(Weight.FILE, lambda session, _: operate(session, [(FIRST_LEG, (), None)], host.clock()))
    host.tick()
    assert {status for locator in made for status in statuses(host, locator)} == {"UN"}
    assert served(host) == {"PATIENT"} and sold(host, FIRST_LEG, "J") == 0 and sold(host, SECOND_LEG, "J") == 1
    assert host.check() == []


def test_who_waits_for_a_flight_that_is_cancelled_is_told_as_well(memory):
    full(memory, FIRST)
    desk = wait(memory, FIRST, "PATIENT")
    said(memory, "ASM", "LT", "CNL", "CZ3175/20DEC")
    assert statuses(memory, desk.named("locator")) == ["UN"] and memory.check() == []


def test_a_larger_aircraft_serves_who_waits(host):
    full(host, FIRST)
    wait(host, FIRST, "FIRST", 2)
    wait(host, FIRST, "SECOND")
    assert said(host, "ASM", "LT", "EQT", "CZ3175/20DEC", "J 359 JY.C40Y200") == 2
    assert served(host) == {"FIRST", "SECOND"} and host.check() == []


def test_a_cabin_that_flies_no_more(host):
    """Those in business are told; those in economy, more than it now has seats, keep what they bought."""
    business, economy = book(host, CA, "J"), [book(host, CA, "Y", 9) for _ in range(3)]
    said(host, "ASM", "LT", "EQT", "CA1501/24DEC", "J 738 Y.Y12")
    assert statuses(host, business) == ["UN"]
    assert {status for locator in economy for status in statuses(host, locator)} == {"HK"}
    assert sold(host, LEG) == 27 and counts(host, LEG)["Y"].authorised == 12
    assert host.desk().answer(CA.format("Y", "", 1)).error.code == "sold-out" and host.check() == []


def test_reinstated_it_sells_what_was_filed(memory):
    book(memory, CA)
    said(memory, "ASM", "LT", "CNL", "CA1501/24DEC")
    said(memory, "ASM", "LT", "RIN", "CA1501/24DEC")
    leg = WORLD.timetable.flight("CA", 1501, "PEK", "SHA", memory.clock().date().replace(day=24)).legs[0]
    filed = dict(pair for cabin in cabins(leg) for pair in cabin)
    assert {name: bucket.authorised for name, bucket in counts(memory, LEG).items()} == filed
    assert memory.desk().answer(CA.format("Y", "", 1)).ok and memory.check() == []


def test_seats_in_hand_are_told_at_the_next_entry_and_not_filed(host):
    desk = host.desk()
    desk.ask(CA.format("Y", "", 2))
    desk.ask("SSCZ3175Y20DECCANHGH2")
    said(host, "ASM", "LT", "CNL", "CA1501/24DEC")
    assert desk.answer("NM2SMITH/A/B").error.code == "schedule-changed"
    desk.ask("NM2SMITH/A/B;AP1;TKOK;RFX;ET")
    desk.ask("RFX;ET")
    assert statuses(host, desk.named("locator")) == ["HK", "UN"]
    assert sold(host, LEG) == 0 and sold(host, FIRST_LEG) == 2 and host.check() == []


def test_the_audit_knows_who_was_not_told(memory):
    locator = book(memory, CA)
    memory.store.transact(Weight.FILE, lambda session, _: operate(session, [(LEG, (), None)], memory.clock()))
    assert memory.check() == []
    memory.store.transact(Weight.FILE, lambda session, _: [
        operating.Due(session).remove(kind, LEG) for kind in (operating.AREAS_DUE, operating.BOOKINGS_DUE)])
    assert memory.check() == [f"leg {LEG} Y: does not fly, and {locator} is not told"]
    memory.store.transact(Weight.FILE, lambda session, _: operating.Due(session).add(
        memory.clock(), operating.BOOKINGS_DUE, LEG))
    memory.tick()
    assert statuses(memory, locator) == ["UN"]


# ---- messages

def test_periods_and_references():
    lines = ("SSM", "LT", "26NOV00001E001/X", "CNL", "CA1501", "01DEC26 14DEC26 135", "20DEC26 20DEC26 7",
             "SI NO CREW", "//", "RIN", "CA1501", "04DEC26 04DEC26 5")
    cancelled, reinstated = read("\n".join(lines), WORLD_DAY)
    assert [day.day for day in cancelled.days] == [2, 4, 7, 9, 11, 14, 20]
    assert (reinstated.action, [day.day for day in reinstated.days], reinstated.line) == ("RIN", [4], 11)


@pytest.mark.parametrize(("text", "told"), [
    ("CNL\nCA1501/24DEC", "line 1, column 1: SSM or ASM expected"),
    ("ASM\nLT\nTIM\nCA1501/24DEC", "line 3, column 1: action TIM is not read; CNL, RIN, EQT are"),
    ("ASM\nLT\nCNL\nCA1501/32DEC", "line 4, column 8: no such date as 32DEC"),
    ("ASM\nLT\nCNL\nCA1501", "line 4, column 7: a date expected after the flight"),
    ("ASM\nLT\nCNL\nCA 1501/24DEC", "line 4, column 1: a flight expected"),
    ("ASM\nLT\nCNL", "line 3, column 1: the message ends too soon"),
    ("ASM\nLT\nEQT\nCA1501/24DEC", "line 4, column 1: equipment expected"),
    ("SSM\nLT\nCNL\nCA1501", "line 4, column 1: a period expected after the flight"),
    ("SSM\nLT\nCNL\nCA1501\n10DEC26 01DEC26 1", "line 5, column 9: a period of no day, or of more than a year"),
])
def test_what_cannot_be_read_is_told_with_its_place(text, told):
    with pytest.raises(Malformed, match=f"^{told}$"):
        read(text, WORLD_DAY)


@pytest.mark.parametrize(("lines", "told"), [
    (("CNL", "CA1/24DEC"), "line 7, column 1: CA1 does not fly on any of these days"),
    (("EQT", "CA1503/24DEC", "J QQQ Y"), "line 7, column 1: no such aircraft as QQQ"),
    (("CNL", "CA1503/24DEC", "//", "EQT", "CA1503/24DEC", "J 738 Y"),
     "line 10, column 1: CA1503 of 2026-12-24 is cancelled; RIN reinstates it"),
])
def test_messages_of_a_file_are_carried_out_all_or_none(memory, lines, told):
    with pytest.raises(Malformed, match=f"^{told}$"):
        said(memory, "ASM", "LT", "CNL", "CA1501/24DEC", "//", *lines)
    assert memory.desk().answer(CA.format("Y", "", 1)).ok


# ---- levels

def test_levels_change_and_what_is_owned_stays():
    before = nesting.template(((("J", 8), ("C", 6)), (("Y", 100), ("B", 80))))
    before = nesting.sell(nesting.sell(before, "J", 2), "B", 30)
    after = nesting.authorise(before, ((("Y", 20), ("B", 10)),))
    assert {bucket.booking_class: (bucket.authorised, bucket.sold) for cabin in after for bucket in cabin} == {
        "Y": (20, 0), "B": (10, 30), "J": (0, 2), "C": (0, 0)}
    assert nesting.flown(after) == {"Y", "B"} and nesting.available(after)["Y"] == 0
    assert nesting.authorise(after, ((("J", 8), ("C", 6)), (("Y", 100), ("B", 80)))) == before
