"""Sign in and out of work areas, and move between them; who sits at a desk is the desk's own affair."""
from dataclasses import dataclass
from datetime import datetime

from ..engine.queues.places import Place
from ..engine.store.weight import Weight
from ..errors import PrinterInUse, QueuePending, UnfiledWork
from .command import Command, Reply, execute


@dataclass(frozen=True)
class SignIn(Command):
    """To the areas named, to all that are free (`everywhere`), else to the one in view."""

    sign: str
    duty: str | None = None
    areas: tuple[str, ...] = ()
    everywhere: bool = False
    password: str | None = None
    office: str | None = None
    level: str | None = None
    weight = Weight.LOCAL


@dataclass(frozen=True)
class ResumeArea(Command):
    area: str
    sign: str
    password: str | None = None
    weight = Weight.LOCAL


@dataclass(frozen=True)
class LeaveArea(Command):
    """Its work waits until it is resumed; `area` is where to go instead."""

    area: str | None = None
    weight = Weight.LOCAL


@dataclass(frozen=True)
class SignOut(Command):
    areas: tuple[str, ...] = ()
    everywhere: bool = False


@dataclass(frozen=True)
class MoveArea(Command):
    area: str
    weight = Weight.LOCAL


@dataclass(frozen=True)
class DisplayAreas(Command):
    weight = Weight.LOCAL


@dataclass(frozen=True)
class DisplaySignIn(Command):
    weight = Weight.LOCAL


@dataclass(frozen=True)
class ChangeOffice(Command):
    office: str


@dataclass(frozen=True)
class SetPreferences(Command):
    """`hours` of the clock, 12 or 24."""

    hours: int
    weight = Weight.LOCAL


@dataclass(frozen=True)
class DisplayPreferences(Command):
    weight = Weight.LOCAL


@dataclass(frozen=True)
class SignedIn(Reply):
    sign: str
    duty: str
    office: str
    alias: str = ""
    areas: tuple[str, ...] = ()
    moved: bool = False  # to an area that was signed in before


@dataclass(frozen=True)
class SignedOut(Reply):
    sign: str
    office: str
    alias: str = ""  # what agents of another tongue call the office
    areas: tuple[str, ...] = ()
    number: str = ""  # the agent's


@dataclass(frozen=True)
class AreaLeft(Reply):
    area: str


@dataclass(frozen=True)
class Preferences(Reply):
    office: str
    sign: str
    hours: int


@dataclass(frozen=True)
class AreaRow:
    """`standing` is free, signed, create (a booking nobody filed yet) or modify; `name` that of the first passenger."""

    letter: str
    standing: str = "free"
    active: bool = False
    sign: str = ""
    duty: str = ""
    number: str = ""  # the agent's, and his level
    level: str = ""
    hours: int = 24
    since: datetime | None = None  # by the clock of the office
    office: str = ""
    alias: str = ""
    queue: Place | None = None
    name: str = ""


@dataclass(frozen=True)
class AreasDisplay(Reply):
    terminal: str
    office: str
    now: datetime
    rows: tuple[AreaRow, ...]


def demand_finished(area) -> None:
    """Raises UnfiledWork where a booking is changed and not filed, QueuePending where a queue is worked.

    PrinterInUse where control of a printer was taken and not given up.
    """
    if area.changed:
        raise UnfiledWork()
    if area.queue:
        raise QueuePending()
    if area.printer_taken:
        raise PrinterInUse()


@execute.register
def sign_out(command: SignOut, work) -> SignedOut:
    """Refused while anything is unfinished; what is only looked at leaves the area."""
    demand_finished(work.area)
    work.drop()
    return SignedOut(work.agent.sign, work.office.id, work.office.alias)


@execute.register
def change_office(command: ChangeOffice, work) -> SignedIn:
    """The same agent goes on in another office, with nothing in hand; raises InvalidOffice."""
    office = work.world.offices.office(command.office)
    demand_finished(work.area)
    work.drop()
    return SignedIn(work.agent.sign, work.agent.duty, office.id, office.alias, moved=True)
