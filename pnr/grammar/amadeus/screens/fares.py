"""FQD: the fares of a market, a line a fare; FRC: one of them in another currency."""
from collections.abc import Iterator
from datetime import date

from ....commands.fare_options import FareOptions
from ....commands.fares import DisplayFares, FareConverted, FareLine, FareList
from ....values.dates import DayMonth, long, short
from ....values.money import Money
from ...columns import columns, right
from . import screen
from .price_entry import TARIFFS, named

NOTES = 40
DIRECTIONS = {"up": "UP TO", "nearest": "NEAREST"}
HEADING = "LN FARE BASIS    OW   {}  RT   B PEN  DATES/DAYS   AP MIN MAX{}R"
HEADING_OF_MANY = "LN CX FARE BASIS OW   {}  RT   B PEN  DATES/DAYS   AP MIN MAX{}R"
WIDEST_PENALTY = 999  # what three columns take


@screen.register
def fares(reply: FareList) -> str:
    return "\n".join([*heading(reply), *listing(reply)])


@screen.register
def converted(reply: FareConverted) -> str:
    line = reply.fares.lines[0]
    code = f"FRC{line.line}/{reply.converted.currency}"
    return "\n".join([code, market(reply.fares), *listing(reply.fares),
                      f"RATE USED 1{reply.amount.currency}={reply.rate}{reply.converted.currency}",
                      columns((1, reply.converted.currency), right(reply.converted, 12, 9))])


# ---- above the lines

def heading(reply: FareList) -> list[str]:
    rate = f"ROE {reply.rate:.6f} {DIRECTIONS[reply.direction]} {reply.unit:.2f} {filed_in(reply)}"
    tax = "ALL TAX INCLUDED" if reply.search and reply.search.taxed else "TAX MAY APPLY"
    return [typed(reply.command), columns((NOTES, "DEMONSTRATION TARIFF")), columns((NOTES, tax)),
            columns((1, rate), (NOTES, "SURCHG MAY APPLY-CK RULE")), market(reply)]


def filed_in(reply: FareList) -> str:
    return reply.lines[0].fare.amount.currency


def market(reply: FareList) -> str:
    """Dates, carrier, from where to where, which way round the world, how far and how far at most."""
    carriers = reply.carriers[0] if len(reply.carriers) == 1 else "YY"
    last = (reply.search and (reply.search.back or reply.search.until)) or reply.day
    sort = "NPX" if reply.search and (reply.search.tariffs == "private" or reply.search.accounts) else "NSP"
    return (f"{long(reply.day)}**{long(last)}/{carriers} {reply.origin}{reply.destination}/{sort};{reply.indicator}"
            f"/TPM {reply.miles:>5}/MPM {reply.most:>5}")


def typed(command) -> str:
    """The entry again, each option in its place."""
    first = f"FQD{command.origin}{command.destination}" if isinstance(command, DisplayFares) else "FQDC"
    parts = [first, *named("", "" if isinstance(command, DisplayFares) else command.destination), *options(command)]
    return "/".join(parts) if len(parts) > 1 else first.replace("FQDC", "FQDR")


def options(asked: FareOptions) -> Iterator[str]:
    yield from named("D", days(asked))
    yield from named("A", ",".join(asked.carriers))
    yield from named("A-", ",".join(asked.excluded))
    yield from ["AYY"] * asked.every
    yield from named("C", ",".join(asked.booking_classes))
    yield from named("K", asked.cabin)
    yield from (code for code, said in (("IO", asked.oneway), ("IR", asked.returning), ("IH", asked.half),
                                        ("IX", asked.merged), ("S", asked.rising), ("FF", asked.families)) if said)
    yield from named("V", asked.direction)
    sale = "".join(f",{term}" for term in terms(asked))
    yield from named("R", sale)


def days(asked: FareOptions) -> str:
    if asked.date is None:
        return ""
    back = f"*{day(asked.back)}" if asked.back else f"**{day(asked.until)}" if asked.until else ""
    return f"{day(asked.date)}{back}"


def day(asked: DayMonth | None) -> str:
    return asked.written() if asked else ""


