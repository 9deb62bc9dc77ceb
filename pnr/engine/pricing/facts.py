"""What rules may ask of a fare component: drawn from the itinerary, the sale and who travels."""
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from ...fare_rules.facts import Change, Facts, Filed, Sector, Unit
from ...fare_rules.geography import areas, point
from ..schedule.places import Place
from .itinerary import Flown, Itinerary
from .passengers import YOUNG, age_on, aged, known
from .quote import PricingRequest

WAITLISTED = frozenset({"HL", "LL", "UN", "UC", "NO"})


def residence(country: str) -> frozenset[str]:
    """The country one lives in and the areas it belongs to."""
    return areas(country) | {country} if country else frozenset()


def codes(place: Place) -> frozenset[str]:
    return point(place.code, place.city, place.country, place.state)


class FactsOf:
    """The facts of one journey and one passenger type; `turn` is where a return journey turns, 0 on one-way fares."""

    def __init__(self, itinerary: Itinerary, request: PricingRequest, type: str, age: int | None = None,
                 born: date | None = None):
        self.itinerary, self.request, self.type, self.age, self.born = itinerary, request, type, age, born
        self.units: dict[int, Unit] = {}

    def component(self, first: int, last: int, turn: int = 0, fare: Filed | None = None) -> Facts:
        """Of segments first to last - 1; a return journey is reserved and ticketed before its outbound."""
        itinerary, request = self.itinerary, self.request
        flown = itinerary.flown[first:last]
        unit = self.returning(turn) if turn else Unit("OW", flown[0].departs, changes=self.changes(first, last, last))
        return Facts(
            now=request.now, reserved=request.reserved or request.now,
            departure=itinerary.flown[0 if turn else first].departs,
            days=tuple(each.segment.date for each in flown),
            completes=itinerary.arrives(len(itinerary) - 1 if turn else last - 1),
            origin=codes(flown[0].origin), destination=codes(flown[-1].destination),
            via=frozenset().union(*(codes(each.destination) for each in flown[:-1])),
            direction="in" if turn and first else "out", passenger=self.passenger(flown[0].segment.date),
            country=request.country, ticketed=request.ticketed, begins=itinerary.flown[0].departs,
            agency=request.office, currency=request.currency, validating=request.validating or "",
            confirmed=all(each.segment.status not in WAITLISTED for each in flown), age=self.age, party=self.party,
            sectors=self.sectors[first:last], changes=self.changes(first, last, turn or last), unit=unit,
            accounts=frozenset(request.accounts), identities=frozenset(request.identities),
            residence=residence(request.resident), fare=fare or Filed(),
            component=f"{itinerary.cities[first]}{itinerary.cities[last]}")

    @cached_property
    def party(self) -> tuple[str, ...]:
        """Who travels along, as far as is known; children priced by themselves are not alone for that."""
        along = self.request.along
        types = tuple(known(each.type, aged(each)) for each in self.request.passengers)
        return types + tuple(map(known, along or ())) if along is not None or "ADT" in types else ()

    def passenger(self, day: date) -> str:
        """An infant who turns two on the way is a child from then on; all others are what they are when they leave."""
        return known(self.type, age_on(self.born, day)) if self.born and self.type in YOUNG else self.type

    @cached_property
    def sectors(self) -> tuple[Sector, ...]:
        return tuple(map(sector, self.itinerary.flown))

    def changes(self, first: int, last: int, turn: int) -> tuple[Change, ...]:
        """Where flights change inside a component; a flight that goes on under its number is none."""
        places = (place for place in range(first, last - 1) if not self.goes_on(place))
        return tuple(self.change(place, "out" if place < turn else "in") for place in places)

    def goes_on(self, place: int) -> bool:
        one, other = self.itinerary.segments[place:place + 2]
        return (one.carrier, one.number) == (other.carrier, other.number) and self.itinerary.connection(place)

    def change(self, place: int, direction: str) -> Change:
        one, other = self.itinerary.segments[place:place + 2]
        return Change(
            one.destination_city, direction, codes(self.itinerary.flown[place].destination),
            stopover=not self.itinerary.connection(place), online=one.carrier == other.carrier,
            surface=self.itinerary.surface(place))

    def returning(self, turn: int) -> Unit:
        """The pricing unit that turns there."""
        if turn not in self.units:
            itinerary, last = self.itinerary, len(self.itinerary)
            stops = (place for place in range(last - 2, -1, -1) if not itinerary.connection(place))
            resumes = next(stops, turn - 1) + 1
            self.units[turn] = Unit(
                "RT", itinerary.flown[0].departs, landed(itinerary.flown[turn - 1]), itinerary.flown[turn].departs,
                itinerary.flown[resumes].departs, landed(itinerary.flown[last - 1]),
                self.changes(0, turn, turn) + self.changes(turn, last, turn))
        return self.units[turn]


def sector(each: Flown) -> Sector:
    flight = each.segment
    return Sector(flight.carrier, flight.number, each.departs, codes(each.origin), codes(each.destination),
                  operating=(flight.operating or "")[:2], equipment=flight.equipment, stops=flight.legs - 1)


def landed(each: Flown) -> datetime:
    """Local."""
    return each.segment.lands.astimezone(ZoneInfo(each.destination.zone)).replace(tzinfo=None)
