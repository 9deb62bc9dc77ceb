"""The work areas of a desk: who is signed in to each, its booking in hand and what it was last shown."""
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any

from ..commands import Command, Reply
from ..commands.sign import (
    AreaLeft,
    AreaRow,
    AreasDisplay,
    ChangeOffice,
    DisplayAreas,
    DisplayPreferences,
    DisplaySignIn,
    LeaveArea,
    MoveArea,
    Preferences,
    ResumeArea,
    SetPreferences,
    SignedIn,
    SignedOut,
    SignIn,
    SignOut,
    demand_finished,
)
from ..engine.booking.areas import Held
from ..engine.manners import Agent
from ..engine.offices import Sign, known_as, signs
from ..errors import (
    AlreadySignedIn,
    AreaNotSigned,
    EntryError,
    InvalidDuty,
    InvalidPassword,
    InvalidSign,
    NotSignedIn,
    Refusal,
)
from .answers import Tried
from .pages import Pages

FIRST = "A"
SEATING = (SignIn, ResumeArea, LeaveArea, MoveArea, SetPreferences)


@dataclass
class Workplace:
    """An area as the desk keeps it while it works in another; `away`: left, with the agent still signed in to it."""

    agent: Agent
    held: Held = Held()  # noqa: RUF009 (a frozen value)
    pages: Pages = field(default_factory=Pages)
    last: Reply | None = None
    tried: Tried | None = None
    since: datetime | None = None
    away: bool = False

    @property
    def taken(self) -> bool:
        return self.agent.signed or self.away


PARTS = tuple(part.name for part in fields(Workplace))


