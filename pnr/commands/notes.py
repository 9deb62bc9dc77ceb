"""Show the rules of a fare: of a line of the fare display, of a component of a price, or of a carrier by number."""
from dataclasses import dataclass, replace

from ..engine.booking.area import FareSearch
from ..engine.booking.order import passengers
from ..engine.pricing.fare import Fare
from ..engine.pricing.fares import Tariff
from ..engine.pricing.quote import FareComponent
from ..engine.pricing.types import passenger_type
from ..engine.store.weight import Weight
from ..errors import NoPriceShown, NoRuleData, NoSuchLine
from ..fare_rules.application import standing
from ..fare_rules.judge import Levels
from ..fare_rules.paragraphs import CODES, Paragraph
from ..fare_rules.paragraphs import standing as said
from .command import Command, Reply, execute
from .fare_search import watching
from .fares import FareList, one_line

EVERYBODY = "YY"  # whose rules stand for carriers without their own


@dataclass(frozen=True)
class DisplayFareRules(Command):
    """Of these categories, by code or number; without any, which there are. With `component` of a price shown."""

    line: int
    component: int | None = None
    categories: tuple[str, ...] = ()
    listed: bool = False
    section: str = ""  # of the rule of a net fare, by its number
    weight = Weight.LOOK


@dataclass(frozen=True)
class DisplayRule(Command):
    """A rule by its number, whatever fares stand under it: the carrier's own, or that of all carriers."""

    carrier: str
    rule: str
    categories: tuple[str, ...] = ()
    listed: bool = False
    weight = Weight.LOOK


@dataclass(frozen=True)
class RuledFare:
    """A fare and under what it stands."""

    carrier: str
    fare_class: str
    booking_class: str
    tariff: str
    rule: str
    type: str = ""
    passenger: str = "ADT"
    named: str = "ADULT"


@dataclass(frozen=True)
class RuledPart:
    """A component of a price; `price` and `component` count from 1."""

    price: int
    component: int
    passenger: str
    numbers: tuple[int, ...]
    origin: str
    destination: str
    carrier: str
    fare_basis: str


@dataclass(frozen=True)
class FareRules(Reply):
    """What the rules say, category by category; without `chosen` categories, which there are."""

    command: DisplayFareRules | DisplayRule
    fare: RuledFare
    paragraphs: tuple[Paragraph, ...]
    chosen: bool
    title: str = ""
    fares: FareList | None = None
    part: RuledPart | None = None


@dataclass(frozen=True)
class RuledParts(Reply):
    """The components of a price, each with rules of its own."""

    command: DisplayFareRules
    parts: tuple[RuledPart, ...]


@execute.register
def display_fare_rules(command: DisplayFareRules, work) -> FareRules | RuledParts:
    """Of whatever was shown last; raises NoPriceShown, NoSuchLine, NoRuleData."""
    if command.component is not None:
        return component_rules(command, work)
    return line_rules(command, work) if work.area.fares else RuledParts(command, parts(command, work))


@execute.register
def display_rule(command: DisplayRule, work) -> FareRules:
    """Raises NoRuleData."""
    rules = work.tariff.rules
    known = [name for name, rule in rules.items()
             if rule.kind in ("rule", "general") and name.endswith(f"/{command.rule}")]
    whose = (f"{command.carrier}/", f"{EVERYBODY}/")
    name = next((name for carrier in whose for name in known if name.startswith(carrier)), "")
    if not name:
        raise NoRuleData(carrier=command.carrier, rule=command.rule)
    fare = RuledFare(command.carrier, "", "", name.split("/")[1], command.rule)
    return answered(command, fare, standing(rules, name), rules[name].title)


# ---- a line of the fare display

def line_rules(command: DisplayFareRules, work) -> FareRules:
    display = one_line(command.line, work)
    search, fare = work.area.fares, display.lines[0].fare
    day = search.ticketed or work.today
    shown = ruled(fare, work.tariff, day, search.passenger)
    found = answered(command, shown, work.tariff.levels(fare, day))
    return replace(found, fares=display)


