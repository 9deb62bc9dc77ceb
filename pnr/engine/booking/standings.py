"""The bookings of an office by how they stand, read from rows alone."""
from collections.abc import Iterator

from ...values.numbers import to_locator
from ..store.open import Session
from . import tables
from .standing import BOOKED, STANDINGS, Between, Standing, opened

MOST = tables.LIST  # bookings in one list


class Standings:
    """Of one office at a time."""

    def __init__(self, session: Session):
        self.session, self.key = session, session.store.keys.locator

    def counts(self, office: str, span: Between) -> dict[str, int]:
        bounds = {f"{name}{place}": f"{office:9}{standing}{bound}" for place, standing in enumerate(STANDINGS)
                  for name, bound in (("low", span.low), ("high", span.high))}
        found = self.session.run(tables.COUNTED, sort=span.kind, **bounds).fetchall()
        return {STANDINGS[place]: many for place, many in found}

    def list(self, office: str, standing: str, span: Between) -> Iterator[Standing]:
        """At most MOST of a kind of rows: the newest, or the first to fly."""
        start = f"{office:9}{standing}"
        ordered = tables.NEWEST_OF if span.kind == BOOKED else tables.NEXT_OF
        found = self.session.run(ordered, sort=span.kind, low=start + span.low, high=start + span.high).fetchall()
        for value, number in found:
            yield opened(span.kind, value[len(start):], to_locator(number, self.key))
