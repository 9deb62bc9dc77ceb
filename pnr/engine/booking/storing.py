"""Put priced fares into a booking, with the texts and the payment they bring."""
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ..pricing.quote import PricedFare
from .area import Quoted
from .booking import Booking
from .elements import FareText, FormOfPayment, StoredFare

AUTOMATIC = ("FE", "FV", "FM", "FT")  # texts that come with a stored fare
ORIGINAL = "FO"  # and the one that comes with one in exchange for a document
WRITTEN = (*AUTOMATIC, ORIGINAL)
PERSONAL = ("FM", "FT")  # of these, what differs between fares is tied to their passengers
BY_ITSELF = "*F*"  # before a commission that came with the fare


def with_fare(booking: Booking, seen: Quoted, line: int, today: date, sign: str) -> Booking:
    """A line of a price display as an element, in place of what was stored for the same passengers and segments."""
    place = line - 1
    made = StoredFare(replace(seen.fares[place], passengers=()), seen.passengers[place], *seen.part(place),
                      seen.infants[place], made=today, sign=sign)
    booking = booking.without(other for other in booking.each(StoredFare) if overlaps(other, made))
    return booking.add(replace(made, number=free_number(booking)))


def free_number(booking: Booking) -> int:
    """The lowest no stored fare has."""
    taken = {other.number for other in booking.each(StoredFare)}
    return next(number for number in range(1, len(taken) + 2) if number not in taken)


def overlaps(one: StoredFare, other: StoredFare) -> bool:
    return one.infants == other.infants and bool(
        set(one.passengers) & set(other.passengers) and set(one.segments) & set(other.segments))


def with_texts(booking: Booking) -> Booking:
    """Endorsements, validating carrier, commission and tour code of all stored fares, unless somebody typed his own."""
    typed = {text.code for text in booking.each(FareText) if not text.automatic}
    booking = booking.without(text for text in booking.each(FareText) if text.automatic and text.code in WRITTEN)
    everything = {segment.tattoo for segment in booking.segments}
    made: dict[FareText, None] = {}
    fares = booking.each(StoredFare)
    shared = {code for code in AUTOMATIC if len({dict(texts(stored.fare))[code] for stored in fares}) < 2}
    for stored in fares:
        segments = () if everything == set(stored.segments) else stored.segments
        for code, text in texts(stored.fare):
            own = (code in PERSONAL or stored.exchange is not None) and code not in shared
            if text and code not in typed:
                made[FareText(code, text, stored.passengers if own else (), own and stored.infants,
                              segments=segments)] = None
        if stored.exchange and ORIGINAL not in typed:
            made[FareText(ORIGINAL, stored.exchange.told, stored.passengers, stored.infants, segments=segments)] = None
    return booking.add(*made)


def texts(fare: PricedFare) -> Iterator[tuple[str, str]]:
    """What a fare wants on its ticket, by code of the element."""
    yield "FE", fare.endorsements
    yield "FV", fare.validating
    yield "FM", f"{BY_ITSELF}{fare.commission}" if fare.commission else ""
    yield "FT", fare.tour_code


def without_stale(booking: Booking) -> Booking:
    """Without fares that no longer fit what was priced, and the texts they brought."""
    stale = [fare for fare in booking.each(StoredFare) if booking.stale(fare)]
    return with_texts(booking.without(stale)) if stale else booking


def with_cash(booking: Booking) -> Booking:
    """Cash for the fare stored last, where nothing is arranged yet for such passengers."""
    infants = booking.each(StoredFare)[-1].infants
    if any(form.infants == infants for form in booking.each(FormOfPayment)):
        return booking
    return booking.add(FormOfPayment("CASH", infants=infants))
