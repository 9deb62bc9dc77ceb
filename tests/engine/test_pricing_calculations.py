"""The fare calculation of a price is a line of the language: it reads, adds up, and comes to the base fare."""
import pytest

from pnr.engine.pricing.by_hand import based, flights, flown
from pnr.engine.pricing.itinerary import Itinerary
from pnr.engine.pricing.price import price
from pnr.fare_calc.checks import faults
from pnr.fare_calc.reading import parsed
from pnr.fare_calc.writing import write

from .journeys import TARIFF, request

OUT, BACK = "CA937 Y 12MAY PEKLHR 1330 1730", "CA938 Y 20MAY LHRPEK 2030 1400+1"
JOURNEYS = {
    "domestic": ["CA1501 Y 10MAY PEKSHA 0830 1045"],
    "domestic return": ["CA1501 Y 10MAY PEKSHA 0830 1045", "CA1502 K 14MAY SHAPEK 1130 1345"],
    "return": [OUT, BACK],
    "through a point": ["LH723 Y 12MAY PEKFRA 1030 1430", "LH1030 Y 12MAY FRACDG 1630 1745",
                        "LH934 Y 20MAY CDGPEK 2030 1300+1"],
    "open jaw": [OUT, "CA934 Y 20MAY CDGPEK 2030 1300+1"],
    "home": ["AA1 Y 12MAY JFKLAX 0900 1200", "AA2 Y 20MAY LAXJFK 0900 1730"],
}


@pytest.mark.parametrize("passengers", ["ADT", "CHD:8", "INF:1"])
@pytest.mark.parametrize("name", JOURNEYS)
def test_a_price_is_explained_by_its_line(name, passengers):
    asked = request(*JOURNEYS[name], passengers=passengers)
    for fare in price(asked, TARIFF):
        line = parsed(fare.fare_calc)
        assert list(faults(line)) == []
        assert write(line) == fare.fare_calc
        assert based(line, fare.base.currency, TARIFF.rates) == fare.base
        itinerary = Itinerary(asked.segments, TARIFF.places)
        assert list(flights(line)) == list(flown(line, itinerary))
