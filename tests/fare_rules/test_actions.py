"""What the producing categories give, and to whom."""
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from fare_rules.test_categories import FACTS, OUT, REFERENCE, rule

from pnr.fare_rules.actions import (
    Intermediate,
    deposit,
    discount,
    eligible,
    endorsements,
    intermediate,
    meant,
    stop_charges,
    surcharges,
)
from pnr.fare_rules.days import after, before
from pnr.fare_rules.judge import Levels, judge, refusal
from pnr.fare_rules.lint import load
from pnr.fare_rules.making import fare_by_rule, negotiated
from pnr.fare_rules.rule import Duration, Percent
from pnr.values.money import Money

LEISURE, NOTE, CORPORATE = load(REFERENCE)
LEVELS = Levels((NOTE,), LEISURE)


def at(departs):
    return replace(FACTS, sectors=(replace(FACTS.sectors[0], departs=departs),))


def test_the_weekend_costs_more_each_way():
    assert surcharges(LEVELS, at(OUT)) == ()
    due = surcharges(LEVELS, at(OUT + timedelta(2)))  # a Friday
    assert [(each.amount, each.per, each.rule) for each in due] == [
        (Money.of(200, "CNY"), "direction", "CA/IPRCE/LX01")]


def test_surcharges_that_stand_together_are_all_due():
    both = Levels(rule=rule("cat 12 { then { surcharge 5% per component; type PEAK; } and "
                            "{ when (via SHA); surcharge CNY30 per transfer; } }"))
    assert [(each.amount, each.type) for each in surcharges(both, FACTS)] == [
        (Percent(Decimal(5)), "PEAK"), (Money.of(30, "CNY"), "")]


def test_stopovers_and_transfers_cost_beyond_the_free_ones():
    paid = Levels(rule=rule("cat 8 { then { stopovers max 2; charge CNY300; } } "
                            "cat 9 { then { charge CNY50 first 1 free; } }"))
    assert [(each.category, each.amount, each.times) for each in stop_charges(paid, FACTS)] == [
        (8, Money.of(300, "CNY"), 1), (9, Money.of(50, "CNY"), 1)]
    free = Levels(rule=rule("cat 8 { then { charge CNY300 first 1 free; } }"))
    assert stop_charges(free, FACTS) == ()


def test_endorsements_in_order_of_priority():
    noted = Levels(rule=rule('cat 18 { then { endorse "B"; } and { endorse "A"; priority 1; } and { endorse "B"; } }'))
    assert endorsements(noted, FACTS) == ("A", "B")
    assert endorsements(LEVELS, FACTS) == ("NONEND/PENALTY APPLY",)
    assert endorsements(Levels(), FACTS) == ()


@pytest.mark.parametrize(("passenger", "party", "percent"), [
    ("CNN", ("ADT", "CNN"), 75), ("CHD", ("ADT", "CHD"), 75), ("C05", (), 75), ("INF", ("ADT", "INF"), 10),
    ("INS", ("ADT", "INF", "INS"), 75),
])
def test_children_pay_part_of_an_adults_fare(passenger, party, percent):
    assert discount(LEVELS, replace(FACTS, passenger=passenger, party=party)).percent == percent


@pytest.mark.parametrize(("passenger", "party", "fact"), [
    ("CNN", ("CNN", "CNN"), "not accompanied by an adult"), ("INF", ("ADT", "INF", "INF"), "2 INF with 1 ADT"),
])
def test_children_alone_and_second_infants_do_not(passenger, party, fact):
    facts = replace(FACTS, passenger=passenger, party=party)
    assert discount(LEVELS, facts) is None
    assert judge(LEVELS, 19, facts).fact == fact


def test_who_has_a_discount_may_use_the_fare():
    infant = replace(FACTS, passenger="INF", age=1, party=("ADT", "INF"))
    assert judge(LEVELS, 1, infant).refuses and not eligible(LEVELS, infant).refuses
    assert judge(LEVELS, 1, replace(FACTS, passenger="STU")).fact == "passenger STU, not ADT"
    assert not eligible(LEVELS, replace(FACTS, passenger="STU")).refuses  # as an adult
    assert discount(Levels(), infant) is None


def test_who_may_use_a_fare_himself_and_who_only_as_an_adult():
    youth = Levels(rule=rule("cat 1 { then { pax [YTH]; age 12..25; } }"))
    assert eligible(youth, FACTS).fact == "passenger ADT, not YTH"
    assert not eligible(youth, replace(FACTS, passenger="YTH", age=25)).refuses
    assert eligible(youth, replace(FACTS, passenger="YTH", age=26)).refuses
    young = replace(FACTS, passenger="YTH", age=None)
    assert meant(youth, young) and not meant(LEVELS, young)
    aged = Levels(rule=rule("cat 1 { then { age 60..99; } }"))  # an adult's fare is no way around an age
    assert eligible(aged, replace(FACTS, passenger="SRC", age=59)).fact == "age 59, not 60..99"


