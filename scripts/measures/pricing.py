"""How often rules are asked to price an itinerary of four flights, against ten times the fares of a component.

Four flights make ten components; the bound asks one question of each of their fares. Thirty fares a market and carrier
stand under thirty rules of seven categories each; every third, the lowest among them, is for other days.
"""
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from types import FrameType
from typing import Any
from zoneinfo import ZoneInfo

from measures.rounds import counted
from pnr.engine.pricing.components import Components
from pnr.engine.pricing.construct import cheapest
from pnr.engine.pricing.fare import Fare
from pnr.engine.pricing.fares import Tariff
from pnr.engine.pricing.itinerary import Itinerary
from pnr.engine.pricing.quote import Passenger, PricedSegment, PricingRequest
from pnr.engine.schedule.places import Places
from pnr.fare_rules.judge import judge
from pnr.values.money import Money

FARES, COMPONENTS, REFUSED = 30, 10, 3
DAY = date(2026, 12, 10)
RULE = """rule {carrier}/T/R{number} {{ cat 2 {{ then {{ dow [MON, TUE, WED, THU, FRI, SAT, SUN]; }} }}
  cat 5 {{ then {{ reserve before departure 1d; }} }} cat 7 {{ then {{ stay max 1y; }} }}
  cat 8 {{ then {{ stopovers max 4; }} }} cat 9 {{ then {{ transfers max 4; }} }}
  cat 14 {{ then {{ travel {travel}; }} }} cat 15 {{ then {{ sale country [CN]; }} }} }}
"""
ITINERARIES = {  # carrier, class, days from the first, from and to
    "return": ("BA Y 0 EDILHR", "BA Y 0 LHRJFK", "BA Y 9 JFKLHR", "BA Y 10 LHREDI"),
    "open jaw": ("BA Y 0 EDILHR", "BA Y 0 LHRJFK", "BA Y 9 JFKLHR", "BA Y 10 LHRGLA"),
    "round a circle": ("BA Y 0 LHRGRU", "BA Y 5 GRUJFK", "BA Y 9 JFKCDG", "BA Y 12 CDGLHR"),
    "end on end": ("BA Y 0 LHRFRA", "BA Y 3 FRACAI", "BA Y 6 CAIJNB", "BA Y 9 JNBSYD"),
}


class Thirty(Tariff):
    """Thirty fares from any city to any."""

    def __init__(self, places: Places):
        rules = (RULE.format(carrier="BA", number=number, travel="2026-01-01..2026-12-31" if number % REFUSED else
                             "2027-01-01..2027-12-31") for number in range(FARES))
        super().__init__(places, text="".join(rules))

    def fares(self, carrier: str, origin: str, destination: str, day: date, letters: str = "") -> list[Fare]:
        level = self.miles(origin, destination) // 10
        return [Fare(carrier, "T", origin, destination, f"YF{number}", "Y", "Y", 1 + number % 2,
                     Money.of((level + 40 + 3 * number) * (1 + number % 2), "USD"), f"BA/T/R{number}", date(2020, 1, 1))
                for number in range(FARES)]


def segment(text: str, place: int, places: Places) -> PricedSegment:
    """Flights of one day leave four hours after each other."""
    carrier, letter, later, ends = text.split()
    origin, destination = places.airport(ends[:3]), places.airport(ends[3:])
    day = DAY + timedelta(int(later))
    leaves = datetime(day.year, day.month, day.day, 8 + 4 * place % 12, tzinfo=ZoneInfo(origin.zone)).astimezone(UTC)
    return PricedSegment(carrier, None, place + 1, letter, day, 480 + 240 * place % 720, origin.code, destination.code,
                         origin.city, destination.city, leaves, leaves + timedelta(hours=3))


def request(flights: tuple[str, ...], places: Places) -> PricingRequest:
    segments = tuple(segment(text, place, places) for place, text in enumerate(flights))
    return PricingRequest(segments, (Passenger(),), "BJS", "CN", "CNY", datetime(2026, 11, 1, 12))


def asked(work: Callable[[], Any]) -> tuple[int, Any]:
    """How often judge was called, and what came of it."""
    calls = 0

    def count(frame: FrameType, event: str, _: Any) -> None:
        nonlocal calls
        calls += event == "call" and frame.f_code is judge.__code__

    sys.setprofile(count)
    try:
        found = work()
    finally:
        sys.setprofile(None)
    return calls, found


def measure(name: str, flights: tuple[str, ...], tariff: Tariff) -> dict:
    wanted = request(flights, tariff.places)
    parts = Components(Itinerary(wanted.segments, tariff.places), tariff, wanted, "ADT")
    calls, _ = asked(lambda: cheapest(parts))
    return counted(f"rule checks of an itinerary, {name}", "checks", calls, FARES * COMPONENTS, 0.5)


def measures() -> list[dict]:
    tariff = Thirty(Places.embedded())
    return [measure(name, flights, tariff) for name, flights in ITINERARIES.items()]
