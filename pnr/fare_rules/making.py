"""Fares that rules make: by category 25 out of another fare, by category 35 as negotiated with those who sell."""
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from ..values.money import Money
from .actions import value, word
from .facts import Facts
from .judge import Levels, Outcome, judge
from .rule import Category, Percent, Rule, masked, plain
from .selling import among, entitled

MAKING = frozenset({25, 35})  # always asked of the rule that makes a fare
Exchange = Callable[[Money, str], Money]  # an amount in another currency

# ---- 25 fare by rule

@dataclass(frozen=True)
class FareByRule:
    """How a fare is made from a base fare; `own` are the categories that are asked of this rule, not of the base's."""

    base: tuple[str, ...] = ()
    percent: Decimal | None = None
    amount: Money | None = None
    plus: Money | None = None
    least: Money | None = None
    most: Money | None = None
    result: str = "*"
    rules_of_base: bool = True
    override: tuple[int, ...] = ()
    booking_classes: tuple[str, ...] = ()
    rule: str = ""

    def takes(self, fare_class: str) -> bool:
        return not self.base or masked(fare_class, self.base)

    def named(self, fare_class: str) -> str:
        """The fare class that results: `*` stands for the base's."""
        return self.result.replace("*", fare_class)

    def computed(self, base: Money, exchange: Exchange | None = None) -> Money:
        """The amount, to the smallest coin; bounds and additions in other currencies count when they are exchanged."""
        if self.amount:
            return self.amount
        found = base if self.percent is None else Money.of(base.amount * self.percent / 100, base.currency)
        for bound, choose in ((self.least, max), (self.most, min)):
            limit = bound and _in(found.currency, bound, exchange)
            found = choose(found, limit) if limit else found
        plus = self.plus and _in(found.currency, self.plus, exchange)
        return found + plus if plus else found

    def asks(self, number: int) -> bool:
        """Whether a category is asked of this rule rather than of the base fare's."""
        return (number in self.override) == self.rules_of_base


def _in(currency: str, amount: Money, exchange: Exchange | None) -> Money | None:
    if amount.currency == currency:
        return amount
    return exchange(amount, currency) if exchange else None


def indexed(rule: Rule, facts: Facts) -> bool:
    """Whether the head of a rule lets this passenger and account in: of each kind named, one must fit."""
    types = [clause.values[0] for clause in rule.clauses if clause.phrase == "index pax"]
    return (not types or any(among(facts.passenger, each) for each in types)) and open_to(rule, facts.accounts)


def open_to(rule: Rule, given: frozenset[str]) -> bool:
    """Whether a rule is for everybody, or for one of the accounts given."""
    named = accounts(rule)
    return not named or bool(named & given)


def rebooks(rule: Rule) -> bool:
    """Whether fares it makes may be booked in other classes than those they are made of."""
    return any(table.first("rbd") for category in _makers(rule) for table in category.tables())


def takes(rule: Rule, fare_class: str) -> bool:
    """Whether any of its tables may take a fare class; one without base fares takes all."""
    named = [table.first("base") for category in _makers(rule) for table in category.tables()]
    return any(clause is None or masked(fare_class, clause.values[0]) for clause in named)


def _makers(rule: Rule) -> Iterator[Category]:
    return (category for category in rule.categories if category.number == 25)


def accounts(rule: Rule) -> frozenset[str]:
    """For which accounts alone a rule makes fares."""
    return frozenset(clause.values[0] for clause in rule.clauses if clause.phrase == "index account")


def under(own: Levels, base: Levels, made: FareByRule) -> Levels:
    """The rules a made fare stands under: by category those of its own rule, or of the fare it is made of."""
    return replace(own.keeping(lambda number: number in MAKING or made.asks(number)),
                   base=base.keeping(lambda number: number not in MAKING and not made.asks(number)))


def fare_by_rule(levels: Levels, facts: Facts) -> FareByRule | None:
    """What category 25 makes of the fare in the facts, for those its rule lets in."""
    if levels.rule is None or not indexed(levels.rule, facts):
        return None
    verdict = judge(levels, 25, facts)
    if verdict.outcome is not Outcome.PASS or not verdict.tables:
        return None
    table = verdict.tables[0]
    percent = table.first("pct")
    return FareByRule(
        base=tuple(map(plain, value(table, "base", ()))), percent=percent.values[0].rate if percent else None,
        amount=value(table, "amount"), plus=value(table, "plus"), least=value(table, "min"),
        most=value(table, "max"), result=word(table, "result") or "*",
        rules_of_base=table.first("rules this") is None, override=value(table, "override", ()),
        booking_classes=tuple(map(plain, value(table, "rbd", ()))), rule=verdict.rule)


# ---- 35 negotiated

@dataclass(frozen=True)
class Negotiated:
    """The terms under which an office sells: what it pays the carrier, what it shows and prints, what it keeps."""

    net: Money | Percent | None = None
    selling: Money | Percent | None = None
    ticketed: Money | Percent | None = None
    displayed: bool = True
    commission: Decimal | None = None
    tour_code: str = ""
    box: str = ""
    ticketers: tuple[str, ...] | None = None  # offices, where not everybody may ticket
    rule: str = ""


def negotiated(levels: Levels, facts: Facts) -> Negotiated | None:
    """The terms of category 35 for the office, or None where it says nothing or refuses."""
    verdict = judge(levels, 35, facts)
    if verdict.outcome is not Outcome.PASS or not verdict.tables:
        return None
    table = verdict.tables[0]
    commission = table.first("commission")
    box = table.first("box")
    return Negotiated(
        net=value(table, "net"), selling=value(table, "selling"), ticketed=value(table, "ticketed"),
        displayed=table.first("display none") is None, commission=commission.values[0].rate if commission else None,
        tour_code=word(table, "tourcode"), box=box.values[0] if box else "", ticketers=entitled(table, "ticket"),
        rule=verdict.rule)


def part(amount: Money | Percent | None, fare: Money) -> Money | None:
    """An amount of category 35, or its percentage of the fare."""
    return Money.of(fare.amount * amount.rate / 100, fare.currency) if isinstance(amount, Percent) else amount
