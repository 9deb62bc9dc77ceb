"""What a fare asks, in short, as the rules it stands under say it: the columns of a fare display."""
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ...fare_rules.judge import Levels
from ...fare_rules.rule import Category, Clause, Duration, Range, Rule, plain
from ...values.dates import DayMonth
from ...values.money import Money
from .restrictions import Restrictions as Restrictions

Stay = tuple[int, str]  # so many d, m or y; or a day of the week that must pass


@dataclass(frozen=True)
class Conditions:
    """Days it must be bought ahead, from when until when, when it may be flown, by when it ends, for how long.

    `season` is the one of its fare around the day of travel, or the next; `flights`: not every flight will do; `more`:
    there are other days on which it may or may not be flown.
    """

    refundable: bool = True
    changeable: bool = True
    penalty: bool = False
    fee: Money | None = None
    advance: int | None = None
    buy_by: date | None = None
    first_travel: date | None = None
    last_travel: date | None = None
    minimum: Stay | None = None
    maximum: Stay | None = None
    buy_from: date | None = None
    complete: date | None = None
    season: tuple[date, date] | None = None
    flights: bool = False
    more: bool = False

    def has(self, name: str) -> bool:
        """Whether one of WORDS is true of the fare."""
        return {"NPE": self.refundable and self.changeable and not self.penalty, "NAP": self.advance is None,
                "NMN": self.minimum is None, "NMX": self.maximum is None, "RF": self.refundable,
                "BD": self.refundable or self.changeable}[name]


def conditions(levels: Levels, day: date | None = None, season: str = "") -> Conditions:
    """Of the fare of a season that stands under these rules, the nearest that speaks of a matter first."""
    sale, seasons = span(levels, 15, "ticketing"), list(spans(levels, season, day)) if day else []
    travel, fees = span(levels, 14, "travel"), list(said(levels, 16, "refund fee", "change fee"))
    fixed = (value for each in fees for value in each.values if isinstance(value, Money))
    return Conditions(
        refundable=not any(said(levels, 16, "refund none")), changeable=not any(said(levels, 16, "change none")),
        penalty=bool(fees), fee=next(fixed, None),
        advance=advance(levels), buy_by=sale[1], first_travel=travel[0],
        last_travel=travel[1], minimum=stay(levels, 6), maximum=stay(levels, 7), buy_from=sale[0],
        complete=completion(levels), season=min(seasons, key=lambda each: each[1], default=None),
        flights=4 in levels.categories, more=len(seasons) > 1 or 11 in levels.categories)


def completion(levels: Levels) -> date | None:
    """The day by which travel must end, where a rule has one with its year."""
    days: Iterable = (clause.values[0] for clause in said(levels, 14, "complete"))
    return next((day for day in days if isinstance(day, date)), None)


def spans(levels: Levels, season: str, day: date) -> Iterator[tuple[date, date]]:
    """The days of a season as they lie around a day, or next come after it."""
    found = category(levels, 3)
    for table in found.tables() if found else ():
        named, travel = table.first("season"), table.first("travel")
        if travel and (not named or not season or plain(named.values[0]) == season):
            match travel.values[0]:
                case Range(DayMonth() as first, DayMonth() as last):
                    yield placed(first, last, day)
                case Range(date() as start, date() as end):
                    yield start, end


def placed(first: DayMonth, last: DayMonth, day: date) -> tuple[date, date]:
    """A range that comes back each year: the one that ends on or after a day."""
    end = last.on_or_after(day)
    begins = first.in_year(end.year) or date(end.year, first.month, 28)
    return (begins if begins <= end else first.in_year(end.year - 1) or begins.replace(year=end.year - 1)), end


def category(levels: Levels, number: int) -> Category | None:
    found = levels.answering(number)
    rules: Iterator[Rule] = (rule for _, rule in (*found.nearest, *found.farther))
    return next(filter(None, (rule.category(number) for rule in rules)), None)


def spoken(levels: Levels, number: int) -> Iterator[Clause]:
    """Every clause of a category, whenever its tables speak."""
    found = category(levels, number)
    return (clause for table in (found.tables() if found else ()) for clause in table.clauses)


def said(levels: Levels, number: int, *phrases: str) -> Iterator[Clause]:
    return (clause for clause in spoken(levels, number) if clause.phrase in phrases)


def advance(levels: Levels) -> int | None:
    """Days before departure by which the fare must be reserved."""
    times: Iterable = (clause.values[0] for clause in said(levels, 5, "reserve before departure"))
    return next((time.count for time in times if isinstance(time, Duration) and time.unit == "d"), None)


def span(levels: Levels, number: int, phrase: str) -> tuple[date | None, date | None]:
    """First and last day of a range with years, where a rule has one."""
    for clause in said(levels, number, phrase):
        match clause.values[0]:
            case Range(date() as first, date() as last):
                return first, last
    return None, None


def stay(levels: Levels, number: int) -> Stay | None:
    """The first minimum (6) or maximum (7) stay a rule has."""
    for clause in (clause for clause in spoken(levels, number) if clause.words[0] == "stay"):
        match clause.values[:1]:
            case (Duration() as time,):
                return time.count, time.unit
            case ():
                return 0, clause.phrase.split()[-1]
    return None
