"""What airlines are asked for or told: SSR and OSI."""
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..engine.booking.elements import Information, Name, Service
from ..engine.booking.requests import born
from ..engine.booking.surface import ArrivalUnknown, Stretch
from ..errors import DuplicateIdentity, InvalidCharacter, InvalidIdentity, NoSuchSegment
from ..values.dates import DayMonth, long
from ..values.numbers import resident_id
from ..values.spans import Span
from .command import Command, execute
from .details import added, tattoos
from .display import BookingDisplay

IDENTITY_KINDS = ("NI", "PP", "ID", "UU")
CARRIER_FREE = "YY"  # an OSI for every airline


@dataclass(frozen=True)
class AddIdentity(Command):
    """SSR FOID: an identity document by kind (NI resident card, PP passport, ID other) and number."""

    carrier: str
    kind: str
    number: str
    passengers: tuple[Span, ...] = ()


@dataclass(frozen=True)
class AddChild(Command):
    """SSR CHLD: a child's birth date."""

    carrier: str
    born: DayMonth
    passengers: tuple[Span, ...] = ()


@dataclass(frozen=True)
class AddInformation(Command):
    carrier: str
    text: str
    passengers: tuple[Span, ...] = ()


@execute.register
def add_identity(command: AddIdentity, work) -> BookingDisplay:
    chosen = tattoos(work, command.passengers) or only_one(work)
    flown(work, command.carrier)
    number = command.kind + command.number
    if command.kind not in IDENTITY_KINDS or not valid(command, work.today):
        raise InvalidIdentity()
    for service in work.area.working.each(Service):
        if service.code == "FOID" and service.carrier == command.carrier and (
                service.text == number or service.passengers == chosen):
            raise DuplicateIdentity()
    return added(work, Service("FOID", command.carrier, "HK", 1, number, chosen))


def valid(command: AddIdentity, today: date) -> bool:
    """A resident number with its check digit, or a child's birth date; any other paper has letters and digits."""
    if command.kind != "NI":
        return command.number.isalnum()
    return resident_id(command.number) or born(command.number, today) is not None


@execute.register
def add_child(command: AddChild, work) -> BookingDisplay:
    chosen = tattoos(work, command.passengers) or only_one(work)
    flown(work, command.carrier)
    day = command.born.on_or_before(work.today)
    return added(work, Service("CHLD", command.carrier, "HK", 1, long(day), chosen))


@execute.register
def add_information(command: AddInformation, work) -> BookingDisplay:
    """Raises NoSuchSegment for an airline nobody flies with; whoever operates a flight may be told too."""
    plain(command.text)
    if command.carrier != CARRIER_FREE:
        work.world.airlines.airline(command.carrier)
        told(work.area.working.itinerary, command.carrier)
    return added(work, Information(command.carrier, command.text.strip(), tattoos(work, command.passengers)))


def told(stretches: Sequence[Stretch], carrier: str) -> None:
    """Raises NoSuchSegment where there are flights and none is the airline's, as it is sold or as it is flown."""
    flights = [each for each in stretches if not isinstance(each, ArrivalUnknown)]
    if flights and carrier not in {each.carrier for each in flights} | {
            (getattr(each, "operating", "") or "")[:2] for each in flights}:
        raise NoSuchSegment(carrier=carrier)


def plain(text: str) -> str:
    """What airlines can read in a message; raises InvalidCharacter."""
    if not text.isascii():
        raise InvalidCharacter(text=text)
    return text


def flown(work, carrier: str) -> None:
    """A service is asked of an airline of the itinerary; raises NoSuchSegment."""
    segments = work.area.working.segments
    if segments and all(segment.carrier != carrier for segment in segments):
        raise NoSuchSegment(carrier=carrier)


def only_one(work) -> tuple[int, ...]:
    names: list[Name] = work.area.working.names
    return (names[0].tattoo,) if len(names) == 1 else ()
