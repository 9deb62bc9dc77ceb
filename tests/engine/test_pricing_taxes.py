"""Taxes by coupon, with their transit tests, exemptions, caps and dates."""
from datetime import datetime

import pytest

from pnr.engine.pricing.itinerary import Itinerary
from pnr.engine.pricing.passengers import grouped
from pnr.engine.pricing.taxes import taxes
from pnr.values.money import Money, total

from .journeys import TARIFF, request


def levied(*flights: str, base: str = "0", passenger: str = "ADT", **sale):
    """Code -> (amount, coupons) of one passenger on a fare for the whole journey."""
    asked = request(*flights, passengers=passenger, **sale)
    itinerary = Itinerary(asked.segments, TARIFF.places)
    share = (tuple(range(len(asked.segments))), Money.of(base, asked.currency))
    found = taxes(TARIFF, itinerary, asked, grouped(asked.passengers)[0], (share,))
    return {tax.code: (str(tax.amount), tax.segments) for tax in found}


def test_a_real_american_ticket_of_2016():
    """LAS-MIA on a base of 1533.02: taxes 129.08, total 1662.10."""
    found = levied("AA1 Y 10JUN LASMIA 0900 1700", base="1533.02", sold="2016-05-01T12:00", currency="USD", year=2016)
    assert {code: amount for code, (amount, _) in found.items()} == {
        "US": "114.98", "ZP": "4.00", "AY": "5.60", "XF": "4.50"}
    assert str(total([Money.of(amount, "USD") for amount, _ in found.values()], "USD")) == "129.08"


@pytest.mark.parametrize(("passenger", "expected"), [
    ("ADT", {"CN": "50.00", "YQ": "20.00"}), ("CHD:12", {"YQ": "10.00"}), ("CHD:13", {"CN": "50.00", "YQ": "10.00"}),
    ("CHD", {"YQ": "10.00"}), ("INF", {}),
])
def test_chinese_charges_by_age(passenger, expected):
    found = levied("CA1501 Y 10JUN PEKSHA 0830 1045", passenger=passenger)
    assert {code: amount for code, (amount, _) in found.items()} == expected


@pytest.mark.parametrize(("sold", "short", "long"), [
    ("2025-04-04", None, None), ("2025-04-05", "10.00", "20.00"), ("2025-12-05", "20.00", "40.00"),
    ("2026-01-05", "10.00", "20.00"),
])
def test_fuel_surcharge_follows_the_day_of_sale_and_the_distance(sold, short, long):
    for pair, expected in (("PEKTAO 0830 1000", short), ("PEKSHA 0830 1045", long)):
        found = levied(f"CA1501 Y 10JUN {pair}", sold=f"{sold}T12:00")
        assert found.get("YQ", (None,))[0] == expected


def test_chinese_levy_is_paid_again_at_each_departure_but_not_in_transit_from_abroad():
    found = levied("CA1 Y 10JUN XIYPEK 0830 1045", "CA937 Y 10JUN PEKLHR 1330 1730")
    assert found["CN"] == ("140.00", (0, 1))
    transit = levied("NH1 Y 10JUN NRTPVG 0830 1045", "MU2 Y 10JUN PVGCDG 1330 1930")
    assert "CN" not in transit
    stopover = levied("NH1 Y 10JUN NRTPVG 0830 1045", "MU2 Y 12JUN PVGCDG 1330 1930")
    assert stopover["CN"] == ("90.00", (1,))
    assert levied("CA1 Y 10JUN PEKHKG 0830 1145")["CN"][0] == "90.00"


