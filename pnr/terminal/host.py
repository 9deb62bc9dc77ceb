"""The airline behind all desks: a store, a world, a clock."""
import logging
from contextlib import suppress
from dataclasses import replace

from ..clock import Clock
from ..commands import Reply
from ..engine.audit import audit
from ..engine.booking.areas import Areas, Held, release
from ..engine.delivery.carriers import carriers
from ..engine.delivery.sending import REFUSED, SENT, WAITS, Outcome, send
from ..engine.due import HANDLERS
from ..engine.inventory.seats import Seats
from ..engine.manners import Agent
from ..engine.offices import duties
from ..engine.store import dump
from ..engine.store.due import Due, run_due
from ..engine.store.open import Session, Store
from ..engine.store.weight import Weight
from ..engine.ticketing.recovery import settle
from ..engine.work import AREA_DUE, clear_later
from ..engine.world import World
from ..errors import PnrError, Unavailable
from ..gateway.embedded import EMBEDDED
from ..gateway.protocol import Gateway
from ..grammar import dialect
from .desk import Desk
from .terminals import Terminals

LOG = logging.getLogger("pnr")
REMEMBERED = 100  # letters
WORLD = World()  # immutable, so every host of a process shares it


class Host:
    """Opens a database, makes it ready, and seats agents at desks.

    `now` makes the clock stand there; `mail` is the address of a mail server, `spool` a folder for what is simulated,
    `gateway` the address of a payment gateway in a process of its own. Raises StoreUnavailable when the database cannot
    be used.
    """

    def __init__(self, url: str = "sqlite://", now: str | None = None, mail: str | None = None,
                 spool: str | None = None, gateway: str | None = None):
        self.gateway: Gateway = remote(gateway) if gateway else EMBEDDED
        self.carriers = carriers(mail, spool)
        self.became: dict[int, Outcome] = {}  # of the last letters, by number
        self.clock = Clock(now)
        self.world = WORLD
        self.store = Store(url, self.clock, fixed=now is not None)
        self.terminals = Terminals(self.store)
        self.desks: list[Desk] = []
        self.named: dict[str, Desk] = {}

    def desk(self, dialect: str = "amadeus", office: str = "BJS1A0100", agent: str = "0001AA",
             terminal: str | None = None, signed: bool = True) -> Desk:
        """A desk in a dialect; a named terminal finds its unfiled work again. Raises TerminalHeld, InvalidOffice."""
        if terminal and terminal in self.named:
            return self.named[terminal]
        self.world.offices.office(office)
        seated = Agent(terminal or "", office, agent, duties().get(agent, "GS"), signed)
        held = self.take_up(terminal) if terminal else Held()
        desk = Desk(self, load(dialect), seated, held)
        self.desks.append(desk)
        if terminal:
            self.named[terminal] = desk
        return desk

    def take_up(self, terminal: str) -> Held:
        """Hold a terminal's name and find what it left; the next session number fences off whoever had it before."""
        self.terminals.hold(terminal)
        self.tick()

        def body(session: Session, _: bool) -> Held:
            areas = Areas(session)
            held = areas.load(terminal, claim=True)
            if not held.version:
                return held
            return areas.resume(terminal, replace(held, session=held.session + 1))

        return self.store.transact(Weight.WORK, body)

    def new_terminal(self) -> str:
        """A name for a terminal nobody named."""
        self.store.numbers.ready("terminal")
        return f"T{self.store.numbers.draw('terminal') + 1:05}"

    def leave(self, terminal: str, held: Held) -> None:
        """Forget the area of a terminal without a name, unless it is another program's by now; its seats go back."""
        if terminal in self.named:
            return

        def body(session: Session, _: bool) -> None:
            areas, seats = Areas(session), Seats(session)
            stored = areas.load(terminal, claim=True)
            if stored.version != held.version and not stored.area.taken_back:
                return
            release(stored.area.working, seats)
            areas.forget(terminal)
            Due(session).remove(AREA_DUE, terminal)
            clear_later(seats, Due(session), self.clock())

        self.store.transact(Weight.WORK, body)

    def tick(self) -> None:
        """Do everything that is due by now."""
        run_due(self.store, self.clock(), HANDLERS)
        self.settle()
        send(self.store, self.carriers, self.told)

    def told(self, number: int, outcome: Outcome) -> None:
        """What became of a letter; that it is refused for good is logged as well."""
        if outcome.state == REFUSED:
            LOG.warning("letter %d %s: %s", number, outcome.state, outcome.reason)
        self.became[number] = outcome
        while len(self.became) > REMEMBERED:
            del self.became[next(iter(self.became))]

    def posted(self, reply: Reply) -> Reply:
        """A reply that posted letters, with what became of them by now; the worst of several."""
        numbers = getattr(reply, "post", ())
        if numbers or self.store.hurried:
            self.store.hurried = False
            self.tick()
        if not numbers:
            return reply
        found = [self.became.get(number, Outcome(WAITS)) for number in numbers]
        worst = min(found, key=lambda outcome: (REFUSED, WAITS, SENT).index(outcome.state))
        return replace(reply, state=worst.state, reason=worst.reason)  # type: ignore[type-var]

    def settle(self) -> None:
        """Ask the gateway about payments that are not settled; what it does not tell now is asked when it is due."""
        while self.store.asking:
            key = self.store.asking.popleft()
            try:
                settle(self.store, self.world, self.gateway, key)
            except PnrError as error:
                LOG.warning("payment %s is not settled: %s", key, error.code)

    def check(self) -> list[str]:
        """What the audit of the whole database finds wrong."""
        return self.store.transact(Weight.LOOK, lambda session, _: list(audit(session, self.world)))

    def digest(self) -> str:
        return dump.digest(self.store)

    def close(self) -> None:
        """An orderly end: unnamed terminals ignore what they have not filed."""
        for desk in self.desks:
            with suppress(Unavailable):  # out of reach: the time limit gives the seats back
                desk.leave()
        self.desks.clear()
        self.named.clear()
        self.terminals.release()
        self.store.close()

    def __enter__(self) -> "Host":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def remote(url: str) -> Gateway:
    """Raises ValueError for what is no address."""
    from ..gateway.remote import Remote
    from ..gateway.signing import keys_folder

    return Remote(url, keys_folder())


def load(name: str) -> dialect.Dialect:
    return dialect.load(name)
