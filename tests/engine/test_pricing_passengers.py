"""Passenger types: a fare of one's own, a discount, the adult's fare; ages, laps, who travels along, China."""
from dataclasses import replace
from datetime import date

import pytest

from pnr.engine.pricing.passengers import grouped, known
from pnr.engine.pricing.price import price
from pnr.engine.pricing.quote import Passenger
from pnr.errors import RuleRefuses, UnknownPassengerType
from pnr.values.money import Money

from .journeys import TARIFF, request
from .test_pricing import fare, with_fares

TRIP = ("CA937 V 15MAY PEKLHR 1330 1730", "CA938 V 25MAY LHRPEK 2030 1400+1")
HOME = "CA1501 {} 15MAY PEKSHA 0830 1045"


def sold(passengers: str, text: str = "", *fares, flights=TRIP, **more):
    tariff = with_fares(*fares, text=text) if text else TARIFF
    return price(request(*flights, passengers=passengers, **more), tariff)


def youth(text: str, amount: int = 2000):
    return (f"rule CA/Y/Y1 {{ {text} }}", fare("CA", "BJS", "LON", "VYTH", 2, Money.of(amount, "CNY"), "CA/Y/Y1"))


OWN = ("fares for (owrt RT) { pax [YTH]; age 12..25; }", "cat 1 { then { pax [YTH]; age 12..25; } }")


@pytest.mark.parametrize("text", OWN)
def test_a_fare_of_ones_own_is_no_adults_fare(text):
    own, adult, child = sold("YTH:20 ADT CHD:8", *youth(text))
    assert [each.components[0].fare_basis for each in (own, adult, child)] == ["VYTH", "VLEO1MCN", "VLEO1MCN/CH25"]
    assert (own.fared_as, adult.fared_as, child.fared_as) == ("YTH", "ADT", "CHD")
    assert own.components[0].percent == "" and own.components[0].fared_as == "YTH"


@pytest.mark.parametrize("text", OWN)
def test_who_has_grown_out_of_a_type_pays_as_an_adult(text):
    (old,) = sold("YTH:26", *youth(text))
    assert (old.components[0].fare_basis, old.fared_as) == ("VLEO1MCN", "ADT")
    with pytest.raises(RuleRefuses) as error:
        sold("ADT:30", *youth(text), bases=("VYTH", "VYTH"))
    assert error.value.facts["category"] == 1 and error.value.facts["rule"] == "CA/Y/Y1"
    assert error.value.facts["fact"] == "passenger ADT, not YTH" and error.value.facts["component"] == "BJSLON"


def test_the_lowest_of_ones_own_and_the_adults_fare():
    (found,) = sold("YTH:20", *youth(OWN[0], amount=9000))
    assert (found.components[0].fare_basis, found.fared_as) == ("VLEO1MCN", "ADT")


def test_a_discount_from_the_adults_fare():
    text, filed = youth("cat 22 { then { when (pax [SRC]); pct 60% of adult; designator SD40; } "
                        "or { when (pax [MIL]); amount CNY1000; } }")
    senior, soldier, adult = sold("SRC:70 MIL ADT", text, filed)
    assert (senior.components[0].fare_basis, senior.fared_as) == ("VYTH/SD40", "SRC")
    assert senior.components[0].percent == "60" and senior.components[0].amount == Money.of(1000, "CNY")
    assert [part.nuc for part in senior.components] == ["84.50", "84.50"]  # 60 percent of 140.84, cut
    assert (soldier.base, soldier.fared_as) == (Money.of(1000, "CNY"), "MIL") and adult.base == Money.of(2000, "CNY")
    (student,) = sold("STU", text, filed)
    assert (student.base, student.fared_as) == (Money.of(2000, "CNY"), "ADT")  # not fared at the type requested


def test_unknown_types_are_refused():
    with pytest.raises(UnknownPassengerType) as error:
        sold("XYZ")
    assert error.value.facts == {"passenger_type": "XYZ"}


