"""Connections: never quicker nor slower than trying everything, and never sold too short."""
from dataclasses import dataclass
from datetime import date

import pytest

from pnr.engine.schedule import bulk, connections, query, small
from pnr.engine.schedule.connecting import minimum
from pnr.errors import UnknownPlace

from .oracle import Oracle

DAY = date(2027, 1, 14)


@dataclass
class Asked:
    origin: str
    destination: str
    date: date = DAY
    time: int = 0
    carriers: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    most: int = 2
    least: int = 0
    nonstop: bool = False
    via: tuple[str, ...] = ()
    order: str = "N"
    also_from: tuple[str, ...] = ()
    also_to: tuple[str, ...] = ()
    avoided: tuple[str, ...] = ()


@pytest.fixture
def search(timetable, places):
    return lambda *ends, **options: connections.search(timetable, places, Asked(*ends, **options))


PAIRS = [("GRZ", "FLR"), ("MLN", "OTP"), ("PLO", "CBR"), ("AAR", "ABZ"), ("BSL", "DOH"), ("KRK", "LGA"), ("FLR", "NJF"),
         ("FAR", "BHX"), ("TRD", "CCJ"), ("GLT", "NBO"), ("ADB", "PVR"), ("ZUH", "GLA"), ("JJN", "BLR"), ("MKK", "OIT"),
         ("LFQ", "LHR"), ("MTR", "RSW"), ("IQT", "BGA"), ("SUB", "YTY"), ("GYD", "HAV"), ("COS", "ILM")]


@pytest.mark.parametrize("day", [DAY, date(2027, 3, 27)])
@pytest.mark.parametrize("origin, destination", PAIRS)
def test_the_quickest_is_what_trying_everything_finds(timetable, origin, destination, day):
    ends = (timetable.places[origin],), (timetable.places[destination],)
    asked = query.Query(timetable, day, *ends, b"\1" * len(timetable.carriers))
    oracle = Oracle(timetable, [origin], [destination], day, query.USUAL)
    vias = query.vias(asked)
    once = oracle.once()
    assert quickest(small.one_connection(asked, vias)) == once
    assert quickest(bulk.one_connection(asked, vias)) == once
    assert quickest(bulk.two_connections(asked)) == oracle.twice()


def quickest(found):
    return min((one.minutes for one in found), default=None)


def test_loops_and_arrays_agree_between_whole_cities(timetable, places):
    for origin, destination in (("BJS", "NYC"), ("LON", "SYD"), ("PAR", "BJS"), ("SHA", "SAO")):
        asked = connections.prepared(timetable, places, Asked(origin, destination))
        vias = query.vias(asked)
        assert quickest(small.one_connection(asked, vias)) == quickest(bulk.one_connection(asked, vias))


def test_direct_first_then_one_change_then_two(search):
    journeys = search("PEK", "LON")
    sizes = [len(journey) for journey in journeys]
    assert sizes == sorted(sizes) and {1, 2} <= set(sizes)
    direct = [journey[0].leaves for journey in journeys if len(journey) == 1]
    assert direct == sorted(direct)
    landings = [journey[-1].lands for journey in journeys if len(journey) == 2]
    assert landings == sorted(landings)


@pytest.mark.parametrize("ends", [("BJS", "NYC"), ("KMG", "HRB"), ("LYR", "AKL"), ("ULN", "ABQ"), ("NYC", "PAR")])
def test_every_change_leaves_time_enough(search, places, ends):
    for journey in search(*ends):
        assert len(journey) <= 3
        for earlier, later in zip(journey, journey[1:], strict=False):
            assert places.city_of(earlier.destination) == places.city_of(later.origin)
            waits = (later.leaves - earlier.lands).total_seconds() / 60
            assert minimum(places, earlier, later) <= waits <= query.GREAT.wait
            assert (earlier.carrier, earlier.number) != (later.carrier, later.number)


def test_nobody_changes_airport_in_a_hurry(search):
    for journey in search("LON", "BOS", least=1) + search("DLC", "LON", least=1):
        for earlier, later in zip(journey, journey[1:], strict=False):
            if earlier.destination != later.origin:
                assert (later.leaves - earlier.lands).total_seconds() >= 180 * 60


def test_low_cost_airlines_connect_to_themselves_only(search, timetable):
    own = {code for code, kind in zip(timetable.carriers, timetable.carrier_kind, strict=True) if kind}
    journeys = search("BER", "DUB", least=1) + search("LON", "ATH", least=1)
    assert journeys
    for journey in journeys:
        carriers = {flight.carrier for flight in journey}
        assert len(carriers) == 1 or not carriers & own


def test_carriers_asked_for_and_excluded(search):
    some = search("PEK", "PAR", carriers=("LH", "CA"))
    assert {flight.carrier for journey in some for flight in journey} == {"LH", "CA"}
    journeys = search("PEK", "PAR", excluded=("CA",))
    assert journeys and all(flight.carrier != "CA" for journey in journeys for flight in journey)


def test_via_points(search, places):
    for journey in search("BJS", "MAD", via=("FRA",)):
        assert "FRA" in {places.city_of(flight.destination) for flight in journey[:-1]}
    two = search("KMG", "EDI", via=("BJS", "LON"))
    assert two
    for journey in two:
        assert [places.city_of(flight.destination) for flight in journey[:2]] == ["BJS", "LON"]


def test_non_stop_direct_and_connections_only(search):
    assert any(flight.stops for (flight,) in search("BJS", "SHA", most=0))
    assert not any(flight.stops for (flight,) in search("BJS", "SHA", most=0, nonstop=True))
    assert all(len(journey) > 1 for journey in search("BJS", "SHA", least=1))


def test_from_a_time_of_day(search):
    journeys = search("BJS", "LON", time=14 * 60)
    assert journeys and all(journey[0].departs >= 14 * 60 for journey in journeys)


def test_orders(search):
    leaves = [journey[0].leaves for journey in search("BJS", "NYC", order="D")]
    lands = [journey[-1].lands for journey in search("BJS", "NYC", order="A")]
    elapsed = [journey[-1].lands - journey[0].leaves for journey in search("BJS", "NYC", order="E")]
    assert (leaves, lands, elapsed) == (sorted(leaves), sorted(lands), sorted(elapsed))


def test_the_same_aircraft_is_shown_once(search):
    keys = [tuple(flight.key for flight in journey) for journey in search("BJS", "NYC", least=1)]
    assert len(keys) == len(set(keys))


def test_nowhere(search):
    with pytest.raises(UnknownPlace):
        search("QQQQ", "LON")
    assert search("QQP", "LHR") == []


def test_across_the_date_line(search):
    journeys = search("SYD", "DEN")
    assert journeys and all(flight.lands > flight.leaves for journey in journeys for flight in journey)
