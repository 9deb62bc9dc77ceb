"""What rules say of the fare components of a journey, each asked once."""
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from ...errors import RuleRefuses
from ...fare_rules.actions import refused
from ...fare_rules.facts import Facts, Filed, Unit
from ...fare_rules.judge import Levels, Verdict, judge, refusal
from .built import Built
from .facts import FactsOf
from .fare import Fare
from .fares import Tariff
from .parts import IN, ONEWAY, Part, PricingUnit

OF_THE_FARE = frozenset({3, 10})  # categories that ask what fare it is


def whole(facts: Facts) -> Any:
    return facts.unit


def times(facts: Facts) -> Any:
    unit = facts.unit or Unit()
    return unit.departs, unit.arrives, unit.returns, unit.resumes, unit.completes


def changes(facts: Facts) -> Any:
    return facts.turns, facts.unit and facts.unit.gaps


# What a category looks at of the pricing unit; the others may look at all of it.
SEEN: dict[int, Callable[[Facts], Any]] = {
    5: lambda facts: facts.departure, 6: times, 7: times, 8: changes, 9: changes}


class Rulings:
    """The rules of a tariff over one journey and passenger type; `refused` by the rule of the last fare left."""

    def __init__(self, journey: FactsOf, tariff: Tariff, day: date):
        self.journey, self.tariff, self.day = journey, tariff, day
        self.refused: dict[Part, RuleRefuses] = {}
        self.asked: dict[tuple[PricingUnit, int], Facts] = {}
        self.stated: dict[tuple, Facts] = {}
        self.filed: dict[Fare, Filed | None] = {}
        self.under: dict[Fare, Levels] = {}  # kept while their identities are keys
        self.verdicts: dict[tuple, Verdict | None] = {}

    def taken_in(self, fare: Fare) -> Filed | None:
        """As what its rule takes a fare in, if it does."""
        if fare not in self.filed:
            self.filed[fare] = self.tariff.taken_in(fare, self.day)
        return self.filed[fare]

    def levels(self, fare: Fare) -> Levels:
        """The rules a fare stands under."""
        if fare not in self.under:
            self.under[fare] = self.tariff.levels(fare, self.day)
        return self.under[fare]

    def refuse(self, fare: Fare, part: Part, verdict: Verdict) -> None:
        self.refused[part] = RuleRefuses(category=verdict.category, rule=verdict.rule, fact=verdict.fact,
                                         fare_basis=fare.fare_class, component=verdict.component)

    def verdict(self, fare: Fare, unit: PricingUnit, place: int) -> Verdict | None:
        """Why the rules forbid it, or None: first what they ask of the component alone, then of it in its unit."""
        levels, part = self.levels(fare), unit.parts[place]
        alone = self.once((id(levels), part.places, part.way == IN),
                          lambda: refused(levels, self.alone(part), levels.scopes.component))
        return alone or self.joint(fare, levels, part, self.facts(unit, place))

    def joint(self, fare: Fare, levels: Levels, part: Part, facts: Facts) -> Verdict | None:
        """Each category once for all units that look the same to it, and all fares unless it asks which it is."""
        for number in levels.scopes.unit:
            of_the_fare = number in OF_THE_FARE
            key = (id(fare if of_the_fare else levels), number, part.places, part.way == IN,
                   SEEN.get(number, whole)(facts))
            asked = replace(facts, fare=self.taken_in(fare) or facts.fare) if of_the_fare else facts
            verdict = self.once(key, partial(refusal, levels, asked, (number,)))
            if verdict:
                return verdict
        return None

    def once(self, key: tuple, ask: Callable[[], Verdict | None]) -> Verdict | None:
        if key not in self.verdicts:
            self.verdicts[key] = ask()
        return self.verdicts[key]

    def alone(self, part: Part) -> Facts:
        """The facts of a component while nobody knows in what pricing unit it will stand."""
        return self.facts(PricingUnit(ONEWAY, (part if part.way == IN else Part(part.places),)))

    def facts(self, unit: PricingUnit, place: int = 0, fare: Fare | None = None) -> Facts:
        """What a rule may ask of a component under a fare."""
        if (unit, place) not in self.asked:
            self.asked[unit, place] = self.journey.component(unit, place)
        found = self.asked[unit, place]
        return replace(found, fare=self.taken_in(fare) or found.fare) if fare else found

    def of(self, built: Built) -> Facts:
        """The facts of a component as it is priced."""
        key = built.unit, built.part, id(built.fare)
        if key not in self.stated:
            self.stated[key] = self.facts(built.unit, built.unit.parts.index(built.part), built.fare)
        return self.stated[key]

    def combined(self, *units: tuple[Built, ...]) -> Verdict | None:
        """Why these pricing units may not stand together, by category 10 of any of their fares, or None."""
        for own in units:
            asking = [each for each in own if 10 in self.levels(each.fare).categories]
            others = [built.fare for each in units if each is not own for built in each] if asking else []
            for built in asking:
                partners = [each.fare for each in own if each is not built]
                verdict = self.combination(built, partners, others, len(units))
                if verdict.refuses:
                    self.refuse(built.fare, built.part, verdict)
                    return verdict
        return None

    def combination(self, built: Built, partners: list[Fare], others: list[Fare], units: int) -> Verdict:
        facts = self.of(built)
        paired = replace(facts.unit or Unit(), partners=tuple(map(self.named, partners)))
        beside = tuple(map(self.named, others))
        return judge(self.levels(built.fare), 10, replace(facts, unit=paired, beside=beside, units=units))

    def named(self, fare: Fare) -> Filed:
        return self.taken_in(fare) or Filed()
