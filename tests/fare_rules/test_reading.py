"""Rule text is read whole, printed back the same, or refused with its place."""
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pnr.fare_rules.charges import charge
from pnr.fare_rules.facts import Facts
from pnr.fare_rules.judge import Levels
from pnr.fare_rules.lint import lint, load
from pnr.fare_rules.reading import parse
from pnr.fare_rules.rule import Percent, RuleFault

TIERS = """rule MU/DOMCN/D001 "DOM TIER H K L N" {
  fareclass ["H*", "K*", "L*", "N*"]; owrt OW; market CN > CN; tag 3;
  cat 5 { if cat 15 { sale country [CN]; } then { ticket after reserve 24h; }
          else then { when (direction out, travel 01NOV..28FEB); ticket after reserve 72h; } and { confirmed all; } }
  cat 31 { then { when (from 7d); change allowed; fee 10% of published; apply sum_changed; reprice current; }
           or   { when (window 7d 48h); change allowed; fee 20% of published; apply sum_changed; reprice current; }
           or   { when (under 48h); change not_allowed; } }
  cat 33 { then { when (timing before_departure); refund allowed; fee CNY1500.5; min CNY50; apply sum_components;
                  tax refundable; yqyr non_refundable; }
           or   { when (timing after_departure); refund not_allowed; note "no value"; } }
}
general YY/GEN/0 { cat 16 { then { change free; noshow fee 20%; } } }  # a remark
footnote CA/IPRCE/7F { cat 14 { then { travel 2026-04-01..2026-06-30; complete 2026-07-15; } } }
"""


def test_reads_and_prints_the_same():
    rules = load(TIERS)
    assert [rule.rid for rule in rules] == ["MU/DOMCN/D001", "YY/GEN/0", "CA/IPRCE/7F"]
    assert parse("\n".join(map(str, rules))) == rules
    assert parse(str(rules[0].only(31, 33)))[0].categories == rules[0].categories[1:]


@pytest.mark.parametrize(("text", "line", "column", "reason"), [
    ("rule CA/A/B {\n  cat 24 { then { unavailable; } } }", 2, 3, "category 24 not supported"),
    ("rule CA/A/B { cat 5 { if cat 50 { unavailable; } then { } } }", 1, 26,
     "category 50 (rule application) not supported"),
    ("rule CA/A/B { cat 99 { then { } } }", 1, 15, "category 99 not supported"),
    ("rule CA/A/B { cat 14 { then { travel 31FEB..01MAR; } } }", 1, 38, "31FEB..01MAR means nothing"),
    ("rule CA/A {}", 1, 6, "CA/A may not stand here"),
    ("rule CA/A/B {\n !", 2, 2, "! may not stand here"),
    ("rule CA/A/B {", 1, 14, "ends too early"),
])
def test_refuses_with_its_place(text, line, column, reason):
    with pytest.raises(RuleFault) as refused:
        load(text)
    assert (refused.value.line, refused.value.column, refused.value.reason) == (line, column, reason)


@pytest.mark.parametrize(("category", "reason"), [
    ("cat 5 { then { reserve before noon 7d; } }",
     "reserve wants reserve before departure DURATION [of journey|unit|component]"),
    ("cat 5 { then { season H; } }", "unknown word season"),
    ("cat 5 { then { when (from 7d); } }", "from wants from PLACES"),
    ("cat 33 { then { refund allowed; fee 1000; apply per_pu; } }", "money without currency"),
    ("cat 33 { then { refund allowed; fee CNY1000; } }", "fee without apply"),
    ("cat 14 { then { travel 2026-07-01..2026-06-30; } }", "2026-07-01..2026-06-30 ends before it starts"),
    ("cat 31 { then { when (window 4h 7d); change allowed; } }", "window 4h 7d ends before it starts"),
    ("cat 33 { then { refund allowed; } or { when (from 7d); refund not_allowed; } }", "this or can never be reached"),
    ("cat 33 { then { when (from 7d); refund allowed; } or { when (from 8d); } }", "this or can never be reached"),
    ("cat 33 { then { when (under 7d); } or { when (window 7d 4h); } }", "this or can never be reached"),
    ("cat 14 { then { } or { travel 2026-07-01..2026-07-30; } }", "this or can never be reached"),
    ("cat 5 { then { confirmed all; } else then { standby no; } }", "this else can never be reached"),
    ("cat 5 { then { } } cat 5 { then { } }", "category 5 stands twice"),
    ("cat 8 { then { charge 300; } }", "money without currency"),
    ("cat 12 { then { surcharge 200 per direction; } }", "money without currency"),
    ("cat 25 { then { plus 100; result X; } }", "money without currency"),
    ("cat 29 { then { deposit 100; } }", "money without currency"),
    ("cat 35 { then { net 4000; } }", "money without currency"),
    ("cat 35 { then { net XXY4000; } }", "XXY is no currency"),
    ("cat 3 { then { travel 2026-05-31..2026-05-01; } }", "2026-05-31..2026-05-01 ends before it starts"),
    ("cat 1 { then { age 25..12; } }", "25..12 ends before it starts"),
    ("cat 4 { then { flights [CA936..CA930]; } }", "CA936..CA930 ends before it starts"),
    ("cat 13 { then { accompany 1 [ADT]; } }",
     "accompany wants accompany min NUMBER LIST [same cabin|flights] [portion all|outbound]"),
    ("cat 17 { then { hip maybe; } }", "hip wants hip checked|exempt|stopovers"),
    ("cat 22 { then { pct 90% of adult; } or { when (pax [SRC]); pct 80% of adult; } }",
     "this or can never be reached"),
    ("cat 25 { then { pct 88% of base; pct 90% of base; } }", "pct is said twice"),
    ("cat 25 { then { base [V]; rules base; } }", "nothing is made of the base fare"),
    ("cat 25 { then { pct 88% of base; min CNY500; max CNY400; } }", "max CNY400 is less than min CNY500"),
    ("cat 31 { then { change allowed; fee CNY1; fee CNY2; apply sum_changed; } }", "fee is said twice"),
    ("cat 35 { then { box IT; box BT; } }", "box is said twice"),
])
def test_lint_names_what_is_amiss(category, reason):
    assert [fault.reason for fault in lint(f"rule CA/A/B {{ {category} }}")] == [reason]


