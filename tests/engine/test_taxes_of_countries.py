"""Taxes of ten countries by cabin, age, way and day; real tickets to the cent; tables loaded over the shipped ones."""
import pytest

from pnr.engine.pricing.itinerary import Itinerary
from pnr.engine.pricing.passengers import grouped
from pnr.engine.pricing.price import price
from pnr.engine.pricing.taxes import taxes
from pnr.engine.schedule.places import Places
from pnr.engine.store.weight import Weight
from pnr.engine.tariff.loading import load
from pnr.engine.world import World
from pnr.values.money import Money, total

from .journeys import TARIFF, request

PLACES = Places.embedded()


def levied(*flights, base="0", tariff=TARIFF, **sale):
    """Code -> amount of one passenger on a fare for the whole journey."""
    asked = request(*flights, **sale)
    share = (tuple(range(len(asked.segments))), Money.of(base, asked.currency))
    found = taxes(tariff, Itinerary(asked.segments, PLACES), asked, grouped(asked.passengers)[0], (share,))
    return {tax.code: str(tax.amount) for tax in found}


@pytest.mark.parametrize(("flight", "sale", "expected"), [
    ("AF1 Y 10JUN CDGFCO 0900 1100", {}, "7.40"), ("AF1 J 10JUN CDGFCO 0900 1100", {}, "30.00"),
    ("AF1 Y 10JUN CDGCAI 0900 1400", {}, "15.00"), ("AF1 J 10JUN CDGCAI 0900 1400", {}, "80.00"),
    ("AF1 Y 10JUN CDGJFK 0900 1200", {}, "40.00"), ("AF1 F 10JUN CDGJFK 0900 1200", {}, "120.00"),
    ("AF1 Y 10JUN CDGNCE 0900 1030", {}, "7.40"), ("AF1 Y 27FEB CDGJFK 0900 1200", {"year": 2025}, "7.51"),
    ("AF1 Y 10JUN JFKCDG 0900 2100", {}, None), ("AF1 Y 10JUN CDGJFK 0900 1200", {"passengers": "INF"}, None),
    ("AF1 Y 10JUN CDGJFK 0900 1200", {"passengers": "CHD:3"}, "40.00"),
])
def test_french_solidarity_tax_by_final_destination_and_cabin(flight, sale, expected):
    assert levied(flight, currency="EUR", sold="2026-02-01T12:00", **sale).get("IZ") == expected


def test_france_taxes_whoever_departs_and_not_who_changes():
    found = levied("AF1 Y 10JUN CDGFCO 0900 1100", currency="EUR")
    assert found == {"FR": "16.40", "QX": "24.10", "O4": "5.05", "IZ": "7.40"}
    changing = levied("AF1 Y 10JUN JFKCDG 0900 2100", "AF2 Y 11JUN CDGFCO 0900 1100", currency="EUR")
    assert "IZ" not in changing and "O4" not in changing and changing["QX"] == "9.60"
    through = levied("AF2 Y 10JUN NCECDG 0700 0830", "AF1 Y 10JUN CDGJFK 1030 1300", currency="EUR")
    assert through["IZ"] == "40.00" and through["QX"] == "22.40"


@pytest.mark.parametrize(("flight", "day", "expected"), [
    ("LH1 Y {} FRAFCO 0900 1100", "10JUN", "15.53"), ("LH1 Y {} FRACAI 0900 1400", "10JUN", "39.34"),
    ("LH1 Y {} FRAJFK 0900 1200", "10JUN", "70.83"), ("LH1 Y {} FRAJFK 0900 1200", "01JUL", "59.43"),
    ("LH1 Y {} FRAHAM 0900 1000", "01JUL", "13.03"), ("LH1 Y {} JFKFRA 1800 2300", "01JUL", None),
])
def test_german_tax_by_distance_and_day_of_travel(flight, day, expected):
    found = levied(flight.format(day), currency="EUR")
    assert found.get("OY") == expected
    assert ("RA" in found) == ("DE" in found) == (expected is not None)