@pytest.mark.parametrize(("type", "age", "is_"), [
    ("CNN", None, "CHD"), ("C05", None, "CHD"), ("CHD", 11, "CHD"), ("CHD", 12, "ADT"), ("INF", 1, "INF"),
    ("INF", 2, "CHD"), ("INS", 2, "CHD"), ("INF", 12, "ADT"), ("UNN", 5, "UNN"), ("UNN", 12, "ADT"), ("SRC", 59, "ADT"),
    ("SRC", 60, "SRC"), ("YTH", 25, "YTH"), ("YTH", 26, "ADT"), ("GVT", 3, "GVT"),
])
def test_what_somebody_is_at_an_age(type, age, is_):
    assert known(type, age) == is_


def test_a_second_infant_has_a_seat_and_pays_as_a_child():
    prices = sold("ADT INF INF")
    assert [(each.type, each.components[0].fare_basis) for each in prices] == [
        ("ADT", "VLEO1MCN"), ("INF", "VLEO1MCN/IN90"), ("INS", "VLEO1MCN/CH25")]
    assert len(sold("ADT ADT INF INF")) == 2 and [group.type for group in grouped([Passenger("INF")] * 2)] == ["INF"]
    assert [group.type for group in grouped([Passenger("INF")], ("ADT", "INF"))] == ["INS"]


def test_an_infant_who_turns_two_on_the_way_is_a_child_from_then_on():
    asked = request(*TRIP, passengers="ADT INF:1")
    for born, back in ((date(2024, 5, 25), "VLEO1MCN/CH25"), (date(2024, 5, 26), "VLEO1MCN/IN90")):
        infant = replace(asked.passengers[1], born=born)
        _, found = price(replace(asked, passengers=(asked.passengers[0], infant)), TARIFF)
        assert [part.fare_basis for part in found.components] == ["VLEO1MCN/IN90", back]


def test_children_with_nobody_along_pay_as_adults():
    for along, found in ((None, "CHD"), (("ADT",), "CHD"), ((), "ADT"), (("CHD",), "ADT")):
        (child,) = sold("CHD:8", flights=tuple(flight.replace(" V ", " K ") for flight in TRIP), along=along)
        assert (child.fared_as, child.components[0].fare_basis.endswith("/CH25")) == (found, found == "CHD")


def test_an_age_told_by_the_type():
    assert [group.age for group in grouped([Passenger("C05"), Passenger("CNN"), Passenger("C07", 8)])] == [5, None, 8]


@pytest.mark.parametrize(("letter", "passenger", "base", "basis"), [
    ("Y", "CHD", 980, "YCH50"), ("Y", "INF", 200, "YIN90"), ("K", "CHD", 1370, "K"), ("K", "INF", 200, "YIN90"),
])
def test_chinese_children_pay_half_of_y_or_the_adults_fare_and_infants_a_tenth_of_y(letter, passenger, base, basis):
    """Y is CNY 1960 here: 980 and 196, the latter rounded half up to ten; a child may have the lower class whole."""
    _, found = sold(f"ADT {passenger}", flights=(HOME.format(letter),))
    assert (found.base, found.components[0].fare_basis) == (Money.of(base, "CNY"), basis)
    assert found.fared_as == passenger


@pytest.mark.parametrize(("full", "child", "infant"), [
    (1490, 750, 150), (1640, 820, 160), (1230, 620, 120), (980, 490, 100)])
def test_the_chinese_examples_of_the_trade(full, child, infant):
    """Half of the published Y and a tenth of it, each rounded half up to ten: 745 is 750, 149 is 150."""
    y = replace(fare("CA", "BJS", "SHA", "Y", 3, Money.of(full, "CNY")), tariff="DOMCN", rule="YY/DOMCN/D000")
    asked = request("CA1501 Y 10JUN PEKSHA 0830 1045", passengers="ADT CHD:8 INF:1", sold="2026-03-10T12:00")
    adult, young, lap = price(asked, with_fares(y))
    assert [each.base for each in (adult, young, lap)] == [Money.of(amount, "CNY") for amount in (full, child, infant)]
    taxes = [{tax.code: str(tax.amount) for tax in each.taxes} for each in (adult, young, lap)]
    assert taxes == [{"CN": "50.00", "YQ": "20.00"}, {"YQ": "10.00"}, {}]
