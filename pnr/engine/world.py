"""What the host knows of the world: places, airlines, timetable, offices, tariff; each read at first use."""
from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .offices import Offices
    from .pricing.fares import Tariff
    from .schedule.airlines import Airlines
    from .schedule.flights import Timetable
    from .schedule.places import Places


class World:
    """The embedded world, the same for every host; `progress` is told when the first start takes a moment."""

    progress: Callable[[str], None] | None = None

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
    def tariff_shipped(self) -> Tariff:
        from .pricing.fares import Tariff

        return Tariff.embedded(self.places)
