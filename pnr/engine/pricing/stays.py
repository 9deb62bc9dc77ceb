"""When one may come back under a fare at the earliest and at the latest, as categories 6 and 7 say."""
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from ...fare_rules.days import after, earliest
from ...fare_rules.judge import Levels
from ...fare_rules.rule import Clause, Duration
from ...values.dates import DAYS
from .conditions import Stay, spoken, stay

YEAR = Duration(1, "y")


@dataclass(frozen=True)
class Stays:
    """As the rule says it, and the days it comes to for a departure; `complete`: by then travel must have ended."""

    minimum: Stay | None
    maximum: Stay | None
    first: date | None
    last: date
    complete: bool = False


def stays(levels: Levels, day: date) -> Stays:
    """For a departure on a day; where no rule says how long, a year."""
    out = datetime.combine(day, time(12))
    least = next((clause for clause in spoken(levels, 6) if clause.words[0] == "stay"), None)
    most = next((clause.values[0] for clause in spoken(levels, 7) if clause.words[0] == "stay"), YEAR)
    last = after(out, most).date() if isinstance(most, Duration) else most if isinstance(most, date) else day
    complete = any(clause.phrase == "return complete" for clause in spoken(levels, 7))
    return Stays(stay(levels, 6), stay(levels, 7), _first(least, out) if least else None, last, complete)


def _first(clause: Clause, out: datetime) -> date:
    """After so long, or on the day of the week that must come."""
    if clause.values and isinstance(clause.values[0], Duration):
        return earliest(out, clause.values[0]).date()
    weekday = DAYS.index(clause.phrase.split()[-1].upper()[:3])
    return out.date() + timedelta((weekday - out.weekday() - 1) % 7 + 1)
