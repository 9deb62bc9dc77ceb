"""The shipped timetable: as many flights as the real world, in local times, on every date."""
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from pnr.engine.schedule.season import bounds, season, wanted
from pnr.errors import NoSuchFlight

THURSDAY = date(2027, 1, 14)
SUMMER_DAY = date(2027, 7, 15)


def flown(timetable, day):
    """Rows of one leg that carry passengers on a day."""
    days, operating, through = (np.frombuffer(timetable.columns[name], dtype=kind) for name, kind in (
        ("days", "u2"), ("operating", "u4"), ("through", "u2")))
    bits = wanted(day)
    return (days & bits == bits) & (operating == np.arange(len(operating))) & (through == 0)


def test_flights_a_day(timetable):
    for start in (date(2026, 12, 7), date(2027, 7, 12)):
        for days in range(7):
            assert 105_000 * 0.97 < flown(timetable, start + timedelta(days)).sum() < 105_000 * 1.03


def test_trunk_flights_carry_the_numbers_people_know(timetable):
    flight = timetable.flight("CA", 1501, "PEK", "SHA", THURSDAY)
    assert (flight.departs, flight.arrives, flight.arrives_day, flight.stops) == (8 * 60 + 30, 10 * 60 + 25, 0, 0)
    assert flight.legs[0].key == "270114PEKCA1501"
    assert flight.operating is None and flight.legs[0].seats > 100
    assert timetable.flight("MU", 5101, "SHA", "PEK", THURSDAY).departs == 7 * 60


@pytest.mark.parametrize("carrier, number, origin, destination", [
    ("CA", 1501, "PEK", "SHA"), ("CA", 937, "PEK", "LHR"), ("BA", 304, "LHR", "CDG"), ("AA", 100, "JFK", "LHR")])
def test_the_way_back_has_the_next_number(timetable, carrier, number, origin, destination):
    out = timetable.flight(carrier, number, origin, destination, THURSDAY)
    home = timetable.flight(carrier, number + 1, destination, origin, THURSDAY)
    assert out.minutes == home.minutes and out.equipment == home.equipment


def test_direct_is_by_departure_and_takes_whole_cities(timetable, places):
    flights = timetable.direct(places.airports("BJS"), places.airports("SHA"), THURSDAY)
    assert [flight.departs for flight in flights] == sorted(flight.departs for flight in flights)
    assert {flight.origin for flight in flights} == {"PEK", "PKX"}
    assert {flight.destination for flight in flights} == {"SHA", "PVG"}


@pytest.mark.parametrize("origin, destination, airports", [
    ("NYC", "LON", {"JFK", "EWR"}), ("NYC", "CHI", {"JFK", "EWR", "LGA"}), ("LON", "PAR", {"LHR", "LGW", "LCY", "LTN"}),
    ("BJS", "CAN", {"PEK", "PKX"})])
def test_cities_of_many_airports(timetable, places, origin, destination, airports):
    flights = timetable.direct(places.airports(origin), places.airports(destination), THURSDAY)
    assert airports <= {flight.origin for flight in flights}


def test_beijing_daxing_has_its_airlines(timetable, places):
    flights = timetable.direct(("PKX",), places.airports("CAN"), THURSDAY)
    assert {"CZ"} <= {flight.carrier for flight in flights}
    assert "NAY" not in timetable.places


def test_flights_of_several_legs(timetable, places):
    flights = timetable.direct(places.airports("BJS"), places.airports("SHA"), THURSDAY)
    flight = next(flight for flight in flights if flight.stops)
    first, second = flight.legs
    assert first.destination == second.origin and first.number == second.number == flight.number
    assert first.lands + timedelta(minutes=25) <= second.leaves <= first.lands + timedelta(hours=2)
    assert timetable.flights_of(flight.carrier, flight.number, THURSDAY) == flight.legs
    alone = timetable.flight(flight.carrier, flight.number, second.origin, second.destination, second.date)
    assert alone.legs == (second,)
    assert flight.minutes == (second.lands - first.leaves).total_seconds() / 60


def test_the_shares_of_through_flights_and_codeshares(timetable):
    whole = int(np.count_nonzero(np.frombuffer(timetable.columns["through"], dtype="u2")))
    rows = np.frombuffer(timetable.columns["operating"], dtype="u4")
    marketed = int((rows != np.arange(len(rows))).sum())
    assert 0.01 < whole / len(rows) < 0.08
    assert 0.05 < marketed / len(rows) < 0.25