@pytest.mark.parametrize(("flight", "sale", "expected"), [
    ("JL1 Y 10JUN NRTPEK 0900 1200", {}, {"SW": "2460", "OI": "620", "TK": "1000", "YQ": "8900"}),
    ("JL1 Y 10JUN HNDKIX 0900 1000", {}, {}), ("JL1 Y 10JUN PEKNRT 0900 1200", {}, {"CN": "1928", "YQ": "8900"}),
    ("JL1 Y 10JUN NRTPEK 0900 1200", {"passengers": "CHD:2"}, {"SW": "2460", "OI": "620", "TK": "1000", "YQ": "8900"}),
    ("JL1 Y 10JUN NRTPEK 0900 1200", {"passengers": "INF:1"}, {}),
])
def test_japan(flight, sale, expected):
    asked = {code: amount for code, amount in levied(flight, currency="CNY", **sale).items()}
    assert asked.keys() == expected.keys()
    yen = {code: str(TARIFF.rates.converted(Money.of(amount, "JPY"), "CNY", request(flight).now.date()))
           for code, amount in expected.items() if code != "CN"}
    assert {code: amount for code, amount in asked.items() if code != "CN"} == yen


def test_hong_kong_by_age_cabin_and_transit():
    found = levied("CX1 Y 10JUN HKGNRT 0900 1400", currency="HKD")
    assert found == {"HK": "200.00", "G3": "55.00", "I5": "90.00"}
    assert levied("CX1 J 10JUN HKGLHR 0900 1500", currency="HKD")["I5"] == "180.00"
    assert levied("CX1 Y 10JUN HKGNRT 0900 1400", currency="HKD", sold="2025-09-30T12:00")["HK"] == "120.00"
    child = levied("CX1 Y 10JUN HKGNRT 0900 1400", currency="HKD", passengers="CHD:11")
    assert "HK" not in child and child["I5"] == "90.00"
    assert "HK" in levied("CX1 Y 10JUN HKGNRT 0900 1400", currency="HKD", passengers="CHD:12")
    transit = levied("CX1 Y 10JUN PVGHKG 0900 1130", "CX2 Y 10JUN HKGSYD 1900 0700+1", currency="HKD")
    assert "HK" not in transit and "I5" not in transit


def test_singapore_asks_less_of_who_changes():
    departing = levied("SQ1 Y 10JUN SINNRT 0900 1700", currency="CNY")
    changing = levied("SQ2 Y 10JUN PEKSIN 0100 0700", "SQ1 Y 10JUN SINNRT 0900 1700", currency="CNY")
    sing = {code: Money.of(departing[code], "CNY") for code in ("SG", "L7", "OP")}
    assert sing["SG"] > Money.of(changing["SG"], "CNY") and sing["L7"] > Money.of(changing["L7"], "CNY")
    assert "OP" not in changing


def test_canada_by_destination_and_five_percent_at_home():
    home = levied("AC1 Y 10JUN YYZYVR 0900 1100", base="400", currency="USD")
    rates, day = TARIFF.rates, request("AC1 Y 10JUN YYZYVR 0900 1100").now.date()
    assert home["CA"] == str(rates.converted(Money.of("9.46", "CAD"), "USD", day)) and home["XG"] == "20.00"
    assert home["SQ"] == str(rates.converted(Money.of("38", "CAD"), "USD", day))
    for flight, amount in (("AC1 Y 10JUN YYZJFK 0900 1100", "16.08"), ("AC1 Y 10JUN YYZLHR 0900 2100", "34.42")):
        found = levied(flight, base="400", currency="USD")
        assert found["CA"] == str(rates.converted(Money.of(amount, "CAD"), "USD", day)) and "XG" not in found


def test_australia_by_age_and_day_of_sale():
    day = request("QF1 Y 10JUN SYDAKL 0900 1400").now.date()
    seventy = str(TARIFF.rates.converted(Money.of(70, "AUD"), "CNY", day))
    assert levied("QF1 Y 10JUN SYDAKL 0900 1400")["AU"] == seventy
    assert "AU" not in levied("QF1 Y 10JUN SYDAKL 0900 1400", passengers="CHD:11")
    assert "AU" not in levied("QF1 Y 10JUN SYDMEL 0900 1030") and "WY" in levied("QF1 Y 10JUN SYDMEL 0900 1030")


