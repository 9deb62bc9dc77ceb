"""Work areas in the store: a lost line loses nothing, and what was left too long goes back."""
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from ...errors import AreaGivenBack
from ...values.documents import read, write
from ..inventory.seats import Seats
from ..seating.assigned import Assigned
from ..store.open import Session
from . import tables
from .area import Area
from .booking import Booking
from .elements import Segment
from .seated import of_area

LETTER = "A"


@dataclass(frozen=True)
class Held:
    """An area with the row it stands in: `version` moves with every write, `serial` counts what this desk wrote."""

    area: Area = Area()
    version: int = 0
    serial: int = 0
    session: int = 0
    reply: dict | None = None


class Areas:
    """The areas of all terminals of the host."""

    def __init__(self, session: Session):
        self.session, self.keys = session, session.store.keys

    def load(self, terminal: str, claim: bool = False) -> Held:
        """The area as stored, an empty one when nothing was; with `claim` nobody else writes it before us."""
        found = self.session.run(tables.CLAIM if claim else tables.AREA, name=terminal, area=LETTER).fetchone()
        if found is None:
            return Held()
        version, serial, session, reply, body = found
        return Held(read(body, self.keys.opened(f"area:{terminal}")), version, serial, session, json.loads(reply))

    def version(self, terminal: str, claim: bool = False) -> int:
        """The version of the area's row, 0 when there is none; with `claim` nobody else writes it before us."""
        statement = tables.CLAIM_VERSION if claim else tables.AREA_VERSION
        found = self.session.run(statement, name=terminal, area=LETTER).fetchone()
        return found[0] if found else 0

    def keep(self, terminal: str, held: Held, until: datetime | None, reply: dict, own: bool = True) -> Held:
        """Write the area unless somebody else did since it was read; raises AreaGivenBack then.

        `own` counts it among what the desk itself wrote.
        """
        version = held.version + 1 if held.version else self.session.store.epoch
        after = replace(held, version=version, serial=held.serial + own, reply=reply)
        row = {"document": write(held.area, self.keys.seal(f"area:{terminal}")), "said": json.dumps(reply, default=str),
               "until": until.isoformat() if until else ""}
        if held.version == 0:
            self.session.run(tables.AREA_FIRST, terminal=terminal, letter=LETTER, version=version, serial=1,
                             session=held.session, expires=row["until"], reply=row["said"], body=row["document"])
        elif self.session.run(tables.AREA_NEXT, name=terminal, area=LETTER, seen=held.version, turn=after.serial,
                              holder=held.session, **row).rowcount == 0:
            raise AreaGivenBack(terminal=terminal)
        return after

    def resume(self, terminal: str, held: Held) -> Held:
        """The same area under the next session number."""
        self.session.run(tables.AREA_SESSION, name=terminal, area=LETTER, holder=held.session)
        return replace(held, version=held.version + 1)

    def give_back(self, terminal: str, now: datetime, seats: Seats) -> datetime | None:
        """Empty an area whose time is over and return its seats; otherwise the time when it will be."""
        held = self.load(terminal, claim=True)
        due = self.expiry(terminal)
        if due is None or due > now:
            return due
        release(held.area.working, seats)
        Assigned(self.session).keep(of_area(terminal), set())
        self.keep(terminal, replace(held, area=Area(given_back=True)), None, {}, own=False)
        return None

    def tell(self, terminal: str, what: Callable[[Segment], Segment], seats: Seats) -> None:
        """Change held segments under a desk's hands, and return the seats of those that change."""
        held = self.load(terminal, claim=True)
        before = held.area.working
        told = [after for segment in before.held if (after := what(segment)) != segment]
        seats.give_back(segment for segment in before.held if segment.tattoo in {after.tattoo for after in told})
        working = before.swap(*told)
        since = held.area.held_since if working.held else ""
        area = replace(held.area, working=working, held_since=since, rescheduled=True)
        until = self.expiry(terminal) if since else None
        self.keep(terminal, replace(held, area=area), until, held.reply or {}, own=False)

    def expiry(self, terminal: str) -> datetime | None:
        found = self.session.run(tables.EXPIRY, name=terminal, area=LETTER).fetchone()
        return datetime.fromisoformat(found[0]) if found and found[0] else None

    def forget(self, terminal: str) -> None:
        self.session.run(tables.AREA_GONE, name=terminal, area=LETTER)

    def rows(self) -> Iterator[tuple[str, str]]:
        for terminal, _, body in self.session.run(tables.ALL_AREAS).fetchall():
            yield terminal, body

    def opened(self, terminal: str, body: str) -> Area:
        return read(body, self.keys.opened(f"area:{terminal}"))

    def all(self) -> Iterator[tuple[str, Area]]:
        for terminal, body in self.rows():
            yield terminal, self.opened(terminal, body)


def release(booking: Booking, seats: Seats) -> None:
    """Return the seats only this area holds; filed ones stay with the filed booking."""
    seats.give_back(booking.held)
