"""Fares that rules make: corporate ones of category 25, negotiated ones of category 35, what they put on a price."""
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pnr.engine.pricing.price import price
from pnr.engine.pricing.refund import Returned, refund
from pnr.errors import NoFare, RuleRefuses
from pnr.values.money import Money

from .journeys import TARIFF, request
from .test_pricing import fare, with_fares

TRIP = ("CA937 V 15MAY PEKLHR 1330 1730", "CA938 V 25MAY LHRPEK 2030 1400+1")
CORPORATE = """rule CA/FBRPV/CORP "12 PERCENT OFF" {
  index pax [ADT]; index account ACME99; market CN > EUROPE;
  cat 25 { then { base ["?LEO1MC*"]; pct 88% of base; result "*/ACME"; rules base; override [OWN]; MAKING } }
  cat 35 { then { security sell ticket [BJS1A0100]; } }
  cat 16 { then { change fee CNY1; } } MORE
}"""
SALE = {"office": "BJS1A0100", "accounts": ("ACME99",)}


def corporate(making: str = "", more: str = "", own: str = "5, 15"):
    return with_fares(text=CORPORATE.replace("MAKING", making).replace("MORE", more).replace("OWN", own))


def sold(tariff=None, *flights: str, **sale):
    return price(request(*(flights or TRIP), **{**SALE, **sale}), tariff or corporate())[0]


def test_a_corporate_fare_is_made_of_the_leisure_fare():
    found = sold()
    assert found.base == Money.of(3440, "CNY")  # 88 percent of 3900 is 3432, in the unit of its currency
    assert found.mark == "CORP ACME99" and found.commission == "" and found.net is None
    for part in found.components:
        assert part.fare_basis == "VLEO1MCN/ACME" and part.rule == "CA/FBRPV/CORP" and part.tariff == "FBRPV"
        assert (part.made_of, part.account, part.filed) == ("VLEO1MCN", "ACME99", Money.of(3440, "CNY"))
        assert part.published == Money.of(3900, "CNY") and part.amount == Money.of(1720, "CNY")


@pytest.mark.parametrize("sale", [
    {"accounts": ()}, {"accounts": ("OTHER",)}, {"office": "SHA1A0100"}, {"office": ""}, {"tariffs": "published"},
])
def test_nobody_else_has_it(sale):
    found = sold(**sale)
    assert found.components[0].fare_basis == "VLEO1MCN" and found.mark == "" and found.base == Money.of(3900, "CNY")


def test_only_in_its_market():
    away = "CA855 V 15MAY LHRPEK 1330 0730+1", "CA856 V 25MAY PEKLHR 1330 1730"
    assert sold(None, *away).mark == ""


def test_the_rules_of_the_base_fare_hold_except_those_of_its_own():
    late = {"sold": "2026-05-10T12:00"}
    assert sold(accounts=(), **late).components[0].fare_basis != "VLEO1MCN"  # not seven days before departure
    assert sold(**late).components[0].fare_basis == "VLEO1MCN/ACME"
    monday = {"sold": "2026-10-05T12:00"}  # past the tickets of category 15, before the end of travel in the footnote
    flights = ("CA937 V 15OCT PEKLHR 1330 1730", "CA938 V 22OCT LHRPEK 2030 1400+1")
    assert sold(None, *flights, **monday).components[0].fare_basis == "VLEO1MCN/ACME"
    back = (flights[0], "CA938 V 16NOV LHRPEK 2030 1400+1")  # its footnote wants travel complete by 15 November
    assert sold(None, *back, **monday).mark == ""
    beyond = ("CA937 V 15NOV PEKLHR 1330 1730", "CA938 V 22NOV LHRPEK 2030 1400+1")
    assert sold(None, *beyond, **monday).mark == ""


@pytest.mark.parametrize(("making", "amount"), [
    ("min CNY3600;", 3600), ("max CNY3000;", 3000), ("plus CNY155;", 3590), ("plus USD10;", 3510), ("max GBP100;", 960),
])
def test_bounds_and_additions_in_any_currency(making, amount):
    assert sold(corporate(making)).base == Money.of(amount, "CNY")


def test_booking_classes_of_its_own():
    queue = tuple(flight.replace(" V ", " Q ") for flight in TRIP)
    assert sold(corporate("rbd [Q, V];"), *queue).components[0].fare_basis == "VLEO1MCN/ACME"
    assert sold(corporate("rbd [Q];")).mark == "" and sold(corporate(), *queue).mark == ""


def test_children_have_a_part_of_it_where_its_rule_says_so():
    family = {"passengers": "ADT CHD"}
    assert price(request(*TRIP, **family, **SALE), corporate())[1].mark == ""
    more = "cat 19 { then { when (pax [CNN]); pct 75% of adult; designator CH25; } }"
    tariff = corporate(more=more)
    adult, child = price(request(*TRIP, **family, **SALE), tariff)
    assert child.components[0].fare_basis == "VLEO1MCN/ACMECH25" and child.components[0].percent == "75"
    assert child.mark == adult.mark == "CORP ACME99" and child.base == Money.of(2580, "CNY")


def test_a_rule_may_make_several_fares():
    text = """rule CA/FBRPV/TWO { index account ACME99;
      cat 25 { then { base ["VRT"]; pct 50% of base; result "VA"; rules this; } or
               { base ["VLEO1MCN"]; pct 60% of base; result "VB"; rules this; } } }"""
    assert sold(with_fares(text=text)).components[0].fare_basis == "VB"
    summer = {"bases": ("VA", "VA")}
    assert sold(with_fares(text=text), **summer).base == Money.of(2790, "CNY")


