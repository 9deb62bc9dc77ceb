"""Kinds of taxes: where in a journey each is due, how much of it, and on which coupons."""
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ...fare_rules.geography import point
from ...values.money import Money
from ..schedule.places import Place
from . import filed
from .distance import between, miles
from .fares import Tariff
from .itinerary import Itinerary
from .rounding import percent_of
from .tax_rows import TaxRow

Levied = Iterator[tuple[tuple[int, ...], Money]]
Shares = tuple[tuple[tuple[int, ...], Money], ...]
CABINS = "FCWY"  # the highest first


@dataclass(frozen=True)
class Levy:
    """One row asked of one journey on the day of sale, with its fare by segment for percentages."""

    row: TaxRow
    itinerary: Itinerary
    shares: Shares
    day: date
    tariff: Tariff

    @property
    def amount(self) -> Money:
        return Money.of(self.row.amount, self.row.currency)

    def limit(self, place: int = 0) -> timedelta:
        """The wait that still counts as going on."""
        hours = self.row.stop_hours
        return timedelta(hours=hours[min(place, len(hours) - 1)] if hours else 0)

    def here(self, country: str) -> bool:
        return country == self.row.country

    def leaves(self, place: int) -> bool:
        """Whether a flight departs here, from an airport the row is about and within its scope."""
        each = self.itinerary.flown[place]
        row, home = self.row, "domestic" if each.domestic else "international"
        return self.here(each.origin.country) and row.scope in ("any", home) and row.about(each.origin.code)

    def cabin(self, places: tuple[int, ...]) -> bool:
        """Whether the highest cabin flown is one the row is about."""
        known = filed.classes()
        flown = {known[letter].cabin for place in places
                 if (letter := self.itinerary.segments[place].booking_class) in known}
        return not self.row.cabins or next((cabin for cabin in CABINS if cabin in flown), "Y") in self.row.cabins


def departure(levy: Levy) -> Levied:
    """Each departure; changing from abroad to abroad without a stop is none."""
    for place in range(len(levy.itinerary)):
        if not levy.leaves(place) or not levy.cabin((place,)):
            continue
        before = levy.itinerary.flown[place - 1] if levy.row.stop_hours and levy.itinerary.joined(
            place - 1, levy.limit()) else None
        if before is None or before.domestic:
            yield (place,), levy.amount


def distance_band(levy: Levy) -> Levied:
    """Each flight at home, by its length."""
    low, high = map(int, levy.row.bands[0].split("-"))
    for place, each in enumerate(levy.itinerary.flown):
        if levy.here(each.origin.country) and each.domestic and low <= between(each.origin, each.destination) <= high:
            yield (place,), levy.amount


def at_home(levy: Levy) -> Iterator[int]:
    """Domestic flights that do not carry on from or to another country."""
    for chain in levy.itinerary.chains(levy.limit()):
        flown = [levy.itinerary.flown[place] for place in chain]
        if all(each.domestic and levy.here(each.origin.country) for each in flown):
            yield from chain


def percent(levy: Levy) -> Levied:
    """A percentage of the fare of domestic travel; of a fare for more, the part its domestic miles are of all."""
    home = set(at_home(levy))
    for segments, share in levy.shares:
        places = tuple(place for place in segments if place in home)
        if places:
            part = percent_of(share, levy.row.percent)
            yield places, part if places == segments else Money.of(
                part.amount * _miles(levy, places) / (_miles(levy, segments) or 1), part.currency)


def _miles(levy: Levy, places: tuple[int, ...]) -> int:
    return sum(miles(levy.itinerary.flown[place].origin, levy.itinerary.flown[place].destination) for place in places)


def segment(levy: Levy) -> Levied:
    """Each take-off and landing at home."""
    for place in at_home(levy):
        yield (place,), levy.amount * levy.itinerary.segments[place].legs


def outlying(levy: Levy) -> Levied:
    """Flights between the mainland and its outlying states."""
    for place in at_home(levy):
        each = levy.itinerary.flown[place]
        if (each.origin.state in levy.row.bands) is not (each.destination.state in levy.row.bands):
            yield (place,), levy.amount


