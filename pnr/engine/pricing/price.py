"""Price a journey for everybody who travels: base, equivalent, taxes, total, and the line that explains them."""
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from ...fare_rules.actions import endorsements, told
from ...fare_rules.charges import charge, deadline
from ...fare_rules.facts import Facts
from ...values.money import Money, total
from . import farecalc
from .built import Built
from .components import Components
from .conditions import conditions
from .construct import cheapest
from .fare import Fare
from .fares import Tariff
from .itinerary import Itinerary
from .kept import Snapshot, terms
from .passengers import Group, grouped
from .quote import FareComponent, PricedFare, PricingRequest
from .rounding import to_unit
from .taxes import taxes
from .zap import zapped

Build = Callable[..., Components]


def price(request: PricingRequest, tariff: Tariff, build: Build = Components) -> tuple[PricedFare, ...]:
    """The lowest valid price as booked, one for each passenger type; raises NoFare, RuleRefuses, NoRate,
    SeparateTickets, TooManyFlights, CircularRouting.

    `build` makes the components, where it is not one journey alone.
    """
    itinerary = Itinerary(request.segments, tariff.places)
    found: dict[PricedFare, tuple[int, ...]] = {}
    for group in grouped(request.passengers, request.along or ()):
        fare = Pricing(itinerary, tariff, request, group, build).fare()
        found[fare] = found.get(fare, ()) + group.places
    return tuple(replace(fare, passengers=places) for fare, places in found.items())


