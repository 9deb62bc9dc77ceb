"""By which way a fare may be flown: mileage, routings, round the world; and what higher fares on the way ask for."""
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from pnr.engine.pricing.booking_codes import BookingCode, BookingCodes
from pnr.engine.pricing.indicators import indicator
from pnr.engine.pricing.interline import Agreements
from pnr.engine.pricing.mileage import Mileage, Miles
from pnr.engine.pricing.price import price
from pnr.engine.pricing.routings import Routing, Routings
from pnr.engine.schedule.places import Places
from pnr.errors import NoFare, NoRate, SeparateTickets

from .oracle import Filing
from .test_construction import UNCHECKED, calc, filed, journey, kinds, solved

PLACES = Places.embedded()


def usd(amount: str) -> Decimal:
    return Decimal(amount)


# ---- mileage

@pytest.mark.parametrize(("flown", "percent"), [
    (6500, 0), (6501, 5), (6825, 5), (6826, 10), (7150, 10), (7475, 15), (7800, 20), (8125, 25), (8126, None),
])
def test_the_limits_of_a_filed_maximum(flown, percent):
    rows = [Miles("mpm", "BJS", "LON", "", "EH", 6500), Miles("tpm", "BJS", "FRA", "", "EH", 5000),
            Miles("tpm", "LON", "FRA", "", "", flown - 5000)]
    found = Mileage(PLACES, rows).measured(["BJS", "FRA", "LON"], "EH")
    assert (found.flown, found.most, found.percent) == (flown, 6500, percent)


def test_limits_are_whole_miles_and_what_nobody_filed_is_computed():
    rows = [Miles("mpm", "BJS", "LON", "", "", 6511), Miles("tpm", "BJS", "FRA", "", "", 6836),
            Miles("tpm", "FRA", "LON", "", "", 1)]
    assert Mileage(PLACES, rows).measured(["BJS", "FRA", "LON"], "EH").percent == 10  # 6836.55 is 6836
    assert Mileage(PLACES).most("LON", "NYC", "AT") == Mileage(PLACES).ticketed("LON", "NYC", "AT") * 120 // 100


def test_an_allowance_is_taken_from_what_is_flown():
    rows = [Miles("tpm", "NYC", "MIL", "", "", 5000), Miles("mpm", "NYC", "LON", "", "", 5200),
            Miles("allowance", "NAMERICA", "EUROPE", "MIL", "AT", 500)]
    found = Mileage(PLACES, rows).measured(["NYC", "MIL", "LON"], "AT")
    assert (found.percent, found.allowance) == (0, "MIL")
    assert Mileage(PLACES, rows[:2]).measured(["NYC", "MIL", "LON"], "AT").percent == 10
    assert Mileage(PLACES, rows).measured(["NYC", "ROM", "LON"], "AT").allowance == ""
    tariff = filed(Filing("NYC", "LON", "Y1", 1, 500))
    tariff.mileage = Mileage(PLACES, rows)
    line = "NYC XX X/E/MIL XX LON M500.00Y1 NUC500.00END ROE1.0"
    assert calc(journey("NYCMIL", "MILLON", hours=(3,)), tariff) == line


# ---- routings

MAP = Routing("XX", "1001", ("COR-BUE-BSB/SAO-AR/G3-BPS", "COR-RIO-BPS"))


@pytest.mark.parametrize(("cities", "carriers", "permitted"), [
    ("COR BUE SAO BPS", "LA LA AR", True), ("COR BUE BSB BPS", "LA LA G3", True),
    ("COR BUE SAO BPS", "LA LA LA", False),
    ("COR SAO BPS", "LA AR", True), ("COR BPS", "AR", True), ("COR BUE BPS", "LA LA", False), ("COR BUE", "LA", False),
    ("COR SAO BUE BPS", "LA LA AR", False), ("COR RIO BPS", "LA LA", True), ("COR BUE RIO BPS", "LA LA AR", False),
    ("BPS SAO BUE COR", "G3 LA LA", True), ("BPS SAO COR", "LA LA", False),
])
def test_the_way_follows_the_map(cities, carriers, permitted):
    assert MAP.permits(cities.split(), carriers.split()) is permitted


def test_a_fare_is_flown_by_its_routing_and_not_by_mileage():
    far = ("LONNYC", "NYCPAR")
    cheap = Filing("LON", "PAR", "Y1", 1, 100, routing="7")
    with pytest.raises(NoFare):
        solved(journey(*far), filed(cheap))
    tariff = filed(cheap)
    tariff.routings = Routings([Routing("XX", "7", ("LON-NYC-PAR",))])
    assert calc(journey(*far), tariff) == "LON XX NYC XX PAR 100.00Y1 NUC100.00END ROE0.745"
    with pytest.raises(NoFare):
        solved(journey("LONROM", "ROMPAR"), tariff)


# ---- round the world

