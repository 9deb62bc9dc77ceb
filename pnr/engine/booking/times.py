"""When segments leave and land, in the world's time."""
from datetime import UTC, datetime, time, timedelta

from ..world import World
from .elements import Segment

MINUTE = timedelta(minutes=1)
DAY = 24 * 60  # minutes


def departure(segment: Segment, world: World) -> datetime:
    return moment(segment, segment.origin, 0, segment.departs, world)


def arrival(segment: Segment, world: World) -> datetime:
    return moment(segment, segment.destination, segment.arrives_day, segment.arrives, world)


def moment(segment: Segment, airport: str, day: int, minute: int, world: World) -> datetime:
    """A local time at an airport as an aware UTC time."""
    local = datetime.combine(segment.date + timedelta(day), time(), world.places.zone(airport))
    return (local + timedelta(minutes=minute)).astimezone(UTC)
