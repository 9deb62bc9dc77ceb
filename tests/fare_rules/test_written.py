"""Rules hypothesis writes: printed and read they are the same, the linter knows their words, any facts are judged."""
from pathlib import Path

from fare_rules.written import FACTS, FARE, RULES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pnr.fare_rules.actions import (
    discount,
    eligible,
    endorsements,
    stop_charges,
    surcharges,
)
from pnr.fare_rules.application import application, levels
from pnr.fare_rules.charges import charge, deadline
from pnr.fare_rules.judge import Levels, Outcome, judge, refusal
from pnr.fare_rules.lint import faults, lint, load
from pnr.fare_rules.making import fare_by_rule, negotiated
from pnr.fare_rules.reading import parse
from pnr.fare_rules.rule import JUDGED

REFERENCE = Path(__file__).with_name("reference.frl").read_text(encoding="utf-8")
KNOWN = ("can never be reached", "without apply", "stand", "said twice", "nothing is made", "is less than")
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(RULES)
def test_printed_and_read_it_is_the_same_and_its_words_are_known(rule):
    assert parse(str(rule)) == (rule,)
    strange = [fault for fault in faults((rule,)) if not any(words in fault.reason for words in KNOWN)]
    assert strange == []


@SLOW
@given(RULES, RULES, RULES, FACTS)
def test_any_facts_are_judged(one, other, another, facts):
    under = Levels((one,), other, another, one)
    for number in JUDGED:
        verdict = judge(under, number, facts)
        assert verdict.outcome in (Outcome.PASS, Outcome.FAIL) and verdict.category == number
        assert verdict.fact or not verdict.refuses
    refusal(under, facts)
    for answer in (surcharges, stop_charges, endorsements, discount, eligible, fare_by_rule, negotiated, deadline):
        answer(under, facts)
    charge(under, 31, facts)
    charge(under, 33, facts)


@SLOW
@given(RULES, FARE, st.dates())
def test_any_fare_is_placed_under_a_rule(rule, fare, day):
    application(rule, fare, day)
    under = levels({"CA/T/R1": rule, "7F": rule}, fare, day)
    for each in filter(None, (under.rule, *under.footnotes)):
        numbers = [category.number for category in each.categories]
        assert len(numbers) == len(set(numbers))


def test_the_examples_of_the_trade_read_lint_clean_and_print_the_same():
    rules = load(REFERENCE)
    assert lint(REFERENCE) == []
    assert [rule.rid for rule in rules] == ["CA/IPRCE/LX01", "CA/IPRCE/7F", "CA/FBRPV/CORP"]
    assert parse("\n".join(map(str, rules))) == rules


@SLOW
@given(st.integers(0, len(REFERENCE)), st.integers(0, 60), st.text('rule cat for{};()[]",.%CNY7dWé0..\n', max_size=9))
def test_broken_text_is_refused_with_a_place(place, cut, typed):
    text = REFERENCE[:place] + typed + REFERENCE[place + cut:]
    for fault in lint(text):
        assert 1 <= fault.line <= text.count("\n") + 1 and fault.column >= 1 and fault.reason


@SLOW
@given(st.text(max_size=80) | st.lists(st.sampled_from(REFERENCE.split()), max_size=60).map(" ".join))
def test_any_text_is_read_or_refused(text):
    lint(text)


def test_numbers_beyond_reason_are_refused():
    for said in ("CNY" + "9" * 50, "9" * 5000, "99999d", "9" * 40 + "%", "[" * 3000, "2500..2600", "99..2"):
        assert lint(f"rule CA/A/B {{ cat 1 {{ then {{ age {said}; }} }} }}")
