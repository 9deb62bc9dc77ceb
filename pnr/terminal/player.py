"""Plays the steps of files at the desks of one host."""
import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from ..errors import NotSet, PnrError, Refusal
from .matching import filled
from .script import Comment, Directive, Entry, Step

MAIN = "main"  # what programs are told of the desk that no directive named
SPANS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
OWN_NAMES = ("locator", "rloc", "ticket", "serial", "emd")
OPTIONS = ("office", "sign", "dialect")


@dataclass(frozen=True)
class Seat:
    """Who sits down where: what a new desk is made with."""

    dialect: str = "amadeus"
    office: str = "BJS1A0100"
    sign: str = "0001AA"
    terminal: str | None = None
    signed: bool = True

    def at(self, host: Any) -> Any:
        return host.desk(self.dialect, office=self.office, agent=self.sign, terminal=self.terminal, signed=self.signed)


@dataclass(frozen=True)
class Outcome:
    """An entry that was played: `n` counts entries from 1, `answer` is the desk's (screen, reply, error, filed)."""

    n: int
    entry: Entry
    answer: Any
    desk: str
    dialect: str
    seconds: float
    lookup: Callable[[str], str]


@dataclass
class Player:
    """Keeps desks by name. `entering` says how an entry reaches its desk; a journal has its own way."""

    host: Any
    seat: Seat
    desks: dict[str, Any] = field(default_factory=dict)
    name: str = MAIN
    n: int = 0
    refused_before: int = 0  # in an earlier run that this one goes on from

    def __post_init__(self) -> None:
        self.name = self.seat.terminal or MAIN

    @property
    def desk(self) -> Any:
        """The desk in use, made when it is first needed."""
        if self.name not in self.desks:
            self.open(self.seat)
        return self.desks[self.name]

    def open(self, seat: Seat) -> None:
        self.desks[self.name] = seat.at(self.host)
        self.sat_down(self.desks[self.name])

    def sat_down(self, desk: Any) -> None:
        """A run begins with empty areas, whatever a named terminal was left with."""
        ignore(desk)

    def leave(self) -> None:
        """What the run leaves unfiled is ignored."""
        for desk in self.desks.values():
            ignore(desk)

    def play(self, steps: Iterable[Step]) -> Iterator[Outcome | Directive | Comment]:
        for step in steps:
            if isinstance(step, Entry):
                outcome = self.enter(step)
                if outcome:
                    yield outcome
            else:
                if isinstance(step, Directive):
                    self.direct(step)
                yield step

    # ---- entries

    def enter(self, entry: Entry) -> Outcome | None:
        self.n += 1
        began = time.perf_counter()
        desk = self.desk
        answer = self.answered(desk, entry)
        return answer and Outcome(self.n, entry, answer, self.name, desk.dialect.name, time.perf_counter() - began,
                                  self.lookup)

    def answered(self, desk: Any, entry: Entry) -> Any:
        """What the desk says; a name that is not set refuses the entry unsent."""
        try:
            text = filled(entry.text, self.lookup)
        except NotSet as error:
            return refused(desk, error)
        return desk.answer(text)

    def lookup(self, name: str) -> str:
        """`locator` of the desk in use, `A.locator` of another; raises NotSet."""
        first, _, rest = name.partition(".")
        if first in OWN_NAMES or not rest:
            return self.desk.named(name)
        if first not in self.desks:
            raise NotSet(name=name)
        return self.desks[first].named(rest)

    # ---- directives

    def direct(self, directive: Directive) -> None:
        if not directive.words or (len(directive.words) > 1 and directive.word != "agent"):
            raise directive.fault(f"cannot be read: {directive.text}")
        try:
            getattr(self, f"to_{directive.word}")(*directive.words)
        except (ValueError, Refusal) as error:
            raise directive.fault(f"{directive.text}: {error}") from None

    def to_agent(self, name: str, *words: str) -> None:
        """Move to a desk; what it is made with is only asked the first time."""
        given: dict[str, Any] = dict(zip(words[::2], words[1::2], strict=False))
        if len(words) % 2 or given.keys() - set(OPTIONS):
            raise ValueError(f"options of agent are {', '.join(OPTIONS)}, each with its value")
        self.name = name
        if name not in self.desks:
            terminal = self.seat.terminal and f"{self.seat.terminal}.{name}"
            self.open(replace(self.seat, terminal=terminal, **given))
        elif "dialect" in given:
            self.to_dialect(given["dialect"])

    def to_dialect(self, name: str) -> None:
        from ..grammar.dialect import load

        self.desk.use(load(name))

    def to_now(self, now: str) -> None:
        self.host.clock.set(now)

    def to_advance(self, span: str) -> None:
        amount = re.fullmatch(r"(\d+)([smhd])", span)
        if not amount:
            raise ValueError(f"not a span of time: {span}")
        self.host.clock.advance(**{SPANS[amount[2]]: int(amount[1])})
        self.host.tick()


def refused(desk: Any, error: PnrError) -> Any:
    """The answer of a desk that was not asked."""
    from .answers import Answer

    return Answer(desk.dialect.refuse(error), None, error)


def ignore(desk: Any) -> None:
    """Forget what is unfiled in every area of a desk, and give its seats back."""
    from ..commands.ending import Ignore

    here = desk.areas.active
    for letter in (here, *desk.areas.aside):
        desk.areas.go(letter)
        if desk.agent.terminal and desk.agent.signed and not desk.held.area.empty:
            desk.carry_out((Ignore(),))
    desk.areas.go(here)
