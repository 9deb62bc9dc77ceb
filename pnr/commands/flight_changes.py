"""Flight displays made of the one before: something else of it, or the way back."""
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from ..engine.booking.area import Search, Shown
from ..engine.store.weight import Weight
from ..values.dates import DayMonth
from .availability import AvailabilityDisplay, display, displayed
from .command import Command, execute
from .flight_days import clock_time, travel_day, within_range
from .flight_lines import TimetableDisplay
from .flight_search import FlightOptions, ReturnAsked, apart, codes, narrowed, returning


@dataclass(frozen=True)
class ChangeAvailability(Command, FlightOptions):
    """The display shown, with something else: a day, so many days later, a time, ends, options, or the transaction."""

    date: DayMonth | None = None
    days: int | None = None
    time: str | None = None
    origin: str | None = None
    destination: str | None = None
    display: str | None = None  # AN, SD and so on
    weight = Weight.LOOK


@dataclass(frozen=True)
class ReturnAvailability(Command, FlightOptions):
    """The way back of what is shown, on its day, on another, or so many days later."""

    date: DayMonth | None = None
    days: int | None = None
    time: str | None = None
    weight = Weight.LOOK


@execute.register
def change_availability(command: ChangeAvailability, work) -> AvailabilityDisplay | TimetableDisplay:
    """Of a return display the way out, alone."""
    return display(work, Shown(changed(command, displayed(work).search, work), 1, ()), changed=True)


@execute.register
def return_availability(command: ReturnAvailability, work) -> AvailabilityDisplay | TimetableDisplay:
    asked = ReturnAsked(True, command.date, command.days, command.time, **command.options)
    return display(work, Shown(returning(asked, displayed(work).search, work), 1, ()), changed=True)


def changed(command, search: Search, work) -> Search:
    """Raises SamePlace, UnknownPlace, UnknownCarrier, PastDate or DateOutOfRange."""
    found: dict[str, Any] = {}
    if command.date:
        found["date"] = travel_day(command.date, work)
    elif command.days is not None:
        found["date"] = within_range(search.date + timedelta(command.days), work)
    if command.time:
        found["time"] = clock_time(command.time)
    if command.origin:
        found |= {"origin": codes((command.origin,), work)[0], "also_from": ()}
    if command.destination:
        found |= {"destination": codes((command.destination,), work)[0], "also_to": ()}
    if command.display:
        found |= {"display": command.display[0], "order": command.display[1]}
    return apart(narrowed(replace(search, **found), command, work), work)
