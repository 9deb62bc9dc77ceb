"""Who may use a fare, and what part of it he pays: his own fare, else a discount, else the adult's fare."""
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ...fare_rules.actions import Discount as Given
from ...fare_rules.actions import discount as given
from ...fare_rules.actions import meant, reduction
from ...fare_rules.application import barred
from ...fare_rules.judge import Outcome, Verdict
from ...fare_rules.paying import DISCOUNTS
from ...fare_rules.selling import among
from .fare import Fare
from .filed import Discount
from .parts import Part
from .passengers import ADULT, by_rule, discount

if TYPE_CHECKING:
    from .components import Components


class Share(NamedTuple):
    """A row of discount, the fare it is counted from, and the passenger type it is a fare of."""

    row: Discount
    full: Fare
    fared_as: str


class Paying:
    """What the passenger of some components pays; asked once for all fares under the same rules."""

    def __init__(self, parts: "Components"):
        self.parts = parts
        self.known: dict[tuple, Given | Verdict | None] = {}
        self.named: dict[tuple, bool] = {}

    def part(self, fare: Fare, market: tuple[str, str], part: Part) -> Share:
        type = self.parts.alone(part).passenger
        if type == "ADT" or self.own(fare, type, part):
            return Share(ADULT, fare, type)
        found = self.given(fare, part)
        if isinstance(found, Given):
            return Share(by_rule(type, found), replace(fare, amount=found.amount or fare.amount), type)
        row = None if found else discount(
            type, self.parts.tariff.area(*market), fare, self.parts.tariff.discounts(type, self.parts.day))
        if row is None:
            return Share(ADULT, fare, "ADT")
        return Share(row, self.full(fare, market) if row.of == "full" else fare, type)

    def full(self, fare: Fare, market: tuple[str, str]) -> Fare:
        return self.parts.tariff.full(fare.carrier, *market, self.parts.day, fare.cabin)

    def own(self, fare: Fare, type: str, part: Part) -> bool:
        """Whether the fare is for this type: so its rule takes it in, or category 1 names it."""
        taken = self.parts.taken_in(fare)
        if taken and taken.passengers:
            return among(type, taken.passengers)
        levels = self.parts.levels(fare)
        under = id(levels), part
        if under not in self.named:
            self.named[under] = 1 in levels.categories and meant(levels, self.parts.alone(part))
        return self.named[under]

    def given(self, fare: Fare, part: Part) -> Given | Verdict | None:
        """The discount of categories 19 to 22, or the verdict that refuses it."""
        levels = self.parts.levels(fare)
        under = id(levels), part
        if under not in self.known:
            facts = self.parts.alone(part)
            asked = bool(levels.categories & DISCOUNTS.keys())
            self.known[under] = (given(levels, facts) or reduction(levels, facts)) if asked else None
        return self.known[under]

    def barred(self, fare: Fare, part: Part) -> Verdict | None:
        """The refusal of a fare that is for others alone."""
        facts, taken = self.parts.alone(part), self.parts.taken_in(fare)
        fact = barred(taken, facts.passenger, facts.age) if taken else ""
        return Verdict(Outcome.FAIL, 1, fare.rule, fact, (), facts.component, "rule") if fact else None
