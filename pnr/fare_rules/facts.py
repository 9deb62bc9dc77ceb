"""What a rule may ask about a journey and its sale: plain values, so that a verdict depends on nothing else."""
from dataclasses import dataclass
from datetime import date, datetime, timedelta


@dataclass(frozen=True)
class Facts:
    """One fare component as it is sold. Times are local; a point is all its codes (airport, city, country)."""

    now: datetime
    reserved: datetime
    departure: datetime
    days: tuple[date, ...] = ()
    completes: date | None = None
    origin: frozenset[str] = frozenset()
    destination: frozenset[str] = frozenset()
    via: frozenset[str] = frozenset()
    direction: str = "out"
    passenger: str = "ADT"
    country: str = ""
    agency: str = ""
    currency: str = ""
    form_of_payment: str | None = None
    validating: str = ""
    confirmed: bool = True
    standby: bool = False
    timings: frozenset[str] = frozenset({"before_departure"})
    left: timedelta | None = None
    turn: int = 1

    @property
    def time_left(self) -> timedelta:
        """To departure, as a charge reads it: measured by the caller across zones, else by local clocks."""
        return self.departure - self.now if self.left is None else self.left
