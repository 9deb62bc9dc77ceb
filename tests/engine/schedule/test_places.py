"""Cities and airports, airlines, aircraft, countries as the package ships them."""
import pytest

from pnr.engine.schedule import aircraft, countries
from pnr.engine.schedule.airlines import Airlines
from pnr.errors import UnknownCarrier, UnknownPlace


@pytest.mark.parametrize("city, airports", [
    ("BJS", ("PEK", "PKX")), ("SHA", ("SHA", "PVG")), ("NYC", ("JFK", "EWR", "LGA", "SWF", "NYS")),
    ("LON", ("LHR", "LGW", "LTN", "LCY", "STN", "SEN", "BQH")), ("PEK", ("PEK",)), ("PKX", ("PKX",)), ("LHR", ("LHR",)),
    ("TYO", ("HND", "NRT", "OKO")),
])
def test_a_city_is_its_airports_the_greatest_first(places, city, airports):
    assert set(places.airports(city)) == set(airports)
    if city not in ("SHA", "TYO"):
        assert places.airports(city) == airports


def test_a_code_may_be_city_and_airport(places):
    assert [place.kind for place in places.found("SHA")] == ["C", "A"]
    assert places.place("SHA").name == "Shanghai"
    assert places.airport("SHA").name_zh == "上海虹桥国际机场"
    assert places.city_of("PVG") == "SHA" and places.city_of("SHA") == "SHA"


def test_ended_codes_are_gone(places):
    for code in ("NAY", "TXL", "QQQQ", "", "Ü"):
        with pytest.raises(UnknownPlace):
            places.place(code)
        assert code not in places
    with pytest.raises(UnknownPlace):
        places.airports("NAY")


def test_a_station_is_a_place_without_flights(places):
    assert places.place("QQP").kind == "R"
    assert places.airports("QQP") == ()


def test_every_line_is_found_by_its_code(places):
    lines = places.text[:].decode().splitlines()[1:]
    assert len(lines) > 19_000
    for line in lines[::97]:
        code, kind, name, *_ = line.split("\t")
        assert any(place.kind == kind and place.name == name for place in places.found(code))


def test_names_roman_and_chinese(places):
    assert [place.code for place in places.named("lond")][:3] == ["LON", "LHR", "LGW"]
    assert places.named("北京")[0].code == "BJS"
    assert places.named("daxing")[0].code == "PKX"
    assert places.named("") == [] and places.named("zzzzz") == [] == places.named("\n")


def test_zones_and_currencies(places):
    beijing = places.place("BJS")
    assert (beijing.zone, beijing.currency, beijing.country) == ("Asia/Shanghai", "CNY", "CN")
    assert places.place("LON").zone == "Europe/London"


def test_a_shared_airline_code_means_the_passenger_airline():
    airlines = Airlines.embedded()
    assert airlines.airline("LH").accounting == "220"
    assert {airline.accounting for airline in airlines.find("LH")} == {"220", "020"}
    with pytest.raises(UnknownCarrier):
        airlines.airline("??")


@pytest.mark.parametrize("code, number", [
    ("CA", "999"), ("MU", "781"), ("CZ", "784"), ("HU", "880"), ("MF", "731"), ("3U", "876"), ("ZH", "479"),
    ("FM", "774"), ("JD", "898"), ("PN", "847"), ("SC", "324"), ("G5", "987"), ("8L", "859"), ("GS", "826"),
    ("QW", "912"), ("NS", "836"), ("9C", "089"), ("HO", "018"), ("BA", "125"), ("AA", "001")])
def test_accounting_numbers(code, number):
    assert Airlines.embedded().airline(code).accounting == number


def test_airlines_by_number_name_and_alliance():
    airlines = Airlines.embedded()
    assert [airline.code for airline in airlines.find("999")] == ["CA"]
    assert airlines.find("air china")[0].code == "CA"
    assert {"CA", "LH", "UA"} <= airlines.of_alliance("Star Alliance")
    assert airlines.airline("CA").country == "CN" and airlines.airline("FR").kind == "L"


def test_aircraft_and_countries():
    assert aircraft.aircraft("77W").wide and not aircraft.aircraft("320").wide
    assert aircraft.aircraft("???") is None
    assert countries.country("GB").currency == "GBP" and countries.country("CHN").code == "CN"
    assert countries.country("??") is None