def test_a_codeshare_sells_the_seats_of_the_operating_leg(timetable, places):
    flights = timetable.direct(places.airports("BJS"), places.airports("SHA"), THURSDAY)
    shared = next(flight for flight in flights if flight.operating)
    carrier, number = shared.operating[:2], int(shared.operating[2:])
    operating = timetable.flight(carrier, number, shared.origin, shared.destination, THURSDAY)
    assert shared.legs == operating.legs and shared.key != operating.key
    assert shared.carrier != carrier


def test_a_leg_is_one_number_at_one_place_on_one_day(timetable):
    seen = set()
    for row in np.flatnonzero(flown(timetable, SUMMER_DAY)):
        key = timetable.carrier[row], timetable.number[row], timetable.ends(int(row))[0]
        assert key not in seen
        seen.add(key)


@pytest.mark.parametrize("day", [date(2026, 12, 1), date(2027, 2, 28), date(2027, 3, 14), date(2027, 3, 28),
                                 date(2027, 10, 31), date(2027, 11, 7), date(2027, 11, 27), date(2028, 2, 29)])
def test_every_date_has_flights_with_right_clocks(timetable, places, day):
    for origin, destination in (("LON", "NYC"), ("NYC", "LON"), ("BJS", "LON"), ("SYD", "LAX"), ("SAO", "LIS")):
        flights = timetable.direct(places.airports(origin), places.airports(destination), day)
        assert flights
        for flight in flights[:5]:
            there = ZoneInfo(places.airport(flight.destination).zone)
            lands = flight.lands.astimezone(there)
            assert (lands.date() - flight.date).days == flight.arrives_day
            assert lands.hour * 60 + lands.minute == flight.arrives
            here = flight.leaves.astimezone(ZoneInfo(places.airport(flight.origin).zone))
            assert (here.date(), here.hour * 60 + here.minute) == (day, flight.departs)


def test_it_never_runs_out(timetable, places):
    ends = places.airports("BJS"), places.airports("LON")
    for days in range(0, 362):
        assert timetable.direct(*ends, THURSDAY + timedelta(days))
    assert timetable.direct(*ends, date(2040, 2, 29))


def test_across_the_date_line_one_lands_before_one_leaves(timetable):
    flights = timetable.direct(("SYD",), ("LAX",), THURSDAY)
    assert {(flight.arrives_day, flight.arrives < flight.departs) for flight in flights} <= {(-1, False), (0, True)}
    assert all(flight.lands > flight.leaves for flight in flights)
    assert all(flight.arrives_day in (1, 2) for flight in timetable.direct(("LAX",), ("SYD",), THURSDAY))


def test_seasons_differ(timetable):
    winter, summer = flown(timetable, THURSDAY), flown(timetable, SUMMER_DAY)
    assert 0.01 < np.count_nonzero(winter != summer) / len(winter) < 0.5


def test_unknown_flights(timetable):
    for asked in (("CA", 9999, "PEK", "SHA"), ("??", 1, "PEK", "SHA"), ("CA", 1501, "PEK", "LHR"),
                  ("CA", 1501, "XXX", "SHA")):
        with pytest.raises(NoSuchFlight):
            timetable.flight(*asked, THURSDAY)
    assert timetable.flights_of("CA", 0, THURSDAY) == ()
    assert timetable.direct(("XXX",), ("SHA",), THURSDAY) == []


def test_seasons_change_on_last_sundays():
    assert season(date(2027, 3, 27)) != season(date(2027, 3, 28)) == season(date(2027, 10, 30))
    assert season(date(2027, 10, 31)) == season(date(2028, 2, 29))
    assert bounds(date(2027, 7, 1)) == (date(2027, 3, 28), date(2027, 10, 30))
    assert bounds(date(2027, 1, 1)) == (date(2026, 10, 25), date(2027, 3, 27))


def test_leaves_and_lands_are_aware(timetable):
    leg = timetable.flights_of("CA", 1501, THURSDAY)[0]
    assert leg.leaves == datetime(2027, 1, 14, 0, 30, tzinfo=UTC)
