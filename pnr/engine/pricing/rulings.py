"""What rules say of the fare components of a journey, each asked once."""
from dataclasses import replace
from datetime import date

from ...errors import RuleRefuses
from ...fare_rules.actions import refused
from ...fare_rules.facts import Facts, Filed, Unit
from ...fare_rules.judge import Levels, Verdict, judge
from .built import Built
from .facts import FactsOf
from .fare import Fare
from .fares import Tariff
from .parts import Part, PricingUnit

OF_THE_FARE = frozenset({3, 10})  # categories that ask what fare it is


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
        """Why the rules forbid it, or None; asked once for all fares under them, unless they ask what fare it is."""
        levels = self.levels(fare)
        if levels.categories & OF_THE_FARE:
            return refused(levels, self.facts(unit, place, fare))
        key = id(levels), unit, place
        if key not in self.verdicts:
            self.verdicts[key] = refused(levels, self.facts(unit, place))
        return self.verdicts[key]

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
