"""How a booking stands, by its documents first and then by its seats, kept in rows an office's lists are read from."""
from dataclasses import dataclass
from datetime import UTC, date, datetime

from .booking import Booking
from .elements import IssuedTicket, Segment

HELD, WAITLISTED, TICKETED, PARTLY, REFUNDED, VOID, CANCELLED = STANDINGS = ("HK", "HL", "ET", "EP", "ER", "EV", "XX")
BOOKED, DEPARTS = "booked", "departs"  # kinds of rows: in order of the making, or of the first flight
LONGEST_NAME = 21  # of the first passenger, one more than a list has room for
UNKNOWN = "000000"  # a day nobody flies on
MINUTE, DAY = "%y%m%d%H%M", "%y%m%d"


def standing(booking: Booking) -> str:
    """A document that is open counts first, whatever became of the seats: somebody must use it or pay it back."""
    documents = booking.each(IssuedTicket)
    states = {each.state for each in documents}
    if "ET" in states:
        return TICKETED if covered(booking, documents) else PARTLY
    if "ER" in states:
        return REFUNDED
    if "EV" in states:
        return VOID
    alive = [segment for segment in booking.segments if not segment.unable]
    if booking.cancelled or not alive:
        return CANCELLED
    return WAITLISTED if any(segment.waiting for segment in alive) else HELD


def covered(booking: Booking, documents: list[IssuedTicket]) -> bool:
    """Whether everybody has a document in force for every flight; ghosts (G) are ticketed elsewhere."""
    flown = [each.tattoo for each in booking.segments if not each.unable and not each.status.startswith("G")]
    have = {(each.passenger, each.infant, segment) for each in documents if each.state == "ET"
            for segment in each.segments}
    who = [(name.tattoo, infant) for name in booking.names for infant in (False, True) if name.infant or not infant]
    return all((*each, segment) in have for each in who for segment in flown)


def rows(booking: Booking) -> set[tuple[str, str]]:
    """What an office's lists show of it, twice: by the making and by the first flight."""
    if booking.created is None:
        return set()
    booked = datetime.fromisoformat(booking.created.at).astimezone(UTC).strftime(MINUTE)
    first = next(iter(booking.segments), None)
    departs = first.date.strftime(DAY) if first else UNKNOWN
    start = f"{booking.office:9}{standing(booking)}"
    name = booking.names[0].text[:LONGEST_NAME] if booking.names else ""
    rest = f"{len(booking.names):02}{flown(first)}{name}"
    return {(BOOKED, f"{start}{booked}{departs}{rest}"), (DEPARTS, f"{start}{departs}{booked}{rest}")}


def flown(segment: Segment | None) -> str:
    if segment is None:
        return " " * 13
    return f"{segment.carrier}{segment.number:04}{segment.booking_class}{segment.origin}{segment.destination}"


@dataclass(frozen=True)
class Standing:
    """A booking as a list shows it: its first passenger and flight; `departs` None where nothing is flown."""

    locator: str
    booked: datetime
    departs: date | None
    passengers: int
    carrier: str
    number: int
    booking_class: str
    origin: str
    destination: str
    name: str


@dataclass(frozen=True)
class Between:
    """From one time until just before another, in the order of a kind of rows; nothing: everything."""

    kind: str = BOOKED
    low: str = ""
    high: str = "~"

    @classmethod
    def made(cls, low: datetime, high: datetime) -> "Between":
        return cls(BOOKED, low.astimezone(UTC).strftime(MINUTE), high.astimezone(UTC).strftime(MINUTE))

    @classmethod
    def flown(cls, low: date, high: date) -> "Between":
        return cls(DEPARTS, low.strftime(DAY), high.strftime(DAY))


def opened(kind: str, text: str, locator: str) -> Standing:
    """What `rows` wrote, behind office and standing."""
    booked, departs = (text[:10], text[10:16]) if kind == BOOKED else (text[6:16], text[:6])
    flight = text[18:31]
    return Standing(
        locator, datetime.strptime(booked, MINUTE).replace(tzinfo=UTC),
        None if departs == UNKNOWN else datetime.strptime(departs, DAY).date(), int(text[16:18]), flight[:2].strip(),
        int(flight[2:6].strip() or 0), flight[6].strip(), flight[7:10].strip(), flight[10:].strip(), text[31:])
