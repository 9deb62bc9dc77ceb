"""Journeys to price, written as agents would say them."""
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from pnr.engine.pricing.fares import Tariff
from pnr.engine.pricing.quote import Passenger, PricedSegment, PricingRequest
from pnr.engine.schedule.places import Places
from pnr.values.dates import DayMonth, minutes

OFFICES = {"CNY": ("BJS", "CN"), "USD": ("NYC", "US"), "GBP": ("LON", "GB"), "EUR": ("PAR", "FR"), "HKD": ("HKG", "HK")}
TARIFF = Tariff.embedded()


def flight(text: str, year: int = 2026) -> PricedSegment:
    """`CA1501 Y 10DEC PEKSHA 0830 1045` or with `+1` behind the arrival."""
    number, letter, day, pair, departs, arrives = text.split()
    arrives, _, later = arrives.partition("+")
    on = DayMonth.read(day).in_year(year)
    origin, destination = Places.embedded().airport(pair[:3]), Places.embedded().airport(pair[3:])
    return PricedSegment(
        number[:2], None, int(number[2:]), letter, on, minutes(departs), origin.code, destination.code,
        origin.city, destination.city, moment(on, minutes(departs), origin.zone),
        moment(on + timedelta(int(later or 0)), minutes(arrives), destination.zone), int(later or 0))


def moment(day: date, minute: int, zone: str) -> datetime:
    local = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)) + timedelta(minutes=minute)
    return local.astimezone(UTC)


def request(*flights: str, sold: str = "2026-05-01T12:00", currency: str = "CNY", passengers: str = "ADT",
            year: int = 2026, **more) -> PricingRequest:
    """`passengers` as ADT CHD INF, with an age as CHD:8; `more` fields of the request as they are."""
    people = tuple(Passenger(type, int(age) if age else None)
                   for type, _, age in (each.partition(":") for each in passengers.split()))
    city, country = OFFICES[currency]
    return PricingRequest(tuple(flight(each, year) for each in flights), people, city, country, currency,
                          datetime.fromisoformat(sold), **more)
