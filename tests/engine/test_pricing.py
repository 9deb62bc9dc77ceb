"""Journeys priced as booked: components, passenger types, the line that explains the price, and refusals."""
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from pnr.engine.pricing.fare import Fare
from pnr.engine.pricing.fares import Tariff
from pnr.engine.pricing.price import price
from pnr.engine.schedule.places import Places
from pnr.errors import NoFare, RuleRefuses
from pnr.values.documents import read, write
from pnr.values.money import Money, total

from .journeys import TARIFF, request

DOMESTIC = ("CA1501 Y 10JUN PEKSHA 0830 1045", "CA1502 K 12JUN SHAPEK 0830 1045")
LONDON = ("CA937 K 10JUN PEKLHR 1330 1730", "CA938 K 20JUN LHRPEK 2030 1400+1")


def fare(carrier: str, origin: str, destination: str, fare_class: str, tag: int, amount: Money,
         rule: str = "YY/WORLD/WF00") -> Fare:
    return Fare(carrier, "TEST", origin, destination, fare_class, fare_class[0], "Y", tag, amount, rule,
                date(2020, 1, 1))


def with_fares(*fares: Fare, text: str = "") -> Tariff:
    return Tariff(Places.embedded(), fares, text)


def amounts(line: str) -> list[Decimal]:
    """The amounts of a fare calculation line, the total last."""
    parts = (re.fullmatch(r"(?:\d*M)?(\d+(?:\.\d\d)?)[A-Z]\w+(/\w+)?|(\d+\.\d\d)[A-Z]", word) for word in line.split())
    whole = re.search(r"[A-Z]{3}(\d+(?:\.\d\d)?)END", line)
    return [Decimal(part[1] or part[3]) for part in parts if part] + [Decimal(whole[1])]


def check(priced) -> None:
    """What holds of every price."""
    *parts, whole = amounts(priced.fare_calc)
    assert sum(parts) == whole
    assert [Decimal(each.nuc) for each in priced.components] == parts
    assert total([each.share for each in priced.components], priced.base.currency) == priced.base
    assert priced.total == total([priced.fare, *(tax.amount for tax in priced.taxes)], priced.fare.currency)
    for tax in priced.taxes:
        assert sum(minor for _, minor in tax.parts) == tax.amount.minor
    assert read(write(priced)) == priced


def test_chinese_domestic_family():
    adult, child, infant = price(request(DOMESTIC[0], passengers="ADT CHD INF", sold="2025-12-08T12:00"), TARIFF)
    assert adult.fare_calc == "PEK CA SHA 1960.00Y CNY1960.00END"
    assert [(tax.code, str(tax.amount)) for tax in adult.taxes] == [("CN", "50.00"), ("YQ", "40.00")]
    assert adult.total == Money.of(2050, "CNY")
    assert child.fare_calc == "PEK CA SHA 980.00YCH50 CNY980.00END"
    assert ([(tax.code, str(tax.amount)) for tax in child.taxes], str(child.total)) == ([("YQ", "20.00")], "1000.00")
    assert (infant.fare_calc, infant.taxes, str(infant.total)) == ("PEK CA SHA 200.00YIN90 CNY200.00END", (), "200.00")
    assert adult.domestic and not adult.roe and adult.validating == "CA"


def test_chinese_worked_example():
    """Sale of 10 March 2026, more than 800 km: adult on 1230, child and infant on Y 1640."""
    sold = {"sold": "2026-03-10T12:00", "passengers": "ADT CHD INF"}
    cheap = with_fares(fare("CA", "BJS", "SHA", "Y", 3, Money.of(1230, "CNY"), "YY/DOMCN/D000"))
    assert price(request(DOMESTIC[0], **sold), cheap)[0].total == Money.of(1300, "CNY")
    published = with_fares(fare("CA", "BJS", "SHA", "Y", 3, Money.of(1640, "CNY"), "YY/DOMCN/D000"))
    _, child, infant = price(request(DOMESTIC[0], **sold), published)
    assert (str(child.base), str(child.total)) == ("820.00", "830.00")
    assert (str(infant.base), str(infant.total)) == ("160.00", "160.00")
    odd = with_fares(fare("CA", "BJS", "SHA", "Y", 3, Money.of(1490, "CNY"), "YY/DOMCN/D000"))
    assert [str(each.base) for each in price(request(DOMESTIC[0], **sold), odd)] == ["1490.00", "750.00", "150.00"]


