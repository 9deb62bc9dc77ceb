"""The entry a price screen begins with: what was asked, each option once and in its place."""
from collections.abc import Iterator
from dataclasses import replace

from ....commands.informative import FareStage, PriceJourney
from ....commands.price_options import PriceOptions
from ....commands.pricing import PriceBooking
from ....values.dates import DayMonth
from ....values.spans import Span

CODES = {"PriceBooking": "FXX", "StorePrice": "FXP", "PriceLowest": "FXA", "PriceLowestOfAll": "FXL",
         "RebookLowest": "FXR", "RebookAndStoreLowest": "FXB", "ShowOffer": "FXS", "SellOffer": "FXZ",
         "SellAndStoreOffer": "FXU"}
TARIFFS = {"private": "U", "published": "P", "negotiated": "NEGO"}


def typed(command: PriceOptions) -> str:
    """FXX/P1/RYTH//P2/RMIL, or the journey itself."""
    if isinstance(command, PriceJourney):
        return journey(command)
    more = command.more if isinstance(command, PriceBooking) else ()
    code = f"{CODES[type(command).__name__]}{getattr(command, 'number', '')}"
    return "//".join(["/".join([code, *modifiers(command)]), *("/".join(modifiers(group)) for group in more)])


def journey(command: PriceJourney) -> str:
    """FQPBUE/D13JAN/ALAMIA/AAA/CMNYC-/M"""
    last = ["M"] * command.mirrored + ["LI"] * command.listed + named("P", str(command.count) * (command.count > 1))
    plain = replace(command, listed=False)
    return "/".join(["FQP" + "".join(map(stage, command.stages)), *last, *modifiers(plain)])


def stage(each: FareStage) -> str:
    mark = "--" if each.surface else "-" if each.stop else ""
    how = [*named("D", day(each.date)), *named("A", each.carrier), *named("C", each.booking_class)]
    return f"{each.by}{each.city}{mark}{''.join(f'/{part}' for part in how)}"


def modifiers(asked: PriceOptions) -> Iterator[str]:
    yield from named("P", spans(asked.passengers))
    yield from named("S", spans(asked.segments))
    yield from named("", asked.kind)
    terms = "".join(f",{term}" for term in options(asked))
    yield from named("R", "*".join(asked.types) + terms)
    yield from ["K"] * asked.any_cabin
    yield from named("K", asked.cabin)
    yield from named("L-", "*".join(asked.bases))
    yield from named("", asked.by_segment.written() if asked.by_segment else "")
    yield from named("A-", asked.assigned)
    yield from named("B", spans(asked.breaks))
    yield from named("BT-", str(asked.turn or ""))
    yield from named("F", spans(asked.unbroken))
    yield from named("ZO-", asked.zap.written() if asked.zap else "")
    yield from named("FF-", asked.family)
    yield from ["LO"] * asked.lowest + ["LI"] * asked.listed


def options(asked: PriceOptions) -> Iterator[str]:
    """What follows R, a comma before each."""
    yield from named("VC-", asked.validating)
    yield from named("FC-", asked.currency)
    yield from named("", asked.sold.written() if asked.sold else "")
    yield from (f"U{code}" for code in asked.accounts)
    yield from named("", TARIFFS.get(asked.tariffs, ""))
    yield from named("", day(asked.date))
    yield from ["ET"] * asked.untaxed
    for code, taxes in (("ET-", asked.exempt), ("WC-", asked.withheld), ("AC-", asked.added)):
        yield from (f"{code}{tax}" for tax in taxes)
    yield from named("BK-", asked.booking_class)
    yield from (f"*{name}" for name in asked.restrictions.names)
    yield from named("OCC-", asked.governing)
    yield from ["*PTC"] * asked.only


def named(code: str, text: str) -> list[str]:
    return [f"{code}{text}"] if text else []


def day(asked: DayMonth | None) -> str:
    return asked.written() if asked else ""


def spans(numbers: tuple[Span, ...]) -> str:
    return ",".join(span.written() for span in numbers)
