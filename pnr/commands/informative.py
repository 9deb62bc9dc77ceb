"""Price a journey nobody has booked: from city to city, by whose fares and in what class, or whatever is lowest."""
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TypeVar

from ..engine.booking.area import Search
from ..engine.booking.elements import Segment
from ..engine.pricing import filed
from ..engine.pricing.imagined import NOON, flight
from ..engine.pricing.price import price
from ..engine.pricing.request import PricedSegment
from ..engine.store.weight import Weight
from ..errors import NoFare, RuleRefuses, TooManyCoupons, TooManySeats, UnknownCity
from ..values.dates import DayMonth
from .asking import MOST_SEGMENTS, Asking, Traveller, request
from .availability import within_range
from .command import Command, execute
from .fare_search import airlines, flies, serving
from .fares import city
from .price_options import PriceOptions
from .pricing import SHOWN, PriceDisplay, PriceList, fares, listing, priced_together

MOST_PASSENGERS, MOST_CARRIERS = 9, 8
STAY = timedelta(days=7)  # at a stopover, where no date is told
CHANGE = timedelta(hours=2)  # between flights that connect


Shown = TypeVar("Shown", bound=PriceDisplay)


@dataclass(frozen=True)
class FareStage:
    """A city, by whom one comes there (`by`), and how one goes on; `stop`: not at once, `surface`: not by air."""

    city: str
    by: str = ""
    stop: bool = False
    surface: bool = False
    date: DayMonth | None = None
    carrier: str = ""
    booking_class: str = ""


@dataclass(frozen=True)
class PriceJourney(Command, PriceOptions):
    """From city to city; what a stage does not say is as before it. `mirrored`: and back the same way.

    `count` passengers alike; `listed` is every price, else the lowest.
    """

    stages: tuple[FareStage, ...] = ()
    mirrored: bool = False
    count: int = 1
    weight = Weight.LOOK


@dataclass(frozen=True)
class Sector:
    """From city to city on a day, at once after the one before or not."""

    origin: str
    destination: str
    day: date
    carrier: str
    booking_class: str
    connects: bool


@execute.register
def price_journey(command: PriceJourney, work) -> PriceDisplay | PriceList:
    """Raises UnknownCity, PastDate, TooManySeats, TooManyCoupons, NoFare, RuleRefuses."""
    if not 1 <= command.count <= MOST_PASSENGERS:
        raise TooManySeats(most=MOST_PASSENGERS)
    found = list(sectors(command, work))
    if command.mirrored:
        found += mirrored(found, work)
    if len(found) > MOST_SEGMENTS:
        raise TooManyCoupons(most=MOST_SEGMENTS)
    asked = cheapest([wanted(command, some, work) for some in flown(found, work)], work)
    if command.listed:
        return remembering(listing(command, [asked], work, SHOWN), asked, work)
    return remembering(priced_together(command, [(asked, fares(asked, work))], work), asked, work)


def remembering(display: Shown, asked: Asking, work) -> Shown:
    """What was priced is no booking: the journey is kept in the classes of the first price; nothing is to rebook."""
    letters = {place: part.booking_class for part in display.prices[0].fare.components for place in part.segments}
    journey = tuple(replace(each, booking_class=letters[place]) for place, each in enumerate(asked.segments))
    work.area = replace(work.area, quoted=replace(
        work.area.quoted, segments=(), priced=(), parts=(), journey=journey))
    prices = tuple(replace(each, coupons=tuple(replace(coupon, rebook=False) for coupon in each.coupons))
                   for each in display.prices)
    return replace(display, prices=prices)


# ---- from stages to sectors

def sectors(command: PriceJourney, work) -> Iterator[Sector]:
    carrier, letter, day, connects = "", "", work.today, False
    if len(command.stages) < 2:
        raise UnknownCity(code="")
    for stage, following in pairwise(command.stages):
        carrier = following.by or stage.carrier or carrier
        letter = stage.booking_class or letter
        if stage.date:
            day = within_range(stage.date.on_or_after(day), work)
        elif stage.stop:
            day += STAY
        if not stage.surface:
            named = airlines((carrier,), work)[0] if carrier else ""
            yield Sector(city(stage.city, work), city(following.city, work), day, named, letter, connects)
        connects = not following.stop and not following.surface


