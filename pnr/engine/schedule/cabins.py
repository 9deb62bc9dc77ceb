"""What an untouched flight may sell: cabins and booking classes, from templates by kind of airline and aircraft."""
from functools import lru_cache
from zlib import crc32

from . import scenarios
from .aircraft import aircraft
from .airlines import Airlines
from .legs import Leg

Cabin = tuple[tuple[str, int], ...]
Layout = tuple[tuple[str, int], ...]  # (F, C, W or Y, seats)

# letters from the highest to the lowest, by kind of airline
CLASSES = {
    "full": {"F": "FAP", "C": "JCDZIR", "W": "WG", "Y": "YBMUHKLQVETSNXO"},
    "chinese": {"F": "FAP", "C": "JCDZIR", "W": "WG", "Y": "YBMUHKLQVETSN"},
    "regional": {"F": "", "C": "JCDZ", "W": "", "Y": "YBMUHKLQVETS"},
    "low cost": {"F": "", "C": "", "W": "", "Y": "YBMUHKLQVETS"},
}
# per cent of the cabin that a class may sell, from the highest class down
SHARES = {"F": (100, 60, 40), "C": (100, 90, 75, 60, 45, 30), "W": (100, 70),
          "Y": (100, 96, 90, 84, 78, 71, 64, 56, 48, 40, 33, 27, 21, 16, 11)}
OVERSOLD = {"F": 100, "C": 100, "W": 102, "Y": 104}  # per cent of the seats
# of a hundred flights so many have that number of their cheapest economy classes closed
CLOSED = ((40, 0), (64, 1), (80, 2), (91, 3), (97, 5), (100, 7))


def cabins(leg: Leg) -> tuple[Cabin, ...]:
    """Cabins from first to economy, each (class, seats it may sell) from high to low, never rising."""
    if leg.carrier == scenarios.CARRIER:
        return scenarios.cabins(leg)
    return template(kind_of(leg.carrier), leg.equipment, leg.seats, closed(leg))


def reequipped(leg: Leg, equipment: str, layout: Layout) -> tuple[Cabin, ...]:
    """What a leg may sell once another type flies it: with these cabins, or with those which are usual for the type."""
    if layout:
        return fitted(kind_of(leg.carrier), layout, closed(leg))
    known = aircraft(equipment)
    seats = known.seats if known and known.seats else leg.seats
    return template(kind_of(leg.carrier), equipment, seats, closed(leg))


def closed(leg: Leg) -> int:
    """How many of the cheapest classes of economy are, on this leg."""
    drawn = crc32(leg.key.encode()) % 100
    return next(count for below, count in CLOSED if drawn < below)


@lru_cache(maxsize=4096)
def kind_of(carrier: str) -> str:
    airline = Airlines.embedded().best.get(carrier)
    if airline is None or airline.kind == "F":
        return "chinese" if airline and airline.country == "CN" else "full"
    return "low cost" if airline.kind == "L" else "regional"


@lru_cache(maxsize=4096)
def template(kind: str, equipment: str, seats: int, closed: int) -> tuple[Cabin, ...]:
    return fitted(kind, layout(kind, equipment, seats), closed)


def fitted(kind: str, layout: Layout, closed: int) -> tuple[Cabin, ...]:
    """The classes this kind of airline sells in cabins of so many seats."""
    return tuple(cabin(name, letters, count, closed) for name, count in layout
                 if (letters := CLASSES[kind][name]) and count)


def layout(kind: str, equipment: str, seats: int) -> Layout:
    """Seats of each cabin; what the others take is lost to economy."""
    known = aircraft(equipment)
    if kind == "low cost" or seats < 70 or known and known.category == "T":
        return (("Y", seats),)
    if not (known and known.wide):
        front = 8 if seats < 150 else 12 if seats < 200 else 16
        return ("C", front), ("Y", seats - front)
    first = 8 if seats >= 300 else 0
    business, premium = 4 * (seats // 36), 24 if seats >= 280 else 0
    return ("F", first), ("C", business), ("W", premium), ("Y", seats - first - business - premium)


def fitted_seats(leg: Leg) -> Layout:
    """The seats of each cabin a leg is flown with."""
    if leg.carrier == scenarios.CARRIER:
        return tuple((name, max((limit for _, limit in sold), default=0)) for name, sold in zip(
            "CY", scenarios.cabins(leg), strict=True))
    return tuple((name, count) for name, count in layout(kind_of(leg.carrier), leg.equipment, leg.seats) if count)


def cabin(name: str, letters: str, seats: int, closed: int) -> Cabin:
    """The cheapest classes of economy may be closed; half as many in business."""
    shut = closed if name == "Y" else closed // 2 if name == "C" else 0
    open_letters = len(letters) - min(shut, len(letters) - 3)
    limit = seats * OVERSOLD[name] // 100
    return tuple((letter, limit * share // 100 if place < open_letters else 0)
                 for place, (letter, share) in enumerate(zip(letters, SHARES[name], strict=False)))
