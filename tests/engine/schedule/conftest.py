"""The shipped world, opened once."""
import pytest

from pnr.engine.schedule.flights import Timetable
from pnr.engine.schedule.places import Places


@pytest.fixture(scope="session")
def timetable() -> Timetable:
    return Timetable.embedded()


@pytest.fixture(scope="session")
def places() -> Places:
    return Places.embedded()
