"""Three-valued logic, the levels, each judged category, and what category 33 charges."""
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from pnr.fare_rules.charges import charge, deadline
from pnr.fare_rules.facts import Facts
from pnr.fare_rules.judge import Levels, Outcome, Verdict, both, either, judge, refusal
from pnr.fare_rules.lint import load
from pnr.fare_rules.rule import Percent
from pnr.values.money import Money

FACTS = Facts(now=datetime(2026, 5, 1, 12), reserved=datetime(2026, 5, 1, 11), departure=datetime(2026, 5, 20, 9),
              days=(date(2026, 5, 20), date(2026, 5, 27)), completes=date(2026, 5, 27), country="CN",
              agency="BJS1A0100", origin=frozenset({"PEK", "BJS", "CN"}), destination=frozenset({"LHR", "LON", "GB"}))
NO, PASS, FAIL = Outcome.NO_MATCH, Outcome.PASS, Outcome.FAIL


def rule(body: str, kind: str = "rule"):
    return load(f"{kind} CA/T/R1 {{ {body} }}")[0]


def outcome(body: str, number: int, **facts) -> Verdict:
    return judge(Levels(rule=rule(body)), number, replace(FACTS, **facts))


@pytest.mark.parametrize(("one", "other", "conjunction", "disjunction"), [
    (PASS, PASS, PASS, PASS), (PASS, FAIL, FAIL, PASS), (FAIL, FAIL, FAIL, FAIL),
    (NO, PASS, PASS, PASS), (NO, FAIL, FAIL, FAIL), (NO, NO, NO, NO),
])
def test_and_or(one, other, conjunction, disjunction):
    for left, right in ((one, other), (other, one)):
        left, right = Verdict(left, 5), Verdict(right, 5)
        assert both(left, right).outcome is conjunction
        assert either(left, right).outcome is disjunction


STRING = """cat 5 { if cat 15 { sale country [CN]; } then { ticket after reserve 24h; }
                    else then { ticket after reserve 72h; } }"""


def test_else_does_not_rescue_a_refusal():
    later = FACTS.reserved + timedelta(hours=30)
    assert outcome(STRING, 5, country="JP", now=later).outcome is PASS
    refused = outcome(STRING, 5, now=later)
    assert refused.outcome is FAIL
    assert refused.fact == "ticketed 02MAY26/1700, later than 02MAY26/1100"
    assert (refused.category, refused.rule) == (5, "CA/T/R1")


def test_and_binds_tighter_than_or():
    body = "cat 14 { then { dow [MON]; } and { dow [TUE]; } or { dow [WED]; } }"
    assert outcome(body, 14).outcome is PASS


def test_levels():
    strict, loose = rule("cat 5 { then { unavailable; } }"), rule("cat 5 { then { when (from JP); unavailable; } }")
    general = rule("cat 5 { then { reserve before departure 30d; } }", "general")
    assert judge(Levels(rule=strict, general=general), 5, FACTS).fact == "not available"
    assert "later than" in judge(Levels(rule=loose, general=general), 5, FACTS).fact
    assert judge(Levels(rule=loose), 5, FACTS).outcome is PASS
    note = rule("cat 5 { then { confirmed all; } }", "footnote")
    assert judge(Levels((note,), strict), 5, FACTS).outcome is PASS


def test_travel_and_sale_must_pass_in_footnote_and_rule():
    note = rule("cat 14 { then { travel 2026-05-01..2026-05-31; } }", "footnote")
    own = rule("cat 14 { then { not dow [WED]; } }")
    assert judge(Levels((note,)), 14, FACTS).outcome is PASS
    refused = judge(Levels((note,), own), 14, FACTS)
    assert refused.outcome is FAIL and refused.fact == "travel on 20MAY26, a WED"


def test_private_fare_is_sold_by_nobody_unless_a_rule_says_so():
    assert outcome("private;", 15).refuses
    assert outcome("private; cat 15 { then { sale agency [BJS1A0100]; } }", 15).outcome is PASS
    assert outcome("private; cat 15 { then { when (from JP); sale agency [BJS1A0100]; } }", 15).refuses


