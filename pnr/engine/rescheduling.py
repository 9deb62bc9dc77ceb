"""Carry out what airlines say of their schedules: which legs get which levels of seats."""
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from .inventory.nesting import Levels, flown
from .inventory.seats import Seats
from .operating import NONE, operate
from .schedule.aircraft import aircraft
from .schedule.cabins import cabins, reequipped
from .schedule.flights import Leg, Timetable
from .schedule.messages import Malformed, Message
from .store.open import Session

Changed = dict[str, tuple[Levels, Leg]]


def carry_out(session: Session, timetable: Timetable, messages: Iterable[Message], at: datetime) -> int:
    """All of them, the last word on a leg standing; raises Malformed and changes nothing. How many legs changed."""
    seats, changed = Seats(session), Changed()
    for message in messages:
        legs = [leg for day in message.days for leg in flown_on(timetable, message, day) if leg.leaves >= at]
        if not legs:
            raise Malformed(message.line, f"{message.carrier}{message.number} does not fly on any of these days")
        for leg in legs:
            if message.action == "EQT":
                check(seats, changed, message, leg)
            changed[leg.key] = levels(message, leg), leg
    operate(session, ((key, *change) for key, change in changed.items()), at)
    return len(changed)


def check(seats: Seats, changed: Changed, message: Message, leg: Leg) -> None:
    """Only what flies can be flown with something else."""
    now = changed[leg.key][0] if leg.key in changed else flown(seats.row(leg.key, leg).cabins)
    if not now:
        raise Malformed(message.line, f"{leg.carrier}{leg.number} of {leg.date} is cancelled; RIN reinstates it")
    if aircraft(message.equipment) is None:
        raise Malformed(message.line, f"no such aircraft as {message.equipment}")


def levels(message: Message, leg: Leg) -> Levels:
    if message.action == "CNL":
        return NONE
    return reequipped(leg, message.equipment, message.layout) if message.action == "EQT" else cabins(leg)


def flown_on(timetable: Timetable, message: Message, day: date) -> Iterator[Leg]:
    """The legs of a flight that leaves its first airport on a day, local or in UTC."""
    for start in ([day + timedelta(days) for days in (-1, 0, 1)] if message.utc else [day]):
        legs = timetable.flights_of(message.carrier, message.number, start)
        if legs and (not message.utc or legs[0].leaves.date() == day):
            yield from legs
