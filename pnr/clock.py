"""The time, given from outside."""
from datetime import UTC, datetime, timedelta


class Clock:
    """The system's time, or one that stands still until it is told to move; always aware and UTC."""

    def __init__(self, now: str | None = None):
        self.standing: datetime | None = None
        if now:
            self.set(now)

    def __call__(self) -> datetime:
        return self.standing or datetime.now(UTC)

    def set(self, now: str) -> None:
        """Stand still at this ISO time (UTC unless it says otherwise); raises ValueError."""
        moment = datetime.fromisoformat(now)
        self.standing = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)

    def advance(self, **span: float) -> None:
        """Move on by timedelta's words: minutes=30, days=2."""
        self.standing = self() + timedelta(**span)
