"""Prices under rules that ask of the whole return journey: seasons, stays, stopovers, what is combined, surcharges."""
from dataclasses import replace
from datetime import date, datetime

import pytest

from pnr.engine.pricing.facts import FactsOf
from pnr.engine.pricing.itinerary import Itinerary
from pnr.engine.pricing.parts import IN, OUT, Part, PricingUnit, oneway
from pnr.engine.pricing.price import price
from pnr.errors import NoFare
from pnr.fare_calc.reading import read
from pnr.values.money import Money, total

from .journeys import TARIFF, request
from .test_pricing import fare, with_fares

THERE, HOME = "CA937 E {} PEKLHR 1330 1730", "CA938 E {} LHRPEK 2030 1400+1"
STOPPING = ("LH723 J 12MAY PEKFRA 1030 1430", "LH1030 J 14MAY FRACDG 1630 1745", "LH934 J 20MAY CDGPEK 2030 1300+1")


def trip(out: str, back: str, **sale):
    return price(request(THERE.format(out), HOME.format(back), **sale), TARIFF)[0]


def filed(text: str, *more, amount: int = 5000):
    """A return fare from Beijing to London or Paris in J, under the rule of this text."""
    ends = (("BJS", "LON", "CA"), ("BJS", "PAR", "LH"))
    fares = [fare(carrier, *pair, "JTEST", 2, Money.of(amount, "CNY"), "CA/T/R1") for *pair, carrier in ends]
    return with_fares(*fares, *more, text=f"rule CA/T/R1 {{ {text} }}")


def leisure(text: str, *flights: str, **sale):
    return price(request(*(flights or ("CA937 J 15MAY PEKLHR 1330 1730", "CA938 J 25MAY LHRPEK 2030 1400+1")), **sale),
                 filed(text))


@pytest.mark.parametrize(("out", "back", "basis"), [
    ("10MAY", "20MAY", "ELE1M"), ("11MAY", "15MAY", "EAP7RT"), ("11MAY", "12JUN", "EAP7RT"),
    ("11MAY", "11JUN", "ELE1M"), ("31MAY", "10JUN", "ELE1M"), ("01JUN", "10JUN", "EHE1M"),
])
def test_an_excursion_keeps_its_season_a_sunday_and_a_month(out, back, basis):
    assert {part.fare_basis for part in trip(out, back).components} == {basis}


def test_weekends_cost_a_surcharge_each_way():
    friday = trip("15MAY", "23MAY")
    assert friday.fare_calc == "BJS CA LON Q30.00 211.97ELE1M CA BJS Q30.00 211.97ELE1M NUC483.94END ROE7.1"
    assert friday.base == Money.of(3440, "CNY") and [str(part.share) for part in friday.components] == ["1720.00"] * 2
    assert friday.endorsements == "NONEND/EXCURSION FARE"


def test_children_pay_what_the_rule_says():
    prices = price(request(THERE.format("10MAY"), HOME.format("20MAY"), passengers="ADT CHD INF"), TARIFF)
    assert [part.fare_basis for each in prices for part in each.components[:1]] == ["ELE1M", "ELE1M/CH25", "ELE1M/IN90"]
    assert [each.components[0].nuc for each in prices] == ["211.97", "158.97", "21.19"]
    alone = price(request(THERE.format("10MAY"), HOME.format("20MAY"), passengers="CHD"), TARIFF)
    assert alone[0].base == prices[1].base
    text = 'cat 19 { then { when (pax [CNN]); amount CNY2000; designator "CHF"; } }'
    (child,) = leisure(text, passengers="CHD")
    assert (child.base, child.components[0].fare_basis) == (Money.of(2000, "CNY"), "JTEST/CHF")
    refused = leisure("cat 19 { then { unavailable; } }", passengers="CHD ADT")
    assert refused[0].base == refused[1].base == Money.of(5000, "CNY")