def test_carriers_charge_by_way_class_and_day():
    economy, first = (levied(f"SQ1 {letter} 10JUN SINLHR 0900 1700")["YR"] for letter in "YF")
    assert Money.of(first, "CNY") > Money.of(economy, "CNY")
    assert levied("SQ1 Y 10JUN LHRSIN 0900 1700+1")["YR"] == economy
    assert "YR" not in levied("SQ1 Y 10JUN SINNRT 0900 1700") and "YR" not in levied("BA1 Y 10JUN SINLHR 0900 1700")
    before, after = (levied("JL1 Y 10JAN NRTJFK 0900 0800", year=2027, sold=f"2026-{day}T12:00")["YQ"]
                     for day in ("11-30", "12-01"))
    assert Money.of(after, "CNY") > Money.of(before, "CNY")


def test_the_american_percentage_is_of_the_domestic_miles_and_of_what_carriers_charge(loaded):
    whole = levied("AA1 Y 10JUN JFKLAX 0900 1200", base="300", currency="USD")["US"]
    assert whole == "22.50"
    stopover = levied("AA1 Y 10JUN JFKLAX 0900 1200", "AA2 Y 14JUN LAXNRT 1200 1600+1", base="1000", currency="USD")
    assert stopover["US"] == "46.31"  # 2,469 of 7,909 miles of 75.00, and one departure abroad
    through = levied("AA1 Y 10JUN JFKLAX 0900 1200", "AA2 Y 10JUN LAXNRT 1500 1800+1", base="1000", currency="USD")
    assert through["US"] == "22.90"
    found = levied("AA1 Y 10JUN JFKLAX 0900 1200", base="300", currency="USD", tariff=loaded(
        taxes="carrier,code,origin,destination,cur,amount,sale_from\nAA,YQ,US,US,USD,20,2020-01-01\n"))
    assert found["US"] == "24.00" and found["YQ"] == "20.00"


# ---- real tickets, to the cent

@pytest.fixture
def loaded(open_store, tmp_path):
    """A tariff with files of these kinds loaded over what is shipped."""
    def load_all(**texts):
        store = open_store("sqlite://")
        for place, (kind, text) in enumerate(texts.items()):
            path = tmp_path / f"{place}.csv"
            path.write_text(text)
            load(store, path, kind.rstrip("123"), PLACES)
        found = []
        store.transact(Weight.LOOK, lambda session, _: found.append(World().tariff(session)))
        return found[0]

    return load_all


LONDON = ("AA1 Y 10SEP LHRDFW 0900 1300", "AA2 Y 10SEP DFWORD 1600 1830", "AA3 Y 20SEP ORDLHR 1800 0800+1")
YEAR = {"year": 2019, "sold": "2019-08-01T12:00", "currency": "USD"}


def test_a_real_ticket_from_london(loaded):
    """LON-DFW-CHI-LON: adult 464.23 on 455, the child pays all but the duty."""
    tariff = loaded(
        rates="from_cur,to_cur,rate,date\nGBP,USD,1.219231,2019-08-01\n",
        taxes1="code,kind,country,band,cabin,age_exempt,stop_hours,date_basis,cur,amount,from,to\n"
               "GB,duty,GB,B,Y,15,24,travel,GBP,78,2019-04-01,2020-03-31\n",
        taxes2="code,airport,when,cur,amount,from\nUB,LHR,departing,GBP,46.59,2019-01-01\n",
        taxes3="carrier,code,cur,origin,destination,amount,sale_from\nAA,YR,USD,US,GB,121.90,2019-01-01\n")
    adult = levied(*LONDON, tariff=tariff, **YEAR)
    assert adult == {"YR": "243.80", "US": "37.20", "YC": "5.77", "XY": "7.00", "XA": "3.96", "AY": "5.60",
                     "GB": "95.10", "UB": "56.80", "XF": "9.00"}
    taxed = total([Money.of(amount, "USD") for amount in adult.values()], "USD")
    assert (str(taxed), str(taxed + Money.of(455, "USD"))) == ("464.23", "919.23")
    child = levied(*LONDON, tariff=tariff, passengers="CHD:4", **YEAR)
    assert "GB" not in child
    assert str(total([Money.of(amount, "USD") for amount in child.values()], "USD")) == "369.13"


