"""Booking classes of an untouched flight."""
from datetime import date

from pnr.engine.schedule.cabins import cabins

DAY = date(2027, 1, 14)


def letters(found):
    return ["".join(name for name, _ in cabin) for cabin in found]


def test_every_leg_has_ten_to_26_nested_classes(timetable):
    for row in range(0, len(timetable.departs), 211):
        leg = timetable.leg(row, DAY)
        found = cabins(leg)
        names = "".join(letters(found))
        assert 10 <= len(names) <= 26 and len(set(names)) == len(names)
        for cabin in found:
            counts = [authorised for _, authorised in cabin]
            assert counts == sorted(counts, reverse=True) and counts[0] > 0
        assert leg.seats <= sum(cabin[0][1] for cabin in found) <= leg.seats * 1.05


def test_kinds_of_airline(timetable):
    chinese = cabins(timetable.flights_of("CA", 1501, DAY)[0])
    assert letters(chinese)[0] == "FAP" and letters(chinese)[1].startswith("JCDZ")
    assert letters(chinese)[-1].startswith("YBM")
    low_cost = cabins(timetable.flights_of("FR", 2001, DAY)[0])
    assert len(low_cost) == 1


def test_the_same_leg_has_the_same_seats(timetable):
    leg = timetable.flights_of("CA", 1501, DAY)[0]
    assert cabins(leg) == cabins(timetable.flights_of("CA", 1501, DAY)[0])
