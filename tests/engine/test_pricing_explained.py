"""Every figure of a price follows from what the price keeps, without the tariff it was made of."""
from decimal import ROUND_DOWN, Decimal

import pytest

from pnr.engine.pricing.currency import Rates
from pnr.engine.pricing.explained import constructed, explained
from pnr.engine.pricing.price import price
from pnr.engine.pricing.rounding import to_unit
from pnr.values.money import Money, total

from .journeys import TARIFF, request
from .test_pricing_by_rule import TRIP, corporate, negotiated, sold

JOURNEYS = [
    (TRIP, {"passengers": "ADT CHD:8 INF"}), (("CA1501 Y 10JUN PEKSHA 0830 1045",), {"passengers": "ADT CHD:8"}),
    (("CA937 E 15MAY PEKLHR 1330 1730", "CA938 E 23MAY LHRPEK 2030 1400+1"), {}),
    (("BA117 M 10JUN LHRJFK 0900 1200",), {"currency": "EUR"}),
    (("AA1 J 10JUN JFKORD 0900 1030", "AA2 J 10JUN ORDLHR 1600 0600+1"), {"currency": "USD"}),
    (("CA937 K 10JUN PEKLHR 1330 1730", "CA934 K 20JUN CDGPEK 2030 1400+1"), {}),
]
PRICES = [fare for flights, asked in JOURNEYS for fare in price(request(*flights, **asked), TARIFF)]


def cut(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"), ROUND_DOWN)


def computed(part) -> Decimal:
    """The amount of a component, step by step."""
    value = part.filed.amount / (2 if part.half and part.tag == 2 else 1)
    value = cut(value / Decimal(part.roe)) if part.roe else value
    value = cut(value * Decimal(part.percent) / 100) if part.percent else value
    return cut(value * (100 + part.surcharge) / 100) if part.surcharge else value


@pytest.mark.parametrize("fare", PRICES, ids=lambda fare: fare.fare_calc)
def test_a_price_is_computed_again_from_what_it_keeps(fare):
    for part in fare.components:
        assert f"{computed(part):.2f}" == part.nuc or (fare.domestic and part.fared_as != "ADT")  # rounded before
    local = constructed(fare) * Decimal(fare.roe or 1)
    assert to_unit(local, Rates().unit(fare.base.currency, request(*TRIP).now.date())) == fare.base or fare.domestic
    assert fare.fare + total([tax.amount for tax in fare.taxes], fare.total.currency) == fare.total
    assert total([part.share for part in fare.components], fare.base.currency) == fare.base


def test_the_figures_of_a_corporate_fare():
    found = [*explained(sold(corporate()))]
    assert found[0].how == ("CNY 3440.00 under CA/FBRPV/CORP, made of VLEO1MCN at 3900.00 for ACME99, "
                            "half of a return fare, at ROE 7.1")
    assert [figure.amount for figure in found[:3]] == ["242.25", "242.25", "3440.00"]
    assert found[2].how == "484.50 at ROE 7.1" and found[-1].what == "total"
    assert [*explained(sold(negotiated(), accounts=()))][0].how.startswith("CNY 3000.00 under CA/NEGO/N001, half")


def test_every_figure_has_a_reason():
    for fare in PRICES:
        figures = [*explained(fare)]
        assert all(figure.what and figure.how and figure.amount for figure in figures)
        assert Money.of(figures[-1].amount, fare.total.currency) == fare.total
