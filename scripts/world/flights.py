"""Flights of a route and its way back: days, times, aircraft."""
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from . import slots
from .chance import chance
from .fleet import equipment
from .geography import Airport, block_minutes, offset
from .network import Route

HUB_WEEKLY, HUB_SHARE = 60, 0.2


@dataclass(slots=True, eq=False)
class Flight:
    """One take-off and landing under one number on some days of the week, all year unless a season says otherwise."""

    carrier: str
    origin: str
    destination: str
    days: int
    departs: int
    minutes: int
    equipment: str
    seats: int
    kilometres: int
    number: int = 0
    onward: "Flight | None" = None  # the next leg under the same number
    onward_of: "Flight | None" = None


@dataclass(slots=True)
class Pair:
    """A route and its way back, from the airline's greater airport; flights[i] and back[i] share an aircraft."""

    carrier: str
    base: str
    spoke: str
    pinned: tuple[int, int] | None
    flights: list[Flight] = field(default_factory=list)
    back: list[Flight] = field(default_factory=list)


class Planner:
    """Turns the routes of one airline into pairs of flights."""

    def __init__(self, routes: list[Route], airports: dict[str, Airport], pinned: dict[tuple[str, str, str], tuple]):
        self.airports = airports
        self.pinned = pinned
        self.routes = {(route.origin, route.destination): route for route in routes}
        self.weight: Counter[str] = Counter()
        for route in routes:
            self.weight[route.origin] += route.weekly
            self.weight[route.destination] += route.weekly

    def is_hub(self, code: str) -> bool:
        return self.weight[code] >= max(HUB_WEEKLY, HUB_SHARE * max(self.weight.values()))

    def pairs(self) -> Iterator[Pair]:
        for origin, destination in sorted(self.routes):
            base, spoke = sorted((origin, destination), key=lambda code: (-self.weight[code], code))
            if (origin, destination) == (base, spoke) or (base, spoke) not in self.routes:
                yield self.pair(base, spoke)

    def pair(self, base: str, spoke: str) -> Pair:
        """The flights out of the base, then those back, each as soon as its aircraft is ready."""
        out, home = self.routes.get((base, spoke)), self.routes.get((spoke, base))
        carrier = (out or home).carrier  # type: ignore[union-attr]
        pair = Pair(carrier, base, spoke, self.pinned.get((carrier, base, spoke)))
        if out:
            pair.flights = self.outbound(out, pair.pinned)
        if home:
            pair.back = self.inbound(home, pair.flights)
        return pair

    def outbound(self, route: Route, pinned: tuple[int, int] | None = None) -> list[Flight]:
        key = (route.carrier, route.origin, route.destination)
        days = slots.masks(route.weekly, *key)
        minutes = block_minutes(route.kilometres)
        if pinned and pinned[1]:
            times = slots.pinned_departures(len(days), pinned[1])
        else:
            ends = self.airports[route.origin], self.airports[route.destination]
            waves = slots.banks(route.carrier, route.origin) if self.is_hub(route.origin) else None
            times = slots.departures(len(days), slots.window(*ends, minutes, *key), waves, *key)
        return [self.flight(route, mask, time, place)
                for place, (mask, time) in enumerate(zip(days, times, strict=True))]

    def flight(self, route: Route, days: int, departs: int, place: int) -> Flight:
        ends = sorted((route.origin, route.destination))
        kind, seats = equipment(route.carrier, route.seats, route.kilometres, *ends, place)
        return Flight(route.carrier, route.origin, route.destination, days, departs, block_minutes(route.kilometres),
                      kind, seats, route.kilometres)

    def inbound(self, route: Route, out: list[Flight]) -> list[Flight]:
        """Aircraft that came out go home; flights without one leave on their own."""
        days = slots.masks(route.weekly, route.carrier, route.origin, route.destination)
        flights = [self.return_of(flight, route, mask, place)
                   for place, (flight, mask) in enumerate(zip(out, days, strict=False))]
        alone = days[len(flights):]
        if alone:
            spare = Route(route.carrier, route.origin, route.destination, 7 * len(alone), route.seats, route.kilometres)
            flights += [self.flight(route, mask, own.departs, len(out) + place)
                        for place, (own, mask) in enumerate(zip(self.outbound(spare), alone, strict=True))]
        return flights

    def return_of(self, out: Flight, route: Route, mask: int, place: int) -> Flight:
        spoke, base = self.airports[route.origin], self.airports[route.destination]
        key = (route.carrier, route.origin, route.destination, place)
        arrival = out.departs + out.minutes + offset(spoke.zone) - offset(base.zone)
        leaves = self.to_bank(slots.turn(arrival, out.minutes, spoke, base, *key), out, spoke, base)
        days = slots.later(out.days, leaves // slots.DAY) if out.days.bit_count() == mask.bit_count() else mask
        flight = self.flight(route, days, leaves % slots.DAY, place)
        flight.equipment, flight.seats = out.equipment, out.seats
        return flight

    def to_bank(self, leaves: int, out: Flight, spoke: Airport, base: Airport) -> int:
        """Waits up to an hour at the spoke to land shortly before a bank of departures."""
        if not self.is_hub(base.code) or out.minutes >= slots.LONG:
            return leaves
        lands = (leaves + out.minutes + offset(base.zone) - offset(spoke.zone)) % slots.DAY
        early = 50 + int(4 * chance("early", out.carrier, spoke.code, leaves)) * 5
        waits = [wave - early - lands for wave in slots.banks(out.carrier, base.code)]
        wait = min((wait for wait in waits if 0 <= wait <= 60), default=0)
        return leaves + 5 * (wait // 5) if leaves % slots.DAY + wait <= slots.LAST else leaves