@pytest.mark.parametrize(("number", "says", "fact"), [
    (5, "reserve before departure 30d", "reserved 01MAY26/1100, later than 20APR26/2359"),
    (5, "ticket before departure 20d", "ticketed 01MAY26/1200, later than 30APR26/2359"),
    (14, "travel 01JUN..31AUG", "travel on 20MAY26, not in 01JUN..31AUG"),
    (14, "complete 2026-05-26", "travel completed 27MAY26, later than 2026-05-26"),
    (14, "blackout 27MAY..27MAY", "travel on 27MAY26, in 27MAY..27MAY"),
    (15, "sale country [JP, KR]", "sale in CN, not JP KR"),
    (15, "ticketing 2026-01-01..2026-04-30", "ticketed 01MAY26, not in 2026-01-01..2026-04-30"),
])
def test_names_the_deciding_fact(number, says, fact):
    assert refusal(Levels(rule=rule(f"cat {number} {{ then {{ {says}; }} }}")), FACTS).fact == fact


def test_seven_days_before_means_the_whole_day():
    levels = Levels(rule=rule("cat 5 { then { ticket before departure 7d; ticket after reserve 72h; } }"
                              "cat 15 { then { ticketing 2026-01-01..2026-09-30; } }"))
    last = datetime(2026, 5, 13, 23, 59)
    assert refusal(levels, replace(FACTS, now=last, reserved=last)) is None
    assert refusal(levels, replace(FACTS, now=last + timedelta(minutes=1), reserved=last)).category == 5
    assert deadline(levels, FACTS) == datetime(2026, 5, 4, 11)
    assert deadline(levels, replace(FACTS, reserved=last)).date() == date(2026, 5, 13)


@pytest.mark.parametrize(("said", "last"), [
    ("cat 5 { then { ticket after reserve 72h; ticket before departure 7d; } }", datetime(2026, 5, 4, 11)),
    ("cat 5 { then { ticket before departure 7d; } }", datetime(2026, 5, 13, 23, 59, 59)),
    ("cat 5 { then { ticket before departure 7d; } } cat 15 { then { ticketing 2026-01-01..2026-05-02; } }",
     datetime(2026, 5, 2, 23, 59, 59)),
    ("effective 2026-01-01..2026-05-03; cat 5 { then { ticket before departure 7d; } }",
     datetime(2026, 5, 3, 23, 59, 59)),
    ("", None), ("effective 01JAN..30JUN;", datetime(2026, 6, 30, 23, 59, 59)),
])
def test_the_earliest_limit_to_ticketing_counts(said, last):
    assert deadline(Levels(rule=rule(said)), FACTS) == last


TIERS = """cat 33 { then { when (from 7d); refund allowed; fee 20% of published; apply sum_components; }
           or { when (window 7d 48h); refund allowed; fee 40% of published; apply sum_components; }
           or { when (window 48h 4h); refund allowed; fee 60% of published; apply sum_components; }
           or { when (under 4h); refund not_allowed; tax none; } }"""


@pytest.mark.parametrize(("left", "percent"), [
    (timedelta(7), 20), (timedelta(7) - timedelta(minutes=1), 40), (timedelta(2), 40),
    (timedelta(2) - timedelta(minutes=1), 60), (timedelta(hours=4), 60),
])
def test_tiers_to_the_minute(left, percent):
    found = charge(Levels(rule=rule(TIERS)), 33, replace(FACTS, left=left))
    assert found.allowed and (found.fee, found.of) == (Percent(Decimal(percent)), "published")


def test_charge_after_departure_and_none():
    found = charge(Levels(rule=rule(TIERS)), 33, replace(FACTS, left=timedelta(hours=-1)))
    assert not found.allowed and not found.tax and found.fact == "under 4h"
    assert charge(Levels(rule=rule(TIERS)), 31, FACTS) is None
    body = "cat 31 { then { when (timing noshow); change allowed; fee CNY1500; apply highest_changed; } }"
    assert charge(Levels(rule=rule(body)), 31, FACTS) is None
    late = replace(FACTS, timings=frozenset({"noshow"}))
    assert charge(Levels(rule=rule(body)), 31, late).fee == Money.of(1500, "CNY")
