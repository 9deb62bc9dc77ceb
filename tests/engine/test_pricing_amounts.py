"""Amounts: levels by distance, neutral units, rounding by currency, equivalents."""
from datetime import date
from decimal import Decimal

import pytest

from pnr.engine.pricing import filed
from pnr.engine.pricing.rounding import half_up, to_unit, truncated
from pnr.errors import NoRate
from pnr.values.money import Money

from .journeys import TARIFF

DAY = date(2026, 6, 1)
RATES = TARIFF.rates


@pytest.mark.parametrize(("amount", "currency", "rounded"), [
    ("923.36", "USD", "923.00"), ("469.76", "USD", "470.00"), ("438.74", "USD", "439.00"),
    ("716.47", "GBP", "716.00"), ("372.70", "GBP", "373.00"), ("279.53", "GBP", "280.00"),
    ("382.495", "EUR", "383.00"), ("34.596", "EUR", "35.00"), ("11522.93", "HKD", "11530.00"),
    ("129496.64", "TWD", "129497.00"), ("74393.0076", "TWD", "74393.00"),
    ("4999.962", "CNY", "5000.00"), ("5000.03", "CNY", "5000.00"), ("5000.1", "CNY", "5010.00"),
    ("1455.5", "CNY", "1460.00"), ("5993.607", "CNY", "6000.00"), ("21429", "JPY", "21500"),
])
def test_fares_are_rounded_as_their_currency_is(amount, currency, rounded):
    assert str(to_unit(Decimal(amount), RATES.unit(currency))) == rounded


def test_neutral_units_and_percentages_are_cut_off():
    assert truncated(Decimal("53.5") / Decimal("0.765204")) == Decimal("69.91")
    assert truncated(Decimal("272.50") * 75 / 100) == Decimal("204.37")
    assert truncated(Decimal("58.26") * 105 / 100) == Decimal("61.17")
    assert truncated(Decimal("2369.50") * 110 / 100) == Decimal("2606.45")
    assert half_up(Decimal(745), RATES.unit("CNY")) == Money.of(750, "CNY")


def test_rates_have_dates():
    assert RATES.roe("CNY", DAY) == Decimal("7.1")
    assert RATES.roe("CNY", date(2025, 12, 31)) != RATES.roe("CNY", DAY)
    assert RATES.selling("CNY", "CNY", DAY) == 1
    assert RATES.equivalent(Money.of(664, "GBP"), "EUR", DAY)[0] == Money.of(764, "EUR")
    with pytest.raises(NoRate):
        RATES.roe("CNY", date(1999, 1, 1))


@pytest.mark.parametrize(("letter", "amount"), [
    ("F", 5880), ("J", 4900), ("Y", 1960), ("B", 1760), ("M", 1570), ("H", 1470), ("K", 1370), ("L", 1180), ("Q", 980),
])
def test_chinese_fares_are_percentages_of_the_published_y(letter, amount):
    (fare,) = TARIFF.fares("CA", "BJS", "SHA", DAY, letter)
    assert (fare.amount, fare.tag, fare.fare_class) == (Money.of(amount, "CNY"), 3, letter)


def test_every_class_has_a_fare_everywhere_and_one_alone_wants_two_weeks():
    for letter in filed.classes():
        for market in (("BJS", "SHA"), ("LON", "NYC"), ("NYC", "LAX"), ("SYD", "AKL"), ("SAO", "LIS"), ("NBO", "LON")):
            fares = TARIFF.fares("XX", *market, DAY, letter)
            assert any(fare.oneway for fare in fares)
            assert all(fare.amount.minor > 0 for fare in fares)
            assert letter == "O" or market[0] == "BJS" or any(not TARIFF.rules[fare.rule].category(5) for fare in fares)


def test_levels_rise_with_distance_and_stay_near_what_was_measured():
    """US averages of 1997-2000 by miles, times 1.25: the Q class stands at the average."""
    markets = (("NYC", "BOS", 123), ("NYC", "CLE", 138), ("CHI", "NYC", 167), ("NYC", "MIA", 189), ("NYC", "LAX", 255))
    seen = []
    for origin, destination, average in markets:
        fare = next(fare for fare in TARIFF.fares("AA", origin, destination, DAY, "Q") if fare.fare_class == "QOW")
        assert abs(fare.amount.amount / Decimal("1.25") - average) < average * Decimal("0.13")
        seen.append(fare.amount)
    assert seen == sorted(seen)


def test_low_cost_carriers_ask_less():
    assert TARIFF.fares("FR", "LON", "DUB", DAY, "Y")[0].amount < TARIFF.fares("BA", "LON", "DUB", DAY, "Y")[0].amount


def test_fares_are_in_force_on_a_day():
    before = TARIFF.fares("CA", "BJS", "SHA", date(2025, 9, 30), "Y")[0]
    assert before.amount == Money.of(1880, "CNY") and before.discontinue == date(2025, 9, 30)
    leisure = [fare.fare_class for fare in TARIFF.fares("CA", "BJS", "LON", DAY, "V")]
    assert "VLEO1MCN" in leisure
    assert "VLEO1MCN" not in [fare.fare_class for fare in TARIFF.fares("CA", "BJS", "LON", date(2026, 11, 1), "V")]


def test_a_display_lists_the_lowest_first():
    fares = TARIFF.fares_of("BJS", "SHA", DAY, ("CA", "MU"))
    assert [fare.amount for fare in fares] == sorted(fare.amount for fare in fares)
    assert {fare.carrier for fare in fares} == {"CA", "MU"}
