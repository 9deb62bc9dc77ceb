"""The floor of reading: forty entries by hand, a pattern and a slots class each, found by their first letters."""
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

ENTRIES = (
    "AN10DECPEKSHA", "ANPARLON", "AD10DECPEKLON", "AA10DECPEKLON", "AE10DECPEKLON", "AN10DECLONFRA1400",
    "AN10DECNYCLON415P", "AN10DECPEKPAR/ALH,AF", "AN10DECPEKPAR/A-LH,AF", "AN10DECPEKSHA/CY/B3", "AN10DECPEKSHA/CY,B",
    "AN10DECPEKSHA/KC", "AN10DECPEKPAR/FN", "AN10DECPEKPAR/FD", "AN10DECPEKPAR/FC", "SS1Y2", "SS2CM11",
    "SSLH445Y13MAYATLFRA1", "SS3U8886Y10DECCTUPEK1", "SSLH445Y13MAYATLFRANN2", "RTABC234", "RT/SMITH", "RT/SMITH/J",
    "RT2", "XE4", "XE5,7-11", "XI", "TKOK", "TKTL08DEC", "TKTL08DEC/1200", "RMVEGETARIAN", "RFJOHN", "APM 13800138000",
    "APE JOHN@EXAMPLE.COM", "ET", "ER", "IG", "MD", "NM1SMITH/JOHN MR", "NM2SMITH/JOHN MR/MARY MRS1BROWN/SAM MR",
)
MONTHS = dict(zip("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(), range(1, 13), strict=True))
Day = tuple[int, int]
Read = Callable[[str], Any]


@dataclass(slots=True)
class DisplayAvailability:
    destination: str
    origin: str | None
    date: Day | None
    time: str | None
    carriers: tuple[str, ...]
    excluded: tuple[str, ...]
    booking_classes: tuple[str, ...]
    cabin: str | None
    seats: int
    connections: str | None
    order: str


@dataclass(slots=True)
class SellFromAvailability:
    seats: int
    booking_classes: str
    line: int


@dataclass(slots=True)
class SellFlight:
    carrier: str
    number: int
    booking_class: str
    date: Day
    origin: str
    destination: str
    seats: int


@dataclass(slots=True)
class Retrieve:
    locator: str


@dataclass(slots=True)
class RetrieveFromList:
    line: int


@dataclass(slots=True)
class RetrieveByName:
    surname: str
    given: str | None


@dataclass(slots=True)
class CancelElements:
    numbers: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class TicketBy:
    date: Day
    time: str | None


@dataclass(slots=True)
class AddRemark:
    text: str


@dataclass(slots=True)
class SetReceivedFrom:
    text: str


@dataclass(slots=True)
class AddContact:
    text: str
    medium: str


@dataclass(slots=True)
class Party:
    seats: int
    surname: str
    travellers: tuple[str, ...]


@dataclass(slots=True)
class AddNames:
    parties: tuple[Party, ...]


@dataclass(slots=True)
class CancelItinerary: ...
@dataclass(slots=True)
class TicketNow: ...
@dataclass(slots=True)
class EndTransaction: ...
@dataclass(slots=True)
class EndAndRedisplay: ...
@dataclass(slots=True)
class Ignore: ...
@dataclass(slots=True)
class NextPage: ...


AVAILABILITY = re.compile(
    r"A([NDAE])(?:(\d\d?)([A-Z]{3}))?([A-Z]{3})([A-Z]{3})(\d{3,4}[AP]?)?(?:/A(-?)([A-Z0-9]{2}(?:,[A-Z0-9]{2})*))?"
    r"(?:/C([A-Z](?:,[A-Z])*))?(?:/K([FCWMY]))?(?:/B(\d))?(?:/F([NDC]))?")
SHORT_SELL = re.compile(r"SS(\d)([A-Z]+)(\d+)")
LONG_SELL = re.compile(r"SS([A-Z][A-Z0-9]|\d[A-Z])(\d{1,4})([A-Z])(\d\d?)([A-Z]{3})([A-Z]{3})([A-Z]{3})(?:NN)?(\d)")
RETRIEVAL = re.compile(r"RT(?:([A-Z0-9]{6})|(\d{1,3})|/([A-Z ]+)(?:/([A-Z]+))?)")
CANCELLATION = re.compile(r"XE(\d+(?:-\d+)?(?:,\d+(?:-\d+)?)*)")
LIMIT = re.compile(r"TKTL(\d\d?)([A-Z]{3})(?:/(\d{4}))?")
CONTACT = re.compile(r"AP([ME]?) ?(.+)")
PARTY = re.compile(r"(\d)([A-Z]+)((?:/[A-Z ]+)*)")


def listed(text: str | None) -> tuple[str, ...]:
    return tuple(text.split(",")) if text else ()


def availability(text: str) -> DisplayAvailability:
    (order, day, month, origin, destination, time, minus, carriers, classes, cabin, seats,
     connections) = AVAILABILITY.fullmatch(text).groups()
    date = (int(day), MONTHS[month]) if day else None
    return DisplayAvailability(destination, origin, date, time, () if minus else listed(carriers),
                               listed(carriers) if minus else (), listed(classes), cabin, int(seats or 1), connections,
                               order)


def sale(text: str) -> Any:
    found = LONG_SELL.fullmatch(text)
    if found:
        carrier, number, name, day, month, origin, destination, seats = found.groups()
        return SellFlight(carrier, int(number), name, (int(day), MONTHS[month]), origin, destination, int(seats))
    seats, classes, line = SHORT_SELL.fullmatch(text).groups()
    return SellFromAvailability(int(seats), classes, int(line))


def retrieval(text: str) -> Any:
    locator, line, surname, given = RETRIEVAL.fullmatch(text).groups()
    if locator:
        return Retrieve(locator)
    return RetrieveFromList(int(line)) if line else RetrieveByName(surname, given)


def cancellation(text: str) -> CancelElements:
    spans = []
    for span in CANCELLATION.fullmatch(text)[1].split(","):
        first, _, last = span.partition("-")
        spans.append((int(first), int(last or first)))
    return CancelElements(tuple(spans))


def limit(text: str) -> Any:
    if text == "TKOK":
        return TicketNow()
    day, month, time = LIMIT.fullmatch(text).groups()
    return TicketBy((int(day), MONTHS[month]), time)


def contact(text: str) -> AddContact:
    medium, rest = CONTACT.fullmatch(text).groups()
    return AddContact(rest, medium)


def names(text: str) -> AddNames:
    return AddNames(tuple(Party(int(seats), surname, tuple(rest[1:].split("/")) if rest else ())
                          for seats, surname, rest in PARTY.findall(text, 2)))


def always(build: type) -> Read:
    return lambda text: build()


READERS: dict[str, Read] = {
    **dict.fromkeys(("AN", "AD", "AA", "AE"), availability), "SS": sale, "RT": retrieval, "XE": cancellation,
    "XI": always(CancelItinerary), "TK": limit, "RM": lambda text: AddRemark(text[2:]),
    "RF": lambda text: SetReceivedFrom(text[2:]), "AP": contact, "ET": always(EndTransaction),
    "ER": always(EndAndRedisplay), "IG": always(Ignore), "MD": always(NextPage), "NM": names,
}


def read(text: str) -> Any:
    return READERS[text[:2]](text)
