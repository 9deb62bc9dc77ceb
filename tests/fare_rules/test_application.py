"""Which fares a rule takes in, as what, and under which of its categories: the first in sequence."""
from dataclasses import replace
from datetime import date

import pytest

from pnr.fare_rules.application import application, applied, filed, levels
from pnr.fare_rules.facts import Filed
from pnr.fare_rules.geography import point
from pnr.fare_rules.lint import load

DAY = date(2026, 5, 1)
TEXT = """
general CA/IPRCE/0000 { cat 9 { then { transfers max 2; } } cat 4 { then { nonstop; } } }
general CA/IPRCE/0001 { cat 9 { then { transfers max 1; } } }
rule CA/IPRCE/LX01 {
  general CA/IPRCE/0000; alternate CA/IPRCE/0001; rbd [V]; market [BJS, SHA] > EUROPE;
  effective 2026-03-29..2026-10-24;
  fares for (fareclass ["?H*"], owrt RT) { type XEX; season H; rbd [V, Q]; designator "RT1"; }
  fares for (fareclass ["?H*"]) { type XOX; season H; age 12..25; }
  fares for (fareclass ["?L*"]) { type XEX; season L; pax [ADT, CNN]; }
  cat 5 for (owrt OW) none;
  cat 5 for (fareclass ["VH*"]) { then { reserve before departure 14d; } }
  cat 5 { then { reserve before departure 7d; } }
  cat 14 for (footnote 7F) { then { travel 01APR..30JUN; } }
}
footnote 7F/X/7F { cat 11 { then { blackout 01MAY..01MAY; } } }
"""
RULES = {rule.rid: rule for rule in load(TEXT)}
RULE = RULES["CA/IPRCE/LX01"]
FARE = Filed("CA", "IPRCE", RULE.rid, "VHEO1M", oneway=False, origin=point("PEK", "BJS", "CN"),
             destination=point("LHR", "LON", "GB"))


def test_the_first_entry_that_matches_says_what_a_fare_is():
    found = application(RULE, FARE, DAY)
    assert (found.type, found.season, found.booking_classes, found.designator) == ("XEX", "H", ("V", "Q"), "RT1")
    assert application(RULE, replace(FARE, oneway=True), DAY).type == "XOX"
    low = application(RULE, replace(FARE, fare_class="VLEO1M"), DAY)
    assert (low.season, low.booking_classes, low.passengers) == ("L", ("V",), ("ADT", "CNN"))
    assert filed(RULE, FARE, DAY).season == "H"


@pytest.mark.parametrize("other", [
    {"fare_class": "VKEO1M"}, {"origin": point("HKG", "HKG", "HK")}, {"destination": point("JFK", "NYC", "US")},
    {"origin": FARE.destination, "destination": FARE.origin},
])
def test_a_fare_no_entry_takes_in_cannot_be_used(other):
    assert application(RULE, replace(FARE, **other), DAY) is None
    assert filed(RULE, replace(FARE, **other), DAY) is None


def test_effective_is_the_day_of_ticketing():
    assert application(RULE, FARE, date(2026, 10, 24)) and not application(RULE, FARE, date(2026, 10, 25))


@pytest.mark.parametrize(("other", "says"), [
    ({}, "14d"), ({"fare_class": "VLEO1M"}, "7d"), ({"oneway": True}, "none"),
])
def test_the_first_category_that_matches_counts(other, says):
    found = applied(RULE, replace(FARE, **other), DAY)
    assert [category.number for category in found.categories] == [5]
    assert says in str(found.category(5))


def test_markets_go_one_way_the_other_or_both():
    for sign, out, back in ((">", True, False), ("<", False, True), ("=", True, True)):
        rule = load(f"rule CA/A/B {{ market CN {sign} EUROPE; }}")[0]
        there, here = FARE, replace(FARE, origin=FARE.destination, destination=FARE.origin)
        assert (application(rule, there, DAY) is not None, application(rule, here, DAY) is not None) == (out, back)


def test_levels_hold_what_the_rule_names_and_the_footnotes_of_the_fare():
    noted = replace(FARE, footnotes=("7F/X/7F", "7F"))
    found = levels(RULES, noted, DAY)
    assert found.general is RULES["CA/IPRCE/0000"] and found.alternate is RULES["CA/IPRCE/0001"]
    assert found.footnotes == (RULES["7F/X/7F"],)
    assert found.categories == {4, 5, 9, 11, 14}
    assert levels({}, FARE, DAY).rule is None