def mirrored(out: list[Sector], work) -> list[Sector]:
    """The same way back, after a stay at its end."""
    back, day = [], out[-1].day
    for place, each in enumerate(reversed(out)):
        joins = place > 0 and out[len(out) - place].connects
        day = day if joins else day + STAY
        back.append(Sector(each.destination, each.origin, within_range(day, work), each.carrier, each.booking_class,
                           joins))
    return back


def flown(found: list[Sector], work) -> Iterator[list[Sector]]:
    """The sectors with carriers: by each that serves one of those nobody named one for, wherever it does."""
    for each in found:
        if each.carrier and not flies(work, Search(each.origin, each.destination, each.day, carriers=(each.carrier,))):
            raise NoFare(carrier=each.carrier, origin=each.origin, destination=each.destination)
    serve = {each: serving(work, each.origin, each.destination, each.day) for each in found if not each.carrier}
    for carrier in [*dict.fromkeys(code for codes in serve.values() for code in codes)][:MOST_CARRIERS] or [""]:
        yield [each if each.carrier else replace(each, carrier=by(carrier, serve[each])) for each in found]


def by(carrier: str, serve: tuple[str, ...]) -> str:
    """This carrier where it flies, else the first that does."""
    return carrier if carrier in serve else serve[0]


# ---- from sectors to a request

def wanted(command: PriceJourney, found: list[Sector], work) -> Asking:
    flights = imagined(found, work)
    segments = [segment(each) for each in flights]
    who: list[Traveller] = [(None, False)] * (len(command.types) if len(command.types) > 1 else command.count)
    asked = request(command, work, segments, who)
    letters = tuple(classes(each, command) for each in found)
    return Asking(command, segments, who, replace(asked, segments=tuple(flights), open=letters), reclassed=True)


def classes(sector: Sector, command: PriceJourney) -> tuple[str, ...]:
    """The class told, or any of the cabin."""
    if sector.booking_class or command.booking_class:
        return (sector.booking_class or command.booking_class,)
    cabin = command.cabin or "Y"
    return tuple(each.letter for each in filed.classes().values() if command.any_cabin or each.cabin == cabin)


def imagined(found: list[Sector], work) -> list[PricedSegment]:
    """A flight at noon for each; one that connects leaves two hours after the one before has landed."""
    made: list[PricedSegment] = []
    for each in found:
        day, departs = each.day, NOON
        if each.connects and made:
            ready = (made[-1].lands + CHANGE).astimezone(work.world.places.zone(each.origin))
            day, departs = max(ready.date(), day), ready.hour * 60 + ready.minute
        letter = each.booking_class or "Y"
        stop = "X" if each.connects else "S"
        if made:
            made[-1] = replace(made[-1], stop=stop)
        made.append(flight(work.world.places, each.carrier, letter, each.origin, each.destination, day, departs))
    return made


def segment(each: PricedSegment) -> Segment:
    """As a booking would have it, without a number."""
    return Segment(each.carrier, 0, each.booking_class, each.date, each.origin, each.destination, each.departs,
                   each.departs, each.arrives_day, "", "HK", 1, ("imagined",))


def cheapest(ways: list[Asking], work) -> Asking:
    """The way with the lowest price for all; raises what stood in the way of the first."""
    priced, refused = [], None
    for place, asked in enumerate(ways):
        if len(ways) == 1:
            return asked
        try:
            found = price(asked.request, work.tariff)
        except (NoFare, RuleRefuses) as error:
            refused = refused or error
            continue
        priced.append((sum(fare.total.minor * len(fare.passengers) for fare in found), place))
    if not priced:
        raise refused or NoFare()
    return ways[min(priced)[1]]
