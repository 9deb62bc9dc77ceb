"""A time as the store keeps it: UTC, always as long, so that text order is time order."""
from datetime import UTC, datetime


def to_text(moment: datetime) -> str:
    """2026-12-01T09:00:00.000000Z; raises ValueError for a time without zone."""
    if moment.tzinfo is None:
        raise ValueError("a time needs its zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")[:26] + "Z"


def from_text(text: str) -> datetime:
    return datetime.fromisoformat(text)
