"""Fares that rules make beside those that are filed: by category 25 of another fare, by category 35 as negotiated."""
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from ...fare_rules import application
from ...fare_rules.facts import Facts, Filed
from ...fare_rules.judge import Levels, judge
from ...fare_rules.making import (
    FareByRule,
    accounts,
    fare_by_rule,
    indexed,
    negotiated,
    open_to,
    part,
    rebooks,
    takes,
    under,
)
from ...fare_rules.rule import Rule
from ...fare_rules.selling import among
from ...values.money import Money
from . import filed
from .fare import Fare, Made
from .rounding import to_unit

if TYPE_CHECKING:
    from .fares import Tariff

ANY_CARRIER = "YY"


class ByRule:
    """The fares that the rules of a tariff make, for a sale with its passenger, accounts and office (facts)."""

    def __init__(self, tariff: "Tariff"):
        self.tariff = tariff
        self.standing: dict[tuple, Levels] = {}
        self.on_terms: dict[str, bool] = {}

    @cached_property
    def makers(self) -> dict[str, tuple[Rule, ...]]:
        """Rules with a category 25, by carrier."""
        found: dict[str, tuple[Rule, ...]] = {}
        for rule in self.tariff.rules.holding(25):
            if rule.kind == "rule":
                carrier = rule.rid.split("/")[0]
                found[carrier] = (*found.get(carrier, ()), rule)
        return found

    def makers_of(self, carrier: str, origin: str, destination: str, accounts: Iterable[str] = ()) -> list[Rule]:
        """Rules that may make fares of this market for whoever has these accounts."""
        rules = (*self.makers.get(carrier, ()), *self.makers.get(ANY_CARRIER, ()))
        if not rules:
            return []
        ends, given = (self.tariff.point(origin), self.tariff.point(destination)), frozenset(accounts)
        return [rule for rule in rules if application.in_market(rule, *ends) and open_to(rule, given)]

    def fares(self, carrier: str, origin: str, destination: str, day: date, facts: Facts, letters: str = "") \
            -> list[Fare]:
        """Every fare made of the carrier's from city to city, in these booking classes or in any."""
        makers = self.makers_of(carrier, origin, destination, facts.accounts)
        in_force = self.tariff.rules.on(day)
        admitted = [(rule, who) for rule in makers
                    if in_force.get(rule.rid) is rule and (who := self.admitted(rule, facts))]
        return [fare for rule, who in admitted
                for base in self.tariff.fares(carrier, origin, destination, day, "" if rebooks(rule) else letters)
                if takes(rule, base.fare_class) for fare in self.made(rule, base, who, day, letters)]

    def offered(self, carrier: str, origin: str, destination: str, day: date, facts: Facts, letters: str = "") \
            -> list[Fare]:
        """Fares filed and fares made, each as the office of these facts sells it."""
        ends = origin, destination
        fares = [*self.tariff.fares(carrier, *ends, day, letters), *self.fares(carrier, *ends, day, facts, letters)]
        return [self.terms(fare, facts, day) if self.negotiated(fare.rule) else fare for fare in fares]

    def negotiated(self, rule: str) -> bool:
        """Whether fares under a rule may be sold on terms."""
        if rule not in self.on_terms:
            self.on_terms[rule] = 35 in application.standing(self.tariff.rules, rule).categories
        return self.on_terms[rule]

    def shown(self, carrier: str, origin: str, destination: str, day: date, viewer: Facts) -> list[Fare]:
        """What a fare display may list: nothing private without the right to see it, no fare that is for others."""
        return [fare for fare in self.offered(carrier, origin, destination, day, viewer)
                if self.visible(fare, viewer, day)]

    def visible(self, fare: Fare, viewer: Facts, day: date) -> bool:
        taken, levels = self.tariff.taken_in(fare, day), self.tariff.levels(fare, day)
        if taken is None or application.barred(taken, viewer.passenger, None) or for_others(levels, viewer):
            return False
        if levels.restricted and any(judge(levels, number, viewer).refuses for number in (15, 35)):
            return False
        return fare.terms is None or fare.terms.displayed

    def admitted(self, rule: Rule, facts: Facts) -> Facts | None:
        """For whom a rule makes fares: the passenger, or the adult of whose fare category 19 gives him a part."""
        if indexed(rule, facts):
            return facts
        adult = facts.adult()
        return adult if rule.category(19) and indexed(rule, adult) else None

    def made(self, rule: Rule, base: Fare, facts: Facts, day: date, letters: str) -> Iterator[Fare]:
        """What a rule makes of one fare, if anything: once for each booking class asked for."""
        own = Levels(rule=application.applied(rule, self.tariff.filed_as(base), day))
        how = fare_by_rule(own, replace(facts, fare=self.tariff.filed_as(base)))
        if how is None:
            return
        account = min(accounts(rule) & facts.accounts, default="")
        fare = replace(
            base, tariff=rule.rid.split("/")[1], rule=rule.rid, footnote="", fare_class=how.named(base.fare_class),
            amount=self.computed(how, base, day), percent=None, made=Made(base, how, account))
        if application.application(rule, self.tariff.filed_as(fare), day) is None:
            return
        allowed = how.booking_classes or (base.booking_class,)
        for letter in ([letter for letter in allowed if letter in letters] if letters else allowed[:1]):
            yield replace(fare, booking_class=letter, cabin=cabin(letter, base.cabin))

    def computed(self, how: FareByRule, base: Fare, day: date) -> Money:
        """In the unit fares of the currency are filed in."""
        rates = self.tariff.rates
        amount = how.computed(base.amount, lambda money, currency: rates.converted(money, currency, day))
        return to_unit(amount.amount, rates.unit(amount.currency))

    def terms(self, fare: Fare, facts: Facts, day: date) -> Fare:
        """A fare as this office sells it: at the selling amount of category 35, or as it is filed."""
        levels = self.tariff.levels(fare, day)
        found = negotiated(levels, facts) if 35 in levels.categories else None
        if found is None:
            return fare
        own = replace(found, net=part(found.net, fare.amount), ticketed=part(found.ticketed, fare.amount))
        return replace(fare, amount=part(found.selling, fare.amount) or fare.amount, terms=own)

    # ---- what it stands under

    def levels(self, fare: Fare, day: date) -> Levels:
        """Its own rule in what category 25 leaves to it, else the rules of the fare it was made of."""
        assert fare.made
        key = fare.made, fare.rule, day
        if key not in self.standing:
            base = self.tariff.levels(fare.made.base, day)
            own = application.levels(self.tariff.rules.on(day), self.tariff.filed_as(fare), day)
            self.standing[key] = under(own, base, fare.made.by)
        return self.standing[key]

    def taken_in(self, fare: Fare, day: date) -> Filed | None:
        """As what its own rule takes it in, with the type and season of the fare it was made of."""
        assert fare.made
        rule, base = self.tariff.rules.on(day)[fare.rule], self.tariff.taken_in(fare.made.base, day)
        own = replace(self.tariff.filed_as(fare), type=base.type, season=base.season) if base else None
        return application.filed(rule, own, day) if own else None


def viewer(now: datetime, office: str, country: str, currency: str, passenger: str = "ADT",
           accounts: Iterable[str] = ()) -> Facts:
    """Who looks at fares without a journey yet."""
    return Facts(now, now, now, passenger=passenger, country=country, agency=office, currency=currency, right="view",
                 accounts=frozenset(accounts))


def for_others(levels: Levels, facts: Facts) -> bool:
    """Whether category 1 names passengers, or an account, and this is none of them."""
    verdict = judge(levels, 1, facts) if 1 in levels.categories else None
    if verdict is None or not verdict.refuses:
        return False
    pax, account = (verdict.tables[0].first(word) for word in ("pax", "account"))
    return bool((pax and not among(facts.passenger, pax.values[0])) or (account and
                                                                        account.values[0] not in facts.accounts))


def cabin(letter: str, usual: str) -> str:
    known = filed.classes()
    return known[letter].cabin if letter in known else usual