def ruled(fare: Fare, tariff: Tariff, today, passenger: str = "ADT") -> RuledFare:
    taken = tariff.taken_in(fare, today)
    return RuledFare(fare.carrier, fare.fare_class, fare.booking_class, fare.tariff, fare.rule.split("/")[-1],
                     taken.type if taken else "", passenger, passenger_type(passenger).name)


# ---- a component of a price

def parts(command: DisplayFareRules, work) -> tuple[RuledPart, ...]:
    """Of the price in that line, the passengers as the booking numbers them."""
    seen = work.area.quoted
    if seen is None:
        raise NoPriceShown()
    if not 1 <= command.line <= len(seen.fares):
        raise NoSuchLine(line=command.line)
    fare, named = seen.fares[command.line - 1], seen.passengers[command.line - 1]
    order = [name.tattoo for name in passengers(work.area.working, work.manners.order)]
    numbers = tuple(order.index(tattoo) + 1 for tattoo in named if tattoo in order)
    return tuple(RuledPart(command.line, place, fare.type, numbers, each.origin, each.destination, each.carrier,
                           each.fare_basis) for place, each in enumerate(fare.components, 1))


def component_rules(command: DisplayFareRules, work) -> FareRules:
    found = parts(command, work)
    place = command.component or 0
    if not 1 <= place <= len(found):
        raise NoSuchLine(line=place)
    tariff = work.tariff
    component = work.area.quoted.fares[command.line - 1].components[place - 1]
    fare = filed_fare(component, work)
    if fare is None:
        raise NoRuleData(rule=component.rule)
    shown = ruled(fare, tariff, work.today, found[place - 1].passenger)
    return replace(answered(command, shown, tariff.levels(fare, work.today)), part=found[place - 1])


def filed_fare(component: FareComponent, work) -> Fare | None:
    """The fare of a component: the way back of a return journey is filed from where the journey began."""
    ways = ((component.origin, component.destination), (component.destination, component.origin))
    seller = watching(FareSearch("", "", work.today, accounts=tuple(filter(None, (component.account,)))), work)
    found = (fare for ends in ways for fare in work.tariff.by_rule.offered(
        component.carrier, *ends, work.today, seller, component.booking_class))
    return max((fare for fare in found if fare.rule == component.rule), default=None,
               key=lambda fare: len(fare.fare_class) * component.fare_basis.startswith(fare.fare_class))


# ---- what is shown of the rules

def answered(command: DisplayFareRules | DisplayRule, fare: RuledFare, levels: Levels, title: str = "") -> FareRules:
    """The paragraphs asked for, in the order they were; one that no rule has stands without lines."""
    there = {each.code: each for each in said(levels)}
    section = getattr(command, "section", "")
    asked = [code_of(SECTIONS.get(section, section))] if section else [code_of(each) for each in command.categories]
    chosen = [there.get(code) or Paragraph(code, TITLES[code], ()) for code in dict.fromkeys(asked)]
    return FareRules(command, fare, tuple(chosen or there.values()), bool(chosen), title)


TITLES = dict(CODES.values())
WORDS = {"CH": "CD", "MIN": "MN", "MIX": "MN", "MAX": "MX", "NFE": "TE", "NFC": "VC"}  # other names of categories
SECTIONS = {"01": "RU", "02": "EL", "03": "FL", "04": "TR", "05": "GP", "06": "AP", "07": "MN", "08": "CO", "09": "VR",
            "10": "VC", "11": "TE"}  # of the rules of net fares


def code_of(category: str) -> str:
    """The code of a category by its number or its code; raises NoRuleData."""
    code = CODES.get(int(category), ("", ""))[0] if category.isdecimal() else WORDS.get(category, category)
    if code not in TITLES:
        raise NoRuleData(category=category)
    return code
