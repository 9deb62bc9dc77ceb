"""The lowest fares: over the classes that are open, never above the price as booked."""
from dataclasses import replace

from pnr.engine.pricing.price import price

from .journeys import TARIFF, request

LONDON = ("BA173 M 10JUN LHRJFK 0830 1130", "BA176 M 24JUN JFKLHR 0835 2030")


def test_open_classes_are_priced_at_the_lowest_that_all_flights_of_a_component_have():
    asked = request(*LONDON)
    booked = price(asked, TARIFF)[0]
    assert price(replace(asked, open=(("M",), ("M",))), TARIFF) == (booked,)
    free = price(replace(asked, open=(("Y", "M", "K", "L"), ("Y", "M"))), TARIFF)[0]
    assert [each.booking_class for each in free.components] == ["L", "M"]
    assert free.base < booked.base