@pytest.mark.parametrize("category", [
    "cat 5 { then { reserve before departure 7d; } or { reserve before departure 3d; } }",
    "cat 33 { then { when (from 7d); refund allowed; } or { when (window 7d 4h); refund not_allowed; } }",
    "cat 14 { then { travel 01NOV..28FEB; } }",
    "cat 25 { then { base [VA]; pct 50% of base; } or { base [VB]; pct 60% of base; } }",
    "cat 35 { then { security sell [PEK099]; security ticket [SHA204]; } }",
    "cat 10 { then { combine RT none; combine endon none; } }",
    "cat 13 { then { accompany min 1 [ADT] same cabin portion outbound; } }",
    "cat 5 { if cat 15 { sale country [CN]; } then { confirmed all; } else then { standby no; } }",
])
def test_lint_leaves_what_is_right(category):
    assert lint(f"rule CA/A/B {{ {category} }}") == []


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(TIERS)), st.integers(0, 40), st.text('rule cat{};()[]",.%CNY7d\n', max_size=6))
def test_broken_text_is_refused_not_crashed_on(place, cut, typed):
    lint(TIERS[:place] + typed + TIERS[place + cut:])


def test_a_rule_stands_once():
    text = "rule CA/A/B { }\n  rule CA/A/B { }"
    assert [(fault.line, fault.column, fault.reason) for fault in lint(text)] == [(2, 3, "CA/A/B stands twice")]
    versions = [f"rule CA/A/B {{ effective 2026-0{month}-01..2026-0{month + 1}-{day}; }}" for month, day in
                ((1, 15), (2, 28), (4, 30))]
    assert lint("\n".join((versions[0], versions[2]))) == []
    assert [fault.line for fault in lint("\n".join(versions))] == [2]


DOMESTIC = """rule MU/DOMCN/D001 "DOM TIER H K L N" {
  fareclass ["H*", "K*", "L*", "N*"]; owrt OW; market CN > CN; tag 3;
  cat 31 { then { when (from 7d); change allowed; fee 10% of published; apply sum_changed; reprice current; }
           or   { when (window 7d 48h); change allowed; fee 20% of published; apply sum_changed; reprice current; }
           or   { when (window 48h 4h); change allowed; fee 30% of published; apply sum_changed; reprice current; }
           or   { when (under 4h); change allowed; fee 50% of published; apply sum_changed; reprice current; } }
  cat 33 { then { when (from 7d); refund allowed; fee 20% of published; apply sum_components; }
           or   { when (window 7d 48h); refund allowed; fee 40% of published; apply sum_components; }
           or   { when (window 48h 4h); refund allowed; fee 60% of published; apply sum_components; }
           or   { when (under 4h); refund allowed; fee 80% of published; apply sum_components; } }
}"""


@pytest.mark.parametrize(("left", "change", "refund"), [
    (timedelta(days=30), 10, 20), (timedelta(days=7), 10, 20), (timedelta(days=7, minutes=-1), 20, 40),
    (timedelta(hours=50), 20, 40), (timedelta(hours=48), 20, 40), (timedelta(hours=48, minutes=-1), 30, 60),
    (timedelta(hours=4), 30, 60), (timedelta(hours=4, minutes=-1), 50, 80), (timedelta(hours=-1), 50, 80),
])
def test_the_domestic_tiers_of_the_trade(left, change, refund):
    """CNY 980 of a K fare: the fee to the minute, the better tier including its bound."""
    (rule,) = load(DOMESTIC)
    departure = datetime(2026, 6, 10, 9)
    facts = Facts(now=departure - left, reserved=departure - left, departure=departure)
    found = {number: charge(Levels(rule=rule), number, facts) for number in (31, 33)}
    assert (found[31].fee, found[33].fee) == (Percent(Decimal(change)), Percent(Decimal(refund)))
    assert all(each.allowed and each.of == "published" for each in found.values())
