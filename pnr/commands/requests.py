"""SR, OS, FFN: what airlines are asked and told of passengers and flights, and who flies often."""
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from ..engine.booking.elements import Segment, Service
from ..engine.booking.requests import CODES, FREE, LONGEST_TEXT, NEED_TEXT, OF_SEGMENTS, checked, first_status
from ..errors import DuplicateIdentity, NeedText, NoItinerary, NoSuchSegment, RequestRestricted, UnknownService
from ..values.dates import DayMonth
from ..values.spans import Span
from .command import Command, execute
from .details import added, segment_tattoos, tattoos
from .display import BookingDisplay
from .names import birth, first_flight
from .services import AddChild, AddIdentity, AddInformation, only_one, plain

__all__ = ["AddChild", "AddFrequentFlyer", "AddIdentity", "AddInformation", "AddService"]
BORN = re.compile(r"\b\d{2}(JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)\d{2}\b")


@dataclass(frozen=True)
class FlightNamed:
    """PEKSHA 1501 Y10DEC: a segment as messages to airlines name it, with or without the airline."""

    pair: str = ""
    number: str = ""
    booking_class: str = ""
    day: DayMonth = DayMonth()

    @classmethod
    def read(cls, text: str) -> "FlightNamed":
        pair, flight, flown = text.split()
        return cls(pair, (flight if flight.isdigit() else flight[2:]).lstrip("0"), flown[0], DayMonth.read(flown[1:]))

    def written(self) -> str:
        return f"{self.pair} {self.number} {self.booking_class}{self.day.written()}"

    def is_(self, segment: Segment) -> bool:
        return (self.pair == segment.origin + segment.destination and self.number == str(segment.number)
                and self.booking_class == segment.booking_class and self.day.in_year(segment.date.year) == segment.date)


@dataclass(frozen=True)
class AddService(Command):
    """Of one airline, or of each that is flown; for all or for passengers, on all or on segments by number, or on one
    that is named."""

    code: str
    carrier: str = ""
    status: str = ""
    count: int | None = None
    text: str = ""
    passengers: tuple[Span, ...] = ()
    segments: tuple[Span, ...] = ()
    flight: FlightNamed | None = None


@dataclass(frozen=True)
class AddFrequentFlyer(Command):
    """A number of one airline's programme, for that airline's flights or for those of others."""

    carrier: str
    number: str
    others: tuple[str, ...] = ()
    passengers: tuple[Span, ...] = ()


@execute.register
def add_service(command: AddService, work) -> BookingDisplay:
    """Raises UnknownService, NeedText, InvalidDocument, NoSuchSegment, NoSuchPassenger, NoItinerary."""
    if command.code not in CODES:
        raise UnknownService(code=command.code)
    if (command.code in NEED_TEXT and not command.text.strip()) or len(command.text) > LONGEST_TEXT:
        raise NeedText(code=command.code)
    text = checked(command.code, plain(command.text.strip()), work.today)
    made = [service for service in services(command, text, work) if not known(service, work)]
    if not made:
        raise DuplicateIdentity()
    if command.code == "INFT":
        tell_birth(work, made)
    return added(work, *made)


def tell_birth(work, asked: list[Service]) -> None:
    """The day an infant was born, of which its name may have told the month alone."""
    for each in asked:
        told = BORN.search(each.text)
        for name in work.area.working.names:
            if told and name.tattoo in each.passengers and name.infant:
                day = birth(DayMonth.read(told[0]), "INF", work.today, first_flight(work))
                infant = replace(name.infant, born=day)
                work.area = work.area.with_working(work.area.working.swap(replace(name, infant=infant)))


def services(command: AddService, text: str, work) -> Iterator[Service]:
    """One for each flight, or for each airline where it is about the passenger."""
    people = tattoos(work, command.passengers) or only_one(work)
    seats = command.count or len(people) or work.area.working.party or 1
    status = command.status or first_status(command.code)
    segments = asked(command, work)
    apart = command.code in OF_SEGMENTS or (command.code == "FQTV" and work.manners.flyers_by_flight)
    for carrier, flown in groupby(sorted(segments, key=lambda each: each.carrier), key=lambda each: each.carrier):
        for place in ([(each.tattoo,) for each in flown] if apart else [named(command, flown)]):
            yield Service(command.code, carrier, status, seats, text, people, place)


def named(command: AddService, flown) -> tuple[int, ...]:
    """Segments only where the agent names some."""
    return tuple(each.tattoo for each in flown) if command.segments or command.flight else ()


def asked(command: AddService, work) -> list[Segment]:
    """The flights it is about; raises NoItinerary, or NoSuchSegment where none is the airline's."""
    chosen = segment_tattoos(work, command.segments)
    flown = [each for each in work.area.working.segments if not chosen or each.tattoo in chosen]
    if not work.area.working.segments:
        raise NoItinerary()
    named = command.flight
    found = [each for each in flown if command.carrier in ("", "YY", each.carrier) and (not named or named.is_(each))]
    if not found and not (command.code in FREE and command.carrier):
        raise NoSuchSegment(carrier=command.carrier)
    return found


def known(service: Service, work) -> bool:
    """Whether the same is asked already."""
    alike = {(each.code, each.carrier, each.text, each.passengers, each.segments)
             for each in work.area.working.each(Service)}
    return (service.code, service.carrier, service.text, service.passengers, service.segments) in alike


@execute.register
def add_frequent_flyer(command: AddFrequentFlyer, work) -> BookingDisplay:
    """Raises RequestRestricted where no airline that was named is flown."""
    work.world.airlines.airline(command.carrier)
    people = tattoos(work, command.passengers) or only_one(work)
    flown = dict.fromkeys(each.carrier for each in work.area.working.segments)
    wanted = [carrier for carrier in command.others or (command.carrier,) if carrier in flown]
    if not wanted or not people:
        raise RequestRestricted(carrier=command.carrier)
    number = f"{command.carrier}{command.number}"
    return fresh(work, [Service("FQTV", carrier, "HK", 1, number, people) for carrier in wanted])


def fresh(work, asked: list[Service]) -> BookingDisplay:
    """With those that are not asked already; raises DuplicateIdentity where all are."""
    made = [service for service in asked if not known(service, work)]
    if not made:
        raise DuplicateIdentity()
    return added(work, *made)
