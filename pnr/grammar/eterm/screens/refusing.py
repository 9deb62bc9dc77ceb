"""Refusals that are more than a word."""
from collections.abc import Callable
from typing import Any

from ....errors import BookingCancelledAlready, NeedPassengerNames, NoSeats, NoStoredFare
from ....values.dates import short
from ...columns import columns, right
from ..messages import MESSAGES, format_word
from .retrieve import CANCELLED, history_rows


def full(error: NoSeats) -> str:
    """The flight that could not be sold, then what to do."""
    facts = error.facts
    if "number" not in facts:
        return MESSAGES[error.code]
    flight = columns(
        (2, facts["carrier"]), right(facts["number"], 9, 4), (11, facts["booking_class"]), (14, short(facts["date"])),
        (21, facts["origin"] + facts["destination"]), (28, f"NN{facts['seats']}"), (33, "UNABLE"))
    return f"{flight}\n{MESSAGES[error.code]}"


def cancelled(error: BookingCancelledAlready) -> str:
    return "\n".join([CANCELLED, *history_rows(error.facts["display"])])


def nobody(error: NeedPassengerNames) -> str:
    """A price was asked for a kind of passenger the booking has none of."""
    return NOBODY.get(error.facts.get("kind", ""), MESSAGES[error.code])


def unpriced(error: NoStoredFare) -> str:
    """No fare at all, or whom it lacks for: INC/FC/P2, INC/FC/IN/P2."""
    if not error.facts.get("others"):
        return MESSAGES[error.code]
    infants = "IN/" if error.facts["infant"] else ""
    return f"INC/FC/{infants}P{'/'.join(map(str, error.facts['passengers']))}"


NOBODY = {"CHD": "CAN NOT USE *CH FOR NON CHD PASSENGER", "INF": "INFANT"}
REFUSALS: dict[str, Callable[[Any], str]] = {
    "need-passenger-names": nobody,
    "check-format": format_word,
    "no-seats": full,
    "no-stored-fare": unpriced,
    "booking-cancelled-already": cancelled,
}
