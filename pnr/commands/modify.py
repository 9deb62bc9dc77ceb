"""Change elements by their numbers: text, associations, the number of seats, a status, a time limit, a name."""
import re
from dataclasses import dataclass, replace
from typing import Any

from ..engine.booking.elements import (
    CONFIRMED,
    Contact,
    Element,
    FareText,
    Information,
    IssuedTicket,
    Name,
    Option,
    Remark,
    Seating,
    Segment,
    Service,
    Ticketing,
)
from ..engine.booking.groups import Group
from ..engine.booking.order import visible
from ..engine.booking.requests import checked
from ..engine.booking.seated import without_names
from ..engine.booking.surface import PASSIVE, OpenSegment
from ..errors import (
    AssociationNotAllowed,
    CancelSeatFirst,
    InvalidName,
    NameTicketed,
    NameTooLong,
    NoSuchElement,
    StatusNotAllowed,
)
from ..values.dates import DayMonth
from ..values.spans import Span, numbers
from .command import Command, execute
from .details import Arrangement, TicketBy, reached, segment_tattoos, tattoos, ticket_by
from .display import BookingDisplay, shown
from .flown import demand_seats
from .groups import group_name
from .names import LapInfant, birth, carries, first_flight, infant, split_title
from .rebook import flying, put
from .services import plain

NAME = re.compile(r"[A-Z][A-Z '-]*")
IDENTITY = re.compile(r"\(ID([A-Z0-9][A-Z0-9 ./-]{0,24})\)")
ATTRIBUTE = re.compile(r"\((?P<type>ADT|CHD|CNN|YTH|YCD|INS|SRC|STU|MIL|EXST|CBBG|INF)(?P<surname>[A-Z]+)?"
                       r"(/(?P<given>[A-Z]*))?(/(?P<born>\d{1,2}[A-Z]{3}\d{2}))?\)")
Elements = tuple[Element, ...]
TEXTS = (Remark, Contact, Information, Service, FareText)
STANDBY = "SA"
# what a segment may be given, and from which; one sold elsewhere whatever its airline is said to have
STATUSES = {"HK": CONFIRMED, "RR": CONFIRMED, "HL": frozenset({"TL", "US", "UU"}), "HN": frozenset({"TN"})}


@dataclass(frozen=True)
class ChangeText(Command):
    """Another text, perhaps with whom and what it is about."""

    elements: tuple[Span, ...]
    text: str
    passengers: tuple[Span, ...] = ()
    segments: tuple[Span, ...] = ()


@dataclass(frozen=True)
class ChangeAssociation(Command):
    """About these passengers and segments from now on; `everybody` and `everywhere` about all again."""

    elements: tuple[Span, ...]
    passengers: tuple[Span, ...] = ()
    segments: tuple[Span, ...] = ()
    everybody: bool = False
    everywhere: bool = False


@dataclass(frozen=True)
class ChangeSeats(Command):
    elements: tuple[Span, ...]
    seats: int


@dataclass(frozen=True)
class ChangeStatus(Command):
    elements: tuple[Span, ...]
    status: str


@dataclass(frozen=True)
class ChangeLocator(Command):
    """The airline's own locator of a segment sold elsewhere."""

    elements: tuple[Span, ...]
    locator: str


@dataclass(frozen=True)
class ChangeLimit(Command):
    elements: tuple[Span, ...]
    date: DayMonth
    time: str | None = None


@dataclass(frozen=True)
class ChangeName(Command):
    """Surname and given name with title, or the given name alone."""

    elements: tuple[Span, ...]
    given: str = ""
    surname: str = ""


@dataclass(frozen=True)
class DeleteName(Command):
    elements: tuple[Span, ...]


