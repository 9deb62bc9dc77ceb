"""Frequent flyers: who they are, what they ask for their miles, and which airlines' flights count."""
from dataclasses import dataclass

from ..engine.booking.elements import Service
from ..engine.flyers import Flyer, agreements, flyer, partners
from ..engine.store.weight import Weight
from ..errors import NoItinerary, RequestRestricted
from ..values.spans import Span
from .command import Command, Reply, execute
from .details import segment_tattoos, tattoos
from .display import BookingDisplay
from .requests import AddFrequentFlyer, fresh  # noqa: F401 (the family reads it)
from .services import only_one

REDEMPTION, UPGRADE = "FQTR", "FQTU"


@dataclass(frozen=True)
class DisplayFlyer(Command):
    """As the airline knows him."""

    carrier: str
    number: str
    weight = Weight.LOOK


@dataclass(frozen=True)
class DisplayAgreements(Command):
    """Whose flights count for an airline's flyers, or for those of every airline."""

    carrier: str = ""
    weight = Weight.LOOK


@dataclass(frozen=True)
class RedeemMiles(Command):
    """Flights of the airline asked for miles."""

    carrier: str
    number: str
    passengers: tuple[Span, ...] = ()
    segments: tuple[Span, ...] = ()


@dataclass(frozen=True)
class RequestUpgrade(RedeemMiles):
    """A higher cabin asked for miles."""


@dataclass(frozen=True)
class FlyerDisplay(Reply):
    flyer: Flyer


@dataclass(frozen=True)
class FlyerAgreements(Reply):
    agreements: tuple[tuple[str, tuple[str, ...]], ...]


@execute.register
def display_flyer(command: DisplayFlyer, work) -> FlyerDisplay:
    """Raises NoSuchFlyer."""
    work.world.airlines.airline(command.carrier)
    return FlyerDisplay(flyer(command.carrier, command.number))


@execute.register
def display_agreements(command: DisplayAgreements, work) -> FlyerAgreements:
    """Raises NoAgreement."""
    if not command.carrier:
        return FlyerAgreements(tuple(agreements().items()))
    work.world.airlines.airline(command.carrier)
    return FlyerAgreements(((command.carrier, partners(command.carrier)),))


@execute.register
def redeem_miles(command: RedeemMiles, work) -> BookingDisplay:
    """Asked of the airline for each of its flights; raises NoItinerary, NoSuchFlyer or RequestRestricted."""
    known = flyer(command.carrier, command.number)
    people, chosen = tattoos(work, command.passengers) or only_one(work), segment_tattoos(work, command.segments)
    if not work.area.working.segments:
        raise NoItinerary()
    flown = [each for each in work.area.working.segments
             if each.carrier in (known.carrier, *partners(known.carrier)) and (not chosen or each.tattoo in chosen)]
    code = UPGRADE if isinstance(command, RequestUpgrade) else REDEMPTION
    if not flown or not people:
        raise RequestRestricted(carrier=command.carrier)
    number = f"{known.carrier}{known.number}"
    return fresh(work, [Service(code, each.carrier, "NN", 1, number, people, (each.tattoo,)) for each in flown])
