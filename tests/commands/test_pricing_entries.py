"""Pricing at a desk: what is shown, what is stored for whom, and what becomes of it when the booking changes."""
from dataclasses import replace

import pytest

from pnr.commands.fares import DisplayFares
from pnr.commands.pricing import PriceBooking, StorePrice, StoreQuoted
from pnr.commands.stored import DisplayStoredFares, StoredFareDisplay, StoredFareList
from pnr.engine.booking.elements import FareText, FormOfPayment, StoredFare
from pnr.errors import FareOutdated, NoItinerary, NoPriceShown, NoStoredFare
from pnr.terminal.host import Host
from pnr.values.money import Money
from pnr.values.spans import Span

NOW = "2026-12-01T09:00Z"
FAMILY = ("SSCA1501Y10DECPEKSHA2", "NM1ZHANG/SAN MR(INFZHANG/BAO/01JAN26)", "NM1ZHANG/XIAO(CHD/01JAN20)")


@pytest.fixture
def desk():
    with Host("sqlite://", now=NOW) as host:
        yield host.desk(office="BJS1A0100")


def say(desk, *entries: str) -> None:
    for entry in entries:
        answer = desk.answer(entry)
        assert answer.error is None, answer.screen


def carry(desk, command):
    return desk.carry_out((command,))


def working(desk):
    return desk.held.area.working


def test_a_price_is_shown_and_not_stored(desk):
    say(desk, *FAMILY)
    reply = carry(desk, PriceBooking())
    assert [(price.fare.type, price.numbers, str(price.fare.total)) for price in reply.prices] == [
        ("ADT", (1,), "2030.00"), ("INF", (1,), "200.00"), ("CHD", (2,), "990.00")]
    assert reply.total == Money.of(3220, "CNY")
    assert not working(desk).each(StoredFare)


def test_a_price_is_stored_for_each_type_and_replaced_when_priced_again(desk):
    say(desk, *FAMILY)
    carry(desk, StorePrice())
    first = working(desk).each(StoredFare)
    assert [(fare.number, fare.infants) for fare in first] == [(1, False), (2, True), (3, False)]
    assert [text.code for text in working(desk).each(FareText)] == ["FE", "FV"]
    carry(desk, StorePrice(passengers=(Span(2, 2),)))
    again = working(desk).each(StoredFare)
    assert [fare.number for fare in again] == [1, 2, 3]
    assert again[:2] == first[:2] and again[2].tattoo != first[2].tattoo


def test_stored_fares_are_shown_alone_or_listed(desk):
    say(desk, *FAMILY, "FXP")
    assert isinstance(carry(desk, DisplayStoredFares()), StoredFareList)
    shown = carry(desk, DisplayStoredFares(fares=(Span(2, 2),)))
    assert isinstance(shown, StoredFareDisplay) and shown.price.names == ("ZHANG/BAO",)
    say(desk, "TTE/ALL")
    assert not working(desk).each(FareText)
    with pytest.raises(NoStoredFare):
        carry(desk, DisplayStoredFares())


def test_a_line_of_the_prices_shown_is_stored_with_cash(desk):
    say(desk, *FAMILY)
    with pytest.raises(NoPriceShown):
        carry(desk, StoreQuoted(1))
    carry(desk, PriceBooking(kind="ADT"))
    carry(desk, StoreQuoted(1))
    (stored,) = working(desk).each(StoredFare)
    assert stored.fare.type == "ADT" and not stored.infants
    carry(desk, PriceBooking(kind="INF"))
    carry(desk, StoreQuoted(1))
    assert [form.infants for form in working(desk).each(FormOfPayment)] == [False, True]


def test_what_was_shown_must_still_be_what_is_booked(desk):
    say(desk, *FAMILY, "FXX", "XE3", "SSCA1503Y10DECPEKSHA2")
    with pytest.raises(FareOutdated):
        carry(desk, StoreQuoted(1))


def test_a_changed_itinerary_drops_the_fare_and_its_texts_at_the_end(desk):
    say(desk, *FAMILY, "FXP", "AP010 60000000", "TKOK", "RFZHANG", "ER", "XE3", "SSCA1503Y10DECPEKSHA2", "RFZHANG")
    assert "TST" not in desk.enter("RT").splitlines()[0]
    desk.enter("ER")
    say(desk, "ER")
    assert not working(desk).each(StoredFare) and not working(desk).each(FareText)


def test_texts_somebody_typed_stay(desk):
    say(desk, *FAMILY, "FVMU")
    carry(desk, StorePrice())
    assert [(text.code, text.text) for text in working(desk).each(FareText)] == [
        ("FV", "MU"), ("FE", "CHANGE/REFUND FEE APPLIES")]


def test_nothing_to_price(desk):
    with pytest.raises(NoItinerary):
        carry(desk, PriceBooking())


def test_fares_of_a_market_are_of_its_cities(desk):
    by_city, by_airport = (carry(desk, DisplayFares(origin, "SHA", carriers=("CA",))) for origin in ("BJS", "PEK"))
    assert replace(by_airport, command=by_city.command) == by_city
    assert [line.line for line in by_city.lines] == list(range(1, 27))
    assert by_city.indicator == "EH" and by_city.currency == "CNY"


@pytest.mark.parametrize(("entry", "row", "columns"), [
    ("TQT/T1", 4, {1: " 1   PEK", 10: "CA 1501", 18: "Y", 20: "10DEC", 26: "0830", 32: "OK", 35: "Y", 62: "20K"}),
    ("TQT/T1", 6, {1: "FARE  F CNY", 16: "1960.00"}),
    ("TQT/T1", 7, {1: "TX001 X CNY", 16: "50.00CNAE", 26: "TX002 X CNY", 41: "20.00YQAC"}),
    ("TQT", 1, {1: "1", 6: ".1", 10: "ZHANG/SAN MR", 33: "CNY", 41: "2030.00", 73: "3"}),
    ("FXX", 4, {1: "01", 4: "ZHANG/SAN*", 22: "ADT", 30: "1", 35: "1960.00", 45: "70.00", 54: "2030.00"}),
    ("FXX/P2", 7, {2: "SHA", 6: "CA", 10: "1501", 15: "Y", 20: "10DEC", 26: "0830", 32: "YCH50", 58: "20K"}),
    ("FXX/P2", 9, {1: "CNY", 7: "980.00", 19: "10DEC26PEK CA SHA 980.00YCH50"}),
])
def test_screens_stand_in_their_columns(desk, entry, row, columns):
    say(desk, *FAMILY, "FXP")
    line = desk.enter(entry).splitlines()[row]
    for column, text in columns.items():
        assert line[column - 1:].startswith(text), (column, line)


def test_the_time_to_ticket_counts_from_when_the_booking_was_made():
    with Host("sqlite://", now=NOW) as host:
        desk = host.desk(office="BJS1A0100")
        say(desk, "SSCA937V10JANPEKLHR1", "NM1ZHANG/SAN MR", "AP010 60000000", "TKOK", "RFZHANG", "ER")
        host.clock.advance(days=2)
        (price,) = carry(desk, PriceBooking()).prices
        assert str(price.fare.last_ticketing) == "2026-12-04" and price.fare.components[0].fare_basis == "VAP7OW"
        host.clock.advance(days=2)
        (price,) = carry(desk, PriceBooking()).prices
        assert price.fare.components[0].fare_basis == "VOW" and price.fare.last_ticketing is None