OTHERS = Levels(rule=rule("""
    cat 19 { then { when (pax [CNN]); pct 75% of adult; } }
    cat 20 { then { pct 0% of adult; } }
    cat 21 { then { pct 25% of adult; designator AD75; } }
    cat 22 { then { when (pax [SRC, YTH]); pct 90% of adult; } or { when (pax [MIL]); amount CNY50; } }"""))


@pytest.mark.parametrize(("passenger", "category", "percent"), [
    ("CNN", 19, 75), ("TUR", 20, 0), ("AGT", 21, 25), ("SRC", 22, 90), ("YTH", 22, 90), ("MIL", 22, None),
])
def test_every_category_of_discounts_has_its_passengers(passenger, category, percent):
    found = discount(OTHERS, replace(FACTS, passenger=passenger))
    assert (found.category, found.percent) == (category, percent)
    assert discount(OTHERS, replace(FACTS, passenger="STU")) is None


def test_deposits_fall_due_at_the_earlier_moment():
    said = "deposit 10%; due after reserve 3d; due before departure 30d; refundable;"
    levels = Levels(rule=rule(f"cat 29 {{ then {{ {said} }} }}"))
    found = deposit(levels, FACTS)
    assert found.amount == Percent(Decimal(10)) and found.refundable and found.rule == "CA/T/R1"
    assert found.due == min(before(FACTS.departure, Duration(30, "d")), after(FACTS.reserved, Duration(3, "d")))
    assert deposit(Levels(), FACTS) is None


@pytest.mark.parametrize(("said", "found"), [
    ("", Intermediate()), ("hip exempt;", Intermediate(checked=False)), ("hip stopovers;", Intermediate(True, True)),
    ("excess none;", Intermediate(excess=False)),
])
def test_what_category_17_leaves_out(said, found):
    assert intermediate(Levels(rule=rule(f"cat 17 {{ then {{ {said} }} }}")), FACTS) == found


def test_an_amount_and_a_designator():
    fixed = Levels(rule=rule('cat 19 { then { when (pax [CNN], age 5..11); amount CNY100; designator "/CH"; } }'))
    found = discount(fixed, replace(FACTS, passenger="CHD", age=7))
    assert (found.amount, found.designator, found.percent) == (Money.of(100, "CNY"), "/CH", None)
    assert discount(fixed, replace(FACTS, passenger="CHD", age=3)) is None


def test_a_corporate_fare_is_made_from_the_leisure_fare():
    facts = replace(FACTS, accounts=frozenset({"ACME01"}), agency="PEK099")
    levels = Levels(rule=CORPORATE)
    found = fare_by_rule(levels, facts)
    assert found.takes("VLEO1MCN") and not found.takes("YRT")
    assert found.named("VLEO1MCN") == "VLEO1MCN/ACME"
    assert found.computed(Money.of(5000, "CNY")) == Money.of(4400, "CNY")
    assert found.asks(5) and found.asks(15) and not found.asks(16)
    assert fare_by_rule(levels, replace(facts, accounts=frozenset())) is None
    assert fare_by_rule(levels, replace(facts, passenger="CHD")) is None


@pytest.mark.parametrize(("says", "amount"), [
    ("pct 50% of base; min CNY3000;", 3000), ("pct 88% of base; max CNY4000; plus CNY100;", 4100),
    ("amount CNY1234;", 1234), ("plus CNY10;", 5010), ("pct 50% of base; min USD9000;", 2500),
])
def test_how_a_fare_by_rule_is_computed(says, amount):
    found = fare_by_rule(Levels(rule=rule(f"cat 25 {{ then {{ {says} rules this; override [16]; }} }}")), FACTS)
    assert found.computed(Money.of(5000, "CNY")) == Money.of(amount, "CNY")
    assert found.asks(5) and not found.asks(16)


def test_negotiated_fares_are_for_the_offices_named():
    levels = Levels(rule=CORPORATE)
    assert negotiated(levels, FACTS) is None and judge(levels, 35, FACTS).refuses
    found = negotiated(levels, replace(FACTS, agency="SHA204"))
    assert (found.tour_code, found.box, found.commission, found.displayed) == ("CNACME01", "BT", 0, True)


@pytest.mark.parametrize(("said", "may"), [
    ("security sell ticket [PEK099];", {"view", "sell", "ticket"}), ("security view [PEK099];", {"view"}),
    ("security sell [PEK099];", {"view", "sell", "ticket"}), ("commission 5%;", {"view", "sell", "ticket"}),
    ("security sell [PEK099]; security ticket [SHA204];", {"view", "sell"}), ("security ticket [SHA204];", set()),
])
def test_what_an_office_may_do_with_a_negotiated_fare(said, may):
    levels = Levels(rule=rule(f"cat 35 {{ then {{ {said} }} }}"))
    facts = [replace(FACTS, agency="PEK099", right=right) for right in ("view", "sell", "ticket")]
    assert {each.right for each in facts if not judge(levels, 35, each).refuses} == may


def test_security_stands_for_the_sale_of_a_private_fare():
    private = rule("private; cat 35 { then { security sell [BJS1A0100]; } }")
    assert refusal(Levels(rule=private), FACTS) is None
    assert refusal(Levels(rule=private), replace(FACTS, agency="PEK099")).category == 35
