"""Say which other offices may see a booking, or change it."""
from dataclasses import dataclass, replace

from ..engine.booking.security import Security
from ..engine.store.weight import Weight
from ..errors import InvalidOffice, NoSuchElement, NotAuthorised
from .command import Command, execute
from .display import BookingDisplay, shown


@dataclass(frozen=True)
class Allowed:
    """LON1A0100-R."""

    office: str
    access: str

    @classmethod
    def read(cls, text: str) -> "Allowed":
        office, access = text.split("-")
        return cls(office, access)

    def written(self) -> str:
        return f"{self.office}-{self.access}"


@dataclass(frozen=True)
class SetSecurity(Command):
    """Beside what was said of others before."""

    grants: tuple[Allowed, ...]


@dataclass(frozen=True)
class DeleteSecurity(Command):
    """Everybody may do everything again."""


@dataclass(frozen=True)
class DisplaySecurity(Command):
    weight = Weight.LOOK


@execute.register
def set_security(command: SetSecurity, work) -> BookingDisplay:
    """Raises NotAuthorised for a booking of another office, InvalidOffice for one that is not known, or one's own."""
    own(work)
    before = security(work)
    grants = dict(before.grants if before else ())
    for each in command.grants:
        office = work.world.offices.office(each.office).id
        if office == work.office.id:
            raise InvalidOffice(office=each.office)
        grants[office] = each.access
    told = tuple(grants.items())
    working = work.area.working
    work.area = work.area.with_working(
        working.swap(replace(before, grants=told)) if before else working.add(Security(told)))
    return shown(work)


@execute.register
def delete_security(command: DeleteSecurity, work) -> BookingDisplay:
    """Raises NoSuchElement where nothing was said."""
    own(work)
    if (before := security(work)) is None:
        raise NoSuchElement(numbers=())
    work.area = work.area.with_working(work.area.working.without([before]))
    return shown(work)


@execute.register
def display_security(command: DisplaySecurity, work) -> BookingDisplay:
    return shown(work, parts=("E",))


def security(work) -> Security | None:
    return next(iter(work.area.working.each(Security)), None)


def own(work) -> None:
    """Raises NotAuthorised unless this office is responsible."""
    if work.area.working.office not in ("", work.office.id):
        raise NotAuthorised(duty=work.agent.duty)