class Workplaces:
    """`active` is the letter of the area the desk works in, as its own attributes; the others are kept here."""

    def __init__(self, desk: Any):
        self.desk, self.host = desk, desk.host
        self.name, self.active = desk.agent.terminal, FIRST
        self.aside: dict[str, Workplace] = {}

    @property
    def letters(self) -> str:
        return self.desk.dialect.manners.areas

    def of(self, letter: str) -> Workplace:
        """An area as it is, be it the one in view; one that nobody was in is new."""
        if letter == self.active:
            return Workplace(**{part: getattr(self.desk, part) for part in PARTS})
        terminal = f"{self.name}*{letter}" if self.name and letter != FIRST else self.name
        fresh = Agent(terminal, self.desk.agent.office, "", "", signed=False)
        return self.aside.get(letter) or Workplace(fresh)

    def all(self) -> Iterator[tuple[str, Workplace]]:
        for letter in dict.fromkeys((*self.letters, self.active, *self.aside)):
            yield letter, self.of(letter)

    def go(self, letter: str) -> None:
        """Work in this area from now on."""
        place = self.of(letter)
        self.aside[self.active] = self.of(self.active)
        self.aside.pop(letter, None)
        self.active = letter
        for part in PARTS:
            setattr(self.desk, part, getattr(place, part))

    def terminals(self) -> Iterator[str]:
        """The names of those that may have been written."""
        return (place.agent.terminal for _, place in self.all() if place.agent.terminal)

    # ---- entries

    def carry_out(self, command: Command) -> Reply:
        match command:
            case SignIn():
                return self.sign_in(command)
            case ResumeArea():
                return self.resume(command)
            case LeaveArea():
                return self.leave(command)
            case MoveArea():
                return self.move(command.area)
            case DisplayAreas():
                return self.display()
        self.demand_signed()
        if isinstance(command, SetPreferences):
            self.desk.agent = replace(self.desk.agent, hours=command.hours)
        if isinstance(command, SetPreferences | DisplayPreferences):
            return Preferences(self.desk.agent.office, self.desk.agent.sign, self.hours(self.desk.agent))
        assert isinstance(command, DisplaySignIn), type(command).__name__
        return self.signed((self.active,))

    def demand_signed(self) -> None:
        if not self.desk.agent.signed:
            raise NotSignedIn()

    def sign_in(self, command: SignIn) -> SignedIn:
        """To areas nobody is in; the first of them comes into view. Raises what is wrong, and signs in to none then."""
        letters, sign = self.asked(command), known_as(command.sign).sign
        if len(letters) == 1 and self.of(letters[0]).away and self.of(letters[0]).agent.sign == sign:
            return self.resume(ResumeArea(letters[0], sign, command.password))
        if any(self.of(letter).taken for letter in letters) or not letters:
            raise AlreadySignedIn()
        known = agent(command.sign)
        demand_password(known, command.password)
        demand_allowed(known, command.duty, command.level)
        office = self.host.world.offices.office(command.office or self.desk.agent.office)
        for letter in reversed(letters):
            self.go(letter)
            self.take_up(letter)
            self.desk.agent = replace(self.desk.agent, office=office.id, sign=known.sign, duty=known.duty, signed=True)
            self.desk.since, self.desk.away = self.host.clock(), False
        return self.signed(tuple(letters))

    def asked(self, command: SignIn) -> list[str]:
        """The areas to sign in to; without a name the one in view, or where somebody else left that a free one."""
        free = [letter for letter, place in self.all() if not place.taken]
        if command.everywhere:
            return free
        elsewhere = self.desk.away and self.desk.agent.sign != known_as(command.sign).sign
        return sorted(command.areas) or (free[:1] if elsewhere else [self.active])

    def take_up(self, letter: str) -> None:
        """What this area of a named terminal was left with by another program."""
        terminal = self.desk.agent.terminal
        if self.name and terminal not in self.host.named:
            self.desk.held = self.host.take_up(terminal)
            self.host.named[terminal] = self.desk

    def resume(self, command: ResumeArea) -> SignedIn:
        known, place = agent(command.sign), self.of(command.area)
        demand_password(known, command.password)
        if not place.taken:
            return self.sign_in(SignIn(known.sign, areas=(command.area,), password=command.password))
        if place.agent.sign != known.sign:
            raise AlreadySignedIn()
        self.go(command.area)
        self.desk.agent, self.desk.away = replace(place.agent, signed=True), False
        return self.signed((command.area,), moved=True)

    def leave(self, command: LeaveArea) -> Reply:
        self.demand_signed()
        if command.area:
            return self.move(command.area)
        self.desk.agent, self.desk.away = replace(self.desk.agent, signed=False), True
        return AreaLeft(self.active)

    def move(self, letter: str) -> SignedIn:
        if not self.of(letter).agent.signed:
            raise AreaNotSigned(area=letter)
        self.go(letter)
        return self.signed((letter,), moved=True)

    def signed(self, letters: tuple[str, ...], moved: bool = False) -> SignedIn:
        who = self.desk.agent
        alias = self.host.world.offices.office(who.office).alias
        return SignedIn(who.sign, who.duty, who.office, alias, letters, moved)

    # ---- out

    def sign_out(self, command: SignOut) -> SignedOut:
        """Of the areas named, or of all; of none where something is unfinished in one of them."""
        found = [(letter, place) for letter, place in self.all() if place.agent.signed
                 and (command.everywhere or letter in command.areas)]
        if not found or len(found) < len(command.areas):
            raise NotSignedIn()
        for _, place in found:
            demand_finished(place.held.area)
        here = self.active
        for letter, _ in found:
            self.go(letter)
            self.left(self.desk.transact((SignOut(),)))
        self.go(here)
        who = found[0][1].agent
        return SignedOut(who.sign, who.office, self.host.world.offices.office(who.office).alias,
                         tuple(letter for letter, _ in found), known_as(who.sign).number)

    def left(self, reply: Reply) -> Reply:
        """Who sits there after this reply; one that signs out or changes the office is of the area in view."""
        if not isinstance(reply, SignedIn | SignedOut) or reply.areas:
            return reply
        office = reply.office if isinstance(reply, SignedIn) else self.desk.agent.office
        self.desk.agent = replace(self.desk.agent, office=office, signed=isinstance(reply, SignedIn))
        if isinstance(reply, SignedOut):
            return replace(reply, areas=(self.active,), number=known_as(reply.sign).number)
        return replace(reply, areas=(self.active,))

    def again(self, text: str) -> None:
        """Sit where an entry of an earlier run led to; its work stands in the store already."""
        try:
            commands = [self.desk.dialect.read(entry) for entry in self.desk.dialect.entries(text)]
        except EntryError:
            return
        for command in commands:
            with suppress(Refusal):
                if isinstance(command, SEATING):
                    self.carry_out(command)
                elif isinstance(command, SignOut | ChangeOffice):
                    self.went(command)

    def went(self, command: SignOut | ChangeOffice) -> None:
        """The same of what also let go of what was in hand."""
        office = self.desk.agent.office
        if isinstance(command, ChangeOffice):
            office = self.host.world.offices.office(command.office).id
        chosen = command.areas if isinstance(command, SignOut) else ()
        here, everywhere = self.active, isinstance(command, SignOut) and command.everywhere
        for letter in self.letters if everywhere else chosen or here:
            self.go(letter)
            self.desk.agent = replace(self.desk.agent, office=office, signed=isinstance(command, ChangeOffice))
        self.go(here)

    # ---- shown

    def display(self) -> AreasDisplay:
        digits = re.sub(r"\D", "", min(self.terminals(), default=""))
        office = self.desk.agent.office
        return AreasDisplay(digits, office, self.local(self.host.clock(), office),
                            tuple(self.row(letter, place) for letter, place in self.all()))

    def row(self, letter: str, place: Workplace) -> AreaRow:
        who, area = place.agent, place.held.area
        if not place.taken:
            return AreaRow(letter)
        standing = "signed" if area.empty else "modify" if area.base.version else "create"
        known, names = known_as(who.sign), area.working.names
        return AreaRow(
            letter, standing, letter == self.active and not place.away, who.sign, who.duty, known.number, known.level,
            self.hours(who), self.local(place.since, who.office) if place.since else None, who.office,
            self.host.world.offices.office(who.office).alias, area.queue.place if area.queue else None,
            f"{names[0].surname}/{names[0].given}" if names else "")

    def hours(self, who: Agent) -> int:
        return who.hours or self.host.world.offices.office(who.office).hours

    def local(self, moment: datetime, office: str) -> datetime:
        world = self.host.world
        return moment.astimezone(world.places.zone(world.offices.office(office).city))


def agent(name: str) -> Sign:
    """Who has this sign or number; raises InvalidSign."""
    known = signs().get(name)
    if known is None:
        raise InvalidSign()
    return known


def demand_password(known: Sign, given: str | None) -> None:
    if given not in (None, known.password):
        raise InvalidPassword()


def demand_allowed(known: Sign, duty: str | None, level: str | None) -> None:
    """The duty and level named are the agent's own; raises InvalidDuty."""
    if duty not in (None, known.duty) or level not in (None, known.level):
        raise InvalidDuty(duty=duty, level=level)
