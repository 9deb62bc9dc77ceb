"""Flights nobody has booked: from city to city on a day, to ask what there is filed and what a journey would cost."""
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from ..schedule.places import Place, Places
from .distance import between
from .request import PricedSegment

NOON = 12 * 60
GROUND, SPEED = 40, 13  # minutes to get up and down, kilometres a minute


def flight(places: Places, carrier: str, letter: str, origin: str, destination: str, day: date,
           departs: int = NOON) -> PricedSegment:
    """Between the main airports of two cities, at an hour of the day; raises UnknownPlace."""
    start, end = (places.place(places.airports(code)[0], "A") for code in (origin, destination))
    leaves = (datetime(day.year, day.month, day.day, tzinfo=zone(start)) + timedelta(minutes=departs)).astimezone(UTC)
    lands = leaves + timedelta(minutes=GROUND + between(start, end) // SPEED)
    return PricedSegment(
        carrier, None, 0, letter, day, departs, start.code, end.code, start.city, end.city, leaves, lands,
        (lands.astimezone(zone(end)).date() - day).days)


def zone(place: Place) -> ZoneInfo:
    return ZoneInfo(place.zone)
