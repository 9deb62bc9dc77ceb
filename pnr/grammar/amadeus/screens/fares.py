"""FQD: the fares of a market, a line a fare."""
from ....commands.fares import FareLine, FareList
from ....values.dates import long, short
from ...columns import columns, right
from . import screen

NOTES = 40
DIRECTIONS = {"up": "UP TO", "nearest": "NEAREST"}
HEADING = "LN FARE BASIS    OW   {}  RT   B PEN  DATES/DAYS   AP MIN MAX R"
HEADING_OF_MANY = "LN CX FARE BASIS OW   {}  RT   B PEN  DATES/DAYS   AP MIN MAX R"


@screen.register
def fares(reply: FareList) -> str:
    many = len(reply.carriers) > 1
    return "\n".join([*heading(reply), (HEADING_OF_MANY if many else HEADING).format(reply.currency),
                      *(row for line in reply.lines for row in rows(line, many))])


def heading(reply: FareList) -> list[str]:
    rate = f"ROE {reply.rate:.6f} {DIRECTIONS[reply.direction]} {reply.unit:.2f} {reply.currency}"
    return [typed(reply), columns((NOTES, "DEMONSTRATION TARIFF")), columns((NOTES, "TAX MAY APPLY")),
            columns((1, rate), (NOTES, "SURCHG MAY APPLY-CK RULE")), market(reply)]


def market(reply: FareList) -> str:
    """Dates, carrier, from where to where, which way round the world, how far and how far at most."""
    carriers = reply.carriers[0] if len(reply.carriers) == 1 else "YY"
    return (f"{long(reply.day)}**{long(reply.day)}/{carriers} {reply.origin}{reply.destination}/NSP;{reply.indicator}"
            f"/TPM {reply.miles:>5}/MPM {reply.miles * 12 // 10:>5}")


def typed(reply: FareList) -> str:
    """The entry again."""
    command = reply.command
    parts = [f"FQD{command.origin}{command.destination}", *[f"D{short(reply.day)}"] * bool(command.date)]
    parts += [f"A{','.join(command.carriers)}"] * bool(command.carriers)
    parts += [f"C{','.join(command.booking_classes)}"] * bool(command.booking_classes)
    return "/".join([*parts, *["IO"] * command.oneway, *["IR"] * command.returning])


def rows(line: FareLine, many: bool) -> list[str]:
    """The fare; a second row where it may only be flown between dates."""
    fare = line.fare
    amount = f"{fare.amount.amount:.0f}" if fare.amount.amount % 1 == 0 else str(fare.amount)
    name = [(4, fare.carrier), (7, fare.fare_class)] if many else [(4, fare.fare_class)]
    ahead = [right(line.advance, 54, 2)] if line.advance else []
    first = columns(
        (1, f"{line.line:02}"), *name, right(amount, 21 if fare.oneway else 31, 7), (33, fare.booking_class),
        (35, penalty(line)), *dates(line), *ahead, minimum(line), maximum(line), (64, "M"))
    travel = [columns((39, f"E{short(line.first_travel)}"), (46, f"O{short(line.last_travel)}"))] \
        if line.first_travel and line.last_travel else []
    return [first, *travel]


def penalty(line: FareLine) -> str:
    """NRF not refundable; @ for a penalty the rule tells."""
    return "NRF" if not line.refundable else " @ " if line.penalty else ""


def dates(line: FareLine) -> list[tuple[int, str]]:
    return [(46, f"B{short(line.buy_by)}")] if line.buy_by else []


def minimum(line: FareLine) -> tuple[int, str]:
    """So many days, months with their letter, or the day of the week that must pass."""
    if not line.minimum:
        return 57, "-"
    count, unit = line.minimum
    return right(unit[:2].upper() if not count else count if unit == "d" else f"{count}{unit.upper()}", 58, 3)


def maximum(line: FareLine) -> tuple[int, str]:
    """A year where the rule says nothing."""
    count, unit = line.maximum or (12, "m")
    return right(count if unit == "d" else f"{count}{unit.upper()}", 62, 3)