@pytest.mark.parametrize(("text", "line"), [
    ("cat 8 { then { stopovers max 1; charge CNY710; } }",
     "BJS LH FRA LH PAR S100.00 M352.11JTEST LH BJS 352.11JTEST NUC804.22END ROE7.1"),
    ("cat 8 { then { charge CNY710 first 1 free; } }",
     "BJS LH FRA LH PAR M352.11JTEST LH BJS 352.11JTEST NUC704.22END ROE7.1"),
    ("cat 12 { then { surcharge CNY71 per coupon; } and { surcharge 10% per ticket; } and "
     "{ surcharge USD20 per roundtrip; } }",
     "BJS LH FRA LH PAR Q20.00Q35.21Q10.00M352.11JTEST LH BJS Q10.00Q10.00 352.11JTEST NUC789.43END ROE7.1"),
])
def test_what_is_charged_for_each_of_something(text, line):
    (priced,) = leisure(text, *STOPPING)
    assert priced.fare_calc == line
    assert f"NUC{read(line).sum}END" in line
    assert total([part.share for part in priced.components], "CNY") == priced.base


@pytest.mark.parametrize("text", [
    "cat 6 { then { stay min 11d; } }", "cat 7 { then { stay max 9d; } }", "cat 3 { then { travel 01JUN..31AUG; } }",
    "cat 11 { then { blackout 25MAY..25MAY; } }", "cat 4 { then { not flights [CA938]; } }",
    "cat 2 { then { dow [MON]; } }", "cat 1 { then { account ACME01; } }", "cat 10 { then { max pu 0; } }",
    "market GB > CN;", 'fareclass ["Y*"];', "owrt OW;", "effective 2027-01-01..2027-12-31;",
    "cat 35 { then { security sell [PEK099]; } }",
])
def test_a_rule_that_refuses_leaves_the_next_fare(text):
    assert leisure("")[0].base == Money.of(5000, "CNY")
    assert leisure(text)[0].base > Money.of(5000, "CNY")


@pytest.mark.parametrize(("text", "refused"), [
    ("cat 8 { then { stopovers max 0; } }", True), ("cat 8 { then { out 1; points [FRA]; } }", False),
    ("cat 9 { then { transfers max 0; } }", True), ("cat 9 { then { online only; in 0; } }", False),
])
def test_stopovers_and_transfers_of_the_whole_journey(text, refused):
    assert ({part.fare_basis for part in leisure(text, *STOPPING)[0].components} != {"JTEST"}) is refused


def test_halves_that_may_not_be_combined_give_way_to_the_lowest_that_may():
    other = fare("CA", "BJS", "LON", "JOTHER", 2, Money.of(4000, "CNY"), "CA/T/R2")
    weekday = ' rule CA/T/R2 { cat 2 { then { dow [FRI]; } } }'
    journey = request("CA937 J 15MAY PEKLHR 1330 1730", "CA938 J 25MAY LHRPEK 2030 1400+1")
    for says, bases in (("", ["JOTHER", "JTEST"]), ("cat 10 { then { combine RT halves same rule; } }", ["JTEST"] * 2)):
        tariff = filed(says, other)
        tariff.text += weekday
        (priced,) = price(journey, tariff)
        assert [part.fare_basis for part in priced.components] == bases


def test_general_rules_and_variants_reach_the_ticket():
    text = """general CA/T/G1; cat 33 for (owrt OW) none; cat 5 { then { reserve before departure 1d; } } }
        general CA/T/G1 { cat 33 { then { refund allowed; fee 10%; apply sum_components; } }
                          cat 18 { then { endorse "ASK"; } }"""
    (priced,) = leisure(text)
    assert [name for name, _ in priced.rules] == ["CA/T/R1", "CA/T/G1"]
    assert "general CA/T/G1;" in priced.rules[0][1] and "cat 18" not in priced.rules[1][1]
    assert priced.endorsements == "ASK" and priced.refundable


