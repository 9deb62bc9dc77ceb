"""PFN and XS FSN: the rule of a fare, category by category."""
from collections.abc import Iterator

from ....commands.fares import FareList
from ....commands.notes import DisplayRule, FareRules, RuledParts
from ....commands.rules import QuotedRules
from . import screen
from .market import HOME, PRIVATE, home_row, home_title, nett, titles, world_row

SILENT = "  NO RESTRICTION."


@screen.register
def rules(reply: FareRules) -> str:
    said = index(reply) if reply.command.listed else texts(reply)
    return "\n".join([*heading(reply), *said])


@screen.register
def parts(reply: RuledParts) -> str:
    """After a price there are several fares to choose from."""
    return "\n".join(
        f"{part.price:02}-{part.component} {part.origin}{part.destination} {part.carrier} {part.fare_basis}"
        for part in reply.parts)


@screen.register
def quoted(reply: QuotedRules) -> str:
    """Of each fare of a price under one title."""
    bases = "+".join(each.part.fare_basis for each in reply.rules if each.part)
    rows = [f"{'SFN:' if reply.domestic else 'FSG '}{reply.command.line:02} {bases}"]
    for each in reply.rules:
        rows += [*heading(each), *(index(each) if reply.command.listed else texts(each))]
    return "\n".join(rows)


def heading(reply: FareRules) -> Iterator[str]:
    """The line of the fare display again, or the name of the rule."""
    fare = reply.fare
    if reply.fares:
        yield from of_a_fare(reply.fares)
    elif isinstance(reply.command, DisplayRule):
        yield f"PFN:{fare.rule}/{fare.carrier} {fare.tariff} {reply.title}".rstrip()
    else:
        market = f"{reply.part.origin}{reply.part.destination} " if reply.part else ""
        yield f"{market}{fare.carrier}/{fare.fare_class} {fare.tariff}/{fare.rule}"


def of_a_fare(shown: FareList) -> list[str]:
    if shown.search and shown.search.tariffs == PRIVATE:
        return nett(shown).split("\n")
    if shown.country == HOME:
        return [home_title(shown), home_row(shown.lines[0], False)]
    return [titles(shown)[-1], world_row(shown.lines[0], False)]


def index(reply: FareRules) -> Iterator[str]:
    yield from (f"{each.number:02}.{each.title}" for each in reply.paragraphs)


def texts(reply: FareRules) -> Iterator[str]:
    for each in reply.paragraphs:
        yield f"{each.number:02}.{each.title}"
        yield from each.lines or [SILENT]
