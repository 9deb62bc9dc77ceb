"""Many processes at the last seats of one flight: every seat is sold, none twice, nothing told is missing."""
from collections import Counter

import pytest

import pnr
from pnr.engine.booking.bookings import Bookings
from pnr.engine.inventory.seats import Seats
from pnr.engine.schedule.cabins import cabins
from pnr.engine.store.weight import Weight
from pnr.errors import NoSeats
from pnr.terminal.host import WORLD, Host

from . import workers

NOW = "2026-12-01T09:00Z"
LEGS = WORLD.timetable.by_key("CZ3175261220CANDLC").legs
REST = "NM{seats}SMITH{names};AP010 60000000;TKOK;RFJOHN"


def book(desk, booking_class, seats):
    """The locator of a booking from sell to end; raises NoSeats."""
    desk.ask(f"SSCZ3175{booking_class}20DECCANDLC{seats}")
    desk.ask(REST.format(seats=seats, names="".join(f"/{letter * 2}" for letter in "ABCDEFGHI"[:seats])))
    return desk.ask("ET").locator


def selling(url, classes):
    """Work that sells until nothing is left."""

    def work(number, say):
        with Host(url, NOW) as host:
            sell_out(host.desk(), classes, number, say)

    return work


def sell_out(desk, classes, number, say):
    """Big parties and low classes first, then seat by seat."""
    parties = [(name, seats) for name in reversed(classes) for seats in (3, 2)][number % 4:]
    while True:
        booking_class, seats = parties[0] if parties else (classes[0], 1)
        try:
            say(f"{book(desk, booking_class, seats)} {booking_class} {seats}")
        except NoSeats:
            if not parties:
                return
            parties.pop(0)


def sold(host):
    """Seats by leg and class, as the rows have them."""
    rows = host.store.transact(Weight.LOOK, lambda session, _: dict(Seats(session).all()))
    return {leg: {bucket.booking_class: bucket.sold for cabin in cabins for bucket in cabin if bucket.sold}
            for leg, cabins in rows.items()}


def filed(host):
    """Segments by locator: class and seats."""
    found = host.store.transact(Weight.LOOK, lambda session, _: list(Bookings(session).all()))
    return {booking.locator: [(segment.booking_class, segment.seats, segment.status) for segment in booking.segments]
            for booking in found}


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "classes"), [
    ("file", "JCD"), ("file", "YMK"), ("postgres", "JCD"), ("serializable", "JCD"), ("postgres", "YMK")])
def test_sixteen_processes_sell_the_last_seats(url_of, kind, classes):
    url = url_of(kind)
    pnr.open(url, NOW).close()
    workers.warm()
    each = workers.all_of(16, selling(url, classes))
    told = [line.split() for lines in each for line in lines]
    authorised = next(dict(cabin)[classes[0]] for cabin in cabins(LEGS[0]) if cabin[0][0] == classes[0])
    by_class = Counter()
    for _, booking_class, seats in told:
        by_class.update({booking_class: int(seats)})
    with Host(url, NOW) as host:
        assert host.check() == []
        assert filed(host) == {locator: [(name, int(seats), "HK")] for locator, name, seats in told}
        assert sold(host) == {leg.key: dict(by_class) for leg in LEGS}
        assert by_class.total() == authorised
        assert sum(map(bool, each)) > 2 or authorised < 16  # not one of them alone, where there is enough for all
        assert not host.desk().answer("SSCZ3175J20DECCANDLC1" if classes[0] == "J" else "SSCZ3175Y20DECCANDLC1").ok
