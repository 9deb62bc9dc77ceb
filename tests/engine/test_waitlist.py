"""The list over several legs and classes: first come, first served, whole parties, and nobody past who fits."""
import pytest

from pnr.engine.booking.bookings import Bookings
from pnr.engine.store.due import Due
from pnr.engine.store.weight import Weight
from pnr.engine.work import LIST_DUE

from .test_section8 import counts, look

BOTH, FIRST, SECOND = ("SSCZ3175{}20DECCANDLC{}{}", "SSCZ3175{}20DECCANHGH{}{}", "SSCZ3175{}20DECHGHDLC{}{}")
FIRST_LEG, SECOND_LEG = "261220CANCZ3175", "261220HGHCZ3175"


def full(host, flight, booking_class="J"):
    """Every seat of a class sold, each to a booking of its own; locators."""
    desk, made = host.desk(), []
    while desk.answer(flight.format(booking_class, "", 1)).ok:
        desk.ask("NM1FULL/X;AP1;TKOK;RFX;ET")
        made.append(desk.named("locator"))
    return made


def wait(host, flight, name, seats=1, booking_class="J"):
    desk = host.desk()
    names = "".join(f"/{letter * 2}" for letter in "ABCDEFGHI"[:seats])
    desk.ask(f"{flight.format(booking_class, 'PE', seats)};NM{seats}{name}{names};AP1;TKOK;RFX;ET")
    return desk


def cancel(host, locator):
    host.desk().ask(f"RT{locator};XI;RFX;ET")
    host.tick()


def served(host):
    return {booking.names[0].surname for booking in look(host, lambda session: list(Bookings(session).all()))
            if any(segment.status == "KL" for segment in booking.segments)}


@pytest.mark.parametrize("early", [FIRST, SECOND])
def test_first_come_on_one_leg_goes_before_who_came_later_for_both(host, early):
    """Seats come free on both legs at once; whichever leg's list is looked at first, the order is that of coming."""
    made = full(host, BOTH)
    wait(host, early, "EARLY")
    wait(host, BOTH, "LATER")
    cancel(host, made[-1])
    assert served(host) == {"EARLY"}


def test_who_came_first_for_both_goes_before_who_came_later_for_one(memory):
    made = full(memory, BOTH)
    wait(memory, BOTH, "EARLY")
    wait(memory, FIRST, "LATER")
    wait(memory, SECOND, "LAST")
    cancel(memory, made[-1])
    assert served(memory) == {"EARLY"}


def test_a_party_that_does_not_fit_is_passed_and_keeps_its_place(memory):
    made = full(memory, BOTH)
    wait(memory, BOTH, "PAIR", 2)
    wait(memory, SECOND, "SMALL")
    cancel(memory, made[-1])
    assert served(memory) == {"SMALL"}
    wait(memory, BOTH, "LATER")
    cancel(memory, made[0])
    assert served(memory) == {"SMALL", "LATER"}
    memory.desk().ask(f"RT{made[1]};XI;RFX;ET")
    cancel(memory, made[2])
    assert served(memory) == {"SMALL", "LATER", "PAIR"}


def test_a_higher_class_of_one_cabin(host):
    """Room in a class is what it and those above it have: the first who came is asked first, in whichever class."""
    made = full(host, FIRST, "J")
    wait(host, FIRST, "LOW", 1, "D")
    wait(host, FIRST, "HIGH", 1, "J")
    cancel(host, made[-1])
    assert served(host) == {"LOW"} and host.check() == []


def test_a_chain_of_lists(memory):
    """Who waits for both legs is passed on the first because of the second; once that is free he goes before others."""
    first, second = full(memory, FIRST), full(memory, SECOND)
    wait(memory, BOTH, "BOTH")
    wait(memory, FIRST, "ONE")
    cancel(memory, first[-1])
    assert served(memory) == {"ONE"}
    wait(memory, SECOND, "TWO")
    cancel(memory, first[-2])
    cancel(memory, second[-1])
    assert served(memory) == {"ONE", "BOTH"}
    assert counts(memory)[2][SECOND_LEG] == 8


def test_the_audit_sees_who_was_forgotten(memory):
    made = full(memory, FIRST)
    wait(memory, FIRST, "WAITS")
    memory.desk().ask(f"RT{made[-1]};XI;RFX;ET")
    assert memory.check() == []  # to be served, as soon as somebody looks
    memory.store.transact(Weight.WORK, lambda session, _: Due(session).remove(LIST_DUE, FIRST_LEG))
    assert [line.split(" ", 2)[2] for line in memory.check()] == ["CZ3175J: waits, though there is room"]
    memory.store.transact(Weight.WORK, lambda session, _: Due(session).add(memory.clock(), LIST_DUE, FIRST_LEG))
    memory.tick()
    assert served(memory) == {"WAITS"}


def test_eight_who_wait_for_one_party(memory):
    """They are served in eight steps, so that none holds up another for long."""
    desk = memory.desk()
    desk.ask("SSXX1J18JANABCAHZ8;NM8A/A/B/C/D/E/F/G/H;AP1;TKOK;RFX;ET")
    for letter in "ABCDEFGH":
        memory.desk().ask(f"SSXX1J18JANABCAHZPE1;NM1W{letter}/X;AP1;TKOK;RFX;ET")
    memory.tick()
    before = counts(memory)
    desk.ask(f"RT{desk.named('locator')};XI;RFX;ET")
    memory.tick()
    assert len(served(memory)) == 8 and counts(memory)[2] == before[2] and memory.check() == []
