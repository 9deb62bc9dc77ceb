"""ES: which other offices may see or change a booking."""
from ....engine.booking.security import Security
from .booking import text_of


@text_of.register
def _(element: Security, facet: str = "") -> str:
    return "ES G " + ",".join(f"{office}-{access}" for office, access in element.grants)
