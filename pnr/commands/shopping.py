"""Look for the lowest fares over cities, days and flights that have seats, and sell what was found."""
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from ..engine.booking.area import OfferShown, OffersShown, Search
from ..engine.booking.elements import Segment
from ..engine.booking.fingerprints import fingerprint
from ..engine.offices import Office
from ..engine.pricing.price import price
from ..engine.shopping.preferences import OFFICE, TRAVELLER, Preferences, Reason, learned
from ..engine.shopping.ranking import Group, grouped, ranked
from ..engine.shopping.search import Shopping
from ..engine.shopping.ways import Trip, Way, ways
from ..engine.store.weight import Weight
from ..errors import (
    ChronologicalOrder,
    NeedPassengerNames,
    NoFare,
    NoFlights,
    NoOffersShown,
    NoSeats,
    NoSuchOffer,
    OffersOutdated,
    SeatsDifferFromNames,
)
from .asking import Asking, flown, passenger, people, priced_segments
from .best_buy import unbooked
from .cancel import take_out
from .command import Reply, execute
from .flown import segments
from .pricing import PriceBooking, PriceDisplay, displayed, stored
from .sell import duplicate, sell
from .trips_asked import Direction, SearchOffers, asked, for_booking, sale, seated, travelling, typed

OF_OFFICE, OF_TRAVELLER = 100, 20  # bookings that are learned from
__all__ = ["Direction"]  # which the grammar builds inside a search


@dataclass(frozen=True)
class ShowOffer(PriceBooking):
    """What a recommendation costs in full; raises NoSeats where it is gone."""

    number: int = 0


@dataclass(frozen=True)
class SellOffer(PriceBooking):
    """Sell a recommendation."""

    number: int = 0
    weight: ClassVar[Weight] = Weight.WORK


@dataclass(frozen=True)
class SellAndStoreOffer(PriceBooking):
    """Sell it and store its fare for ticketing."""

    number: int = 0
    weight: ClassVar[Weight] = Weight.WORK


@dataclass(frozen=True)
class OfferDisplay(Reply):
    """Recommendations in groups of one price, numbered from 1 throughout; `reasons` why each suits who travels."""

    command: SearchOffers
    groups: tuple[Group, ...]
    reasons: tuple[tuple[Reason, ...], ...]
    office: Office
    today: date

    @property
    def count(self) -> int:
        return sum(len(group.offers) for group in self.groups)


@execute.register
def search_offers(command: SearchOffers, work) -> OfferDisplay:
    booked = [] if command.directions else priced_segments(PriceBooking(), work)
    party = tuple(travelling(command, work, booked))
    seats = seated(party, command.seats)
    searches = for_booking(command, booked, seats, work) if booked else list(asked(command, seats, work))
    directions = open_ways(searches, [segment for segment in booked if segment.held], work)
    shopping = Shopping(sale(party, work), work.tariff)
    usual = preferences(command, work)
    offers = ranked(shopping, shopping.trips(directions), command.rank, usual)
    if not offers:
        raise NoFare()
    work.area = replace(work.area, offers=OffersShown(
        tuple(OfferShown(keys(offer.trip), offer.buy.classes, offer.total) for offer in offers),
        tuple(passenger.type for passenger in party), seats, standing(work),
        tuple(segment.tattoo for segment in booked)))
    reasons = tuple(tuple(usual.reasons(offer.trip, offer.buy)) for offer in offers)
    return OfferDisplay(command, grouped(offers), reasons, work.office, work.today)


def preferences(command: SearchOffers, work) -> Preferences:
    """Of the office, and of those in the booking in hand; nobody's where they are switched off."""
    if command.plain:
        return Preferences((), work.world)
    booking, currency = work.area.working, work.office.currency
    office = work.bookings.latest(work.office.id, OF_OFFICE)
    theirs = {each.number: each for name in booking.names for each in work.bookings.named(name.text, OF_TRAVELLER)}
    return Preferences([
        learned(whose, [each for each in some if each.locator != booking.locator], currency, work.world)
        for whose, some in ((TRAVELLER, list(theirs.values())), (OFFICE, office))], work.world)