def test_facts_of_a_return_journey():
    asked = request("LH723 J 12MAY PEKFRA 1030 1430", "LH1030 J 14MAY FRACDG 1630 1745",
                    "AF1 J 20MAY CDGFRA 0800 0910", "LH722 J 20MAY FRAPEK 1300 0500+1", passengers="ADT CHD")
    journey = FactsOf(Itinerary(asked.segments, TARIFF.places), asked, "ADT")
    there = PricingUnit("RT", (Part((0, 1), OUT), Part((2, 3), IN)))
    back = journey.component(there, 1)
    unit = back.unit
    assert (unit.departs, unit.arrives) == (datetime(2026, 5, 12, 10, 30), datetime(2026, 5, 14, 17, 45))
    assert (unit.returns, unit.completes) == (datetime(2026, 5, 20, 8), datetime(2026, 5, 21, 5))
    assert (unit.kind, unit.resumes) == ("RT", unit.returns)
    assert [(each.at, each.direction, each.stopover, each.online) for each in unit.changes] == [
        ("FRA", "out", True, True), ("FRA", "in", False, False)]
    assert back.changes == unit.changes[1:] and back.direction == "in" and back.component == "PARBJS"
    assert back.party == ("ADT", "CHD") and {"DE", "EUROPE", "TC2"} <= back.via
    assert journey.component(oneway(0)).unit.kind == "OW"
    through = replace(asked, segments=(*asked.segments[:2], replace(asked.segments[2], carrier="LH", number=722),
                                       asked.segments[3]))
    assert FactsOf(Itinerary(through.segments, TARIFF.places), through, "ADT").changes(there.parts[1]) == ()


def test_category_17_may_keep_a_fare_from_longer_ways():
    way = ("AA1 J 10JUN JFKORD 0900 1030", "AA2 J 10JUN ORDLHR 1600 0600+1")
    filed = fare("AA", "NYC", "LON", "JTEST", 1, Money.of(100, "USD"), "AA/T/R1")
    for said, mileage in (("", True), ("cat 17 { then { excess permitted; } }", True),
                          ("cat 17 { then { excess none; } }", False)):
        found, = price(request(*way, currency="USD"), with_fares(filed, text=f"rule AA/T/R1 {{ {said} }}"))
        assert ("JTEST" in found.fare_calc) is mileage
        assert not mileage or "15M115.00JTEST" in found.fare_calc


def test_a_fare_is_ticketed_while_it_is_sold():
    filed = replace(fare("CA", "BJS", "LON", "JTEST", 3, Money.of(100, "CNY"), "CA/T/R1"), discontinue=date(2026, 5, 2))
    (found,) = price(request("CA937 J 15MAY PEKLHR 1330 1730"), with_fares(filed, text="rule CA/T/R1 { }"))
    assert found.last_ticketing == date(2026, 5, 2)


# ---- what else is asked for

@pytest.mark.parametrize(("text", "asked"), [
    ("account ACME01", {"accounts": ("ACME01",)}), ("id STUDENT", {"identities": ("STUDENT",)}),
    ("resident [CN]", {"resident": "CN"}), ("resident SEASIA", {"resident": "CN"}),
])
def test_a_rule_may_ask_who_buys(text, asked):
    rule = f"cat 1 {{ then {{ {text}; }} }}"
    assert basis(leisure(rule, **asked)) == "JTEST"
    assert basis(leisure(rule)) == basis(leisure(rule, accounts=("OTHER",), resident="FR")) != "JTEST"


@pytest.mark.parametrize(("bases", "found"), [
    (("", ""), "JTEST"), (("JRT", "JRT"), "JRT"), (("", "JRT"), "JRT"), (("JTEST", ""), "JTEST"),
])
def test_a_fare_basis_may_be_asked_for(bases, found):
    assert leisure("", bases=bases)[0].components[-1].fare_basis == found


def test_published_or_private_fares_may_be_asked_for():
    private = "private; cat 15 { then { sale country [CN]; } }"
    assert basis(leisure(private)) == basis(leisure(private, tariffs="private")) == "JTEST"
    assert basis(leisure(private, tariffs="published")) != "JTEST"
    with pytest.raises(NoFare):
        leisure("", tariffs="private")


def basis(fares) -> str:
    return fares[0].components[0].fare_basis


@pytest.mark.parametrize(("text", "refused"), [
    ("cat 4 { then { not equipment [321]; } }", True), ("cat 4 { then { equipment [773]; } }", False),
])
def test_the_aircraft_is_known_to_a_rule(text, refused):
    asked = request("CA937 J 15MAY PEKLHR 1330 1730", "CA938 J 25MAY LHRPEK 2030 1400+1")
    out, back = (replace(each, equipment="773") for each in asked.segments)
    flown = (out, replace(back, equipment="321" if refused else "773"))
    (priced,) = price(replace(asked, segments=flown), filed(text))
    assert ({part.fare_basis for part in priced.components} != {"JTEST"}) is refused