def test_chinese_trips_are_fares_end_to_end():
    adult, child = price(request(*DOMESTIC, passengers="ADT CHD"), TARIFF)
    assert adult.fare_calc == "PEK CA SHA 1960.00Y CA PEK 1370.00K CNY3330.00END"
    assert child.fare_calc == "PEK CA SHA 980.00YCH50 CA PEK 1370.00K CNY2350.00END"
    assert [each.rule for each in adult.components] == ["YY/DOMCN/D000", "YY/DOMCN/D002"]


def test_two_halves_of_a_return_fare():
    rule = with_fares(fare("CA", "BJS", "LON", "JLEO1MCN", 2, Money.of(5000, "CNY")))
    (priced,) = price(request(*(each.replace(" K ", " J ") for each in LONDON)), rule)
    assert priced.fare_calc == "BJS CA LON 352.11JLEO1MCN CA BJS 352.11JLEO1MCN NUC704.22END ROE7.1"
    assert priced.base == Money.of(5000, "CNY")
    assert [str(each.share) for each in priced.components] == ["2500.00", "2500.00"]


def test_the_way_back_uses_the_fare_from_where_the_journey_began():
    more = with_fares(fare("BA", "LON", "NYC", "KTEST", 2, Money.of(107, "GBP")),
                      fare("BA", "NYC", "LON", "KTEST", 2, Money.of(1, "USD")))
    there, back = "BA117 K 10JUN LHRJFK 0900 1200", "BA112 K 24JUN JFKLHR 1830 0630+1"
    (priced,) = price(request(there, back, currency="GBP"), more)
    assert priced.base == Money.of(107, "GBP")
    assert {each.nuc for each in priced.components} == {"71.81"}


def test_connections_are_marked_and_mileage_is_charged():
    (priced,) = price(request("LH723 H 10JUN PEKFRA 1030 1430", "LH1030 H 10JUN FRACDG 1630 1745",
                              "CA934 H 20JUN CDGPEK 2030 1300+1"), TARIFF)
    assert priced.fare_calc.startswith("BJS LH X/FRA LH PAR M")
    assert priced.base.currency == "CNY" and len(priced.components) == 2
    (detour,) = price(request("BA1 K 10JUN LHRFRA 0900 1130", "LH2 K 10JUN FRALIS 1500 1700", currency="GBP"), TARIFF)
    assert " X/FRA " in detour.fare_calc or len(detour.components) == 2


def test_an_open_jaw_is_two_halves():
    (priced,) = price(request("CA937 K 10JUN PEKLHR 1330 1730", "CA934 K 20JUN CDGPEK 2030 1400+1"), TARIFF)
    assert re.fullmatch(r"BJS CA LON \S+ /-PAR CA BJS \S+ NUC[\d.]+END ROE7.1", priced.fare_calc)
    assert all(each.half for each in priced.components)


def test_american_fares_keep_their_cents_and_name_their_airports():
    adult, child, infant = price(request("AA1 Y 10JUN JFKLAX 0900 1200", "AA2 Y 14JUN LAXJFK 0900 1730", currency="USD",
                                         passengers="ADT CHD INF"), TARIFF)
    assert adult.fare_calc == "NYC AA LAX 656.00YRT AA NYC 656.00YRT USD1312.00END ZPJFKLAX XFJFK4.5LAX4.5"
    assert {tax.code: str(tax.amount) for tax in adult.taxes} == {
        "US": "98.40", "ZP": "10.40", "AY": "11.20", "XF": "9.00"}
    assert str(infant.base) == "131.20" and [tax.code for tax in infant.taxes] == ["US"]


def test_paid_in_another_currency():
    (priced,) = price(request("BA117 M 10JUN LHRJFK 0900 1200", currency="EUR"), TARIFF)
    assert (priced.base.currency, priced.equivalent.currency, priced.total.currency) == ("GBP", "EUR", "EUR")
    assert priced.rate == "1.150336"


