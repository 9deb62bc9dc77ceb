"""Exchanges in the trade's worked figures, and the value of a chain by form of payment."""
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from pnr.engine.pricing.brought import Returned
from pnr.engine.pricing.exchange import Change
from pnr.engine.pricing.exchange_by_hand import ByHand
from pnr.engine.pricing.quote import FLOWN, FareComponent, PricedFare, Tax
from pnr.engine.pricing.typed import Typed
from pnr.engine.ticketing.payments import back, carried
from pnr.engine.ticketing.tickets import Payment
from pnr.errors import ExchangeNotAllowed, FareTotalDiffers, PaidTaxDiffers
from pnr.values.money import Money, total

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
RULE = "rule XX/T/{name} {{ cat 31 {{ then {{ {said} }} }} }}"


def money(amount, currency="CNY"):
    return Money.of(str(amount), currency)


def fare(parts, taxes=(), said="change allowed; residual refund;", currency="CNY", rate=None, paid=None):
    """A fare of components (amount, what the rule says or nothing, pricing unit), each of one coupon."""
    base = total([money(amount, currency) for amount, *_ in parts], currency)
    equivalent = money(paid, "USD") if paid else None
    components = tuple(
        FareComponent("BJS", "SHA", "CA", f"Y{place}", money(amount, currency), "0", (place,), f"XX/T/R{place}",
                      money(amount, currency), unit=unit, rules=(f"XX/T/R{place}",))
        for place, (amount, _, unit) in enumerate(parts))
    levied = tuple(Tax(code, money(amount, equivalent.currency if equivalent else currency), (0,))
                   for code, amount in taxes)
    rules = tuple((f"XX/T/R{place}", RULE.format(name=f"R{place}", said=own or said))
                  for place, (_, own, _) in enumerate(parts))
    return PricedFare("ADT", base, equivalent, levied, (equivalent or base) + total(
        [tax.amount for tax in levied], (equivalent or base).currency), "", components, "CA", rules=rules, rate=rate)


def change(old, changed=(0,), used=(), done=0, **how):
    departures = tuple(NOW + timedelta(days=20 + place) for place in range(len(old.components)))
    return Change(Returned(old, NOW, departures, frozenset(used), **how), frozenset(changed), done)


def figures(found):
    return {name: str(getattr(found, name)) for name in ("fare_difference", "penalty", "to_pay", "back", "forfeited",
                                                         "residual") if getattr(found, name).minor}


def test_e1_up():
    old = fare([(5000, "", 0)], (("YR", 1200), ("CN", 90), ("GB", 990), ("UB", 420)),
               "change allowed; fee CNY1000; residual forfeit;")
    new = fare([(5600, "", 0)], (("YR", 1200), ("CN", 90), ("GB", 990), ("UB", 430)))
    found = change(old).against(new)
    assert figures(found) == {"fare_difference": "600.00", "penalty": "1000.00", "to_pay": "1610.00"}
    assert str(found.tax_difference) == "10.00"


@pytest.mark.parametrize("residual, told", [
    ("offset", {"penalty": "200.00"}),
    ("emd", {"penalty": "200.00", "to_pay": "200.00", "residual": "200.00"}),
    ("forfeit", {"penalty": "200.00", "to_pay": "200.00", "forfeited": "200.00"}),
    ("refund", {"penalty": "200.00"}),
])
def test_e2_down(residual, told):
    old = fare([(900, "", 0)], (), f"change allowed; fee USD200; residual {residual};", "USD")
    found = change(old).against(fare([(700, "", 0)], currency="USD"))
    assert figures(found) == {"fare_difference": "-200.00", **told}


@pytest.mark.parametrize("apply, units, fee", [
    ("highest_changed", (1, 1, 2), "150.00"), ("highest_all", (1, 1, 2), "200.00"),
    ("sum_changed", (1, 1, 2), "250.00"), ("highest_changed_pu", (1, 1, 2), "150.00"),
    ("highest_changed_pu", (1, 1, 1), "200.00"),
])
def test_e3_ways_to_add_fees_up(apply, units, fee):
    parts = [(100, f"change allowed; fee CNY{amount}; apply {apply};", unit)
             for amount, unit in zip((150, 100, 200), units, strict=True)]
    found = change(fare(parts), changed=(0, 1)).against(fare(parts))
    assert str(found.penalty) == fee


def test_e4_partly_used():
    old = fare([(300, "", 0), (300, "", 0)], (), "change allowed; fee USD100; reprice current;", "USD")
    made = change(old, changed=(1,), used=(0,))
    assert made.reprice == "historical"
    assert figures(made.against(fare([(300, "", 0), (420, "", 0)], currency="USD"))) == {
        "fare_difference": "120.00", "penalty": "100.00", "to_pay": "220.00"}


