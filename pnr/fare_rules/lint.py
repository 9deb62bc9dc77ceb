"""Find what a rule says amiss: each finding with its line, column and reason."""
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ..values.money import Money
from .clauses import restricts, span
from .paying import DISCOUNTS
from .reading import parse
from .rule import Application, Category, Clause, Duration, Range, Rule, RuleFault, RuleSet, Table
from .vocabulary import CHARGING, complaint

SILENT = frozenset({3, 6, 7})  # without match fields these may still not speak: other seasons, no return
FOREVER = timedelta(days=10000)


def load(text: str) -> tuple[Rule, ...]:
    """The rules of a text without a fault; raises the first RuleFault."""
    rules = parse(text)
    for fault in faults(rules):
        raise fault
    return rules


def lint(text: str) -> list[RuleFault]:
    """Everything amiss in a text, in the order it stands there."""
    try:
        rules = parse(text)
    except RuleFault as fault:
        return [fault]
    return sorted(faults(rules), key=lambda fault: (fault.line, fault.column))


def faults(rules: tuple[Rule, ...]) -> Iterator[RuleFault]:
    for place, rule in enumerate(rules):
        if any(other.rid == rule.rid and not _apart(other, rule) for other in rules[:place]):
            yield RuleFault(rule.line, rule.column, f"{rule.rid} stands twice")
        for clause in rule.clauses:
            yield from _clause(clause, 0, False)
        for application in rule.applications:
            yield from _application(application)
        yield from _repeated(rule)
        for category in rule.categories:
            yield from _category(category)


def _apart(one: Rule, other: Rule) -> bool:
    """Whether two versions of a rule are effective on different days."""
    spans = [clause.values[0] for clause in (one.clause("effective"), other.clause("effective")) if clause]
    match spans:
        case [Range(date() as first, date() as last), Range(date() as start, date() as end)]:
            return last < start or end < first
    return False


def _application(application: Application) -> Iterator[RuleFault]:
    for clause in application.matches:
        yield from _clause(clause, 0, True)
    for clause in application.clauses:
        yield from _clause(clause, 0, False, applies=True)


def _repeated(rule: Rule) -> Iterator[RuleFault]:
    """The first that fits counts: what follows one that always fits, or the same, is never reached."""
    yield from _twice(rule.applications, "these fares stand twice")
    for number in {category.number: None for category in rule.categories}:
        parts = [category for category in rule.categories if category.number == number]
        yield from _twice(parts, f"category {number} stands twice")


def _twice(parts: Sequence[Application | Category], reason: str) -> Iterator[RuleFault]:
    for place, part in enumerate(parts):
        if any(not earlier.matches or earlier.matches == part.matches for earlier in parts[:place]):
            yield RuleFault(part.line, part.column, reason)


def _category(category: Category) -> Iterator[RuleFault]:
    for clause in category.matches:
        yield from _clause(clause, 0, True)
    for each in category.sets:
        for condition in each.conditions:
            yield from _table(condition.table, condition.category)
        yield from _unreachable(each, category.number)
    for table in category.tables():
        yield from _table(table, category.number)
        yield from _fee(table, category.number)
        yield from _said_twice(table, category.number)
        yield from _bounds(table)
    if category.number == 25:
        yield from _unmade(category)
    yield from _dead_sets(category)


def _table(table: Table, number: int) -> Iterator[RuleFault]:
    for clause in table.when:
        yield from _clause(clause, number, True)
    for clause in table.clauses:
        yield from _clause(clause, number, False)


def _clause(clause: Clause, number: int, when: bool, applies: bool = False) -> Iterator[RuleFault]:
    reason = complaint(clause, number, when, applies)
    if reason:
        yield RuleFault(clause.line, clause.column, reason)
    for word in _words(clause.words):
        if isinstance(word, Range) and _backwards(word):
            yield RuleFault(clause.line, clause.column, f"{word} ends before it starts")
    if clause.phrase == "window" and not reason and span(clause.values[0]) <= span(clause.values[1]):
        yield RuleFault(clause.line, clause.column, f"{clause} ends before it starts")


def _words(words: tuple) -> Iterator:
    """Every word, those of lists too."""
    for word in words:
        if isinstance(word, tuple):
            yield from _words(word)
        else:
            yield word


def _backwards(word: Range) -> bool:
    match word:
        case Range(date() as first, date() as last):
            return last < first
        case Range(int() as low, int() as high):
            return high < low
        case Range(str() as low, str() as high):
            return high[:2] != low[:2] or int(high[2:]) < int(low[2:])
    return False  # days without a year wrap around: 01NOV..28FEB is a winter, 2200..0559 a night


