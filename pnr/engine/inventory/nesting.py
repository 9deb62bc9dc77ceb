"""How many seats each class may still sell: serial nesting within a cabin, as arithmetic on values."""
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from ...errors import NoSeats, NoSuchClass


class Bucket(NamedTuple):
    """One booking class on one leg, in seats."""

    booking_class: str
    authorised: int
    sold: int = 0
    waiting: int = 0
    blocked: int = 0


Cabin = tuple[Bucket, ...]  # from the highest class to the lowest
Cabins = tuple[Cabin, ...]
Counts = dict[str, int]


def template(cabins: tuple[tuple[tuple[str, int], ...], ...]) -> Cabins:
    """A leg nobody has touched, from (class, authorised) pairs."""
    return tuple(tuple(Bucket(name, authorised) for name, authorised in cabin) for cabin in cabins)


def available(cabins: Cabins) -> Counts:
    """Seats each class may sell: what it and every class above it have room for.

    room(j) = authorised(j) - taken at or below j; available(c) = the least room at or above c, never below zero.
    """
    return {name: max(0, left) for cabin in cabins for name, left in _rooms(cabin)}


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
        raise NoSeats(booking_class=booking_class, left=left)
    return _with(cabins, booking_class, seats)


def give_back(cabins: Cabins, booking_class: str, seats: int) -> Cabins:
    """The leg with these seats free again; giving back more than was sold is a fault, never a silent gain."""
    freed = _with(cabins, booking_class, -seats)
    if any(bucket.sold < 0 for cabin in freed for bucket in cabin):
        raise AssertionError(f"more {booking_class} seats given back than were sold")
    return freed


def _with(cabins: Cabins, booking_class: str, seats: int) -> Cabins:
    return tuple(tuple(bucket._replace(sold=bucket.sold + seats) if bucket.booking_class == booking_class else bucket
                       for bucket in cabin) for cabin in cabins)


def on_all_legs(legs: list[Counts]) -> Counts:
    """A segment may sell what each of its legs may sell; a class one leg lacks is not sold."""
    return {name: min(leg[name] for leg in legs) for name in legs[0] if all(name in leg for leg in legs)}