def chosen(spans: tuple[Span, ...], work) -> Elements:
    """Elements by number; raises NoSuchElement."""
    lines = {line.number: line.element
             for line in visible(work.area.working, work.manners.order, work.office.id)}
    wanted = numbers(spans)
    if not wanted or not lines.keys() >= set(wanted):
        raise NoSuchElement(numbers=tuple(wanted))
    return tuple(dict.fromkeys(lines[place] for place in wanted))


def of_kind(spans: tuple[Span, ...], kinds: tuple[type, ...], work) -> Elements:
    found = chosen(spans, work)
    if not all(isinstance(each, kinds) for each in found):
        raise NoSuchElement(numbers=tuple(numbers(spans)))
    return found


def swapped(work, *elements: Element) -> BookingDisplay:
    work.area = work.area.with_working(work.area.working.swap(*elements))
    return shown(work)


@execute.register
def change_text(command: ChangeText, work) -> BookingDisplay:
    element: Any = chosen(command.elements, work)[0]
    if isinstance(element, Group):
        return rename_group(work, element, command.text)
    if isinstance(element, Name):
        return change_name(ChangeName(command.elements, command.text), work)
    text = command.text.strip()
    if not isinstance(element, TEXTS):
        raise NoSuchElement(numbers=tuple(numbers(command.elements)))
    if isinstance(element, Service):
        text = checked(element.code, plain(text), work.today)
    written = element.limit if isinstance(element, Service) else isinstance(element, Contact) and element.office
    if written:
        raise NoSuchElement(numbers=tuple(numbers(command.elements)))
    if isinstance(element, Contact):
        reached(element.medium, text)
    after: Element = replace(element, text=plain(text) if isinstance(element, Information) else text)
    if command.passengers or command.segments:
        after = associated(after, tattoos(work, command.passengers), segment_tattoos(work, command.segments))
    return swapped(work, after)


def associated(element: Any, people: tuple[int, ...] | None, flown: tuple[int, ...] | None) -> Element:
    """Raises AssociationNotAllowed for an element that is about nobody in particular; None leaves it as it is."""
    wanted = {"passengers": people, "segments": flown}
    told = {name: value for name, value in wanted.items() if value is not None and (value or hasattr(element, name))}
    if isinstance(element, IssuedTicket) or any(not hasattr(element, name) for name in told):
        raise AssociationNotAllowed()
    return replace(element, **told)


@execute.register
def change_association(command: ChangeAssociation, work) -> BookingDisplay:
    people = tattoos(work, command.passengers) if command.passengers or command.everybody else None
    flown = segment_tattoos(work, command.segments) if command.segments or command.everywhere else None
    return swapped(work, *(associated(each, people, flown) for each in chosen(command.elements, work)))


@execute.register
def change_seats(command: ChangeSeats, work) -> BookingDisplay:
    """New seats in place of the old ones, as many as are wanted; raises RebookRejected where there are not so many."""
    demand_seats(command.seats, work)
    for old in of_kind(command.elements, (Segment,), work):
        assert isinstance(old, Segment)
        if old.own is not None or fewer_of_group(old, command.seats, work):
            swapped(work, replace(old, seats=command.seats))
        elif old.seats != command.seats:
            flight = flying(old, old.carrier, old.number, old.date, work)
            put(work, old, flight, old.booking_class, command.seats)
    return shown(work)


def fewer_of_group(old: Segment, seats: int, work) -> bool:
    """Whether a group only gives seats back, which nobody need be asked for."""
    return work.area.working.group is not None and seats < old.seats and not old.held


@execute.register
def change_status(command: ChangeStatus, work) -> BookingDisplay:
    """Raises StatusNotAllowed unless a confirmed segment is said to be so, or reconfirmed, or an answer is taken."""
    found = of_kind(command.elements, (Segment, OpenSegment), work)
    after: list[Element] = [replace(each, status=command.status) for each in found
                            if isinstance(each, Segment) and may_become(each, command.status)]
    after += [replace(each, standby=True) for each in found
              if isinstance(each, OpenSegment) and command.status == STANDBY]
    if len(after) < len(found):
        raise StatusNotAllowed(status=command.status)
    return swapped(work, *after)