def keys(trip: Trip) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(flight.key for flight in way.flights) for way in trip.ways)


def standing(work) -> tuple[str, ...]:
    """What the booking in hand flies."""
    return tuple(map(fingerprint, work.area.working.segments))


def open_ways(searches: list[list[Search]], held: list[Segment], work) -> list[list[Way]]:
    """The ways of each direction that have seats, also those that would go back; raises NoFlights."""
    found = [ways(each, work.world.timetable, work.world.places,
                  lambda flights: work.seats.available(flights, giving=held)) for each in searches]
    for direction, each in zip(found, searches, strict=True):
        if not direction:
            raise NoFlights(origin=each[0].origin, destination=each[0].destination, date=each[0].date)
    return found


# ---- one of them

@execute.register
def show_offer(command: ShowOffer, work) -> PriceDisplay:
    offers, offer = chosen(command.number, work)
    flights = [[work.world.timetable.by_key(key) for key in direction] for direction in offer.flights]
    every = [flight for direction in flights for flight in direction]
    left = work.seats.available(every)
    for flight, letter in zip(every, offer.classes, strict=True):
        if left[flight.key].get(letter, 0) < offers.seats:
            raise NoSeats(booking_class=letter, carrier=flight.carrier, number=flight.number, date=flight.date)
    new = segments(tuple(every), offer.classes, offers.seats, work.manners.sold_as, 0)
    asking = costing(command, new, offers, work)
    display = unbooked(asking, new, price(asking.request, work.tariff), work)
    work.area = replace(work.area, quoted=replace(work.area.quoted, journey=tuple(new)))  # to look at again
    return display


@execute.register
def sell_offer(command: SellOffer, work) -> PriceDisplay:
    return sold(command, command.number, work)


@execute.register
def sell_and_store_offer(command: SellAndStoreOffer, work) -> PriceDisplay:
    """Raises NeedPassengerNames before anything is sold."""
    if not work.area.working.names:
        raise NeedPassengerNames()
    return stored(sold(command, command.number, work), work)


def chosen(number: int, work) -> tuple[OffersShown, OfferShown]:
    """A recommendation of those shown; raises NoOffersShown, NoSuchOffer or OffersOutdated."""
    offers, names = work.area.offers, work.area.working.names
    if offers is None:
        raise NoOffersShown()
    if not 1 <= number <= len(offers.offers):
        raise NoSuchOffer(number=number)
    if offers.priced != standing(work):
        raise OffersOutdated()
    if names and len(names) != offers.seats:
        raise SeatsDifferFromNames(seats=offers.seats, names=len(names))
    return offers, offers.offers[number - 1]


def sold(command: PriceBooking, number: int, work) -> PriceDisplay:
    """The recommendation in the booking, in place of what it was searched for; all of it or nothing."""
    offers, offer = chosen(number, work)
    take_out(work, [segment for segment in work.area.working.segments if segment.tattoo in offers.replaces])
    flights = [tuple(work.world.timetable.by_key(key) for key in direction) for direction in offer.flights]
    if any(duplicate(work, direction) for direction in flights):
        raise ChronologicalOrder()
    first, letters = work.area.working.next_tattoo, "".join(offer.classes)
    for direction in flights:
        sell(work, direction, letters[:len(direction)], offers.seats, waitlist=False)
        letters = letters[len(direction):]
    new = [segment for segment in work.area.working.segments if segment.tattoo >= first]
    asking = costing(command, new, offers, work)
    display = displayed(asking, price(asking.request, work.tariff), work)
    work.area = replace(work.area, offers=None)
    return replace(display, note="booked")


def costing(command: PriceBooking, new: list[Segment], offers: OffersShown, work) -> Asking:
    """These segments priced for those in the booking, or for the types that were asked for."""
    named = list(people(PriceBooking(), work))
    party = tuple(passenger(name, infant, new[0].date) for name, infant in named) or tuple(map(typed, offers.types))
    request = replace(sale(party, work), segments=tuple(flown(segment, work) for segment in new))
    return Asking(command, new, named or [(None, False)] * len(party), request)