@pytest.mark.parametrize(("cities", "found"), [
    ("NYC LAX", "WH"), ("SAO NYC", "WH"), ("LON PAR", "EH"), ("LON BJS", "EH"), ("BJS SYD", "EH"), ("NYC LON", "AT"),
    ("NYC LON BJS", "AT"), ("NYC BJS", "PA"), ("LON NYC TYO", "AP"), ("LON TYO", "TS"), ("LON BKK TYO", "EH"),
    ("MOW BJS", "FE"), ("MOW LON", "EH"), ("TYO MOW", "FE"),
])
def test_global_indicators(cities, found):
    assert indicator([PLACES.place(city) for city in cities.split()]) == found


def test_a_fare_for_one_way_round_is_not_flown_the_other():
    over_the_pole, by_asia = Filing("LON", "TYO", "TS", 1, 900, gi="TS"), Filing("LON", "TYO", "EH", 1, 700, gi="EH")
    tariff = filed(over_the_pole, by_asia)
    asked = journey("LONBKK", "BKKTYO")
    assert calc(asked, tariff).startswith("LON XX BKK XX TYO 25M875.00EH")
    assert [built.fare_basis for built in solved(asked, tariff).components] == ["EH"]
    assert [built.fare_basis for built in solved(journey("LONTYO"), tariff).components] == ["TS"]


# ---- higher fares on the way

MUNICH = (Filing("TPE", "MUC", "Y", 1, usd("1627.27")), Filing("HKG", "MUC", "Y", 1, usd("1811.66")),
          Filing("MUC", "BKK", "Y", 1, usd("1946.55")), Filing("TPE", "HKG", "Y", 1, 200))
PARIS = (Filing("TPE", "PAR", "Y", 1, usd("1959.63")), Filing("TPE", "LON", "Y", 1, usd("2059.32")))


def test_the_published_higher_intermediate_fare():
    """TPE-MUC over HKG 1627.27, HKG-MUC 1811.66, and MUC-BKK 1946.55: 3758.21."""
    asked = journey("TPEHKG", "HKGMUC", "MUCBKK")
    line = calc(asked, filed(*MUNICH, plain=""))
    assert line.startswith("TPE XX HKG XX MUC M HKGMUC1811.66Y XX BKK 1946.55Y NUC3758.21END")
    connecting = journey("TPEHKG", "HKGMUC", hours=(3,))
    assert solved(connecting, filed(*MUNICH, plain="")).total == usd("1627.27")
    every = "cat 17 { then { hip checked; } }"
    assert solved(connecting, filed(*MUNICH, plain=every)).total == usd("1811.66")


@pytest.mark.parametrize("text", [
    UNCHECKED, "cat 6 { then { stay min 3d; } }",
])
def test_special_fares_and_category_17_ask_for_no_higher_fare(text):
    assert solved(journey("TPEHKG", "HKGMUC"), filed(*MUNICH, plain=text)).total == usd("1627.27")


def test_the_published_backhaul():
    """TPE-PAR over LON: 1959.63 raised to TPE-LON 2059.32, the least is 2 x 2059.32 - 1959.63, plus up 99.69."""
    asked = journey("TPEFRA", "FRALON", "LONPAR", hours=(3,))
    line = calc(asked, filed(*PARIS, plain=""))
    assert line.startswith("TPE XX X/FRA XX LON XX PAR M TPELON2059.32Y P TPELON TPEPAR99.69 NUC2159.01END")
    child = solved_child(asked, filed(*PARIS, plain=""))
    assert child.total == usd("1544.49") + usd("74.76")  # 75 percent of each, cut off


def solved_child(asked, tariff):
    from pnr.engine.pricing.components import Components
    from pnr.engine.pricing.construct import cheapest
    from pnr.engine.pricing.itinerary import Itinerary

    return cheapest(Components(Itinerary(asked.segments, tariff.places), tariff, asked, "CHD", 8))


def test_a_circle_costs_no_less_than_there_and_back():
    """500 + 520 + 480 is 1500; the highest return fare to a stopover is 1580: plus up 80."""
    fares = (Filing("NYC", "LON", "Y2", 2, 1000), Filing("LON", "ROM", "Y2", 2, 1040, carrier="YY"),
             Filing("NYC", "ROM", "Y2", 2, 960, carrier="ZZ"), Filing("NYC", "LON", "Y2", 2, 1580, carrier="ZZ"))
    asked = journey("NYCLON", "LONROM", "ROMNYC", carriers="XX YY ZZ")
    found = solved(asked, filed(*fares, plain=""))
    assert (kinds(found), found.total) == (["CT"], 1580)
    assert calc(asked, filed(*fares, plain="")) == (
        "NYC XX LON 500.00Y2 YY ROM 520.00Y2 ZZ NYC 480.00Y2 P NYCLON80.00 NUC1580.00END ROE1.0")
    assert solved(asked, filed(*fares)).total == 1500


