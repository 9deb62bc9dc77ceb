"""Legs and flights: what a timetable answers with."""
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from . import offsets


@dataclass(frozen=True, slots=True)
class Leg:
    """One dated take-off and landing of the operating flight, in local times."""

    carrier: str
    number: int
    origin: str
    destination: str
    date: date
    departs: int
    arrives: int
    arrives_day: int
    minutes: int
    equipment: str
    seats: int
    zone: str

    @property
    def key(self) -> str:
        """What its seats are kept under: 261210PEKCA1501."""
        return f"{self.date:%y%m%d}{self.origin}{self.carrier}{self.number:04}"

    @property
    def leaves(self) -> datetime:
        return offsets.utc(self.zone, self.date, self.departs)

    @property
    def lands(self) -> datetime:
        return self.leaves + timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class Flight:
    """From a board to an off point under one marketing number, over one or more legs."""

    carrier: str
    number: int
    operating: str | None
    legs: tuple[Leg, ...]

    @property
    def origin(self) -> str:
        return self.legs[0].origin

    @property
    def destination(self) -> str:
        return self.legs[-1].destination

    @property
    def date(self) -> date:
        return self.legs[0].date

    @property
    def departs(self) -> int:
        return self.legs[0].departs

    @property
    def arrives(self) -> int:
        return self.legs[-1].arrives

    @property
    def arrives_day(self) -> int:
        """Local date of arrival less date of departure, in days: -1 across the date line."""
        last = self.legs[-1]
        return (last.date - self.legs[0].date).days + last.arrives_day

    @property
    def stops(self) -> int:
        return len(self.legs) - 1

    @property
    def minutes(self) -> int:
        """From the first take-off to the last landing."""
        return round((self.lands - self.leaves).total_seconds() / 60)

    @property
    def equipment(self) -> str:
        return self.legs[0].equipment

    @property
    def leaves(self) -> datetime:
        return self.legs[0].leaves

    @property
    def lands(self) -> datetime:
        return self.legs[-1].lands

    @property
    def key(self) -> str:
        """Its own name, unlike its legs' which it may share with a code share: CA1501261210PEKSHA."""
        return f"{self.carrier}{self.number:04}{self.date:%y%m%d}{self.origin}{self.destination}"


Journey = tuple[Flight, ...]
