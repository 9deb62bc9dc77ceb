"""What the host knows of the world: places, airlines, timetable, offices, tariff; each read at first use."""
from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from .offices import Offices
    from .pricing.fares import Tariff
    from .schedule.airlines import Airlines
    from .schedule.flights import Timetable
    from .schedule.places import Places
    from .store.open import Session, Store


class World:
    """The embedded world, the same for every host; `progress` is told when the first start takes a moment.

    Only the tariff is each host's own, once something was loaded into it.
    """

    progress: Callable[[str], None] | None = None

    def __init__(self) -> None:
        self.tariffs: WeakKeyDictionary[Store, Tariff] = WeakKeyDictionary()

    @cached_property
    def places(self) -> Places:
        from .schedule.places import Places

        return Places.embedded(self.progress)

    @cached_property
    def airlines(self) -> Airlines:
        from .schedule.airlines import Airlines

        return Airlines.embedded()

    @cached_property
    def timetable(self) -> Timetable:
        from .schedule.flights import Timetable

        return Timetable.embedded(self.progress)

    @cached_property
    def offices(self) -> Offices:
        from .offices import Offices

        return Offices.embedded()

    @cached_property
    def shipped(self) -> Tariff:
        """What a host sells by before anything is loaded."""
        from .pricing.fares import Tariff

        return Tariff.embedded(self.places)

    def tariff(self, session: Session) -> Tariff:
        """Fares, rules, rates and taxes as the host behind a session has them, for use within it."""
        from .pricing.fares import Tariff
        from .tariff.loaded import Filings, last

        newest = last(session)
        if newest[0] == 0:
            return self.shipped
        found = self.tariffs.get(session.store)
        if found is None or found.filings.last != newest:
            found = Tariff(self.places, filings=Filings(newest))
            self.tariffs[session.store] = found
        found.filings.within(session)
        return found
