"""In which classes a fare may be flown: its own and those below, but for what a carrier files of others' flights."""
from collections.abc import Iterable
from dataclasses import dataclass

from ...fare_rules.rule import masked
from . import filed
from .fare import Fare


@dataclass(frozen=True)
class BookingCode:
    """On flights of `on`, fares of a carrier under a rule are booked in these classes and no others."""

    carrier: str
    rule: str
    fare_class: str
    on: str
    classes: str


class BookingCodes:
    """The exceptions by the carrier that files them; the first that matches counts."""

    def __init__(self, rows: Iterable[BookingCode] = ()):
        self.by_carrier: dict[str, list[BookingCode]] = {}
        for row in rows:
            self.by_carrier.setdefault(row.carrier, []).append(row)

    @classmethod
    def embedded(cls) -> "BookingCodes":
        return cls(BookingCode(row["carrier"], row["rule"], row["fare_class"], row["on"], row["booking_classes"])
                   for row in filed.rows("booking_codes"))

    def excepting(self, carrier: str, flying: Iterable[str]) -> bool:
        """Whether a carrier has exceptions for any of those who fly."""
        on = {row.on for row in self.by_carrier.get(carrier, ())}
        return bool(on) and not on.isdisjoint(flying)

    def permit(self, fare: Fare, flying: str, letter: str) -> bool:
        """Whether a flight of a carrier booked in a class may be flown under a fare."""
        row = next((row for row in self.by_carrier.get(fare.carrier, ()) if row.on == flying
                    and row.rule in ("", fare.rule) and masked(fare.fare_class, [row.fare_class])), None)
        known = filed.classes()
        return letter in row.classes if row else known[letter].rank >= known[fare.booking_class].rank
