"""Journeys by trying every pair of flights: slow, simple, and the judge of the quick searches."""
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from pnr.engine.schedule.connecting import between, within
from pnr.engine.schedule.flights import Timetable
from pnr.engine.schedule.query import Patience, kilometres, neighbours

DAYS = range(-1, 4)


class Oracle:
    def __init__(self, timetable: Timetable, origins: list[str], destinations: list[str], day: date,
                 patience: Patience):
        self.timetable, self.day, self.wait = timetable, day, patience.wait
        straight = self.kilometres(origins[0], destinations[0])
        self.farthest = straight * patience.detour + patience.slack
        self.origins, self.destinations = tuple(origins), tuple(destinations)
        self.home = {self.city(code) for code in (*origins, *destinations)}
        self.dated, self.near = cache(self.all_dated), cache(self.nearest)
        self.markets = cache(self.all_markets)

    def city(self, code: str) -> int:
        return self.timetable.airport_city[self.timetable.places[code]]

    def country(self, code: str) -> int:
        return self.timetable.airport_country[self.timetable.places[code]]

    def kilometres(self, origin: str, destination: str) -> float:
        own = self.timetable
        return kilometres(own, own.places[origin], own.places[destination])

    def nearest(self, starts: tuple[str, ...], ends: tuple[str, ...]) -> float:
        """By the nearest airport of a city, of those that are joined."""
        ways = ((start, end) for start in starts for end in ends if end in self.markets(start))
        return min((self.kilometres(*way) for way in ways), default=1e9)

    def neighbours(self, airport: str) -> list[str]:
        return [self.timetable.airports[place] for place in neighbours(self.timetable, self.timetable.places[airport])]

    def way(self, *vias: str) -> float:
        """Kilometres by way of these airports."""
        between = self.kilometres(*vias) if len(vias) > 1 else 0
        return self.near(self.origins, vias[:1]) + between + self.near(vias[-1:], self.destinations)

    def all_markets(self, origin: str) -> dict[str, range]:
        own, place = self.timetable, self.timetable.places[origin]
        return {own.airports[own.market_destination[market]]: range(own.market_row[market], own.market_row[market + 1])
                for market in range(own.airport_market[place], own.airport_market[place + 1])}

    def all_dated(self, origin: str, destination: str) -> list[tuple[datetime, datetime, int, int]]:
        """(leaves, lands, row, days) of every flight of one leg from yesterday to three days on."""
        own = self.timetable
        zone = ZoneInfo(own.zones[own.airport_zone[own.places[origin]]])
        found = []
        for row in self.markets(origin).get(destination, ()):
            for days in DAYS:
                day = self.day + timedelta(days)
                if own.runs(row, day) and not own.through[row]:
                    local = datetime.combine(day, time(own.departs[row] // 60, own.departs[row] % 60), zone)
                    leaves = local.astimezone(ZoneInfo("UTC"))
                    found.append((leaves, leaves + timedelta(minutes=own.minutes[row]), row, days))
        return found

    def meets(self, earlier: int, later: int) -> bool:
        own = self.timetable
        if own.carrier[earlier] == own.carrier[later]:
            return own.number[earlier] != own.number[later]
        return all(own.operating[row] == row and not own.carrier_kind[own.carrier[row]] for row in (earlier, later))

    def waits(self, earlier, later, arrive: str, leave: str, came_from: str, goes_to: str) -> bool:
        minutes = (later[0] - earlier[1]).total_seconds() / 60
        needed = between(self.timetable.cities[self.city(leave)]) if arrive != leave else within(
            leave, self.country(came_from) != self.country(leave), self.country(goes_to) != self.country(leave))
        return needed <= minutes <= self.wait and self.meets(earlier[2], later[2])

    def first(self):
        for origin in self.origins:
            for via in self.markets(origin):
                if self.city(via) not in self.home:
                    for flight in self.dated(origin, via):
                        if flight[3] == 0:
                            yield origin, via, flight

    def once(self) -> float | None:
        """Minutes of the quickest journey with one change."""
        best = None
        for origin, via, earlier in self.first():
            for leave in self.neighbours(via):
                far = self.near(self.origins, (via,)) + self.near((leave,), self.destinations)
                for destination in self.destinations if far <= self.farthest + 2 else ():
                    for later in self.dated(leave, destination):
                        if self.waits(earlier, later, via, leave, origin, destination):
                            best = quicker(best, earlier, later)
        return best

    def twice(self) -> float | None:
        """The same with two changes, each within an airport."""
        best = None
        last = {code for code in self.timetable.airports for end in self.destinations if end in self.markets(code)}
        for origin, via, earlier in self.first():
            for leave in sorted(last & self.markets(via).keys()):
                if self.city(leave) not in self.home | {self.city(via)} and self.way(via, leave) <= self.farthest + 2:
                    for middle in self.dated(via, leave):
                        if self.waits(earlier, middle, via, via, origin, leave):
                            best = self.ending(best, earlier, middle, via, leave)
        return best

    def ending(self, best, earlier, middle, via: str, leave: str):
        if best is not None and (middle[1] - earlier[0]).total_seconds() / 60 >= best:
            return best
        for destination in self.destinations:
            for later in self.dated(leave, destination):
                if self.waits(middle, later, leave, leave, via, destination):
                    best = quicker(best, earlier, later)
        return best


def quicker(best: float | None, earlier, later) -> float:
    minutes = (later[1] - earlier[0]).total_seconds() / 60
    return minutes if best is None else min(best, minutes)
