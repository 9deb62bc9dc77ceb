"""Fares stored by hand: created empty, filled field by field, forced, tied to other segments."""
from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar

from ..engine.booking.elements import Name, Segment, StoredFare
from ..engine.booking.fingerprints import fingerprint
from ..engine.booking.storing import free_number, overlaps, with_texts
from ..engine.pricing import by_hand
from ..engine.pricing.itinerary import Itinerary
from ..engine.pricing.typed import Typed
from ..engine.store.weight import Weight
from ..errors import (
    CouponsDiffer,
    FareOutdated,
    NeedPassengerNames,
    NoItinerary,
    NoPriceShown,
    NoStoredFare,
    NoSuchFare,
    NothingToExchange,
    PnrError,
)
from ..values.spans import Span
from .asking import flown
from .command import Command
from .details import segment_tattoos, tattoos
from .fare_fields import CalculationField, Field, by_coupon, with_field

PRICED, FORCED, BY_HAND = "I", "F", "M"


# ---- what is asked

@dataclass(frozen=True)
class CreateStoredFare(Command):
    """An empty one, for all or for passengers and segments by number; `kind` PAX, or INF for their infants."""

    kind: str = ""
    passengers: tuple[Span, ...] = ()
    segments: tuple[Span, ...] = ()
    redisplay: bool = False  # the answer shows it anyway
    weight: ClassVar[Weight] = Weight.WORK


@dataclass(frozen=True)
class ChangeStoredFare(Command):
    """Fields of one stored fare, by number where there are several."""

    fields: tuple[Field, ...]
    fare: int | None = None


@dataclass(frozen=True)
class KeepStoredFare(ChangeStoredFare):
    """The same, creating it where there is none."""


@dataclass(frozen=True)
class ForceStoredFare(Command):
    """Keep it although its segments are no longer what was priced."""

    fares: tuple[Span, ...] = ()
    everything: bool = False


@dataclass(frozen=True)
class TieStoredFare(Command):
    """To these segments instead of those it was stored for, as many as before."""

    fare: int
    segments: tuple[Span, ...]


def create(command: CreateStoredFare, work) -> StoredFare:
    """In place of what was stored for the same passengers and segments; raises NeedPassengerNames or NoItinerary."""
    infants = command.kind == "INF"
    people = tattoos(work, command.passengers) or tuple(name.tattoo for name in work.area.working.names)
    if infants:
        people = tuple(each for each in people if work.area.working.element(each).infant)
    named = segment_tattoos(work, command.segments)
    segments = [each for each in work.area.working.segments if not named or each.tattoo in named]
    if not people:
        raise NeedPassengerNames()
    if not segments:
        raise NoItinerary()
    return stored(Typed(), people, segments, infants, work)


def stored(typed: Typed, people: tuple[int, ...], segments: list[Segment], infants: bool, work) -> StoredFare:
    """A new stored fare in the booking in hand."""
    fare = by_hand.priced(typed, itinerary(segments, work), kind(people, infants, work), work.office.currency)
    made = StoredFare(
        fare, people, tuple(each.tattoo for each in segments), tuple(map(fingerprint, segments)), infants,
        made=work.today, sign=work.agent.sign, typed=typed, indicator=BY_HAND)
    booking = work.area.working
    booking = booking.without(other for other in booking.each(StoredFare) if overlaps(other, made))
    booking = booking.add(replace(made, number=free_number(booking)))
    work.area = work.area.with_working(with_texts(booking))
    return work.area.working.each(StoredFare)[-1]


def kind(people: tuple[int, ...], infants: bool, work) -> str:
    """The type of the first passenger."""
    first = work.area.working.element(people[0])
    return "INF" if infants else first.type if isinstance(first, Name) else "ADT"


def itinerary(segments: list[Segment], work) -> Itinerary:
    return Itinerary(tuple(flown(each, work) for each in segments), work.world.places)


def flights(found: StoredFare, work) -> list[Segment]:
    """Its segments as they are now, in the order of its coupons; raises FareOutdated where one is gone."""
    segments = [work.area.working.element(tattoo) for tattoo in found.segments]
    if not all(isinstance(each, Segment) for each in segments):
        raise FareOutdated(fare=found.number)
    return segments


