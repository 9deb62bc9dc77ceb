"""More of a fare: the lines of its routing map, and when one may come back under its rules."""
from dataclasses import replace
from datetime import date

from engine.journeys import TARIFF

from pnr.commands.fare_details import FareRouting
from pnr.engine.pricing.stays import stays
from pnr.grammar.amadeus.screens import screen

DAY = date(2026, 12, 1)


def fare(fare_class: str):
    return next(each for each in TARIFF.fares("CA", "BJS", "LON", DAY) if each.fare_class == fare_class)


def test_a_routed_fare_shows_the_lines_of_its_map():
    routed = replace(fare("YRT"), routing="1001")
    lines = TARIFF.routings.lines("CA", "1001", DAY)
    text = screen(FareRouting(None, routed, lines, DAY, 6070)).split("\n")
    assert text[1:] == ["ADDON          SPECIFIED  CA1001  ADDON          EFF01DEC26",
                        "  1 * BJS-FRA/MUC/VIE-CA/LH/OS-LON", "  2 * BJS-SHA-CA-LON"]
    assert TARIFF.routings.lines("CA", "9999", DAY) == ()


def test_stays_come_to_days():
    excursion, free = (stays(TARIFF.levels(fare(each)), DAY) for each in ("ELE1M", "ERT"))
    assert (excursion.first, excursion.last) == (date(2026, 12, 6), date(2027, 1, 1))  # the Sunday after, a month
    assert (free.first, free.last) == (None, date(2027, 12, 1))
