"""Hypothesis writes rules from the vocabulary, and facts of any journey."""
from datetime import date
from decimal import Decimal
from functools import cache

from hypothesis import strategies as st

from pnr.fare_rules.facts import Change, Facts, Filed, Sector, Unit
from pnr.fare_rules.geography import point
from pnr.fare_rules.rule import (
    JUDGED,
    Application,
    Category,
    Clause,
    Condition,
    Duration,
    Percent,
    Range,
    Rule,
    RuleSet,
    Table,
    Text,
    Time,
)
from pnr.fare_rules.vocabulary import ACTIONS, ANYWHERE, APPLIES, FARES, HEAD, patterns, shapes
from pnr.values.dates import DAYS, DayMonth
from pnr.values.money import Money

NUMBERS = sorted(JUDGED)
WORDS = ("ADT", "CNN", "CHD", "INF", "CN", "BJS", "LON", "EUROPE", "TC1", "CA", "MU", "9W", "V", "XEX", "H", "PEK099",
         "BJS1A0100", "SHA204", "ACME01", "VISA")
CARRIERS, TIMES = ("CA", "BA", "MU", "9W"), st.datetimes()


def ranged(ends):
    return st.tuples(ends, ends).map(lambda pair: Range(*sorted(pair)))


WORD = st.sampled_from(WORDS)
TEXT = st.text("ABC ?*-/0123456789é", min_size=1, max_size=40).map(Text)
DAY = st.dates(date(1990, 1, 1), date(2099, 12, 31))
YEARLY = DAY.map(lambda day: DayMonth(day.day, day.month))
FLIGHT = st.builds("{}{}".format, st.sampled_from(CARRIERS), st.integers(1, 9999))
NUMBER = st.integers(0, 99)
VALUES = {
    "DURATION": st.builds(Duration, st.integers(0, 9999), st.sampled_from(("min", "h", "d", "m", "y"))),
    "DAYRANGE": ranged(DAY) | st.tuples(YEARLY, YEARLY).map(lambda pair: Range(*pair)),
    "TIMES": st.tuples(*[st.integers(0, 1439).map(Time)] * 2).map(lambda pair: Range(*pair)),
    "AGES": ranged(NUMBER), "DATE": DAY | YEARLY, "NUMBER": NUMBER, "TEXT": TEXT, "WORD": WORD,
    "MONEY": st.builds(Money, st.integers(0, 10**9), st.sampled_from(("CNY", "JPY", "KWD"))),
    "PERCENT": st.decimals(0, 999, places=1).map(Decimal).map(Percent),
    "LIST": st.lists(WORD | TEXT, min_size=1, max_size=3).map(tuple),
    "CODES": st.lists(WORD | NUMBER, min_size=1, max_size=3).map(tuple),
    "NUMBERS": st.lists(NUMBER, min_size=1, max_size=3).map(tuple),
    "WEEKDAYS": st.lists(st.sampled_from(DAYS), min_size=1, max_size=3).map(tuple),
    "FLIGHTS": st.lists(FLIGHT | st.tuples(st.just("CA"), st.integers(1, 99), st.integers(100, 999)).map(
        lambda parts: Range(f"{parts[0]}{parts[1]}", f"{parts[0]}{parts[2]}")), min_size=1, max_size=3).map(tuple),
    "PLACES": WORD | st.lists(WORD, min_size=1, max_size=3).map(tuple),
    "RID": st.sampled_from(("CA/GEN/0000", "9W/X/1")),
}


@cache
def _place(words):
    return st.one_of(*(VALUES.get(word, st.just(word)) for word in words))


@cache
def clause(accepted):
    """A clause that fits one of the patterns."""
    rows = [shape for pattern in accepted for shape in shapes(pattern)]
    made = {row: st.tuples(*map(_place, row)) for row in rows}
    return st.sampled_from(rows).flatmap(made.__getitem__).filter(_forward).map(Clause)