def test_same_prices_stand_together_and_unknown_types_pay_as_adults():
    prices = price(request(DOMESTIC[0], passengers="ADT CHD:3 ADT CHD:8 CNN:5 MIL"), TARIFF)
    assert [(each.type, each.passengers) for each in prices] == [
        ("ADT", (0, 2)), ("CHD", (1, 3)), ("CNN", (4,)), ("MIL", (5,))]
    assert prices[-1].fared_as == "ADT" and prices[-1].total == prices[0].total


def test_what_a_refund_needs_is_kept():
    (priced,) = price(request(*LONDON), TARIFF)
    ((rid, text),) = priced.rules
    assert rid == "YY/WORLD/WS07" and "cat 33" in text and "cat 5" not in text
    assert all(each.oneway > each.share for each in priced.components)
    assert priced.last_ticketing == date(2026, 5, 4)
    assert priced.endorsements == "NONEND/PENALTY APPLIES"
    assert [(each.nvb, each.nva) for each in priced.components] == [(date(2026, 6, 10),) * 2, (date(2026, 6, 20),) * 2]


def test_a_rule_that_refuses_gives_way_to_the_next_fare():
    early, late = (price(request(*LONDON, sold=f"2026-{day}T12:00"), TARIFF)[0] for day in ("05-01", "06-08"))
    assert {each.fare_basis for each in early.components} == {"KAP7RT"}
    assert [each.fare_basis for each in late.components] == ["KOW", "KAP7OW"]  # the way back is days away, alone


def test_refusals_name_what_decided():
    with pytest.raises(RuleRefuses) as refused:
        price(request("UA1 O 10MAY JFKLAX 0900 1200", currency="USD"), TARIFF)
    assert refused.value.facts == {"category": 5, "rule": "YY/WORLD/WP14", "fare_basis": "OAP14OW",
                                   "fact": "reserved 01MAY26/1200, later than 26APR26/2359", "component": "NYCLAX"}
    with pytest.raises(NoFare) as missing:
        price(request("CA1501 ? 10JUN PEKSHA 0830 1045"), TARIFF)
    assert missing.value.facts["booking_class"] == "?" and missing.value.facts["passenger_type"] == "ADT"


def test_a_private_fare_is_sold_to_whom_it_is_for():
    text = 'rule CA/PRV/P1 { private; cat 15 { then { sale agency [BJS1A0100]; } } }'
    tariff = with_fares(fare("CA", "BJS", "SHA", "YPRIV", 3, Money.of(100, "CNY"), "CA/PRV/P1"), text=text)
    asked = request(DOMESTIC[0])
    assert price(replace(asked, office="SHA1A0100"), tariff)[0].base == Money.of(1960, "CNY")
    assert price(replace(asked, office="BJS1A0100"), tariff)[0].base == Money.of(100, "CNY")


@pytest.mark.parametrize("currency", ["CNY", "USD", "GBP", "EUR", "HKD"])
@pytest.mark.parametrize("flights", [
    DOMESTIC[:1], DOMESTIC, LONDON, LONDON[:1], ("AA1 Q 10JUN JFKLAX 0900 1200", "AA2 T 14JUN LAXJFK 0900 1730"),
    ("BA1301 K 10JUN EDILHR 0700 0830", "BA117 K 10JUN LHRJFK 1130 1430", "AA1 M 15JUN JFKORD 0900 1100",
     "AA2 K 20JUN ORDLHR 1700 0700+1"),
    ("JL1 L 10JUN HNDITM 0900 1000", "JL5 L 12JUN KIXTPE 1000 1200", "CX2 V 20JUN HKGNRT 0900 1400"),
])
def test_everything_adds_up(flights, currency):
    prices = price(request(*flights, currency=currency, passengers="ADT CHD INF INS"), TARIFF)
    for priced in prices:
        check(priced)
    adult, child, infant, _ = prices
    assert infant.base <= child.base <= adult.base
    turned = price(request(*flights, currency=currency, passengers="INF ADT INS CHD"), TARIFF)
    assert {each.type: each.total for each in turned} == {each.type: each.total for each in prices}


def test_more_fares_never_cost_more():
    before = price(request(*LONDON), TARIFF)[0].base
    for amount in (3000, 4000, 9000):
        more = with_fares(fare("CA", "BJS", "LON", "KEXTRA", 1, Money.of(amount, "CNY")))
        assert price(request(*LONDON), more)[0].base <= before
