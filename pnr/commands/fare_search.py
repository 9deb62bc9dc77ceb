"""From what is asked of a fare display to the fares it lists."""
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from ..engine.booking.area import FareSearch, Search
from ..engine.pricing.by_rule import viewer
from ..engine.pricing.conditions import Restrictions
from ..engine.pricing.fare import Fare
from ..engine.pricing.indicators import indicator
from ..engine.pricing.market import Market, Offer, there_and_back
from ..engine.pricing.request import Passenger, PricingRequest
from ..engine.pricing.types import passenger_type
from ..engine.schedule.connections import search
from ..errors import NoFare, PastDate, SamePlace
from ..fare_rules.facts import Facts
from .asking import TARIFFS, moment
from .availability import travel_day, within_range
from .fare_options import FareOptions

JOURNEYS = 60  # looked through for the carriers of a market without direct flights
EVERYBODY = "YY"  # in whose name fares stand that all carriers take
KEPT = ("booking_classes", "cabin", "families", "direction", "accounts", "tariffs")
SHAPES = {"half": "H", "merged": "M"}
STAY = timedelta(days=7)  # there and back, where no day of return is told: for taxes alone


def searched(options: FareOptions, base: FareSearch, work) -> FareSearch:
    """A search with what an entry says of it; raises PastDate, UnknownCarrier, UnknownPassengerType, NoFare."""
    if base.origin == base.destination:
        raise SamePlace(origin=base.origin, destination=base.destination)
    kept = {name: value for name in KEPT if (value := getattr(options, name))}
    found = replace(base, **{**kept, **kinds(options), **sale(options, work), **days(options, base, work)})
    found = replace(found, asked=airlines(options.carriers, work) or found.asked,
                    excluded=airlines(options.excluded, work) or found.excluded)
    if options.every:
        return replace(found, carriers=(EVERYBODY,), asked=())
    return replace(found, carriers=flying(found, work))


def days(options: FareOptions, base: FareSearch, work) -> dict:
    """Of travel and return; raises PastDate for a return before it."""
    if options.date is None:
        return {}
    day = travel_day(options.date, work)
    later = [asked and within_range(asked.on_or_after(day), work) for asked in (options.back, options.until)]
    if any(each and each < day for each in later):
        raise PastDate(date=day)
    return {"date": day, "dated": True, "back": later[0], "until": later[1]}


def kinds(options: FareOptions) -> dict:
    """One-way fares, return fares, halves: naming one of them takes the place of another."""
    shape = next((mark for name, mark in SHAPES.items() if getattr(options, name)), "")
    if not (options.oneway or options.returning or shape):
        return {}
    return {"oneway": options.oneway, "returning": options.returning or shape == "H", "shape": shape}


def sale(options: FareOptions, work) -> dict:
    """What was said of the sale."""
    said = {
        "passenger": next((passenger_type(code).code for code in options.types), ""),
        "ticketed": options.ticketing and moment(options.ticketing, work).date(),
        "sold": "NUC" if options.neutral else options.currency, "restrictions": options.restrictions.written(),
        "rising": options.rising, "lowest": options.lowest}
    return {name: value for name, value in said.items() if value} | (
        {"taxed": options.taxed} if options.taxed or options.untaxed else {})


def airlines(codes: tuple[str, ...], work) -> tuple[str, ...]:
    return tuple(work.world.airlines.airline(code).code for code in codes)


# ---- who flies

def flying(found: FareSearch, work) -> tuple[str, ...]:
    """Those asked for that fly the market that day, or all that do; raises NoFare where nobody does."""
    ends = found.origin, found.destination
    if found.asked:
        carriers = tuple(code for code in found.asked if flies(work, Search(*ends, found.date, carriers=(code,))))
    else:
        carriers = serving(work, *ends, found.date)
    return tuple(code for code in carriers if code not in found.excluded)


def flies(work, search_for: Search) -> bool:
    return bool(search(work.world.timetable, work.world.places, search_for, 1))


def serving(work, origin: str, destination: str, day: date) -> tuple[str, ...]:
    """The carriers that fly the market that day, without a change if any does; raises NoFare."""
    places, timetable = work.world.places, work.world.timetable
    flights = timetable.direct(places.airports(origin), places.airports(destination), day)
    found = {flight.carrier for flight in flights}
    if not found:
        journeys = search(timetable, places, Search(origin, destination, day), JOURNEYS)
        found = {journey[0].carrier for journey in journeys}
    if not found:
        raise NoFare(origin=origin, destination=destination)
    return tuple(sorted(found))


def way(found: FareSearch, work) -> str:
    """Which way round the world the market lies."""
    return indicator([*map(work.world.places.place, (found.origin, found.destination))])


# ---- what is filed

def markets(found: FareSearch, work) -> Iterator[tuple[Market, list[Offer]]]:
    """Each carrier's market, with the offers that fit what was asked."""
    wanted = asked_of(found, work)
    back, around = found.back or found.date + STAY, way(found, work)
    for carrier in found.carriers:
        market = there_and_back(work.tariff, wanted, carrier, (found.origin, found.destination), found.date, back)
        offers = market.offers(dated=found.dated and not found.until, stay=bool(found.back))
        yield market, [offer for offer in offers if fits(offer.fare, found, around) and reaches(offer, found)]


def asked_of(found: FareSearch, work) -> PricingRequest:
    """The sale, with nothing booked yet."""
    now = datetime.combine(found.ticketed or work.today, work.local.time())
    office = work.office
    return PricingRequest(
        (), (Passenger(found.passenger),), office.city, office.country, office.currency, now, office.id,
        accounts=found.accounts, tariffs=TARIFFS.get(found.tariffs, found.tariffs) or usual(found, work),
        restrictions=Restrictions.read(found.restrictions) if found.restrictions else Restrictions())


def usual(found: FareSearch, work) -> str:
    """The sort of tariffs where none was named."""
    return "published" if work.manners.private_apart and not found.accounts else ""


def watching(found: FareSearch, work) -> Facts:
    """Who looks: this office, for a passenger type, with the accounts it was told."""
    return viewer(work.local.replace(tzinfo=None), work.office.id, work.office.country, work.office.currency,
                  found.passenger, found.accounts)


def fits(fare: Fare, found: FareSearch, around: str) -> bool:
    """By its tag, class, cabin and way round the world: its own, or that of the market."""
    tag = found.oneway == found.returning or found.oneway == fare.oneway
    letter = not found.booking_classes or fare.booking_class in found.booking_classes
    return (tag and letter and found.cabin in ("", fare.cabin)
            and found.direction in ("", fare.gi or around))


def reaches(offer: Offer, found: FareSearch) -> bool:
    """Whether a fare may be flown on any day of the range asked for."""
    said = offer.conditions
    if found.until is None:
        return True
    first, last = said.season or (found.date, found.until)
    return first <= found.until and last >= found.date and (said.first_travel or found.date) <= found.until and (
        said.last_travel or found.until) >= found.date


def ordered(offers: list[Offer], found: FareSearch) -> list[Offer]:
    """The lowest first or alone, else the highest first, where a return fare counts half."""
    rising = sorted(offers, key=lambda offer: (
        offer.family if found.families else "", offer.amount.minor, offer.fare.carrier, offer.fare_basis))
    if found.rising or found.lowest:
        return rising[:1] if found.lowest else rising
    return sorted(offers, key=lambda offer: (
        offer.family if found.families else "", -offer.amount.minor * (2 if offer.fare.oneway else 1),
        offer.fare.carrier, offer.fare_basis))