def border(levy: Levy) -> Levied:
    """Each departure to and arrival from abroad, unless the country is only changed through."""
    flown = levy.itinerary.flown
    for place, each in enumerate(flown):
        if each.domestic:
            continue
        if levy.here(each.origin.country) and not _through(levy, place - 1, place):
            yield (place,), levy.amount
        if levy.here(each.destination.country) and not _through(levy, place, place + 1):
            yield (place,), levy.amount


def _through(levy: Levy, before: int, after: int) -> bool:
    """Whether two flights from and to abroad join here."""
    flown = levy.itinerary.flown
    return levy.itinerary.joined(before, levy.limit()) and not flown[before].domestic and not flown[after].domestic


def arrival(levy: Levy) -> Levied:
    for place, each in enumerate(levy.itinerary.flown):
        if levy.here(each.destination.country) and not each.domestic:
            yield (place,), levy.amount


def oneway(levy: Levy) -> Levied:
    """Each one-way trip that begins here, up to the cap: at home a shorter wait ends a trip than at the border."""
    trips: list[int] = []
    for place, each in enumerate(levy.itinerary.flown):
        limit = levy.limit(0 if each.domestic else 1)
        if levy.here(each.origin.country) and not levy.itinerary.joined(place - 1, limit):
            trips.append(place)
    for place in trips[:levy.row.cap]:
        yield (place,), levy.amount


def facility(levy: Levy) -> Levied:
    """Airports that charge for boarding: the first and the last ones of each direction, so many of them."""
    charges = {place: amount for place, each in enumerate(levy.itinerary.flown)
               if (amount := levy.tariff.charge(levy.row.code, each.origin.code, "any", levy.day))}
    charged = list(charges)
    cap = levy.row.cap or len(charged)
    ends = charged[-cap:] if levy.itinerary.returns else []
    for place in dict.fromkeys([*charged[:cap], *ends]):
        yield (place,), charges[place]


def duty(levy: Levy) -> Levied:
    """Once for flights that connect, where the first leaves this country: by where the last one goes, and the cabin."""
    bands = levy.tariff.bands(levy.row.code)
    for chain in levy.itinerary.chains(levy.limit()):
        last = levy.itinerary.flown[chain[-1]].destination
        if levy.leaves(chain[0]) and levy.cabin(chain) and bands.get(last.country) in levy.row.bands:
            yield (chain[0],), levy.amount


def service(levy: Levy) -> Levied:
    """What the airport asks of who departs, less of who only changes there."""
    for place, each in enumerate(levy.itinerary.flown):
        when = "changing" if levy.itinerary.joined(place - 1, levy.limit()) else "departing"
        amount = levy.tariff.charge(levy.row.code, each.origin.code, when, levy.day) if levy.leaves(place) else None
        if amount:
            yield (place,), amount


def carrier(levy: Levy) -> Levied:
    """What a carrier asks on its own flights beside the fare: by where they go, how far, and the class booked."""
    low, high = map(int, (levy.row.bands or ("0-99999",))[0].split("-"))
    for place, each in enumerate(levy.itinerary.flown):
        flight, ends = each.segment, (codes(each.origin), codes(each.destination))
        way = levy.row.between(*ends) or levy.row.between(*reversed(ends))
        home = "domestic" if each.domestic else "international"
        if flight.carrier == levy.row.carrier and way and levy.row.scope in ("any", home) \
                and low <= miles(each.origin, each.destination) <= high \
                and levy.row.booked(flight.booking_class) and levy.row.travelled(flight.date):
            yield (place,), levy.amount


def codes(place: Place) -> frozenset[str]:
    return point(place.code, place.city, place.country, place.state)


KINDS: dict[str, Callable[[Levy], Levied]] = {
    "departure": departure, "distance": distance_band, "percent": percent, "segment": segment, "outlying": outlying,
    "border": border, "arrival": arrival, "oneway": oneway, "facility": facility, "duty": duty, "service": service,
    "carrier": carrier,
}
