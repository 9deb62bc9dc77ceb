"""How many seats each class may still sell: serial nesting within a cabin, as arithmetic on values."""
from collections.abc import Iterator
from itertools import accumulate
from operator import or_
from typing import NamedTuple

from ...errors import NoSeats, NoSuchClass, WaitlistClosed


class Bucket(NamedTuple):
    """One booking class on one leg, in seats."""

    booking_class: str
    authorised: int
    sold: int = 0
    waiting: int = 0
    blocked: int = 0


Cabin = tuple[Bucket, ...]  # from the highest class to the lowest
Cabins = tuple[Cabin, ...]
Levels = tuple[tuple[tuple[str, int], ...], ...]  # cabins of (class, authorised)
Counts = dict[str, int]
CLOSED = -1  # nothing to sell, and no list to wait on
REQUEST = -2  # the airline must be asked


def template(levels: Levels) -> Cabins:
    """A leg nobody has touched."""
    return tuple(tuple(Bucket(name, authorised) for name, authorised in cabin) for cabin in levels)


def blocked(cabins: Cabins) -> Cabins:
    """The leg with every seat blocked that is not sold."""
    return tuple(tuple(bucket._replace(blocked=bucket.authorised) for bucket in cabin) for cabin in cabins)


def authorise(cabins: Cabins, levels: Levels) -> Cabins:
    """The leg with other levels. What is sold, waited for and blocked stays, in a cabin that flies no more as well."""
    known = {bucket.booking_class: bucket for cabin in cabins for bucket in cabin}
    flown = tuple(tuple(known.pop(name, Bucket(name, 0))._replace(authorised=limit) for name, limit in cabin)
                  for cabin in levels)
    left = (tuple(bucket._replace(authorised=0) for bucket in cabin if bucket.booking_class in known)
            for cabin in cabins)
    return flown + tuple(cabin for cabin in left if cabin)


def flown(cabins: Cabins) -> frozenset[str]:
    """The classes of every cabin that has seats at all; none where the leg is cancelled."""
    return frozenset(bucket.booking_class for cabin in cabins if cabin[0].authorised for bucket in cabin)


def available(cabins: Cabins) -> Counts:
    """Seats each class may sell: what it and every class above it have room for, CLOSED where it never has any.

    room(j) = authorised(j) - taken at or below j; available(c) = the least room at or above c, never below zero. Where
    somebody waits in a class or above it, nothing is sold past him.
    """
    left: Counts = {}
    for cabin in cabins:
        waited = accumulate((bucket.waiting > 0 for bucket in cabin), or_)
        for bucket, (name, room), queued in zip(cabin, _rooms(cabin), waited, strict=True):
            left[name] = CLOSED if not bucket.authorised else 0 if queued else max(0, room)
    return left


def _rooms(cabin: Cabin) -> Iterator[tuple[str, int]]:
    below = list(accumulate(bucket.sold + bucket.blocked for bucket in reversed(cabin)))[::-1]
    rooms = (bucket.authorised - taken for bucket, taken in zip(cabin, below, strict=True))
    return zip((bucket.booking_class for bucket in cabin), accumulate(rooms, min), strict=True)


def sell(cabins: Cabins, booking_class: str, seats: int) -> Cabins:
    """The leg with these seats sold; raises NoSuchClass or NoSeats and changes nothing."""
    left = available(cabins).get(booking_class)
    if left is None:
        raise NoSuchClass(booking_class=booking_class)
    if left < seats:
        raise NoSeats(booking_class=booking_class, left=max(left, 0))
    return _with(cabins, booking_class, seats)


def wait(cabins: Cabins, booking_class: str, seats: int) -> Cabins:
    """The leg with a party on the list of a class; raises NoSuchClass or WaitlistClosed."""
    check_waitlist(available(cabins).get(booking_class), booking_class)
    return _with(cabins, booking_class, 0, seats)


def check_waitlist(left: int | None, booking_class: str) -> None:
    """Whether a class that has this much left may be waited for; raises NoSuchClass or WaitlistClosed."""
    if left is None:
        raise NoSuchClass(booking_class=booking_class)
    if left == CLOSED:
        raise WaitlistClosed(booking_class=booking_class)


def clear(cabins: Cabins, booking_class: str, seats: int) -> Cabins:
    """The leg with a waiting party sold; raises NoSeats while there is no room for all of it."""
    rooms = dict(room for cabin in cabins for room in _rooms(cabin))
    if rooms[booking_class] < seats:
        raise NoSeats(booking_class=booking_class, left=max(rooms[booking_class], 0))
    return _with(cabins, booking_class, seats, -seats)


def stop_waiting(cabins: Cabins, booking_class: str, seats: int) -> Cabins:
    """The leg without a party that waited; more than waited is a fault."""
    left = _with(cabins, booking_class, 0, -seats)
    if any(bucket.waiting < 0 for cabin in left for bucket in cabin):
        raise AssertionError(f"more {booking_class} seats taken off the list than were on it")
    return left


def anybody_waits(cabins: Cabins) -> bool:
    return any(bucket.waiting for cabin in cabins for bucket in cabin)


def give_back(cabins: Cabins, booking_class: str, seats: int) -> Cabins:
    """The leg with these seats free again; giving back more than was sold is a fault, never a silent gain."""
    freed = _with(cabins, booking_class, -seats)
    if any(bucket.sold < 0 for cabin in freed for bucket in cabin):
        raise AssertionError(f"more {booking_class} seats given back than were sold")
    return freed


def _with(cabins: Cabins, booking_class: str, sold: int, waiting: int = 0) -> Cabins:
    """The leg with one class changed by so many sold and waiting."""
    return tuple(tuple(bucket._replace(sold=bucket.sold + sold, waiting=bucket.waiting + waiting)
                       if bucket.booking_class == booking_class else bucket for bucket in cabin) for cabin in cabins)


def on_all_legs(legs: list[Counts]) -> Counts:
    """A segment may sell what each of its legs may sell; a class one leg lacks is not sold."""
    return {name: min(leg[name] for leg in legs) for name in legs[0] if all(name in leg for leg in legs)}
