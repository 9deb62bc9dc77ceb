"""Who may see a booking, and who may change it, where the office that is responsible said so."""
from dataclasses import dataclass

from ...errors import NotEntitled
from ...values.documents import document
from .booking import Booking
from .elements import Element

READ, BOTH, NONE = "R", "B", "N"


@document("security")
@dataclass(frozen=True)
class Security(Element):
    """ES: offices, and what each may: R read, B both read and write, N nothing."""

    grants: tuple[tuple[str, str], ...]


def access(booking: Booking, office: str) -> str:
    """Everybody may do everything unless something else was said of his office."""
    if office == booking.office:
        return BOTH
    return next((may for each in booking.each(Security) for named, may in each.grants if named == office), BOTH)


def demand_read(booking: Booking, office: str) -> Booking:
    """Raises NotEntitled."""
    if access(booking, office) == NONE:
        raise NotEntitled(action="RETRIEVE")
    return booking


def demand_write(booking: Booking, office: str) -> None:
    """Raises NotEntitled."""
    if booking.version and access(booking, office) != BOTH:
        raise NotEntitled(action="UPDATE")
