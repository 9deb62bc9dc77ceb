"""Many processes at the last seat of a recommendation: each was shown it, one has it, the others are told."""
import pytest

import pnr
from pnr.errors import NoSeats
from pnr.terminal.host import Host

from . import workers

NOW = "2026-12-01T09:00Z"
LAST = "FXDABC/D20DEC1350AHZ//AXX"  # XX8 has one seat in all
CHEAP = "SSCA1501F10DECPEKSHA1"  # three seats in the lowest class of its cabin


def number_of(display, flight):
    """Of the recommendation with this flight; none where somebody has it already."""
    offers = [offer for group in display.groups for offer in group.offers]
    return next((place for place, offer in enumerate(offers, 1) if offer.trip.flights[0].number == flight), None)


def booking(url):
    """Work that says whether its recommendation was sold to it."""

    def work(number, say):
        with Host(url, NOW) as host:
            desk = host.desk()
            wanted = number_of(desk.ask(LAST), 8)
            if wanted is None:
                return say("told")
            try:
                desk.ask(f"NM1SMITH/{'ABCDEFGH'[number] * 2};FXU{wanted}")
                desk.ask("AP010 60000000;TKOK;RFJOHN;ET")
                say("sold")
            except NoSeats:
                say("told")

    return work


def rebooked(desk):
    """As an agent does who is told that somebody was quicker."""
    while True:
        try:
            return desk.ask("FXR")
        except NoSeats:
            continue


def rebooking(url):
    """Work that sells in the full class and says to which class it was rebooked."""

    def work(number, say):
        with Host(url, NOW) as host:
            desk = host.desk()
            desk.ask(CHEAP)
            rebooked(desk)
            say(desk.ask("RT").booking.segments[0].booking_class)
            desk.ask(f"NM1SMITH/{'ABCDEFGH'[number] * 2};AP010 60000000;TKOK;RFJOHN;ET")

    return work


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["file", "postgres", "serializable"])
def test_the_last_seat_of_a_recommendation_is_sold_once(url_of, kind):
    url = url_of(kind)
    pnr.open(url, NOW).close()
    workers.warm()
    told = [lines[-1] for lines in workers.all_of(6, booking(url))]
    assert sorted(told) == ["sold", *["told"] * 5]
    with Host(url, NOW) as host:
        assert host.check() == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["file", "postgres"])
def test_the_lowest_class_is_rebooked_to_as_often_as_it_has_seats(url_of, kind):
    url = url_of(kind)
    pnr.open(url, NOW).close()
    workers.warm()
    letters = [lines[-1] for lines in workers.all_of(5, rebooking(url))]
    assert letters.count("P") == 3 and set(letters) <= {"P", "A", "F"}
    with Host(url, NOW) as host:
        assert host.check() == []