def _fee(table: Table, number: int) -> Iterator[RuleFault]:
    fee = table.first("fee")
    if number in CHARGING and fee and not any(clause.words[0] == "apply" for clause in table.clauses):
        yield RuleFault(fee.line, fee.column, "fee without apply")


ONCE = {  # clauses of which a table has one
    **dict.fromkeys(DISCOUNTS, frozenset({"pct", "amount", "max", "designator"})),
    25: frozenset({"base", "pct", "plus", "amount", "min", "max", "result", "rules", "override", "rbd"}),
    31: frozenset({"change", "fee", "min", "max", "apply", "reprice", "residual", "free"}),
    33: frozenset({"refund", "fee", "min", "max", "apply", "used", "tax", "yqyr", "fop", "rules"}),
    35: frozenset({"net", "selling", "ticketed", "display", "commission", "tourcode", "box"}),
}


def _said_twice(table: Table, number: int) -> Iterator[RuleFault]:
    """Of what a table can say once only the first would count."""
    seen: set[str] = set()
    for clause in table.clauses:
        word = str(clause.words[0])
        if word in seen and word in ONCE.get(number, ()):
            yield RuleFault(clause.line, clause.column, f"{word} is said twice")
        seen.add(word)


def _bounds(table: Table) -> Iterator[RuleFault]:
    least, most = table.first("min"), table.first("max")
    if least and most and isinstance(least.values[0], Money) and isinstance(most.values[0], Money) \
            and least.values[0].currency == most.values[0].currency and most.values[0].minor < least.values[0].minor:
        yield RuleFault(most.line, most.column, f"{most} is less than {least}")


def _unmade(category: Category) -> Iterator[RuleFault]:
    """A fare is made by a percentage, an addition or an amount, or is the base fare under another name."""
    for table in category.tables():
        if not table.first("unavailable") and not any(map(table.first, ("pct", "plus", "amount", "result"))):
            yield RuleFault(table.line, table.column, "nothing is made of the base fare")


def _unreachable(each: RuleSet, number: int) -> Iterator[RuleFault]:
    for place, tables in enumerate(each.alternatives):
        for earlier in each.alternatives[:place]:
            if _hides(earlier, tables, number):
                first = tables[0]
                yield RuleFault(first.line, first.column, "this or can never be reached")
                break


def _hides(earlier: tuple[Table, ...], later: tuple[Table, ...], number: int) -> bool:
    """Only a table that never refuses hides what follows it, of what it speaks of itself."""
    first = earlier[0]
    if len(earlier) > 1 or restricts(first, number) or first.first("season") or first.first("base"):
        return False
    return all(any(covers(mine, theirs) for table in later for theirs in table.when) for mine in earlier[0].when)


def _dead_sets(category: Category) -> Iterator[RuleFault]:
    for place, each in enumerate(category.sets[:-1]):
        always = any(all(not table.when for table in tables) for tables in each.alternatives)
        if not each.conditions and always and category.number not in SILENT:
            dead = category.sets[place + 1].alternatives[0][0]
            yield RuleFault(dead.line, dead.column, "this else can never be reached")
            return


def covers(mine: Clause, theirs: Clause) -> bool:
    """Whether one match field is met whenever the other is."""
    wide, narrow = _times(mine), _times(theirs)
    if wide and narrow:
        return wide[0] <= narrow[0] and narrow[1] <= wide[1]
    if mine.phrase == "travel" == theirs.phrase or mine.phrase == "ticketing" == theirs.phrase:
        return _within(theirs.values[0], mine.values[0])
    return mine == theirs or mine.phrase in ("timing anytime", "direction both")


def _within(inner: Range, outer: Range) -> bool:
    match inner, outer:
        case Range(date() as first, date() as last), Range(date() as early, date() as late):
            return early <= first and last <= late
    return inner == outer


def _times(clause: Clause) -> tuple[timedelta, timedelta] | None:
    """The time left before departure a match field speaks of: from, and up to but not including."""
    if not all(isinstance(value, Duration) for value in clause.values):
        return None
    match clause.phrase:
        case "from":
            return span(clause.values[0]), FOREVER
        case "window":
            return span(clause.values[1]), span(clause.values[0])
        case "under":
            return -FOREVER, span(clause.values[0])
    return None

