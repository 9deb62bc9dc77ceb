"""Class differentials: what it costs to sit in a higher cabin on some flights of a fare."""
from decimal import Decimal
from typing import TYPE_CHECKING

from . import filed
from .built import Built, Extra
from .parts import IN, Part
from .rounding import truncated

if TYPE_CHECKING:
    from .components import Components


def lower(parts: "Components", part: Part) -> str:
    """The highest class booked in the lowest cabin, where a component is booked in several; else nothing."""
    known = filed.classes()
    booked = [parts.itinerary.segments[place].booking_class for place in part.places]
    if len(booked) == 1 or not all(letter in known for letter in booked):
        return ""
    cabins = {letter: known[letter].cabin for letter in booked}
    lowest = cabins[max(booked, key=lambda letter: known[letter].rank)]
    return min((letter for letter in booked if cabins[letter] == lowest), key=lambda letter: known[letter].rank) \
        if len(set(cabins.values())) > 1 else ""


def differentials(parts: "Components", built: Built) -> tuple[Extra, ...] | None:
    """On each flight booked in a higher cabin, how much its fare is above that of the class paid for; None where one of
    the two is not filed."""
    found = []
    for place in built.segments:
        letter = parts.itinerary.segments[place].booking_class
        if filed.classes()[letter].cabin == built.fare.cabin:
            continue
        extra = differential(parts, built, place, letter)
        if extra is None:
            return None
        found.append(extra)
    return tuple(extra for extra in found if extra.amount > 0)


def differential(parts: "Components", built: Built, place: int, letter: str) -> Extra | None:
    ends = parts.itinerary.start(place), parts.itinerary.end(place)
    pair = ends[::-1] if built.part.way == IN else ends
    low, high = (parts.minimums.alike(built.fare, *pair, each) for each in (built.fare.booking_class, letter))
    if not low or not high:
        return None
    value = parts.amounts.of(high, built.half) - parts.amounts.of(low, built.half)
    return Extra("D", ("".join(ends),), max(Decimal(0), truncated(value * built.percent / 100)))
