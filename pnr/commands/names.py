"""Who flies."""
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from ..engine.booking.elements import Infant, Name
from ..errors import CheckDateOfBirth, InvalidName, NameTooLong, TooManyNames
from ..values.dates import DayMonth, Month
from ..values.spans import Span
from .command import Command, execute
from .details import tattoos
from .display import BookingDisplay, shown
from .groups import AddGroup  # noqa: F401 (the family reads it)

TITLES = ("MR", "MRS", "MS", "MISS", "MSTR", "DR", "PROF")
CHILDREN = ("CHD", "CNN")
ALONE = (*CHILDREN, "INS", "EXST", "CBBG")  # on whose lap no infant sits
MOST_NAMES = 99  # of one booking without a group
INFANT_YEARS, CHILD_YEARS = 2, 12  # younger than this on the day of travel


@dataclass(frozen=True)
class LapInfant:
    given: str = ""
    surname: str | None = None
    born: DayMonth | None = None


@dataclass(frozen=True)
class Traveller:
    """`given` with its title as typed; `type` CHD, INS, YTH …, EXST and CBBG for a seat nobody sits in."""

    given: str = ""
    type: str | None = None
    born: DayMonth | None = None
    infant: LapInfant | None = None
    identity: str = ""


@dataclass(frozen=True)
class Party:
    """So many seats under one surname; a Chinese name has no given name."""

    seats: int
    surname: str
    travellers: tuple[Traveller, ...] = (Traveller(),)


@dataclass(frozen=True)
class AddNames(Command):
    parties: tuple[Party, ...]


@dataclass(frozen=True)
class AddInfant(Command):
    """On the lap of a passenger: a Chinese name (`baby`), or surname and given name; the month it was born in."""

    born: Month
    passengers: tuple[Span, ...]
    baby: str = ""
    parent: str = ""
    lap: str = ""


@execute.register
def add_names(command: AddNames, work) -> BookingDisplay:
    travelled = first_flight(work)
    names = [named(party.surname, traveller, work.today, travelled)
             for party in command.parties for traveller in counted(party)]
    if any(len(name.text) > work.manners.longest_name for name in names):
        raise NameTooLong()
    booking = work.area.working
    most = booking.party if booking.group else MOST_NAMES
    if len(booking.names) + len(names) > most:
        raise TooManyNames(most=most)
    work.area = work.area.add(*names)
    return shown(work)


@execute.register
def add_infant(command: AddInfant, work) -> BookingDisplay:
    """Raises NoSuchPassenger, InvalidName for whoever is no adult, CheckDateOfBirth for a child that needs a seat."""
    (who,) = tattoos(work, command.passengers)
    name = next(each for each in work.area.working.names if each.tattoo == who)
    carries(name.surname, name.type)
    first, last = command.born.first, command.born.last
    if first > work.today or years(last, first_flight(work) or work.today) >= INFANT_YEARS:
        raise CheckDateOfBirth(born=first)
    made = Infant(command.lap, command.baby or command.parent, first)
    if len(replace(name, infant=made).infant_text) > work.manners.longest_name:
        raise NameTooLong()
    work.area = work.area.with_working(work.area.working.swap(replace(name, infant=made)))
    return shown(work)


def first_flight(work) -> date | None:
    return next((segment.date for segment in work.area.working.segments), None)


def counted(party: Party) -> Iterator[Traveller]:
    """The travellers of a party; raises InvalidName when they are not as many as its seats."""
    if len(party.travellers) != party.seats:
        raise InvalidName(surname=party.surname)
    return iter(party.travellers)


def named(surname: str, traveller: Traveller, today: date, travelled: date | None) -> Name:
    given, title = split_title(traveller.given)
    if traveller.infant:
        carries(surname, traveller.type)
    born = birth(traveller.born, traveller.type, today, travelled)
    return Name(surname.strip(), given, title, traveller.type or "ADT", born,
                infant(traveller.infant, today, travelled), traveller.type == "ADT", traveller.identity)


def carries(surname: str, kind: str | None) -> None:
    """Raises InvalidName where somebody is to carry an infant who is no adult."""
    if kind in ALONE:
        raise InvalidName(surname=surname)


def infant(lap: LapInfant | None, today: date, travelled: date | None) -> Infant | None:
    if lap is None:
        return None
    return Infant(lap.given, lap.surname, birth(lap.born, "INF", today, travelled))


def birth(born: DayMonth | None, kind: str | None, today: date, travelled: date | None) -> date | None:
    """The birth date, if it fits the passenger type on the day of travel; raises CheckDateOfBirth."""
    if born is None:
        return None
    day = born.on_or_before(today)
    age = years(day, travelled or today)
    if (kind in ("INF", "INS") and age >= INFANT_YEARS) or (kind in CHILDREN and age >= CHILD_YEARS):
        raise CheckDateOfBirth(born=day)
    return day


def years(born: date, on: date) -> int:
    """Full years of age on a day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def split_title(given: str) -> tuple[str, str | None]:
    """`JOHN MR` -> (`JOHN`, `MR`); a title alone is somebody's given name."""
    name, _, last = given.strip().rpartition(" ")
    return (name.strip(), last) if name and last in TITLES else (given.strip(), None)

