"""Who sits where: seats of a leg belong to a work area until they are filed, then to a booking, and to nobody twice."""
from collections.abc import Iterable, Iterator

from ...errors import SeatTaken
from ..booking.seated import Place
from ..store.open import Session
from . import tables


class Assigned:
    """A row is inserted by whoever takes the seat; when somebody was first, the transaction is tried again and told."""

    def __init__(self, session: Session):
        self.session = session

    def on(self, legs: Iterable[str]) -> dict[str, str]:
        """Seats that are taken on any of these legs, with who has them."""
        return {seat: owner for leg in legs for seat, owner in self.session.run(tables.ON_LEG, of=leg).fetchall()}

    def take(self, owner: str, wanted: Iterable[Place]) -> None:
        """All or none; raises SeatTaken."""
        wanted = sorted(wanted)
        for leg in dict.fromkeys(leg for leg, _ in wanted):
            taken = dict(self.session.run(tables.ON_LEG, of=leg).fetchall())
            for other, seat in wanted:
                if other == leg and seat in taken:
                    raise SeatTaken(seat=seat)
        self.session.run_each(tables.TAKE, [{"leg": leg, "seat": seat, "owner": owner} for leg, seat in wanted])

    def owned(self, owner: str) -> set[Place]:
        return set(map(tuple, self.session.run(tables.OF_OWNER, who=owner).fetchall()))

    def keep(self, owner: str, wanted: set[Place]) -> None:
        """Give back what an owner no longer wants."""
        for leg, seat in sorted(self.owned(owner) - wanted):
            self.session.run(tables.FREE, of=leg, place=seat, who=owner)

    def pass_on(self, owner: str, to: str, wanted: set[Place]) -> None:
        for leg, seat in sorted(self.owned(owner) & wanted):
            self.session.run(tables.PASS_ON, of=leg, place=seat, who=owner, to=to)

    def all(self) -> Iterator[tuple[str, str, str]]:
        yield from map(tuple, self.session.run(tables.ALL).fetchall())