class Pricing:
    """The price of one group of passengers."""

    def __init__(self, itinerary: Itinerary, tariff: Tariff, request: PricingRequest, group: Group,
                 build: Build = Components):
        self.itinerary, self.tariff, self.request, self.group = itinerary, tariff, request, group
        self.parts = build(itinerary, tariff, request, group.priced_as, group.age, group.born)
        self.day = request.now.date()
        self.validated = self.validating()
        found = cheapest(self.parts)
        self.solution = zapped(found, request.zap, self.roe) if request.zap else found
        self.kept = Snapshot()

    @property
    def roe(self) -> Decimal | None:
        """Of the country the journey begins in; a domestic journey has none."""
        return None if self.parts.local else self.tariff.rates.roe(self.parts.currency, self.day)

    def fare(self) -> PricedFare:
        base = self.base(self.solution.total)
        paid, rate = (base, None) if base.currency == self.request.currency else self.tariff.rates.equivalent(
            base, self.request.currency, self.day)
        components = self.components(base)
        shares = tuple((each.segments, each.share) for each in components)
        levied = taxes(self.tariff, self.itinerary, self.request, self.group, shares)
        return PricedFare(
            type=self.group.type, base=base, equivalent=paid if rate else None, taxes=levied,
            total=total([paid, *(tax.amount for tax in levied)], self.request.currency),
            fare_calc=farecalc.line(self.itinerary, self.solution, base.currency, self.roe, levied, self.facility),
            components=components, validating=self.validated, others=self.others(),
            last_ticketing=self.last_ticketing(), endorsements=self.endorsements(),
            rules=tuple(self.kept.texts.items()),
            roe=farecalc.plain(self.roe) if self.roe else "", rate=rate, fared_as=self.fared_as,
            domestic=self.parts.local, capped=self.solution.capped, refundable=self.refundable(),
            refundable_after=self.refundable(after=True), penalty=self.penalty(),
            **vars(terms(self.solution.components, self.restricted, self.base, self.tariff.rates, self.day)))

    @property
    def fared_as(self) -> str:
        """The type that is priced: the one asked for, or ADT where some of the fares are not its own."""
        adult = any(built.fared_as == "ADT" for built in self.solution.components)
        return "ADT" if adult else self.group.priced_as

    def restricted(self, fare: Fare) -> bool:
        return self.parts.levels(fare).restricted

    def facility(self, airport: str) -> Money | None:
        return self.tariff.charge("XF", airport, "any", self.day)

    def base(self, value: Decimal) -> Money:
        """Neutral units as local money in its unit."""
        unit = self.tariff.rates.unit(self.parts.currency, self.day)
        if self.roe is not None:
            return to_unit(value * self.roe, unit)
        return to_unit(value, replace(unit, unit=unit.domestic) if unit.domestic else unit)

    def components(self, base: Money) -> tuple[FareComponent, ...]:
        """As the ticket keeps them; shares are in proportion and the last takes what is left."""
        built, left, parts = self.solution.components, base, []
        for place, each in enumerate(built):
            part = Money.of(base.amount * each.total / (self.solution.total or 1), base.currency)
            share = left if place == len(built) - 1 else part
            left -= share
            parts.append(self.component(each, share))
        return tuple(parts)

    def component(self, built: Built, share: Money) -> FareComponent:
        segments = [self.itinerary.segments[place] for place in built.segments]
        dated = 5 in self.parts.levels(built.fare).categories  # bought ahead: good on its days alone
        return FareComponent(
            origin=segments[0].origin_city, destination=segments[-1].destination_city, carrier=built.fare.carrier,
            fare_basis=built.fare_basis, amount=Money.of(built.used, built.fare.amount.currency),
            nuc=f"{built.value:.2f}", segments=built.segments, rule=built.fare.rule, share=share,
            oneway=share if built.fare.oneway else self.base(self.parts.oneway(built).total), half=built.half,
            booking_class=built.fare.booking_class, unit=self.unit(built), surcharge=built.surcharge,
            nvb=segments[0].date if dated else None, nva=segments[-1].date if dated else None,
            baggage=built.fare.baggage if built.fared_as != "INF" else "", **self.origins(built))

    def origins(self, built: Built) -> dict[str, Any]:
        """From which fare, under which rules and by which rate the amount of a component came."""
        fare, made = built.fare, built.fare.made
        return {
            "rules": self.kept.names(self.parts.levels(fare)), "tariff": fare.tariff, "filed": fare.amount,
            "tag": fare.tag, "published": made.base.amount if made else None,
            "footnote": fare.footnote or (made.base.footnote if made else ""),
            "roe": "" if self.parts.local else farecalc.plain(
                self.tariff.rates.roe(fare.amount.currency, self.day)),
            "percent": f"{built.percent.normalize():f}" if built.percent != 100 else "",
            "charges": tuple((code, f"{amount:.2f}") for code, amount in (
                *built.charges, *((extra.code, extra.amount) for extra in built.extras))), "higher": built.higher,
            "fared_as": built.fared_as, "made_of": made.base.fare_class if made else "",
            "account": made.account if made else ""}

    def unit(self, built: Built) -> int:
        return next(place for place, each in enumerate(self.solution.units) if built in each)

    def validating(self) -> str:
        """As asked; else who crosses the border first, at home the first to fly; or who else may ticket all of them."""
        asked, flying = self.request.validating, [each.carrier for each in self.request.segments]
        wanted = [asked] if asked else [self.parts.carrier(range(len(self.itinerary))), *flying]
        country = self.request.ticketed or self.request.country
        return self.tariff.agreements.validating(wanted, flying, country, self.day)

    def others(self) -> tuple[str, ...]:
        """Who else of those that fly may ticket all of them, where nobody was asked for."""
        flying = dict.fromkeys(each.carrier for each in self.request.segments)
        country, agreements = self.request.ticketed or self.request.country, self.tariff.agreements
        return () if self.request.validating else tuple(
            each for each in flying if each != self.validated and agreements.tickets(each, flying, country, self.day))

    def last_ticketing(self) -> date | None:
        """The earliest of what rules say and of the last days on which the fares are sold."""
        components = self.solution.components
        limits = [deadline(self.parts.levels(built.fare), self.facts(built)) for built in components]
        ends = [built.fare.discontinue for built in components if built.fare.discontinue]
        return min((*(limit.date() for limit in limits if limit), *ends), default=None)

    def facts(self, built: Built):
        return self.parts.of(built)

    def endorsements(self) -> str:
        """What the rules want on the ticket, each once: of category 18, else the notes of the penalties."""
        notes: list[str] = []
        for built in self.solution.components:
            levels, facts = self.parts.levels(built.fare), self.facts(built)
            said = (table.first("note") for table in told(levels, 16, facts))
            notes += endorsements(levels, facts) or [clause.values[0].text for clause in said if clause]
        return " ".join(dict.fromkeys(notes))

    def refundable(self, after: bool = False) -> bool:
        """Whether every fare comes back, with a fee or without, before departure or after it."""
        charges = (charge(self.parts.levels(built.fare), 33, self.timed(built, after))
                   for built in self.solution.components)
        return all(found is not None and found.allowed for found in charges)

    def timed(self, built: Built, after: bool) -> Facts:
        facts = self.facts(built)
        return replace(facts, timings=frozenset({"after_departure"}), left=timedelta(0)) if after else facts

    def penalty(self) -> Money | None:
        """The highest fixed fee of category 16, of those in the currency of the first."""
        found = (conditions(self.parts.levels(built.fare)).fee for built in self.solution.components)
        fees = [fee for fee in found if fee]
        return max((fee for fee in fees if fee.currency == fees[0].currency), default=None)
