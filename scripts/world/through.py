"""Flights of several legs: one number from A by way of B to C, both ways where the times allow it."""
from collections import defaultdict

from . import slots
from .chance import between, chance
from .flights import Flight
from .geography import Airport, clocks_move_together, distance, offset

SHARE = 0.09  # of the pairs of routes that could be joined
MOST_ROUTES = 60  # a hub with more is where people change
STRAIGHT = 0.72  # from A to C against the way by B
LEAST_GROUND, MOST_MOVED = 40, 100  # minutes


def join(flights: list[Flight], airports: dict[str, Airport]) -> int:
    """Joins flights of one airline; says how many were joined."""
    arriving, leaving = defaultdict(list), defaultdict(list)
    for flight in flights:
        arriving[flight.destination].append(flight)
        leaving[flight.origin].append(flight)
    joined = 0
    for stop in sorted(arriving):
        if len({flight.destination for flight in leaving[stop]}) <= MOST_ROUTES:
            joined += join_at(stop, arriving[stop], leaving[stop], airports)
    return joined


def join_at(stop: str, arriving: list[Flight], leaving: list[Flight], airports: dict[str, Airport]) -> int:
    joined = 0
    for first in arriving:
        for second in leaving:
            if fits(first, second, airports) and move(first, second, airports):
                first.onward, second.onward_of = second, first
                joined += 1
                break
    return joined


def fits(first: Flight, second: Flight, airports: dict[str, Airport]) -> bool:
    """Cheap questions first; whether A, B, C are joined is the same in both directions."""
    if first.onward or first.onward_of or second.onward or second.onward_of or first.origin == second.destination:
        return False
    if max(first.minutes, second.minutes) >= slots.LONG or first.days.bit_count() != second.days.bit_count():
        return False
    ends = sorted((first.origin, second.destination))
    if chance("through", first.carrier, first.destination, *ends) >= SHARE:
        return False
    one, stop, other = (airports[code] for code in (first.origin, first.destination, second.destination))
    return clocks_move_together(one.zone, stop.zone) and \
        distance(one, other) >= STRAIGHT * (first.kilometres + second.kilometres)


def move(first: Flight, second: Flight, airports: dict[str, Airport]) -> bool:
    """The second leg is moved to leave soon after the first has landed, if it was near that time already."""
    zones = airports[first.origin].zone, airports[first.destination].zone
    lands = first.departs + first.minutes + offset(zones[1]) - offset(zones[0])
    leaves = lands + LEAST_GROUND + between(0, 20, 5, "ground", first.carrier, first.origin, second.destination)
    away = (second.departs - leaves + slots.DAY // 2) % slots.DAY - slots.DAY // 2
    days = slots.later(first.days, leaves // slots.DAY)
    if abs(away) > MOST_MOVED or days != second.days or not slots.FIRST <= leaves % slots.DAY <= slots.LAST:
        return False
    second.departs = leaves % slots.DAY
    second.equipment, second.seats = first.equipment, first.seats
    return True