def may_become(segment: Segment, status: str) -> bool:
    if segment.own is not None:
        return status in PASSIVE
    return segment.status in STATUSES.get(status, ())


@execute.register
def change_locator(command: ChangeLocator, work) -> BookingDisplay:
    """Raises NoSuchElement where the segment is one of ours."""
    (found,) = of_kind(command.elements, (Segment,), work)[:1]
    if not isinstance(found, Segment) or found.own is None:
        raise NoSuchElement(numbers=tuple(numbers(command.elements)))
    return swapped(work, replace(found, own=command.locator))


@execute.register
def change_limit(command: ChangeLimit, work) -> BookingDisplay:
    (old,) = of_kind(command.elements, (Ticketing, Option), work)[:1]
    if isinstance(old, Option):
        return swapped(work, replace(old, date=command.date.on_or_after(work.today)))
    assert isinstance(old, Ticketing)
    if old.type == "OK":
        raise NoSuchElement(numbers=tuple(numbers(command.elements)))
    work.area = work.area.with_working(work.area.working.without([old]))
    return ticket_by(TicketBy(command.date, command.time, old.office, Arrangement(old.type)), work)


# ---- names

def unticketed(spans: tuple[Span, ...], work) -> Name:
    """One passenger who has no document in force; raises NameTicketed."""
    (name,) = of_kind(spans, (Name,), work)[:1]
    assert isinstance(name, Name)
    if any(each.passenger == name.tattoo and each.state == "ET" for each in work.area.working.each(IssuedTicket)):
        raise NameTicketed()
    return name


def rename_group(work, group: Group, name: str) -> BookingDisplay:
    """Raises InvalidName, or NameTooLong."""
    return swapped(work, replace(group, name=group_name(name, work)))


@execute.register
def change_name(command: ChangeName, work) -> BookingDisplay:
    first = of_kind(command.elements, (Name, Group), work)[0]
    if isinstance(first, Group):
        return rename_group(work, first, command.surname)
    name = unticketed(command.elements, work)
    if told := IDENTITY.fullmatch(command.given.strip()):
        return swapped(work, replace(name, identity=told[1]))
    if found := ATTRIBUTE.fullmatch(command.given.strip()):
        return swapped(work, described(name, found, work))
    if any(name.tattoo == who for each in work.area.working.each(Seating) for who, _ in each.seats):
        raise CancelSeatFirst()
    given, title = split_title(command.given)
    if not NAME.fullmatch(command.given or "A"):
        raise InvalidName(surname=name.surname)
    after = replace(name, surname=command.surname.strip() or name.surname, given=given,
                    title=title if command.surname or title else name.title)
    if len(after.text) > work.manners.longest_name:
        raise NameTooLong()
    return swapped(work, after)


def described(name: Name, found: re.Match, work) -> Name:
    """Of another type, or with an infant; raises CheckDateOfBirth, or InvalidDate."""
    born = DayMonth.read(found["born"]) if found["born"] else None
    if found["type"] == "INF":
        carries(name.surname, name.type)
        lap = LapInfant(found["given"] or "", found["surname"] or None, born)
        return replace(name, infant=infant(lap, work.today, first_flight(work)))
    if found["surname"] or found["given"]:
        raise InvalidName(surname=name.surname)
    return replace(name, type=found["type"], born=birth(born, found["type"], work.today, first_flight(work)),
                   typed=found["type"] == "ADT")


@execute.register
def delete_name(command: DeleteName, work) -> BookingDisplay:
    """With everything that is only about him; raises InvalidName for the last one.

    A group keeps the seat, for somebody else.
    """
    name, booking = unticketed(command.elements, work), work.area.working
    if booking.party == 1:
        raise InvalidName(surname=name.surname)
    work.area = work.area.with_working(without_names(booking, [name]))
    return shown(work)
