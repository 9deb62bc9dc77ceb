"""FQN: the rules of a fare, what there is of them or category by category."""
from collections.abc import Iterator

from ....commands.notes import DisplayRule, FareRules, RuledFare, RuledPart, RuledParts
from ...columns import columns
from . import screen
from .fares import NOTES, listing, market

FARE_TYPES = {"XEX": "REGULAR EXCURSION", "XAP": "ADVANCE PURCHASE EXCURSION", "EU": "ECONOMY UNRESTRICTED",
              "XPX": "INSTANT PURCHASE EXCURSION", "XPN": "INSTANT PURCHASE", "XRS": "RESTRICTED"}
NOTHING = "  NONE UNLESS OTHERWISE SPECIFIED."
OPTION = 33  # columns of the first of two options


@screen.register
def rules(reply: FareRules) -> str:
    said = texts(reply) if reply.chosen else options(reply)
    return "\n".join([*heading(reply), *filed(reply), *said])


@screen.register
def parts(reply: RuledParts) -> str:
    first = reply.parts[0]
    return "\n".join([typed(reply), "", who(first), *map(row, reply.parts)])


def typed(reply: RuledParts) -> str:
    """The entry again."""
    wanted = ",".join(reply.command.categories) or "LIST" * reply.command.listed
    return f"FQN{reply.command.line}{f'*{wanted}' if wanted else ''}"


def who(part: RuledPart) -> str:
    """1 - PTC 1-2 ADT"""
    ends = dict.fromkeys((*part.numbers[:1], *part.numbers[-1:]))
    return " ".join(filter(None, (f"{part.price} - PTC", "-".join(map(str, ends)), part.passenger)))


def row(part: RuledPart) -> str:
    return columns((2, f"FQN {part.price}-{part.component}"), (13, part.passenger),
                   (17, f"{part.origin}{part.destination}"), (24, part.carrier), (28, part.fare_basis))


# ---- the head

def heading(reply: FareRules) -> Iterator[str]:
    """The line of the fare display again, or the component, or the name of the rule."""
    if reply.fares:
        yield columns((1, "**  RULES DISPLAY  **"), (NOTES, "SURCHG MAY APPLY-CK RULE"))
        yield market(reply.fares)
        yield from listing(reply.fares)
    elif reply.part:
        part = reply.part
        yield columns((1, f" {who(part)}"), (48, "RULES DISPLAY"))
        yield columns((1, f"FARE COMPONENT {part.component:>2}"), (22, part.passenger),
                      (26, f"{part.origin}{part.destination}"), (33, part.carrier), (37, part.fare_basis))
    else:
        yield columns((1, "**  RULES DISPLAY  **"), (NOTES, "DEMONSTRATION TARIFF"))
        yield reply.title


def filed(reply: FareRules) -> Iterator[str]:
    fare = reply.fare
    if isinstance(reply.command, DisplayRule):
        yield f"AL: {fare.carrier}   TRF: {fare.tariff} RULE: {fare.rule}"
        return
    yield columns((1, f"FCL: {fare.fare_class} "), (16, f"TRF: {fare.tariff} RULE: {fare.rule} "),
                  (39, f"BK:  {fare.booking_class}"))
    if not reply.part:
        yield columns((1, f"PTC: {fare.passenger}-{fare.named}"), *kind(fare))


def kind(fare: RuledFare) -> list[tuple[int, str]]:
    name = FARE_TYPES.get(fare.type)
    return [(29, f"FTC: {fare.type}{f'-{name}' if name else ''}")] if fare.type else []


# ---- what it says

def options(reply: FareRules) -> Iterator[str]:
    """Two columns, read down and then across."""
    yield "OPTION LIST"
    names = [f"{each.code}.{each.title}" for each in reply.paragraphs]
    half = (len(names) + 1) // 2
    for place in range(half):
        other = names[half + place] if half + place < len(names) else ""
        yield columns((4, names[place]), *([(4 + OPTION, other)] if other else []))


def texts(reply: FareRules) -> Iterator[str]:
    for each in reply.paragraphs:
        yield f"{each.code}.{each.title}"
        yield from each.lines or [NOTHING]