# ---- negotiated

NET = """rule CA/NEGO/N001 "TO THIS OFFICE" { private; owrt RT;
  cat 35 { then { security sell ticket [BJS1A0100]; net CNY2000; selling 120%; commission 5%; tourcode "CN24"; MORE } }
  cat 33 { then { when (timing anytime); refund allowed; fee EUR100; apply per_ticket; } } }"""


def negotiated(more: str = "", amount: int = 2500):
    filed = fare("CA", "BJS", "LON", "VNEGO", 2, Money.of(amount, "CNY"), "CA/NEGO/N001")
    return with_fares(filed, text=NET.replace("MORE", more))


def test_a_negotiated_fare_is_sold_by_the_office_named_at_its_selling_amount():
    found = sold(negotiated(), accounts=())
    assert (found.base, found.net) == (Money.of(3000, "CNY"), Money.of(2000, "CNY"))
    assert (found.mark, found.commission, found.tour_code, found.box) == ("NEGO", "5", "CN24", "")
    assert sold(negotiated(), accounts=(), office="SHA1A0100").mark == ""
    with pytest.raises(RuleRefuses) as error:
        sold(negotiated(), accounts=(), office="SHA1A0100", tariffs="private")
    assert (error.value.facts["category"], error.value.facts["rule"]) == (35, "CA/NEGO/N001")
    with pytest.raises(NoFare):
        sold(TARIFF, accounts=(), tariffs="private")


def test_what_the_ticket_prints_may_be_another_amount():
    assert sold(negotiated("ticketed CNY3300;"), accounts=()).ticketed == Money.of(3300, "CNY")
    bulk = sold(negotiated("box BT;"), accounts=())
    assert bulk.box == "BT" and bulk.fare_calc == "BJS CA LON M/BT VNEGO CA BJS M/BT VNEGO END"


def test_a_private_fare_without_terms_is_private():
    filed = fare("CA", "BJS", "LON", "VPRIV", 2, Money.of(1000, "CNY"), "CA/P/P1")
    nobody, somebody = (with_fares(filed, text=f"rule CA/P/P1 {{ private; {sale} }}") for sale in (
        "", "cat 15 { then { sale agency [BJS1A0100]; } }"))
    assert sold(nobody).mark == "" and sold(somebody).mark == "PRIVATE"
    assert sold(somebody, office="SHA1A0100").mark == ""


# ---- what comes back

def returned(found, now=datetime(2026, 5, 3, tzinfo=UTC)):
    return refund(Returned(found, now, (datetime(2026, 5, 15, 6, tzinfo=UTC), datetime(2026, 5, 25, 20, tzinfo=UTC))))


def test_a_corporate_fare_comes_back_under_the_rules_of_its_base():
    back = returned(sold())
    assert (back.penalty, back.rule) == (Money.of(1500, "CNY"), "CA/IPRCE/LX01")
    own = "cat 33 { then { refund allowed; fee 10% of published; apply sum_components; } }"
    back = returned(sold(corporate(more=own, own="33")))
    assert (back.penalty, back.rule) == (Money.of(390, "CNY"), "CA/FBRPV/CORP")


def test_a_fee_in_a_third_currency_is_exchanged_on_the_day_of_refund():
    back = returned(sold(negotiated(), accounts=()))
    assert back.penalty == Money.of("828.47", "CNY")


def test_two_versions_of_a_rule_on_one_ticket_are_both_kept():
    text = """rule CA/T/R1 { cat 33 for (fareclass [VOUT]) { then { refund allowed; fee CNY100; apply per_pu; } }
                             cat 33 for (fareclass [VBACK]) { then { refund allowed; fee CNY250; apply per_pu; } } }"""
    out = fare("CA", "BJS", "LON", "VOUT", 3, Money.of(500, "CNY"), "CA/T/R1")
    back = replace(out, origin="LON", destination="BJS", fare_class="VBACK", amount=Money.of(50, "GBP"))
    found = sold(with_fares(out, back, text=text), accounts=())
    assert [part.fare_basis for part in found.components] == ["VOUT", "VBACK"]
    assert [part.rules for part in found.components] == [("CA/T/R1",), ("CA/T/R1#2",)]
    assert returned(found).penalty == Money.of(350, "CNY")


def test_the_version_of_a_rule_in_force_on_the_day_of_ticketing():
    said = "rule CA/T/R1 {{ effective {}; cat 33 {{ then {{ refund allowed; fee CNY{}; apply per_pu; }} }} }}"
    text = said.format("2026-01-01..2026-04-30", 100) + said.format("2026-05-01..2026-12-31", 250)
    tariff = with_fares(fare("CA", "BJS", "LON", "VNEW", 2, Money.of(1000, "CNY"), "CA/T/R1"), text=text)
    for day, fee in (("2026-04-30T12:00", 100), ("2026-05-01T12:00", 250)):
        found = sold(tariff, accounts=(), sold=day)
        assert found.components[0].fare_basis == "VNEW" and returned(found).penalty == Money.of(fee, "CNY")
    assert sold(tariff, accounts=(), sold="2026-12-31T12:00", year=2027).components[0].fare_basis == "VNEW"


def test_a_price_can_be_computed_again_from_what_it_keeps():
    found = sold(corporate("plus CNY155;"))
    assert [(part.filed, part.tag, part.half, part.roe) for part in found.components] == [
        (Money.of(3590, "CNY"), 2, True, "7.1")] * 2
    assert {part.nuc for part in found.components} == {"252.81"}
