"""Services at a charge as they are kept in a booking, priced and to be issued (TSM)."""
from dataclasses import dataclass
from datetime import date

from ...values.documents import document
from ...values.money import Money, total
from ..pricing.quote import PricedFare
from .elements import Element, FormOfPayment, StoredFare


@document("serviceline")
@dataclass(frozen=True)
class ServiceLine:
    """One unit on one flight: `service` and `segment` are tattoos of what asked for it and of the flight."""

    service: int
    segment: int
    rfic: str
    rfisc: str
    name: str
    amount: Money
    refundable: bool = True
    typed: bool = False  # the amount is not the catalogue's


@document("storedservice")
@dataclass(frozen=True)
class StoredService(Element):
    """What one passenger is to pay one carrier for, on one document: associated with his ticket (A) or alone (S)."""

    carrier: str
    passenger: int
    type: str
    document: str
    lines: tuple[ServiceLine, ...]
    number: int = 1
    made: date | None = None
    sign: str = ""
    domestic: bool = False
    payment: FormOfPayment | None = None  # its own; else what is arranged in the booking

    @property
    def passengers(self) -> tuple[int, ...]:
        return (self.passenger,)

    @property
    def segments(self) -> tuple[int, ...]:
        return tuple(line.segment for line in self.lines)

    @property
    def services(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(line.service for line in self.lines))

    @property
    def total(self) -> Money:
        return total([line.amount for line in self.lines], self.lines[0].amount.currency)

    @property
    def stored(self) -> StoredFare:
        """As what is ticketed is stored; numbers below zero are those of services."""
        fare = PricedFare(self.type, self.total, None, (), self.total, "", (), self.carrier,
                          domestic=self.domestic)
        return StoredFare(fare, self.passengers, self.segments, (), number=-self.number)
