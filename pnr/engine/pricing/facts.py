"""What rules may ask of a fare component: drawn from the itinerary, the sale and who travels."""
from collections.abc import Iterator
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from ...fare_rules.facts import Change, Facts, Sector, Unit
from ...fare_rules.geography import areas, point
from ..schedule.places import Place
from .itinerary import NEAR_HOME, Flown, Itinerary
from .parts import IN, Part, PricingUnit
from .passengers import YOUNG, age_on, aged, known
from .quote import PricingRequest

WAITLISTED = frozenset({"HL", "LL", "UN", "UC", "NO"})


def residence(country: str) -> frozenset[str]:
    """The country one lives in and the areas it belongs to."""
    return areas(country) | {country} if country else frozenset()


def codes(place: Place) -> frozenset[str]:
    return point(place.code, place.city, place.country, place.state)


class FactsOf:
    """The facts of one journey and one passenger type."""

    def __init__(self, itinerary: Itinerary, request: PricingRequest, type: str, age: int | None = None,
                 born: date | None = None):
        self.itinerary, self.request, self.type, self.age, self.born = itinerary, request, type, age, born
        self.units: dict[PricingUnit, Unit] = {}

    def component(self, unit: PricingUnit, place: int = 0) -> Facts:
        """Of one component of a pricing unit, which is reserved and ticketed before its first flight."""
        itinerary, request = self.itinerary, self.request
        part = unit.parts[place]
        flown = [itinerary.flown[each] for each in part.places]
        return Facts(
            now=request.now, reserved=request.reserved or request.now,
            departure=itinerary.flown[unit.parts[0].first].departs, begins=itinerary.flown[0].departs,
            days=tuple(each.segment.date for each in flown),
            completes=itinerary.arrives(unit.parts[-1].end - 1),
            origin=codes(flown[0].origin), destination=codes(flown[-1].destination),
            via=frozenset().union(*(codes(each.destination) for each in flown[:-1])),
            direction=direction(part), passenger=self.passenger(flown[0].segment.date),
            country=request.country, ticketed=request.ticketed,
            agency=request.office, currency=request.currency, validating=request.validating or "",
            confirmed=all(each.segment.status not in WAITLISTED for each in flown), age=self.age, party=self.party,
            sectors=tuple(self.sectors[each] for each in part.places), changes=self.changes(part),
            unit=self.unit(unit), accounts=frozenset(request.accounts), identities=frozenset(request.identities),
            residence=residence(request.resident),
            component=f"{itinerary.start(part.first)}{itinerary.end(part.end - 1)}")

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

    def changes(self, part: Part) -> tuple[Change, ...]:
        """Where flights change inside a component; a flight that goes on under its number is none."""
        pairs = zip(part.places, part.places[1:], strict=False)
        return tuple(self.change(*pair, direction(part)) for pair in pairs if not self.goes_on(*pair))

    def goes_on(self, place: int, following: int) -> bool:
        one, other = self.itinerary.segments[place], self.itinerary.segments[following]
        return (one.carrier, one.number) == (other.carrier, other.number) \
            and self.itinerary.connection(place, following)

    def change(self, place: int, following: int, direction: str) -> Change:
        one, other = self.itinerary.segments[place], self.itinerary.segments[following]
        return Change(
            one.destination_city, direction, codes(self.itinerary.flown[place].destination),
            stopover=not self.itinerary.connection(place, following), online=one.carrier == other.carrier,
            surface=self.itinerary.surface(place, following))

    def unit(self, unit: PricingUnit) -> Unit:
        """A pricing unit by its times: it turns where the first component begins that comes back."""
        if unit not in self.units:
            inside = tuple(change for part in unit.parts for change in self.changes(part))
            first = self.itinerary.flown[unit.parts[0].first].departs
            back = next((place for place, part in enumerate(unit.parts) if part.way == IN), 0)
            self.units[unit] = Unit(unit.kind, first, changes=inside) if not back else Unit(
                unit.kind, first, self.landed(unit.parts[back - 1].end - 1),
                self.itinerary.flown[unit.parts[back].first].departs, self.resumes(unit.parts[-1]),
                self.landed(unit.parts[-1].end - 1), (*inside, *self.breaks(unit, back)), gaps=self.gaps(unit))
        return self.units[unit]

    def landed(self, place: int) -> datetime:
        """Local."""
        each = self.itinerary.flown[place]
        return each.segment.lands.astimezone(ZoneInfo(each.destination.zone)).replace(tzinfo=None)

    def resumes(self, part: Part) -> datetime:
        """The departure from the last stopover on the way back, or from where it begins."""
        stops = [other for one, other in zip(part.places, part.places[1:], strict=False)
                 if not self.itinerary.connection(one, other)]
        return self.itinerary.flown[stops[-1] if stops else part.first].departs

    def breaks(self, unit: PricingUnit, back: int) -> Iterator[Change]:
        """Fares of a circle meet at stopovers too, but for the point it turns at."""
        for place in range(1, len(unit.parts)):
            if place != back:
                one, other = unit.parts[place - 1:place + 1]
                yield self.change(one.end - 1, other.first, direction(other))

    def gaps(self, unit: PricingUnit) -> tuple[bool, ...]:
        """Of each surface sector between components, whether it stays inside the United States or Canada."""
        pairs = [(one.end - 1, other.first) for one, other in zip(unit.parts, unit.parts[1:], strict=False)]
        ends = [(self.itinerary.flown[one].destination, self.itinerary.flown[other].origin) for one, other in pairs
                if other == one + 1 and self.itinerary.surface(one)]
        return tuple(one.country == other.country and one.country in NEAR_HOME for one, other in ends)


def direction(part: Part) -> str:
    return "in" if part.way == IN else "out"


def sector(each: Flown) -> Sector:
    flight = each.segment
    return Sector(flight.carrier, flight.number, each.departs, codes(each.origin), codes(each.destination),
                  operating=(flight.operating or "")[:2], equipment=flight.equipment, stops=flight.legs - 1)