def one(work, number: int | None) -> StoredFare:
    """By number, or the only one; raises NoStoredFare or NoSuchFare."""
    fares = work.area.working.each(StoredFare)
    found = [fare for fare in fares if number in (None, fare.number)]
    if not fares:
        raise NoStoredFare()
    if len(found) != 1:
        raise NoSuchFare(numbers=(number,) if number else ())
    return found[0]


# ---- changed

def change(found: StoredFare, fields: tuple[Field, ...], work) -> StoredFare:
    """With these fields; raises what cannot be or does not add up."""
    segments = flights(found, work)
    typed = by_coupon(found.typed or Typed.of(found.fare, len(segments)), fields, len(segments), work.today)
    for field in fields:
        typed = with_field(typed, field, len(segments), partial(calculation, typed, found=found, work=work))
    where, rates = itinerary(segments, work), work.tariff.rates
    by_hand.check(typed, rates)
    if any(isinstance(field, CalculationField) for field in fields):
        by_hand.check_calculation(typed, where, rates)
    return put(found, typed, work)


def put(found: StoredFare, typed: Typed, work) -> StoredFare:
    """In place of itself, priced anew from what was typed."""
    where = itinerary(flights(found, work), work)
    fare = by_hand.priced(typed, where, found.fare.type, work.office.currency, found.fare.validating)
    fare = replace(fare, endorsements=found.fare.endorsements, last_ticketing=found.fare.last_ticketing)
    after = replace(found, fare=fare, typed=typed, indicator=FORCED if found.indicator == PRICED else found.indicator)
    work.area = work.area.with_working(with_texts(work.area.working.swap(after)))
    return after


def calculation(typed: Typed, field: CalculationField, found: StoredFare, work) -> str:
    """As typed, added to what there is, or of the price last shown."""
    if field.built:
        return quoted(found, work)
    return by_hand.canonical(f"{typed.calculation} {field.added}" if field.added else field.text)


def quoted(found: StoredFare, work) -> str:
    """The calculation of the price last shown for these passengers; raises NoPriceShown."""
    seen = work.area.quoted
    for place, people in enumerate(seen.passengers if seen else ()):
        if set(found.passengers) <= set(people) and seen.infants[place] == found.infants \
                and seen.part(place)[0] == found.segments:
            return seen.fares[place].fare_calc
    raise NoPriceShown(line=0)


# ---- forced, tied

def force(found: StoredFare, work) -> StoredFare:
    """As its segments are now; raises FareOutdated where a passenger or a segment is gone."""
    segments = flights(found, work)
    if any(work.area.working.element(tattoo) is None for tattoo in found.passengers):
        raise FareOutdated(fare=found.number)
    after = replace(found, priced=tuple(map(fingerprint, segments)),
                    indicator=FORCED if found.indicator == PRICED else found.indicator)
    work.area = work.area.with_working(work.area.working.swap(after))
    return after


def tie(found: StoredFare, spans: tuple[Span, ...], work) -> StoredFare:
    """Raises CouponsDiffer unless there are as many segments as coupons."""
    wanted = segment_tattoos(work, spans)
    segments = [each for each in work.area.working.segments if each.tattoo in wanted]
    if len(segments) != len(found.segments):
        raise CouponsDiffer()
    after = replace(found, segments=tuple(each.tattoo for each in segments), priced=tuple(map(fingerprint, segments)),
                    indicator=FORCED if found.indicator == PRICED else found.indicator)
    work.area = work.area.with_working(with_texts(work.area.working.swap(after)))
    return after


def demand_whole(found: StoredFare, work) -> None:
    """Raises what a stored fare that was typed still lacks, or what of it does not add up.

    A reissue is issued in exchange for a document: raises NothingToExchange where no original issue tells of one.
    """
    if found.typed and found.typed.reissue and not found.exchange:
        raise NothingToExchange()
    demand_typed(found, work)


def demand_typed(found: StoredFare, work) -> None:
    """The same of a fare that is only stored."""
    if found.typed:
        by_hand.whole(found.typed, itinerary(flights(found, work), work), work.tariff.rates)


def right(found: StoredFare, work) -> bool:
    """Whether it is what was stored, and whole."""
    if work.area.working.stale(found):
        return False
    try:
        demand_typed(found, work)
    except PnrError:
        return False
    return True