# ---- whose ticket it is

class Loaded:
    """Agreements of BA as a file has them."""

    def of(self, form, carrier):
        rows = {"BA": [("AA", "", "yes"), ("CX", "GB", "yes"), ("IB", "", "no")]}.get(carrier, [])
        return [{"partner": partner, "country": country, "electronic": electronic, "effective": date(2026, 1, 1),
                 "discontinue": None} for partner, country, electronic in rows] if form == "agreement" else []


@pytest.mark.parametrize(("carriers", "country", "found"), [
    ("BA AA", "US", "BA"), ("BA CX", "GB", "BA"), ("BA CX", "US", "CX"), ("BA IB", "US", "IB"), ("CX BA", "US", "CX"),
    ("BA FR", "US", ""), ("FR FR", "US", "FR"), ("BA AA CX", "US", "AA"),
])
def test_who_may_ticket_all(carriers, country, found):
    agreements, flying = Agreements(Loaded()), carriers.split()
    if found:
        assert agreements.validating(flying, flying, country, date(2026, 6, 1)) == found
    else:
        with pytest.raises(SeparateTickets) as refused:
            agreements.validating(flying, flying, country, date(2026, 6, 1))
        assert refused.value.facts == {"carriers": carriers}


def test_a_carrier_without_agreements_is_ticketed_alone():
    asked = journey("LONPAR", "PARLON", carriers="BA FR")
    both = filed(Filing("LON", "PAR", "Y", 1, 100, carrier="BA"), Filing("PAR", "LON", "Y", 1, 100, carrier="FR"))
    with pytest.raises(SeparateTickets):
        calc(asked, both)
    assert price(journey("LONPAR", carriers="BA"), both)[0].validating == "BA"
    with pytest.raises(SeparateTickets):
        price(replace(journey("LONPAR", carriers="BA"), validating="FR"), both)


# ---- what is missing

@pytest.mark.parametrize(("letter", "carrier", "missing"), [("Y", "ZZ", "carrier"), ("C", "XX", "booking class")])
def test_refusals_say_what_there_is_no_fare_of(letter, carrier, missing):
    with pytest.raises(NoFare) as refused:
        solved(journey("LONPAR", carriers=carrier, classes=letter), filed(Filing("LON", "PAR", "Y", 1, 100)))
    assert (refused.value.facts["lacking"], refused.value.facts["carrier"]) == (missing, carrier)


def test_no_rate_of_exchange_is_no_price():
    early, old = replace(journey("LONPAR"), now=datetime(1999, 5, 1)), filed(Filing("LON", "PAR", "Y", 1, 100))
    old.filed = {market: [replace(fare, effective=date(1990, 1, 1)) for fare in fares]
                 for market, fares in old.filed.items()}
    with pytest.raises(NoRate) as refused:
        calc(early, old)
    assert refused.value.facts["currency"] == "USD"


# ---- higher cabins on the way

def test_the_published_differential():
    """DUS-LOS in Y 1950.74, from FRA in business: the difference of FRA-LOS, 2084.92."""
    fares = (Filing("DUS", "LOS", "Y", 1, usd("1950.74")), Filing("FRA", "LOS", "Y", 1, 1700),
             Filing("FRA", "LOS", "C", 1, usd("3784.92"), letter="C"))
    asked = journey("DUSFRA", "FRALOS", hours=(3,), classes="YC")
    assert calc(asked, filed(*fares)).startswith("DUS XX X/FRA XX LOS M1950.74Y D FRALOS2084.92 NUC4035.66END")
    through = Filing("DUS", "LOS", "C", 1, 4000, letter="C")
    assert calc(asked, filed(*fares, through)).startswith("DUS XX X/FRA XX LOS M4000.00C NUC4000.00END")
    with pytest.raises(NoFare):
        solved(asked, filed(fares[0]))


@pytest.mark.parametrize(("classes", "on", "bases"), [
    ("VV", "LH", None), ("VL", "LH", ["V1"]), ("VV", "CX", ["V1"]), ("VL", "CX", ["L1"]),
])
def test_another_carrier_books_the_fare_in_another_class(classes, on, bases):
    """CA's V fares are booked in L on LH; elsewhere a class above that of the fare asks for its own fare."""
    tariff = filed(*(Filing("BJS", "LON", f"{letter}1", 1, amount, carrier="CA", letter=letter)
                     for letter, amount in (("V", 300), ("L", 500))))
    tariff.booking_codes = BookingCodes([BookingCode("CA", "", "V*", "LH", "L")])
    asked = journey("BJSFRA", "FRALON", hours=(3,), carriers=f"CA {on}", classes=classes)
    if bases is None:
        with pytest.raises(NoFare):
            solved(asked, tariff)
    else:
        assert [built.fare_basis for built in solved(asked, tariff).components] == bases
