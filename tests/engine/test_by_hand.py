"""Fares by hand: what was typed makes a fare whose parts add up, or is refused."""
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pnr.engine.pricing.by_hand import canonical, check, check_calculation, priced, whole
from pnr.engine.pricing.itinerary import Itinerary
from pnr.engine.pricing.quote import Tax
from pnr.engine.pricing.typed import Typed
from pnr.errors import (
    CalculationDiffers,
    CalculationElsewhere,
    EquivalentDiffers,
    FareBasisMissing,
    FareTotalDiffers,
    InvalidCalculation,
    NeedFareAmount,
    NeedFareCalculation,
)
from pnr.values.money import Money, total

from .journeys import TARIFF, request

ASKED = request("LH723 Y 12MAY PEKFRA 1030 1430", "LH1030 Y 14MAY FRACDG 1630 1745", "LH934 Y 20MAY CDGPEK 2030 1300+1")
ITINERARY = Itinerary(ASKED.segments, TARIFF.places)
LINE = "BJS LH FRA LH PAR Q20.00 M332.11YRT LH BJS 352.11YRT NUC704.22END ROE7.1"
WHOLE = Typed(base=Money.of(5000, "CNY"), calculation=LINE, taxes=(Tax("CN", Money.of(90, "CNY")),))


def test_what_is_whole_makes_a_fare():
    whole(WHOLE, ITINERARY, TARIFF.rates)
    fare = priced(WHOLE, ITINERARY, "ADT", "CNY")
    assert (str(fare.total), fare.validating, fare.domestic) == ("5090.00", "LH", False)
    assert [part.fare_basis for part in fare.components] == ["YRT"] * 3
    assert [str(part.share) for part in fare.components] == ["1250.00", "1250.00", "2500.00"]


@pytest.mark.parametrize(("change", "error"), [
    ({"base": None}, NeedFareAmount),
    ({"calculation": ""}, NeedFareCalculation),
    ({"calculation": LINE.replace("YRT", "")}, FareBasisMissing),
    ({"calculation": LINE.replace("NUC704.22", "NUC704.42")}, CalculationDiffers),
    ({"calculation": LINE.replace("ROE7.1", "ROE7.2")}, CalculationDiffers),
    ({"calculation": LINE.replace("PAR", "LON")}, CalculationElsewhere),
    ({"calculation": LINE.replace("BJS LH FRA LH", "BJS LH FRA CA")}, CalculationElsewhere),
    ({"calculation": LINE.replace("END", "")}, InvalidCalculation),
    ({"total": Money.of(5000, "CNY")}, FareTotalDiffers),
    ({"taxes": (Tax("GB", Money.of(5, "GBP")),)}, FareTotalDiffers),
    ({"base": Money.of(700, "USD"), "equivalent": Money.of(5000, "CNY"), "bsr": "7.2"}, EquivalentDiffers),
])
def test_what_does_not_fit_is_refused(change, error):
    with pytest.raises(error):
        whole(replace(WHOLE, **change), ITINERARY, TARIFF.rates)


def test_a_fare_at_a_selling_rate():
    typed = Typed(base=Money.of(100, "USD"), equivalent=Money.of(720, "CNY"), bsr="7.2")
    check(typed, TARIFF.rates)
    fare = priced(typed, ITINERARY, "ADT", "CNY")
    assert (str(fare.fare), fare.rate) == ("720.00", "7.2")


def test_calculations_are_kept_as_this_host_writes_them():
    assert canonical("PEK CA SHA1960.00CNY 1960.00 END") == "PEK CA SHA 1960.00CNY1960.00END"
    check_calculation(replace(WHOLE, base=None), ITINERARY, TARIFF.rates)


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 10_000_000), st.integers(1, 100_000), st.integers(1, 100_000))
def test_shares_add_up(base, out, back):
    amounts = [Decimal(coins).scaleb(-2) for coins in (out, back)]
    line = f"BJS LH FRA LH PAR M{amounts[0]:.2f}Y LH BJS {amounts[1]:.2f}Y NUC{sum(amounts):.2f}END ROE7.1"
    fare = priced(Typed(base=Money(base, "CNY"), calculation=line), ITINERARY, "ADT", "CNY")
    assert total([part.share for part in fare.components], "CNY") == fare.base
