"""Refunds: the worked examples of the trade, Chinese tiers to the minute, and what always holds."""
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pnr.engine.pricing.price import price
from pnr.engine.pricing.quote import FareComponent, PricedFare, Tax
from pnr.engine.pricing.refund import Returned, refund
from pnr.errors import NoRefundRule
from pnr.values.money import Money, total

from .journeys import TARIFF, request

LEAVES = datetime(2026, 6, 10, 9, tzinfo=UTC)


def ticket(rule: str, *shares: str, currency: str = "CNY", oneway: str = "", domestic: bool = False,
           taxes: tuple[Tax, ...] = ()) -> PricedFare:
    """A fare of components of one coupon each; `oneway` makes them halves of a return."""
    parts = tuple(
        FareComponent("AAA", "BBB", "XX", "K", Money.of(share, currency), share, (place,), "XX/T/R",
                      Money.of(share, currency), Money.of(oneway, currency) if oneway else None, bool(oneway),
                      unit=0 if oneway else place)
        for place, share in enumerate(shares))
    base = total([part.share for part in parts], currency)
    return PricedFare("ADT", base, None, taxes, base + total([tax.amount for tax in taxes], currency), "", parts, "XX",
                      rules=(("XX/T/R", f"rule XX/T/R {{ cat 33 {{ then {rule} }} }}"),), domestic=domestic)


def tax(code: str, amount: str, *coupons: int, currency: str = "CNY", **more) -> Tax:
    return Tax(code, Money.of(amount, currency), coupons, **more)


def back(fare: PricedFare, before: timedelta = timedelta(2), used: tuple[int, ...] = (), **more):
    departures = tuple(LEAVES + timedelta(10 * place) for place in range(len(fare.components)))
    found = refund(Returned(fare, departures[min(len(used), len(departures) - 1)] - before, departures,
                            frozenset(used), **more))
    assert found.fare_paid - found.fare_used - found.penalty == found.fare_refund
    assert found.fare_refund + total([each.amount for each in found.taxes], fare.fare.currency) == found.total
    assert found.total.minor >= 0 and found.total <= fare.total
    assert found.total + found.fare_used + found.penalty + total(
        [each.amount for each in found.kept], fare.fare.currency) == fare.total
    return found


def test_unused_and_refundable_with_a_fee():
    fare = ticket("{ refund allowed; fee HKD1000; apply per_ticket; }", "5765", "5765", currency="HKD", oneway="8000",
                  taxes=(tax("XT", "1883", 0, 1, currency="HKD"),))
    found = back(fare)
    assert (str(found.fare_refund), str(found.total)) == ("10530.00", "12413.00")


@pytest.mark.parametrize(("yqyr", "whole"), [("refundable", "2710.00"), ("non_refundable", "2110.00")])
def test_partly_used_pays_the_one_way_fare(yqyr, whole):
    taxes = (tax("GB", "990", 1), tax("UB", "420", 1), tax("CN", "90", 0),
             tax("YR", "1200", 0, 1, parts=(((0,), 60000), ((1,), 60000))))
    fare = ticket(f"{{ refund allowed; fee CNY500; apply per_ticket; yqyr {yqyr}; }}", "2500", "2500", oneway="3800",
                  taxes=taxes)
    found = back(fare, used=(0,))
    assert (str(found.fare_used), str(found.penalty), str(found.fare_refund)) == ("3800.00", "500.00", "700.00")
    assert str(found.total) == whole


def test_used_more_than_paid_still_gives_taxes_back():
    fare = ticket("{ refund allowed; fee USD100; apply per_ticket; }", "250", "250", currency="USD", oneway="560",
                  taxes=(tax("US", "62.40", 1, currency="USD"),))
    found = back(fare, used=(0,))
    assert (str(found.fare_refund), str(found.total)) == ("0.00", "62.40")


