"""What a price keeps of the rules and terms it was made under, so that it can be read without the tariff."""
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from ...fare_rules.judge import Levels
from ...fare_rules.making import Negotiated
from ...fare_rules.rule import Clause, Rule
from ...values.money import Money
from .components import Built
from .currency import Rates
from .fare import Fare

LATER = (16, 31, 33)  # categories a later change or refund reads


class Snapshot:
    """The text of each rule once, under its number; another version of it under number#2 and so on."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def names(self, levels: Levels) -> tuple[str, ...]:
        """Keep the rules a fare stands under, and say under what names."""
        return tuple(self._name(rule) for rule in kept(levels))

    def _name(self, rule: Rule) -> str:
        text, version = str(rule), 1
        while self.texts.setdefault(name := f"{rule.rid}#{version}" if version > 1 else rule.rid, text) != text:
            version += 1
        return name


def kept(levels: Levels) -> Iterator[Rule]:
    """Each rule in what is read later: its own first; general rules only where they say something of it."""
    found = {rule.rid: rule for level, rule in (*levels.nearest[::-1], *levels.farther)
             if level not in ("alternate", "general") or any(map(rule.category, LATER))}
    for rule in found.values():
        only = rule.only(*LATER, naming=found)
        base = levels.base.rule if levels.base and rule is levels.rule else None
        yield replace(only, clauses=(*only.clauses, Clause(("base", base.rid)))) if base else only
    if levels.base:
        yield from kept(levels.base)


@dataclass(frozen=True)
class Terms:
    """What negotiated or private fares put on a price; `net` and `ticketed` are its base fare seen otherwise."""

    mark: str = ""
    commission: str = ""
    tour_code: str = ""
    box: str = ""
    net: Money | None = None
    ticketed: Money | None = None
    ticketers: tuple[str, ...] | None = None


def terms(built: tuple[Built, ...], restricted: Callable[[Fare], bool], base: Callable[[Decimal], Money], rates: Rates,
          day: date) -> Terms:
    """Of all components together: the lowest commission, the first tour code; nothing for published fares."""
    found = [each.fare.terms for each in built if each.fare.terms]
    earned = [each.commission for each in found if each.commission is not None]
    net, ticketed = (base(sum((_part(each, word, rates, day) for each in built), Decimal(0)))
                     if any(getattr(each, word) for each in found) else None for word in ("net", "ticketed"))
    return Terms(mark(built, restricted), f"{min(earned).normalize():f}" if earned else "",
                 next((each.tour_code for each in found if each.tour_code), ""),
                 next((each.box for each in found if each.box), ""), net, ticketed, ticketers(found))


def ticketers(found: list[Negotiated]) -> tuple[str, ...] | None:
    """The offices that may ticket all of these fares; None where any may."""
    named = [each.ticketers for each in found if each.ticketers is not None]
    return tuple(office for office in named[0] if all(office in each for each in named)) if named else None


def mark(built: tuple[Built, ...], restricted: Callable[[Fare], bool]) -> str:
    """CORP and the account, NEGO, or PRIVATE."""
    accounts = sorted({each.fare.made.account for each in built if each.fare.made and each.fare.made.account})
    if accounts:
        return " ".join(["CORP", *accounts])
    if any(each.fare.terms for each in built):
        return "NEGO"
    return "PRIVATE" if any(restricted(each.fare) for each in built) else ""


def _part(built: Built, word: str, rates: Rates, day: date) -> Decimal:
    """What a component is worth at another of its amounts, with all that is added to it."""
    fare = built.fare
    other = getattr(fare.terms, word) if fare.terms else None
    if other is None or not fare.amount.minor:
        return built.total
    rate = rates.converted(other, fare.amount.currency, day).amount / fare.amount.amount
    return built.value * rate + built.total - built.value