def test_american_border_taxes():
    found = levied("BA117 M 10JUN LHRJFK 0900 1200", "BA112 M 24JUN JFKLHR 1830 0630+1", currency="USD")
    assert {code: found[code] for code in ("US", "AY", "YC", "XY", "XA", "XF")} == {
        "US": ("45.80", (0, 1)), "AY": ("5.60", (1,)), "YC": ("7.39", (0,)), "XY": ("7.00", (0,)), "XA": ("3.83", (0,)),
        "XF": ("4.50", (1,))}
    through = levied("BA1 M 10JUN LHRJFK 0900 1200", "AV2 M 10JUN JFKBOG 1800 2300", currency="USD")
    assert "US" not in through and "YC" in through
    alaska = levied("AS1 Y 10JUN SEAANC 0900 1130", base="300", currency="USD")
    assert alaska["US"] == ("33.90", (0,))


def test_security_fee_is_capped_at_two_trips():
    flights = ("AA1 Y 10JUN JFKORD 0900 1100", "AA2 Y 12JUN ORDDEN 0900 1100", "AA3 Y 14JUN DENLAX 0900 1100",
               "AA4 Y 16JUN LAXJFK 0900 1700")
    found = levied(*flights, currency="USD")
    assert found["AY"] == ("11.20", (0, 1))
    assert found["XF"] == ("18.00", (0, 1, 2, 3)) and found["ZP"][0] == "20.80"
    assert levied(*flights[:3], currency="USD")["XF"] == ("9.00", (0, 1))
    connected = levied("AA1 Y 10JUN JFKORD 0900 1100", "AA2 Y 10JUN ORDDEN 1400 1600", currency="USD")
    assert connected["AY"] == ("5.60", (0,))


@pytest.mark.parametrize(("flights", "amount"), [
    (("BA117 M 10JUN LHRJFK 0900 1200",), "102.00"), (("BA117 M 31MAR LHRJFK 0900 1200",), "90.00"),
    (("BA117 J 10JUN LHRJFK 0900 1200",), "244.00"), (("BA1 M 10JUN LHREDI 0900 1030",), "8.00"),
    (("BA1 M 10JUN LHRCDG 0900 1130",), "15.00"), (("QF2 M 10JUN LHRSIN 2100 1700+1",), "106.00"),
    (("BA1 M 10JUN EDILHR 0700 0830", "BA117 M 10JUN LHRJFK 1130 1430"), "102.00"),
    (("AF1 M 10JUN CDGLHR 0700 0730", "BA117 M 10JUN LHRJFK 1130 1430"), None),
    (("AF1 M 10JUN CDGLHR 0700 0730", "BA117 M 12JUN LHRJFK 1130 1430"), "102.00"),
])
def test_british_duty_by_final_destination_and_day_of_travel(flights, amount):
    assert levied(*flights, currency="GBP", sold="2026-03-01T12:00").get("GB", (None,))[0] == amount


def test_british_duty_spares_children_in_the_lowest_class():
    flight = "BA117 M 10JUN LHRJFK 0900 1200"
    assert "GB" not in levied(flight, passenger="CHD:15", currency="GBP")
    assert "GB" in levied(flight, passenger="CHD:16", currency="GBP")
    assert "GB" in levied(flight.replace(" M ", " J "), passenger="CHD:8", currency="GBP")
    assert "GB" not in levied(flight.replace(" M ", " J "), passenger="INF", currency="GBP")


def test_service_charge_is_less_for_who_changes():
    found = levied("BA1 M 10JUN EDILHR 0700 0830", "BA117 M 10JUN LHRJFK 1130 1430", currency="GBP")
    assert found["UB"] == ("47.00", (0, 1))


def test_a_tax_knows_its_parts():
    asked = request("CA1 Y 10JUN XIYPEK 0830 1045", "CA937 Y 10JUN PEKLHR 1330 1730")
    found = taxes(TARIFF, Itinerary(asked.segments, TARIFF.places), asked, grouped(asked.passengers)[0], ())
    (tax,) = (tax for tax in found if tax.code == "CN")
    assert tax.parts == (((0,), 5000), ((1,), 9000))
    assert tax.unused(frozenset({0})) == Money.of(90, "CNY")
    assert asked.now == datetime(2026, 5, 1, 12)
