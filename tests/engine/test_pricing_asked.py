"""What an agent may ask of a price beyond the journey: breaks, stops, conditions, exemptions, whose fares, zap off."""
from dataclasses import replace
from decimal import Decimal

import pytest
from engine.journeys import TARIFF, flight, request

from pnr.engine.pricing.conditions import Restrictions, conditions
from pnr.engine.pricing.itinerary import Itinerary
from pnr.engine.pricing.price import price
from pnr.engine.pricing.quote import ZapOff
from pnr.errors import NoFare

OUT, ON = "BA173 M 10JUL LHRJFK 0830 1045", "BA1501 M 10JUL JFKLAX 1330 1645"
BACK = "BA176 M 24JUL JFKLHR 1135 2350"


def priced(*flights: str, **more):
    (fare,) = price(request(*flights, currency="GBP", **more), TARIFF)
    return fare


def parts(fare) -> list[str]:
    return [f"{each.origin}{each.destination}" for each in fare.components]


def test_a_break_ends_a_fare_and_an_unbroken_point_does_not():
    assert parts(priced(OUT, ON)) == ["LONLAX"]
    assert parts(priced(OUT, ON, breaks=(1,))) == ["LONNYC", "NYCLAX"]
    with pytest.raises(NoFare):
        priced(OUT, ON, breaks=(1,), unbroken=(1,))


@pytest.mark.parametrize("said, connects", [("", True), ("S", False), ("X", True)])
def test_a_stop_is_what_the_agent_says(said, connects):
    journey = Itinerary((replace(flight(OUT), stop=said), flight(ON)), TARIFF.places)
    assert journey.connection(0) is connects
    assert not Itinerary((replace(flight(OUT), stop="X"), flight("BA178 M 11JUL BOSLHR 0900 2100")),
                         TARIFF.places).connection(0), "no connection over a gap"


def test_restrictions_leave_fares_out_and_a_minus_turns_them_round():
    usual, free = priced(OUT, BACK), priced(OUT, BACK, restrictions=Restrictions.read("NAP,NPE"))
    assert usual.fare < free.fare and usual.last_ticketing and not free.last_ticketing
    assert priced(OUT, BACK, restrictions=Restrictions.read("-NAP")).fare == usual.fare
    assert Restrictions.read("*NPE,*NAP").written() == "NPE,NAP"


def test_conditions_read_the_rules():
    fares = {fare.fare_class: conditions(TARIFF.levels(fare)) for fare in TARIFF.fares(
        "CA", "BJS", "LON", request(OUT).now.date(), "E")}
    assert fares["ELE1M"].maximum == (1, "m") and fares["ELE1M"].minimum == (0, "sunday")
    assert fares["EAP7RT"].advance == 7 and fares["ERT"].has("NPE") and not fares["EAP7RT"].has("NPE")


def test_taxes_are_withheld_by_code_or_country_or_all_and_added():
    def codes(**more) -> set[str]:
        return {tax.code for tax in priced(OUT, BACK, **more).taxes}

    every = codes()
    assert {"US", "XY", "GB", "UB"} <= every
    assert codes(exempt=("XY",)) == every - {"XY"}
    assert codes(exempt=("US",)) == {"GB", "UB"}
    assert codes(exempt=("",)) == set()
    baby = dict(passengers="INF:1")
    assert "GB" not in codes(**baby) and "GB" in codes(**baby, added=("GB",))


def test_what_a_carrier_charges_is_no_tax():
    (fare,) = price(request("CA1501 Y 10JUL PEKSHA 0830 1045", exempt=("",)), TARIFF)
    assert {tax.code for tax in fare.taxes} == {"YQ"}


def test_fares_of_the_carrier_asked_for_where_it_flies_along():
    mixed = ("BA173 M 10JUL LHRJFK 0830 1045", "AA1 M 10JUL JFKLAX 1330 1645")
    assert priced(*mixed).components[0].carrier == "BA"
    assert priced(*mixed, governing="AA").components[0].carrier == "AA"
    assert priced(*mixed, governing="CA").components[0].carrier == "BA"


@pytest.mark.parametrize("off, part", [("10P*AD10", Decimal("0.1")), ("100P", Decimal(1))])
def test_zap_off_takes_a_percentage(off, part):
    usual, less = priced(OUT, BACK), priced(OUT, BACK, zap=ZapOff.read(off))
    wanted = usual.base.amount * (1 - part)
    assert abs(less.base.amount - wanted) <= 1
    assert sum(each.share.minor for each in less.components) == less.base.minor
    assert all(each.fare_basis.endswith("/AD10") for each in less.components) is ("AD10" in off)


def test_zap_off_takes_an_amount_and_never_more_than_there_is():
    usual = priced(OUT, BACK)
    assert priced(OUT, BACK, zap=ZapOff.read("50.00A")).base.amount == usual.base.amount - 50
    assert priced(OUT, BACK, zap=ZapOff.read("99999A")).base.minor == 0
    assert ZapOff.read("50.00A").written() == "50.00A" and ZapOff.read("10P*AD10").written() == "10P*AD10"