def _forward(words) -> bool:
    """A window closes after it opens; units are compared only of one kind here."""
    return words[0] != "window" or (words[1].unit == words[2].unit and words[1].count > words[2].count)


def some(strategy, least=0, most=2):
    return st.lists(strategy, min_size=least, max_size=most).map(tuple)


@cache
def table(number):
    return st.builds(Table, some(clause(patterns(number, True))), some(clause((*ACTIONS[number], *ANYWHERE))))


CONDITION = st.sampled_from(NUMBERS).flatmap(lambda number: st.builds(Condition, st.just(number), table(number)))


@cache
def category(number):
    sets = st.builds(RuleSet, some(CONDITION, 0, 1), some(some(table(number), 1), 1))
    return st.builds(Category, st.just(number), some(sets), some(clause(FARES), 0, 1))


RULES = st.builds(
    Rule, st.sampled_from(("rule", "general", "footnote")), st.sampled_from(("CA/T/R1", "9W/IPR/0001")),
    st.sampled_from(("", "A TITLE")), some(clause(HEAD)),
    st.lists(st.sampled_from(NUMBERS), unique=True, max_size=3).flatmap(
        lambda numbers: st.tuples(*map(category, sorted(numbers)))),
    some(st.builds(Application, some(clause(FARES), 1, 1), some(clause(APPLIES))), 0, 1))

POINT = st.sampled_from((point("PEK", "BJS", "CN"), point("LHR", "LON", "GB"), point("JFK", "NYC", "US"), frozenset()))
SECTOR = st.builds(Sector, st.sampled_from(CARRIERS), st.integers(1, 9999), TIMES, POINT, POINT,
                   st.sampled_from(("", "BA")), st.sampled_from(("", "789")), st.integers(0, 2))
CHANGE = st.builds(Change, st.sampled_from(("BJS", "LON")), st.sampled_from(("out", "in")), POINT, st.booleans(),
                   st.booleans(), st.booleans())
FARE = st.builds(Filed, st.sampled_from(CARRIERS), st.just("T"), st.sampled_from(("CA/T/R1", "CA/T/R2")),
                 st.sampled_from(("VLE1M", "Y")), st.booleans(), st.integers(1, 3), POINT, POINT,
                 st.sampled_from(("", "XEX")), st.sampled_from(("", "H")), st.just("0015"), st.just(("7F",)))
MAYBE = st.none() | TIMES
UNIT = st.builds(Unit, st.sampled_from(("OW", "RT", "SOJ", "DOJ", "CT")), MAYBE, MAYBE, MAYBE, MAYBE, MAYBE,
                 some(CHANGE), some(FARE), some(st.booleans()))
FACTS = st.builds(
    Facts, now=TIMES, reserved=TIMES, departure=TIMES, days=some(st.dates()), completes=st.none() | st.dates(),
    origin=POINT, destination=POINT, via=POINT, direction=st.sampled_from(("out", "in")),
    passenger=st.sampled_from(("ADT", "CHD", "INF", "C05", "")), country=st.sampled_from(("", "CN")),
    agency=st.sampled_from(("", "PEK099")), currency=st.sampled_from(("", "CNY")), confirmed=st.booleans(),
    form_of_payment=st.none() | st.just("CASH"), standby=st.booleans(), left=st.none() | st.timedeltas(),
    timings=st.frozensets(st.sampled_from(("before_departure", "after_departure", "noshow"))), turn=st.integers(0, 3),
    age=st.none() | st.integers(0, 99), accounts=st.frozensets(st.just("ACME01")),
    identities=st.frozensets(st.just("CN")), residence=POINT, party=some(st.sampled_from(("ADT", "CNN", "INF"))),
    sectors=some(SECTOR), changes=some(CHANGE), unit=st.none() | UNIT, beside=some(FARE), units=st.integers(1, 9),
    fare=FARE)
