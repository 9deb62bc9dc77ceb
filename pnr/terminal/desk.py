"""One agent at one terminal: a transmission in, a screen out."""
from dataclasses import replace

from ..commands import Command, Outside, Reply, execute
from ..commands import sign as signing
from ..commands.availability import AvailabilityDisplay, TimetableDisplay
from ..commands.help import ExplainError, Help
from ..commands.paging import TurnPage
from ..commands.recall import RecallEntry
from ..commands.sign import SignOut
from ..engine.booking.areas import Areas, Held
from ..engine.manners import Agent
from ..engine.store.weight import Weight
from ..engine.work import UnitOfWork
from ..errors import (
    AreaGivenBack,
    NoFlights,
    NoSuchElement,
    OptionsClash,
    PnrError,
    ScheduleChanged,
    SoldOut,
    TerminalHeld,
    UnableToProcess,
    Unavailable,
)
from ..grammar.dialect import Dialect
from ..values.spans import numbers
from .answers import Answer, Tried, Turned, fault, summary
from .helping import helped
from .memory import Memory
from .pages import Pages, flights_meant
from .typed import Typed
from .workplaces import Workplaces


class Desk:
    """Keeps the work area in hand; the store keeps it as of the last write."""

    def __init__(self, host, dialect: Dialect, agent: Agent, held: Held = Held()):  # noqa: B008 (a frozen value)
        self.host, self.dialect, self.agent, self.held = host, dialect, agent, held
        self.tried: Tried | None = None  # until it is known what became of it
        self.memory = Memory()
        self.pages, self.typed = Pages(), Typed()
        self.last: Reply | None = None
        self.since, self.away = host.clock() if agent.signed else None, False  # signed in, but somewhere else for now
        self.areas = Workplaces(self)

    # ---- in and out

    def enter(self, text: str) -> str:
        """The screen a transmission gives; refusals are screens too."""
        return self.answer(text).screen

    def answer(self, text: str) -> Answer:
        try:
            reply = self.ask(text)
            if isinstance(reply, Turned):
                return Answer(reply.text, None, None)
            return Answer(self.first_page(reply), reply, None)
        except PnrError as error:
            return Answer(self.dialect.refuse(error), None, error)

    def ask(self, text: str) -> Reply:
        """The last reply of a transmission; raises what refused it.

        Where a chain keeps what went well, each entry is read and carried out before the next is looked at; where it
        stands or falls together, all are read first and share one transaction.
        """
        self.typed.note(text)
        try:
            return self.chained(self.dialect.entries(text))
        except PnrError as error:
            self.typed.refused(error)
            raise
        except Exception as bug:
            raise fault(bug, text) from bug

    def chained(self, entries: list[str]) -> Reply:
        chains = ([entry] for entry in entries) if self.dialect.manners.keeps_chain else iter([entries])
        for chain in chains:
            reply = self.carry_out(tuple(self.dialect.read(self.typed.tried(entry)) for entry in chain))
            self.memory.entry = chain[-1]
            self.typed.carried_out(chain[-1], reply)
        return reply

    # ---- an entry

    def carry_out(self, commands: tuple[Command, ...]) -> Reply:
        self.host.tick()
        try:
            reply = self.transact(commands)
            while isinstance(reply, Outside):
                reply = self.outside(reply)
        finally:
            self.host.settle()
        reply = self.areas.left(self.host.posted(reply))
        self.remember(reply)
        return reply

    def outside(self, reply: Outside) -> Reply:
        """Payment and the like: between two transactions, never inside one."""
        try:
            return self.transact((reply.then(reply.call()),))
        except PnrError as error:
            if reply.otherwise and not isinstance(error, Unavailable):  # then the host finds out what stands
                self.transact((reply.otherwise,))
            raise

    def transact(self, commands: tuple[Command, ...]) -> Reply:
        commands = tuple(self.meant(command) for command in commands)
        weight = max(command.weight for command in commands)
        if weight is Weight.LOCAL:
            return self.local(commands[-1])
        if isinstance(commands[-1], SignOut) and (commands[-1].everywhere or commands[-1].areas):
            return self.areas.sign_out(commands[-1])
        self.demand_in_view(commands[0])
        if weight >= Weight.WORK and not self.agent.terminal:
            self.agent = replace(self.agent, terminal=self.host.new_terminal())
        return self.settled(commands, weight)

    def demand_in_view(self, command: Command) -> None:
        """Some hosts take the number of an element only while it is on the page in view; raises NoSuchElement."""
        asked = numbers(getattr(command, "numbers", ()))
        if self.dialect.manners.numbers_in_view and asked and type(self.last).__name__ == "BookingDisplay" \
                and self.pages.hidden() & set(asked):
            raise NoSuchElement(numbers=tuple(asked))

    def save(self) -> None:
        """Write what is only remembered so far, so that another program finds it at this terminal."""
        self.settled((), Weight.WORK)

    def settled(self, commands: tuple[Command, ...], weight: Weight) -> Reply:
        """The reply to commands once they stand in the store; after a COMMIT whose outcome nobody knew, to those."""
        if self.tried and (lost := self.learned(self.tried, commands)):
            return lost
        try:
            reply, self.held = self.host.store.transact(
                weight, lambda session, again: self.attempt(session, again, commands, weight))
        except Unavailable:
            raise  # a COMMIT may be in doubt
        except AreaGivenBack:
            self.lost_area()
            if self.held.area.rescheduled:
                raise self.taken_back() from None
            raise
        except PnrError as error:
            self.tried = None
            raise self.answered(error) from None
        self.tried = None
        return reply

    def attempt(self, session, again: bool, commands: tuple[Command, ...], weight: Weight) -> tuple[Reply, Held]:
        work = self.work(session)
        work.demand_sign()
        if again and self.tried and self.tried.stands(work.areas.load(self.agent.terminal, claim=True)):
            return self.tried.reply, self.tried.held
        work.claim(weight)
        reply, said = self.last or Reply(), {**(self.held.reply or {}), "looked": True}
        for command in commands:
            if isinstance(reply, Outside):
                raise OptionsClash()  # what comes after it would not wait for the answer
            if command.weight > Weight.LOCAL:
                reply = execute(command, work)
                said = summary(reply)
        if isinstance(reply, Outside) and work.area is self.held.area:
            return reply, self.held  # not done yet
        if weight < Weight.WORK:
            return reply, replace(self.held, area=work.area)
        self.tried = Tried(commands, reply, work.keep(said))
        return reply, self.tried.held

    def work(self, session) -> UnitOfWork:
        return UnitOfWork(session, self.host.world, self.agent, self.dialect.manners, self.held, self.host.clock(),
                          self.host.gateway)

    def learned(self, tried: Tried, commands: tuple[Command, ...]) -> Reply | None:
        """What became of an entry whose COMMIT was in doubt, now that the store answers again.

        If it went through the desk goes on from there, and the same entry is not done twice: it gets its answer.
        """
        stored = self.host.store.transact(
            Weight.WORK, lambda session, _: Areas(session).load(self.agent.terminal, claim=True))
        self.tried = None
        if not tried.stands(stored):
            return None
        self.held = tried.held
        return tried.reply if tried.commands == commands else None

    def lost_area(self) -> None:
        """Go on with the area as it is stored; where another program has the terminal now, without it."""
        self.tried, stored = None, self.stored()
        named = self.agent.terminal in self.host.named
        if not stored.area.taken_back:
            self.host.store.renew()  # the host may have gone back to what it was
        made = stored.version and not self.held.version and stored.version != self.host.store.epoch  # by another
        if named and (made or stored.session > self.held.session):
            raise TerminalHeld(reason=f"terminal {self.agent.terminal} was taken over by another program")
        if named or stored.area.taken_back or not stored.version:
            self.held = stored
        else:
            self.agent, self.held = replace(self.agent, terminal=""), Held()

    def taken_back(self) -> PnrError:
        """What the host did to the area in hand."""
        happened = AreaGivenBack if self.held.area.given_back else ScheduleChanged
        return happened(terminal=self.agent.terminal)

    def answered(self, error: PnrError) -> PnrError:
        """A refusal may want a look at what there is instead, to sell from: a look that holds up nobody."""
        if (instead := error.facts.pop("instead", None)) is None:
            return error
        try:
            return SoldOut(display=self.settled((instead,), Weight.LOOK), **error.facts)
        except NoFlights:
            return error

    def stored(self) -> Held:
        return self.host.store.transact(Weight.LOOK, lambda session, _: Areas(session).load(self.agent.terminal))

    def left(self) -> str:
        """What the last program at this terminal left: a booking in hand, how its last entry ended, or nothing."""
        from ..commands.retelling import retold

        if not self.agent.signed:
            return ""
        if self.held.area.taken_back:
            return self.dialect.refuse(self.taken_back())
        reply = self.host.store.transact(Weight.LOOK, lambda session, _: retold(self.held, self.work(session)))
        if reply is None:
            return ""
        self.remember(reply)
        return self.first_page(reply)

    # ---- the desk's own

    def meant(self, command: Command) -> Command:
        """After an availability, or of one, the pages go on to other flights."""
        if isinstance(command, TurnPage):
            last = isinstance(self.last, AvailabilityDisplay | TimetableDisplay)
            return flights_meant(command, last) or command
        return command

    def local(self, command: Command) -> Reply:
        if isinstance(command, TurnPage):
            return Turned("\n".join(self.pages.turn(command)))
        if isinstance(command, RecallEntry):
            self.typed.forget()
            return Turned(self.typed.back(command.back))
        if isinstance(command, Help | ExplainError):
            return helped(command, self.dialect, self.typed)
        if type(command).__module__ != signing.__name__:
            raise UnableToProcess(reason=type(command).__name__)
        return self.areas.carry_out(command)

    def remember(self, reply: Reply) -> None:
        """For braces, and for paging."""
        if isinstance(reply, Turned):
            return
        self.last = reply
        self.memory.note(reply)

    def first_page(self, reply: Reply) -> str:
        lines = self.dialect.screen(reply).split("\n")
        whole = isinstance(reply, AvailabilityDisplay | TimetableDisplay)
        page = self.pages.start(lines, self.dialect.page_of(reply), self.memory.entry)
        return "\n".join(lines if whole else page)

    def use(self, dialect: Dialect) -> None:
        self.dialect = dialect

    def named(self, name: str) -> str:
        """What `{name}` stands for at this desk; raises NotSet."""
        return self.memory.named(name)

    @property
    def serial(self) -> int:
        """How often this desk's areas were written, as the store has it."""
        names = list(self.areas.terminals())
        return self.host.store.transact(
            Weight.LOOK, lambda session, _: sum(Areas(session).load(name).serial for name in names)) if names else 0

    def leave(self) -> None:
        """An orderly end: what is unfiled at a terminal without a name is ignored."""
        for letter in (self.areas.active, *self.areas.aside):
            self.areas.go(letter)
            if self.tried:
                self.learned(self.tried, ())
            if self.agent.terminal:
                self.host.leave(self.agent.terminal, self.held)


__all__ = ["Answer", "Desk"]