def test_not_refundable():
    taxes = (tax("YQ", "40", 0, currency="GBP"), tax("GB", "15", 0, currency="GBP"), tax("UB", "22", 0, currency="GBP"),
             tax("XF", "3", 0, currency="GBP", with_fare=True))
    found = back(ticket("{ refund not_allowed; }", "129", currency="GBP", taxes=taxes))
    assert (str(found.total), found.refundable) == ("37.00", False)
    assert [each.code for each in found.kept] == ["YQ", "XF"]


@pytest.mark.parametrize(("noshow", "whole"), [(False, "2310.00"), (True, "1670.00")])
def test_noshow_costs_more(noshow, whole):
    rule = """{ when (timing before_departure); refund allowed; fee 30% of base; apply per_ticket; }
              or { when (timing noshow); refund allowed; fee 50% of base; apply per_ticket; }"""
    taxes = (tax("CN", "50", 0), tax("YQ", "20", 0))
    assert str(back(ticket(rule, "3200", taxes=taxes), noshow=noshow).total) == whole


def test_involuntary_takes_the_better_of_two_and_no_penalty():
    taxes = (tax("YQ", "100", 0, 1, parts=(((0,), 5000), ((1,), 5000))),)
    fare = ticket("{ refund not_allowed; yqyr non_refundable; }", "2500", "2500", oneway="3800", taxes=taxes)
    found = back(fare, used=(0,), involuntary=True)
    assert (str(found.fare_refund), str(found.tax_refund)) == ("2500.00", "50.00")
    assert back(fare, involuntary=True).total == fare.total


TIERS = {  # four tiers, percent: from 7 days, to 48 hours, to 4 hours, then and after departure
    "K": (20, 40, 60, 80), "T": (40, 60, 80, 100)}


def tiers(letter: str) -> str:
    first, second, third, last = TIERS[letter]
    return f"""{{ when (from 7d); refund allowed; fee {first}% of published; apply sum_components; }}
        or {{ when (window 7d 48h); refund allowed; fee {second}% of published; apply sum_components; }}
        or {{ when (window 48h 4h); refund allowed; fee {third}% of published; apply sum_components; }}
        or {{ when (under 4h); refund allowed; fee {last}% of published; apply sum_components; }}"""


@pytest.mark.parametrize(("letter", "before", "whole"), [
    ("K", timedelta(hours=50), "658.00"), ("K", timedelta(hours=48), "658.00"),
    ("K", timedelta(hours=47, minutes=59), "462.00"), ("K", timedelta(7), "854.00"),
    ("K", timedelta(7) - timedelta(minutes=1), "658.00"), ("K", timedelta(hours=4), "462.00"),
    ("K", timedelta(hours=3, minutes=59), "266.00"), ("T", timedelta(hours=-1), "70.00"),
])
def test_chinese_tiers_to_the_minute(letter, before, whole):
    fare = ticket(tiers(letter), "980", domestic=True, taxes=(tax("CN", "50", 0), tax("YQ", "20", 0)))
    assert str(back(fare, before).total) == whole


def test_chinese_trip_with_one_flight_used():
    taxes = (tax("CN", "100", 0, 1, parts=(((0,), 5000), ((1,), 5000))),
             tax("YQ", "40", 0, 1, parts=(((0,), 2000), ((1,), 2000))))
    found = back(ticket(tiers("K"), "980", "860", domestic=True, taxes=taxes), timedelta(hours=5), used=(0,))
    assert (str(found.penalty), str(found.fare_refund), str(found.total)) == ("516.00", "344.00", "414.00")
    assert found.fact == "window 48h 4h"


def test_chinese_flights_have_their_own_time():
    found = back(ticket(tiers("K"), "1000", "1000", domestic=True), timedelta(hours=5))
    assert str(found.penalty) == "800.00"  # 60 % of the first, 20 % of the one ten days later


def test_nothing_comes_back_of_a_ticket_that_was_flown():
    fare = ticket("{ refund allowed; }", "980", taxes=(tax("CN", "50", 0),))
    assert back(fare, used=(0,)).total == Money(0, "CNY")


def test_a_rule_that_is_silent_needs_a_person():
    with pytest.raises(NoRefundRule):
        back(ticket("{ when (timing noshow); refund allowed; }", "980"))


