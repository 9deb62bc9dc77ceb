"""Groups: seats under one name, passengers later; and seats given up again."""
from dataclasses import dataclass, replace

from ..engine.booking.booking import Booking
from ..engine.booking.elements import IssuedTicket, Name, Segment
from ..engine.booking.groups import LEAST_OF_GROUP, MOST_OF_GROUP, Group
from ..engine.booking.seated import without_names
from ..errors import GroupPresent, InvalidName, InvalidParty, NameTicketed, NameTooLong, TooManySeats
from .command import Command, execute
from .display import BookingDisplay, shown


@dataclass(frozen=True)
class AddGroup(Command):
    size: int
    name: str


@execute.register
def add_group(command: AddGroup, work) -> BookingDisplay:
    """Raises GroupPresent, or TooManySeats for too small or too big a one."""
    booking = work.area.working
    if booking.group:
        raise GroupPresent()
    if not LEAST_OF_GROUP <= command.size <= MOST_OF_GROUP or command.size < len(booking.names):
        raise TooManySeats(seats=command.size)
    work.area = work.area.add(Group(group_name(command.name, work), command.size))
    return shown(work)


def group_name(text: str, work) -> str:
    """Raises InvalidName or NameTooLong."""
    name = text.strip()
    if not name.replace(" ", "").isalnum() or name[0].isdigit():
        raise InvalidName(surname=name)
    if len(name) > work.manners.longest_name:
        raise NameTooLong()
    return name


def unticketed(booking: Booking, names: list[Name]) -> None:
    """Raises NameTicketed where one of them has a document in force."""
    gone = {name.tattoo for name in names}
    if any(each.passenger in gone and each.state == "ET" for each in booking.each(IssuedTicket)):
        raise NameTicketed()


def give_up(work, names: list[Name], unnamed: int) -> None:
    """A group without these passengers and so many seats that have none, on every flight that has as many.

    Raises InvalidParty where there are not so many or nobody would be left, NameTicketed for one with a document.
    """
    booking, fewer = work.area.working, len(names) + unnamed
    group = booking.group
    if group is None or unnamed > booking.unnamed or fewer >= group.size:
        raise InvalidParty()
    size = group.size - fewer
    unticketed(booking, names)
    work.seats.give_back(replace(each, seats=each.seats - size) for each in booking.held if each.seats > size)
    left = without_names(booking, names).swap(replace(group, size=size))
    work.area = work.area.with_working(left.map(Segment, lambda each: replace(each, seats=min(each.seats, size))))
