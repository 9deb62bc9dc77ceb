"""When segments leave and land, in the world's time."""
from datetime import UTC, date, datetime, time, timedelta

from ..world import World
from .elements import Segment

MINUTE = timedelta(minutes=1)
DAY = 24 * 60  # minutes


def departure(segment: Segment, world: World) -> datetime:
    return moment(segment.date, segment.origin, segment.departs, world)


def arrival(segment: Segment, world: World) -> datetime:
    return moment(segment.date + timedelta(segment.arrives_day), segment.destination, segment.arrives, world)


def moment(day: date, airport: str, minute: int, world: World) -> datetime:
    """A local time at an airport as an aware UTC time."""
    local = datetime.combine(day, time(), world.places.zone(airport))
    return (local + timedelta(minutes=minute)).astimezone(UTC)