def test_priced_tickets_can_be_refunded():
    """From the tariff to the refund: K inside China 50 hours before is 40 percent; an infant pays nothing."""
    adult, infant = price(request("CA1501 K 10JUN PEKSHA 0830 1045", passengers="ADT INF"), TARIFF)
    leaves = datetime(2026, 6, 10, 0, 30, tzinfo=UTC)
    found = refund(Returned(adult, leaves - timedelta(hours=50), (leaves,)))
    assert (str(found.penalty), str(found.total)) == ("548.00", "892.00")
    assert found.rule == "YY/DOMCN/D002"
    assert refund(Returned(infant, leaves - timedelta(hours=1), (leaves,))).total == infant.total


def test_paid_in_another_currency():
    there, back = "BA117 M 10JUN LHRJFK 0900 1200", "BA112 M 24JUN JFKLHR 1830 0630+1"
    (fare,) = price(request(there, back, currency="EUR"), TARIFF)
    departures = tuple(LEAVES + timedelta(14 * place) for place in range(2))
    unused = refund(Returned(fare, LEAVES - timedelta(5), departures))
    assert unused.fare_paid == fare.equivalent and str(unused.penalty) == "229.20"
    flown = refund(Returned(fare, LEAVES + timedelta(5), departures, frozenset({0})))
    assert not flown.refundable and flown.fare_refund.minor == 0 and flown.tax_refund.minor > 0


RULES = ("{ refund not_allowed; }", "{ refund allowed; fee 30% of base; apply per_ticket; }", tiers("K"), tiers("T"),
         "{ refund allowed; fee CNY700; min CNY900; apply sum_components; used prorate; tax none; }",
         "{ refund allowed; fee 90% of base; max CNY100; apply per_pu; yqyr non_refundable; }")


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(RULES), st.lists(st.integers(0, 9000), min_size=1, max_size=4), st.integers(0, 9000),
       st.booleans(), st.integers(-5000, 20000), st.integers(0, 4), st.booleans(), st.booleans())
def test_never_more_than_paid_and_always_adds_up(rule, shares, oneway, halves, minutes, used, noshow, involuntary):
    taxes = (tax("CN", "50", 0), tax("YQ", "20", *range(len(shares))))
    fare = ticket(rule, *map(str, shares), oneway=str(oneway) if halves else "", taxes=taxes)
    back(fare, timedelta(minutes=minutes), tuple(range(min(used, len(shares)))), noshow=noshow, involuntary=involuntary)


FIRST = {letter: tiers(letter).replace("sum_components;", "sum_components; rules first;") for letter in TIERS}


@pytest.mark.parametrize(("before", "penalty", "fact"), [
    (timedelta(7), "196.00", "from 7d"), (timedelta(7) - timedelta(minutes=1), "392.00", "window 7d 48h"),
    (timedelta(hours=48), "392.00", "window 7d 48h"), (timedelta(hours=47, minutes=59), "588.00", "window 48h 4h"),
    (timedelta(hours=4), "588.00", "window 48h 4h"), (timedelta(hours=3, minutes=59), "784.00", "under 4h")])
def test_rules_and_fare_of_the_first_ticket_stay_after_a_change(before, penalty, fact):
    found = back(ticket(FIRST["T"], "1640", domestic=True), before, first=ticket(FIRST["K"], "980", domestic=True))
    assert (str(found.penalty), found.fact) == (penalty, fact)


@pytest.mark.parametrize(("first", "penalty"), [
    (ticket(FIRST["K"], "1640", domestic=True), "500.00"),  # 984.00: never more than the fare there is now
    (ticket(tiers("K"), "980", domestic=True), "400.00"),  # rules that do not say that they stay
    (ticket(FIRST["K"], "980", currency="USD", domestic=True), "400.00")])
def test_what_the_first_ticket_cannot_decide(first, penalty):
    assert str(back(ticket(tiers("T"), "500", domestic=True), timedelta(hours=5), first=first).penalty) == penalty
