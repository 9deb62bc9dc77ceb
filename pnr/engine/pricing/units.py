"""Which pricing units may begin at a segment: by where its components begin and end."""
from collections.abc import Callable, Iterable, Iterator

from . import distance
from .itinerary import Itinerary
from .parts import IN, OUT, Part, PricingUnit, oneway
from .work import Work

Places = tuple[int, ...]
MOST_OF_A_CIRCLE = 8  # components


class Units:
    """The units of one journey; `through` says whether one fare may cover segments at all, `breaks` behind which
    segments somebody wants one to end."""

    def __init__(self, itinerary: Itinerary, through: Callable[[Places], bool], work: Work, breaks: Iterable[int] = ()):
        self.itinerary, self.through, self.work = itinerary, through, work
        stopovers = [place for place in range(len(itinerary) - 1) if not itinerary.connection(place)]
        self.ends_at = {*stopovers, *breaks}

    def starting(self, first: int, last: int) -> Iterator[PricingUnit]:
        """Every unit whose first segment is this and that ends before `last`; one-ways alone when work is used up."""
        for places in self.runs(first, last):
            yield oneway(*places)
            for unit in (*self.pairs(places, last), *self.circles((places,), last)):
                if not self.work.spend():
                    return
                yield unit

    def runs(self, first: int, last: int) -> Iterator[Places]:
        """Segments one fare may cover, from the first on."""
        return (places for places in self._grown((first,), last) if len(places) == 1 or self.through(places))

    def _grown(self, places: Places, last: int) -> Iterator[Places]:
        """No city twice: a way that comes back to where it was is no way of one fare."""
        yield places
        for place in range(places[-1] + 1, last):
            way = self.itinerary.way((*places, place))
            if self.goes_on(places[-1], place) and len(set(way)) == len(way):
                yield from self._grown((*places, place), last)

    def goes_on(self, place: int, following: int) -> bool:
        """Whether a component goes on so: at once, though from another city, or behind a side trip that comes back."""
        if following == place + 1:
            return True
        here = self.itinerary.end(place)
        left = self.itinerary.start(place + 1) == here and self.itinerary.end(following - 1) == here
        return left and self.itinerary.start(following) == here

    def pairs(self, out: Places, last: int) -> Iterator[PricingUnit]:
        if not self.may_end(out):
            return
        for start in range(out[-1] + 1, last):
            for back in self.runs(start, last):
                kind = self.kind(out, back)
                if kind:
                    yield PricingUnit(kind, (Part(out, OUT), Part(back, IN)))

    def may_end(self, places: Places) -> bool:
        """Halves meet at stopovers, and at connections only where the journey has nothing else."""
        return not self.ends_at or places[-1] in self.ends_at

    def kind(self, out: Places, back: Places) -> str:
        """RT, SOJ, DOJ, or nothing: what is left open is shorter than either of what is flown."""
        (home, turn), (resumed, end) = self.ends(out), self.ends(back)
        open = [gap for gap in ((turn, resumed), (end, home)) if gap[0] != gap[1]]
        most = min(self.miles(home, turn), self.miles(resumed, end)) if open else 0
        fits = not self.passes(back, home) and all(self.miles(*gap) < most for gap in open)
        return ("RT", "SOJ", "DOJ")[len(open)] if fits else ""

    def passes(self, places: Places, home: str) -> bool:
        """Whether a component goes over the city a unit began in, where that unit would have ended."""
        return home in self.itinerary.way(places)[1:-1]

    def ends(self, places: Places) -> tuple[str, str]:
        return self.itinerary.start(places[0]), self.itinerary.end(places[-1])

    def miles(self, one: str, other: str) -> int:
        return distance.miles(self.itinerary.city(one), self.itinerary.city(other))

    def circles(self, runs: tuple[Places, ...], last: int) -> Iterator[PricingUnit]:
        """Components that follow on each other and come back to where the first began, no point twice."""
        if not self.may_end(runs[-1]):
            return
        points = [self.itinerary.start(runs[0][0]), *(self.itinerary.end(run[-1]) for run in runs)]
        for start in range(runs[-1][-1] + 1, last):
            if self.itinerary.start(start) != points[-1] or not self.work.left:
                continue
            for run in self.runs(start, last):
                end = self.itinerary.end(run[-1])
                if self.passes(run, points[0]):
                    continue
                if end == points[0] and len(runs) > 1:
                    yield self.circle((*runs, run))
                elif end not in points and len(runs) < MOST_OF_A_CIRCLE - 1:
                    yield from self.circles((*runs, run), last)

    def circle(self, runs: tuple[Places, ...]) -> PricingUnit:
        """Its last component is priced from where the circle began, as is what else comes into that country."""
        home = self.itinerary.city(self.itinerary.start(runs[0][0])).country
        parts = [Part(run, IN if self.comes_home(run, home) else OUT) for run in runs[:-1]]
        return PricingUnit("CT", (*parts, Part(runs[-1], IN)))

    def comes_home(self, run: Places, home: str) -> bool:
        countries = [self.itinerary.city(city).country for city in self.ends(run)]
        return countries[0] != home and countries[1] == home