def test_a_real_ticket_to_manila(loaded):
    """JFK-MNL and back: 245.53 on 4420, and on the 3315 a child pays."""
    tariff = loaded(
        taxes1="code,kind,country,scope,cur,amount,from\nPH,departure,PH,international,USD,10.50,2019-01-01\n"
               "LI,departure,PH,international,USD,1,2019-01-01\n",
        taxes2="carrier,code,cur,amount,sale_from\nPR,YQ,USD,85,2019-01-01\n")
    flights = ("PR1 Y 10SEP JFKMNL 0100 0600+1", "PR2 Y 20SEP MNLJFK 1900 2200")
    for people, base, expected in (("ADT", "4420", "4665.53"), ("CHD:8", "3315", "3560.53")):
        found = levied(*flights, tariff=tariff, passengers=people, **YEAR)
        assert found == {"YQ": "170.00", "LI": "1.00", "US": "37.20", "YC": "5.77", "XY": "7.00", "XA": "3.96",
                         "AY": "5.60", "PH": "10.50", "XF": "4.50"}
        assert str(total([Money.of(each, "USD") for each in (base, *found.values())], "USD")) == expected


def test_a_real_tour_from_manchester():
    found = "155.00 78.00 69.44 29.00 4.60 5.50 3.10 4.40 39.60 15.80 3.60".split()
    taxed = total([Money.of(each, "GBP") for each in found], "GBP")
    assert (str(taxed), str(taxed + Money.of(716, "GBP"))) == ("408.04", "1124.04")


@pytest.mark.parametrize(("people", "letter", "fare", "expected"), [
    ("ADT", "H", "1230.00", "1300.00"), ("CHD:8", "Y", "820.00", "830.00"), ("INF", "Y", "160.00", "160.00")])
def test_chinese_tickets_of_march(loaded, people, letter, fare, expected):
    tariff = loaded(fares="carrier,tariff,org,dst,fareclass,rbd,tag,cur,amount,rule,eff\n"
                          "CA,DOMCN,BJS,SHA,Y,Y,3,CNY,1640,D000,2026-01-01\n"
                          "CA,DOMCN,BJS,SHA,H,H,3,CNY,1230,D002,2026-01-01\n")
    asked = request(f"CA1 {letter} 10JUN PEKSHA 0830 1045", sold="2026-03-10T12:00", passengers=people)
    (paid,) = price(asked, tariff)
    assert (str(paid.base), str(paid.total)) == (fare, expected)


# ---- tables loaded over those of the package

def test_a_filing_of_a_code_is_all_there_is_of_it_from_its_first_day(loaded):
    tariff = loaded(taxes="code,kind,country,scope,cur,amount,from\nCN,departure,CN,any,CNY,60,2026-06-01\n")
    flight = "CA1501 Y 10JUN PEKSHA 0830 1045"
    assert [levied(flight, tariff=tariff, sold=f"2026-{day}T12:00").get("CN") for day in ("05-31", "06-01")] == [
        "50.00", "60.00"]
    tariff = loaded(taxes="code,kind,country,scope,cur,amount,from,to\n"
                          "CN,departure,CN,domestic,CNY,60,2026-06-01,2026-06-30\n")
    assert [levied(flight, tariff=tariff, sold=f"2026-{day}T12:00").get("CN")
            for day in ("05-31", "06-01", "06-30", "07-01")] == ["50.00", "60.00", "60.00", "50.00"]
    assert levied("CA1 Y 10JUN PEKHKG 0830 1145", tariff=tariff, sold="2026-06-05T12:00").get("CN") is None


def test_no_rate_for_a_tax_is_told(loaded):
    tariff = loaded(taxes="code,kind,country,scope,cur,amount,from\nXX,departure,CN,domestic,VUV,60,2026-01-01\n")
    with pytest.raises(Exception, match="no-rate currency=VUV"):
        levied("CA1501 Y 10JUN PEKSHA 0830 1045", tariff=tariff)