def test_e5_taxes_are_netted():
    old = fare([(400, "", 0)], (("US", 30), ("ZP", "10.40"), ("XF", 9), ("AY", "11.20")), currency="USD",
               said="change allowed; residual emd;")
    new = fare([(350, "", 0)], (("US", "26.25"), ("ZP", "15.60"), ("XF", "13.50"), ("AY", "11.20")), currency="USD")
    assert figures(change(old).against(new)) == {
        "fare_difference": "-50.00", "to_pay": "5.95", "residual": "50.00"}


def test_e6_published_quiz():
    old = fare([(408, "", 0)], (), "change allowed; fee CNY100;")
    assert str(change(old).against(fare([(468, "", 0)])).to_pay) == "160.00"


def test_e7_fares_are_compared_before_they_are_converted():
    old = fare([(670, "", 0)], currency="GBP", rate="1.25", paid="838.00")
    new = fare([(705, "", 0)], currency="GBP", rate="1.30", paid="917.00")
    assert str(change(old).against(new).fare_difference) == "46.00"


def test_who_may_not_change_is_told_the_rule():
    old = fare([(100, "change not_allowed;", 0), (100, "change allowed;", 0)])
    with pytest.raises(ExchangeNotAllowed) as refused:
        change(old, changed=(0,))
    assert refused.value.facts["rule"] == "XX/T/R0"
    assert change(old, changed=(1,)).against(old).penalty == money(0)


def test_the_first_changes_may_be_free():
    old = fare([(100, "change allowed; fee CNY50; free 2;", 0)])
    assert [str(change(old, done=done).against(old).penalty) for done in range(4)] == [
        "0.00", "0.00", "50.00", "50.00"]


def test_nobody_pays_for_what_the_airline_did():
    old = fare([(100, "change not_allowed;", 0)])
    assert figures(change(old, involuntary=True).against(fare([(300, "", 0)]))) == {}


def test_value_by_form_follows_the_chain():
    """A fee goes from what was collected last, what is given back from the form it went to."""
    cash, card = Payment("CASH", money(1830)), Payment("CC", money(376), "VI", "411111XXXXXX1111")
    held = carried((cash,), (card,), (), money(2030))
    assert [(each.form, str(each.amount)) for each in held] == [("CASH", "1830.00"), ("CC", "200.00")]
    given = tuple(back(held, money(250)))
    assert [(each.form, str(each.amount)) for each in given] == [("CC", "200.00"), ("CASH", "50.00")]
    left = carried(held, (), given, money(1700))
    assert [(each.form, str(each.amount)) for each in left] == [("CASH", "1700.00")]


def by_hand(old, fee, used=()):
    departures = tuple(NOW + timedelta(days=20 + place) for place in range(len(old.components)))
    return ByHand(Returned(old, NOW, departures, frozenset(used)), money(fee))


def typed(base, paid=(), due=(), collected=None):
    taxes = [tuple(Tax(code, money(amount), (0,)) for code, amount in each) for each in (paid, due)]
    return Typed("R", money(base), paid=taxes[0], taxes=taxes[1], total=money(collected) if collected else None)


def new_fare(said):
    return PricedFare("ADT", said.base, None, said.levied, said.sum, "", (), "CA")


def test_by_hand_no_rule_is_asked():
    old = fare([(5000, "", 0)], (("CN", 90),), "change denied;")
    said = typed(5600, [("CN", 90)], [("CN", 10)], 1610)
    found = by_hand(old, 1000).computed(new_fare(said), said)
    assert figures(found) == {"fare_difference": "600.00", "penalty": "1000.00", "to_pay": "1610.00"}


@pytest.mark.parametrize("refundable, told", [
    (True, {"back": "100.00"}), (False, {"forfeited": "100.00"})])
def test_by_hand_what_is_left_goes_the_way_of_the_old_fare(refundable, told):
    old, said = replace(fare([(900, "", 0)]), refundable=refundable), typed(700)
    assert figures(by_hand(old, 100).computed(new_fare(said), said)) == {
        "fare_difference": "-200.00", "penalty": "100.00", **told}


def test_by_hand_a_tax_that_was_flown_stays_and_more_than_was_paid_is_refused():
    parts = (((0,), 5000), ((1,), 4000))
    old = replace(fare([(300, "", 0), (300, "", 0)]), taxes=(Tax("CN", money(90), (0, 1), parts=parts),),
                  total=money(690))
    for amount in (49, 91):
        said = typed(600, [("CN", amount)])
        with pytest.raises(PaidTaxDiffers):
            by_hand(old, 0, used=(0,)).computed(new_fare(said), said)
    said = typed(600, [("CN", 50)], [("CN", 60)])
    (tax,) = by_hand(old, 0, used=(0,)).taxes(new_fare(said))
    assert (str(tax.amount), tax.parts) == ("110.00", (((FLOWN,), 5000), ((0,), 6000)))


def test_by_hand_the_total_is_what_is_collected():
    said = typed(700, collected=200)
    with pytest.raises(FareTotalDiffers) as refused:
        by_hand(fare([(600, "", 0)]), 0).computed(new_fare(said), said)
    assert refused.value.facts == {"total": "100.00"}
