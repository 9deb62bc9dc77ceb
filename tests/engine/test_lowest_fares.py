"""The lowest fares: over open classes, never above the price as booked, the same however they are found."""
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pnr.engine.booking.area import Search
from pnr.engine.pricing.fares import Tariff
from pnr.engine.pricing.price import price
from pnr.engine.pricing.request import Passenger, PricingRequest
from pnr.engine.schedule.flights import Timetable
from pnr.engine.schedule.places import Places
from pnr.engine.shopping.best_buy import best_buy, lowest, together
from pnr.engine.shopping.search import Shopping
from pnr.engine.shopping.shared import UNSOLD, asking, asking_many, shared
from pnr.engine.shopping.ways import ways
from pnr.values.money import Money

from .journeys import TARIFF, request

ASK = asking(TARIFF)
LONDON = ("BA173 M 10JUN LHRJFK 0830 1130", "BA176 M 24JUN JFKLHR 0835 2030")
SHANGHAI = ("CA1501 Y 10JUN PEKSHA 0830 1045", "MU5102 K 12JUN SHAPEK 0830 1045")
HARBIN = ("CA1360 Q 10JUN HRBPEK 1040 1225", "CA941 Q 10JUN PEKLHR 1500 1725", "CA938 V 20JUN LHRPEK 2030 1400+1")
ECONOMY = "YBMUHKLQVETSNXO"
journeys = st.sampled_from((LONDON, SHANGHAI, HARBIN))
parties = st.sampled_from(("ADT", "ADT ADT CHD:8", "ADT CHD:5 CHD:7 INF:1", "CHD:9"))
soon = st.sampled_from(("2026-05-01T12:00", "2026-06-05T12:00", "2026-06-09T20:00"))


def test_open_classes_are_priced_at_the_lowest_that_all_flights_of_a_component_have():
    asked = request(*LONDON)
    booked = price(asked, TARIFF)[0]
    assert price(replace(asked, open=(("M",), ("M",))), TARIFF) == (booked,)
    free = price(replace(asked, open=(("Y", "M", "K", "L"), ("Y", "M"))), TARIFF)[0]
    assert [each.booking_class for each in free.components] == ["L", "M"]
    assert free.base < booked.base


def test_children_may_make_a_dearer_class_the_lowest():
    """Inside China a child pays half of Y but all of K; so a class one type would choose is not the family's."""
    asked = request("CA1501 Y 10JUN PEKSHA 0830 1045", passengers="ADT CHD:8 CHD:6")
    buy = best_buy(replace(asked, open=(("Y", "K"),)), ASK)
    each = {letter: together(price(replace(asked, open=((letter,),)), TARIFF)) for letter in "YK"}
    assert buy.classes == ("Y",)
    assert buy.total == each["Y"] < each["K"]


@settings(max_examples=20, deadline=None)
@given(journeys, parties, soon, st.data())
def test_never_above_the_price_as_booked_and_more_classes_never_raise_it(flights, party, sold, data):
    asked = request(*flights, sold=sold, passengers=party)
    own = [segment.booking_class for segment in asked.segments]
    few = tuple(tuple(data.draw(st.sets(st.sampled_from(ECONOMY), max_size=4)) | {letter}) for letter in own)
    more = tuple(tuple({*some, *data.draw(st.sets(st.sampled_from(ECONOMY), max_size=4))}) for some in few)
    found = bought(asked, few)
    if found is None:
        assert refused(asked)
        return
    assert all(letter in some for letter, some in zip(found.classes, few, strict=True))
    assert found.fares == price(replace(asked, segments=tuple(
        replace(segment, booking_class=letter) for segment, letter in zip(asked.segments, found.classes, strict=True))),
        TARIFF) or found.total <= together(found.fares)
    if not refused(asked):
        assert found.total.minor <= together(price(asked, TARIFF)).minor
    assert bought(asked, more).total.minor <= found.total.minor


def bought(asked, classes):
    try:
        return best_buy(replace(asked, open=classes), ASK)
    except UNSOLD:
        return None


def refused(asked):
    try:
        return not price(asked, TARIFF)
    except UNSOLD:
        return True


def test_a_fare_more_never_raises_the_lowest():
    asked = replace(request(*LONDON), open=(tuple(ECONOMY),) * 2)
    found = best_buy(asked, ASK)
    filed = TARIFF.fares("BA", "LON", "NYC", date(2026, 5, 1), "M")[1]
    for minor, lower in ((1000, True), (10 ** 8, False)):
        fare = replace(filed, fare_class="MNEW", amount=Money(minor, filed.amount.currency))
        other = best_buy(asked, asking(Tariff(TARIFF.places, [fare])))
        assert other.total.minor < found.total.minor if lower else other.total == found.total


# ---- many itineraries

def trips(shopping, origin, destination, out, back):
    timetable, places = Timetable.embedded(), Places.embedded()

    def left(flights):
        return {flight.key: dict.fromkeys(ECONOMY, 9) for flight in flights}

    return shopping.trips([ways([Search(*ends, day, order="N")], timetable, places, left)
                           for ends, day in (((origin, destination), out), ((destination, origin), back))])


def shopping(party=("ADT",), currency="CNY"):
    people = tuple(Passenger(type) for type in party)
    sale = PricingRequest((), people, "BJS", "CN", currency, datetime(2026, 12, 1, 17), "BJS1A0100")
    return Shopping(sale, Tariff.embedded())


@pytest.mark.parametrize(("ends", "party"), [(("BJS", "SHA"), ("ADT",)), (("LON", "NYC"), ("ADT",)),
                                             (("PAR", "MAD"), ("ADT", "CHD", "INF"))])
def test_a_search_finds_what_pricing_every_trip_alone_finds(ends, party):
    """With bounds and with what is remembered from trip to trip."""
    ours = shopping(party)
    some = trips(ours, *ends, date(2026, 12, 20), date(2026, 12, 30))[:60]
    assert len(some) == 60
    found = ours.cheapest(some, 12)
    alone = sorted(total for trip in some for total in totals(ours, trip))
    assert [offer.total.minor for offer in found] == alone[:12]


def totals(ours, trip):
    """None for flights that are not sold on one ticket."""
    try:
        yield lowest(replace(ours.request, segments=trip.segments, open=trip.open), ASK).total.minor
    except UNSOLD:
        return


def test_bounds_are_below_prices():
    ours = shopping()
    for trip in trips(ours, "BJS", "LON", date(2026, 12, 20), date(2026, 12, 30))[::9]:
        for offer in ours.offered(trip):
            assert ours.bound(trip) <= offer.total.minor


def test_what_is_remembered_is_what_is_asked_again():
    ask = asking_many(shared(TARIFF))
    for flights in (LONDON, HARBIN, SHANGHAI, LONDON, HARBIN):
        asked = replace(request(*flights, passengers="ADT CHD:8"), open=(tuple(ECONOMY),) * len(flights))
        assert ask(asked) == price(asked, TARIFF)


def test_trips_come_in_order_and_leave_after_they_land():
    ours = shopping()
    found = trips(ours, "BJS", "SHA", date(2026, 12, 20), date(2026, 12, 20))
    assert len(found) == 200
    for trip in found:
        out, back = trip.ways
        assert out.flights[-1].lands < back.flights[0].leaves
