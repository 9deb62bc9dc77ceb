"""The conditions of a price as its own rules say them: penalties, changes, refunds."""
from collections.abc import Iterable, Iterator

from ...fare_rules import chinese
from ...fare_rules.application import standing
from ...fare_rules.judge import Levels
from ...fare_rules.paragraphs import standing as paragraphs
from ...fare_rules.reading import parse
from ...values.columns import wrapped
from ..pricing.kept import LATER
from ..pricing.quote import FareComponent, PricedFare
from .words import CHINESE

PENALTIES = 16


def conditions(fares: Iterable[PricedFare], language: str, width: int) -> list[str]:
    """Of every fare component, once where several say the same."""
    said = dict.fromkeys(tuple(of_part(part, levels, language, width))
                         for fare in dict.fromkeys(fares) for part, levels in parts(fare))
    return [line for lines in said for line in lines]


def limits(fare: PricedFare) -> str:
    """Its penalties in a line of Chinese."""
    return "".join(dict.fromkeys(line for _, levels in parts(fare) for line in chinese.told(levels, PENALTIES)))


def parts(fare: PricedFare) -> Iterator[tuple[FareComponent, Levels]]:
    """Each component with the rules it was sold under, which the price keeps."""
    rules = [(name, rule) for name, text in fare.rules for rule in parse(text)]
    for part in fare.components:
        own = {rule.rid: rule for name, rule in rules if not part.rules or name in part.rules}
        yield part, standing(own, part.rule, (part.footnote,))


def of_part(part: FareComponent, levels: Levels, language: str, width: int) -> Iterator[str]:
    yield f"{part.origin}-{part.destination} {part.carrier} {part.fare_basis}"
    if language == CHINESE:
        for number in LATER:
            if lines := chinese.told(levels, number):
                yield f"  {chinese.TITLES[number]}"
                yield from (row for line in lines for row in wrapped(f"    {line}", width, 4))
        return
    for paragraph in paragraphs(levels):
        if paragraph.number in LATER:
            yield f"  {paragraph.title}"
            yield from (f"  {line}" for line in paragraph.lines)
