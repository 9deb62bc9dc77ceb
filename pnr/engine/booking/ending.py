"""What a booking must have before it is filed, and what only deserves a warning."""
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise

from ...errors import Incomplete
from ..world import World
from .area import Area
from .elements import Contact, Element, Information, StoredFare, Ticketing
from .surface import ArrivalUnknown, OpenSegment
from .times import DAY, MINUTE, arrival, departure

CONTACT_CODES = ("CTCT", "CTCM", "CTCE")
Warning = tuple[str, dict]


def lacks(kind: type[Element]) -> Callable[[Area], bool]:
    return lambda area: not area.working.each(kind)


def lacks_contact(area: Area) -> bool:
    """A contact element, or an OSI that tells an airline how to reach the passenger."""
    told = any(item.text.startswith(CONTACT_CODES) for item in area.working.each(Information))
    return not told and not any(not (contact.office or contact.postal) for contact in area.working.each(Contact))


def seats_differ(area: Area) -> bool:
    """Infants sit on laps, so names are seats; a group has those it was made for."""
    return any(segment.seats != area.working.party for segment in area.working.segments)


def untold_ticket(area: Area) -> bool:
    """A fare that must be ticketed at once, and nothing is."""
    arranged = any(item.type == "OK" for item in area.working.each(Ticketing))
    return not arranged and any(fare.at_once for fare in area.working.each(StoredFare))


def travelled(area: Area) -> bool:
    """Whether a flight is in it, be it open."""
    return bool(area.working.segments or area.working.each(OpenSegment))


CHECKS: dict[str, Callable[[Area], bool]] = {
    "need-name": lambda area: not area.working.party,
    "need-itinerary": lambda area: not area.base.version and not travelled(area),
    "need-contact": lacks_contact,
    "need-ticketing": lacks(Ticketing),
    "number-in-party": seats_differ,
    "ticket-at-once": untold_ticket,
    "need-received-from": lambda area: area.received_from is None,
}


def demand(area: Area, steps: tuple[tuple[str, ...], ...]) -> None:
    """Raises Incomplete with everything the first unsatisfied step misses."""
    for step in steps:
        missing = tuple(code for code in step if CHECKS[code](area))
        if missing:
            raise Incomplete(missing=missing)


def continuity(area: Area, world: World) -> Iterator[Warning]:
    """Two flights in a row that do not meet in one city, with nothing said of how one gets there."""
    city = world.places.city_of
    for earlier, later in pairwise(area.working.itinerary):
        if isinstance(earlier, ArrivalUnknown) or isinstance(later, ArrivalUnknown):
            continue
        if city(earlier.destination) != city(later.origin):
            yield "continuity", {"segments": (later.tattoo,)}


def connecting_times(area: Area, world: World) -> Iterator[Warning]:
    """Flights that follow each other within a day, but sooner than the airport needs."""
    for earlier, later in pairwise(area.working.segments):
        waits = (departure(later, world) - arrival(earlier, world)) // MINUTE
        if 0 <= waits < DAY and waits < world.timetable.minimum_connection(world.places, earlier, later):
            yield "minimum-connection", {"segments": (earlier.tattoo, later.tattoo)}


def duplicate_segments(area: Area, world: World) -> Iterator[Warning]:
    counted = Counter((item.carrier, item.number, item.date, item.origin) for item in area.working.segments)
    if any(times > 1 for times in counted.values()):
        yield "duplicate-segment", {}


def duplicate_names(area: Area, world: World) -> Iterator[Warning]:
    if any(times > 1 for times in Counter(name.text for name in area.working.names).values()):
        yield "duplicate-name", {}


def fares_lost(area: Area, world: World) -> Iterator[Warning]:
    """Stored fares that no longer fit the itinerary go at this end."""
    if any(area.working.stale(fare) for fare in area.working.each(StoredFare)):
        yield "fare-deleted", {}


WARNINGS: dict[str, Callable[[Area, World], Iterator[Warning]]] = {
    "continuity": continuity,
    "minimum-connection": connecting_times,
    "duplicate-segment": duplicate_segments,
    "duplicate-name": duplicate_names,
    "fare-deleted": fares_lost,
}


def warnings(area: Area, world: World, codes: tuple[str, ...]) -> list[Warning]:
    return [warning for code in codes for warning in WARNINGS[code](area, world)]
