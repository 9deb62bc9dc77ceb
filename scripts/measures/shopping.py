"""A search of 200 itineraries against pricing one of them, alone and with nothing remembered."""
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from time import process_time_ns

from measures.rounds import compared, counted
from pnr.engine.booking.area import Search
from pnr.engine.pricing.fares import Tariff
from pnr.engine.pricing.price import price
from pnr.engine.pricing.request import Passenger, PricingRequest
from pnr.engine.schedule.flights import Timetable
from pnr.engine.schedule.places import Places
from pnr.engine.shopping.best_buy import lowest
from pnr.engine.shopping.search import MOST_TRIPS, Shopping
from pnr.engine.shopping.shared import asking
from pnr.engine.shopping.ways import Trip, Way, ways

NOW, OUT, BACK = datetime(2026, 12, 1, 17), date(2026, 12, 20), date(2026, 12, 30)
ENDS = (("BJS", "SHA"), ("LON", "NYC"))
CLASSES = "YBMUHKLQVETSNXO"
SALE = PricingRequest((), (Passenger(),), "BJS", "CN", "CNY", NOW, "BJS1A0100")
ALONE = 4  # of the itineraries, priced one by one for the floor
ROUNDS, GOAL = 3, 150


def directions(origin: str, destination: str) -> list[list[Way]]:
    """The ways out and back with every class of economy open."""
    timetable, places = Timetable.embedded(), Places.embedded()
    asked = ((origin, destination, OUT), (destination, origin, BACK))
    return [ways([Search(*each, order="N")], timetable, places,
                 lambda flights: {flight.key: dict.fromkeys(CLASSES, 9) for flight in flights}) for each in asked]


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of processor."""
    start = process_time_ns()
    work()
    return (process_time_ns() - start) / 1e6


def searching(tariff: Tariff, both: list[list[Way]]) -> list:
    """Trips put together, bounded, priced at their lowest, and the best kept."""
    shopping = Shopping(SALE, tariff)
    trips = shopping.trips(both)
    assert len(trips) == MOST_TRIPS
    offers = shopping.cheapest(trips)
    assert offers
    return offers


def sample(tariff: Tariff, both: list[list[Way]]) -> list[Trip]:
    """Some of the offers' trips, evenly."""
    offers = searching(tariff, both)
    return [offer.trip for offer in offers[::max(len(offers) // ALONE, 1)]][:ALONE]


def at_lowest(tariff: Tariff, trips: list[Trip]) -> Callable[[], float]:
    def one() -> float:
        return timed(lambda: [lowest(replace(SALE, segments=trip.segments, open=trip.open), asking(tariff))
                              for trip in trips]) / len(trips)
    return one


def as_booked(tariff: Tariff, trips: list[Trip]) -> Callable[[], float]:
    def one() -> float:
        return timed(lambda: [price(replace(SALE, segments=trip.segments), tariff) for trip in trips]) / len(trips)
    return one


def measures() -> list[dict]:
    """Each market against its itineraries one by one: at their lowest, and as booked in one class."""
    tariff, found = Tariff.embedded(), []
    for ends in ENDS:
        both = directions(*ends)
        trips, name = sample(tariff, both), f"search of {MOST_TRIPS} itineraries {''.join(ends)}, against one"
        times = [(timed(partial(searching, tariff, both)), at_lowest(tariff, trips)(), as_booked(tariff, trips)())
                 for _ in range(ROUNDS)]
        for place, how in enumerate(("at its lowest", "as booked"), 1):
            found.append(compared(f"{name} {how}", "ms", [(each[0], each[place]) for each in times], GOAL))
    return [*found, counted("search, itineraries priced of a domestic market", "trips", asked(tariff), MOST_TRIPS)]


def asked(tariff: Tariff) -> int:
    """How many of the itineraries had to be priced before the best were known."""
    shopping = Shopping(SALE, tariff)
    plain, count = shopping.ask, [0]

    def counting(request: PricingRequest):
        count[0] += 1
        return plain(request)

    shopping.ask = counting
    shopping.cheapest(shopping.trips(directions(*ENDS[0])))
    return count[0]