def terms(asked: FareOptions) -> Iterator[str]:
    yield from (f"-{type}" for type in asked.types)
    yield from named("", day(asked.ticketing))
    yield from (f"U{code}" for code in asked.accounts)
    yield from named("", TARIFFS.get(asked.tariffs, ""))
    yield from ["NUC"] * asked.neutral
    yield from named("FS-", asked.currency)
    yield from ["AT"] * asked.taxed + ["WT"] * asked.untaxed
    yield from asked.restrictions.names


# ---- the lines

def listing(reply: FareList) -> Iterator[str]:
    """With a column of carriers where there are several, and a mark of fares that not every flight may use."""
    many = len(reply.carriers) > 1
    flights = any(line.conditions.flights for line in reply.lines)
    yield (HEADING_OF_MANY if many else HEADING).format(reply.currency, "F" if flights else " ")
    family = "" if reply.search and reply.search.families else None
    for line in reply.lines:
        if family is not None and line.family != family:
            family = line.family
            yield f"FARE FAMILY            : {family}"
        yield from rows(line, many)


def rows(line: FareLine, many: bool) -> Iterator[str]:
    """The fare; further rows for what two dates do not say."""
    fare, basis = line.fare, line.fare_basis or line.fare.fare_class
    name = [(4, fare.carrier), (7, basis)] if many else [(4, basis)]
    ahead = [right(line.conditions.advance, 54, 2)] if line.conditions.advance else []
    (left, end), *more = dates(line) or [("", "")]
    yield columns(
        (1, f"{line.line:02}"), *name, *amounts(line), (33, fare.booking_class), (35, penalty(line)),
        *cells((39, left), (46, end), (52, "+" if line.conditions.more else "")), *ahead, minimum(line), maximum(line),
        *cells((63, "A" if line.conditions.flights else "")), (64, "R" if fare.routing else "M"))
    for left, end in more:
        yield columns(*cells((39, left), (46, end)))


def cells(*fields: tuple[int, str]) -> list[tuple[int, str]]:
    return [field for field in fields if field[1]]


def amounts(line: FareLine) -> list[tuple[int, str]]:
    """One way, and there and back."""
    shown = written(line.amount or line.fare.amount)
    both = [right(written(line.both), 31, 7)] if line.both else []
    return [right(shown, 21 if line.fare.oneway else 31, 7), *both]


def written(amount: Money) -> str:
    return f"{amount.amount:.0f}" if amount.amount % 1 == 0 and amount.currency != "NUC" else str(amount)


def penalty(line: FareLine) -> str:
    """NRF not refundable; the amount, or @ for a penalty the rule tells."""
    fee = line.conditions.fee
    if not line.conditions.refundable:
        return "NRF"
    if fee and fee.currency == line.fare.amount.currency and fee.amount <= WIDEST_PENALTY and fee.amount % 1 == 0:
        return f"{fee.amount:>3.0f}"
    return " @ " if line.conditions.penalty else ""


def dates(line: FareLine) -> list[tuple[str, str]]:
    """Pairs: season, sale (after, buy by), travel (from, by), when it must be complete, when it ends."""
    said = line.conditions
    pairs: list[tuple[str, date | None, str, date | None]] = [
        ("S", said.season[0], " ", said.season[1])] if said.season else []
    pairs += [("A", later(said.buy_from, line), "B", said.buy_by), ("E", said.first_travel, "O", said.last_travel),
              ("", None, "C", said.complete), ("", None, "X", line.fare.discontinue)]
    return [(lettered(first, start), lettered(last, end)) for first, start, last, end in pairs if start or end]


def later(day: date | None, line: FareLine) -> date | None:
    """The first day of sale, where there is a last one as well."""
    return day if line.conditions.buy_by else None


def lettered(letter: str, day: date | None) -> str:
    return f"{letter}{short(day)}" if day else ""


def minimum(line: FareLine) -> tuple[int, str]:
    """So many days, months with their letter, or the day of the week that must pass."""
    if not line.conditions.minimum:
        return 57, "-"
    count, unit = line.conditions.minimum
    return right(unit[:2].upper() if not count else count if unit == "d" else f"{count}{unit.upper()}", 58, 3)


def maximum(line: FareLine) -> tuple[int, str]:
    """A year where the rule says nothing."""
    count, unit = line.conditions.maximum or (12, "m")
    return right(count if unit == "d" else f"{count}{unit.upper()}", 62, 3)
