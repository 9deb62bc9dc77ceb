"""FD and XS FSD: the fares of a market, inside China in one way, elsewhere in another."""
from ....commands.fares import FareLine, FareList, Stay
from ....values.dates import long, short
from ...columns import columns, filled, right
from . import screen

HOME = "CN"  # whose fares have a display of their own
DIRECTIONS = {"up": "UP", "nearest": "NEAREST", "down": "DOWN"}
WIDTH = 79
PRIVATE = "private"


@screen.register
def fares(reply: FareList) -> str:
    if reply.search and reply.search.tariffs == PRIVATE:
        return nett(reply)
    domestic = reply.country == HOME
    rows = [home_title(reply)] if domestic else titles(reply)
    row = home_row if domestic else world_row
    return "\n".join([*rows, *(row(line, len(reply.carriers) > 1) for line in reply.lines)])


def amount_of(line: FareLine) -> tuple[str, str, str]:
    """One way, `=` where the return is twice that, and the return; an empty word where there is none."""
    fare, amount = line.fare, line.amount or line.fare.amount
    both = amount if fare.tag == 2 else amount * 2 if fare.tag == 1 else ""
    return str(amount if fare.oneway else ""), "=" if fare.tag == 1 else "", str(both)


# ---- inside China

def home_title(reply: FareList) -> str:
    carrier = f"/{reply.carriers[0]}" if len(reply.carriers) == 1 else ""
    return columns((1, f"FD:{reply.pair}/{long(reply.day)}{carrier}"),
                   (40, f"/{reply.currency} /TPM {reply.kilometres:>5}/"))


def home_row(line: FareLine, many: bool) -> str:
    """Carrier and class, what percentage of the full fare it is, amounts, since when, the rule and the way to it."""
    fare = line.fare
    percent = f"/{fare.percent}" if fare.percent else ""
    oneway, equal, both = amount_of(line)
    return columns(
        (1, f"{line.line:02}"), (4, f"{fare.carrier}/{fare.fare_class}{percent}"), (13, "/"), right(oneway, 21, 8),
        (22, equal), right(both, 30, 8), (31, f"/{fare.booking_class}/{fare.cabin}/"), *stays(line, (38, 41, 42, 45)),
        (46, f"/{long(fare.effective)}"), (54, long(fare.discontinue) if fare.discontinue else ""),
        (62, f"/{rule(line)}"), (70, f"PFN:{line.line:02}"))


def rule(line: FareLine) -> str:
    return line.fare.rule.rpartition("/")[2]


def stays(line: FareLine, at: tuple[int, int, int, int]) -> list[tuple[int, str]]:
    """`/ 6D. 3M` in the columns of the stroke, the end of the minimum, the point, the end of the maximum."""
    said, (stroke, least, point, most) = line.conditions, at
    return [(stroke, "/"), right(stay(said.minimum), least, 3), (point, "."), right(stay(said.maximum), most, 3)]


def stay(found: Stay | None) -> str:
    """6D, 3M, SU for a Sunday that must pass."""
    if found is None:
        return ""
    count, unit = found
    return f"{count}{unit[:1].upper()}" if count else unit[:2].upper()


# ---- elsewhere

def titles(reply: FareList) -> list[str]:
    """The market again, who has fares, the rate, then dates, the way round the world and the miles."""
    carrier = reply.carriers[0] if len(reply.carriers) == 1 else "YY"
    ends, day = f"{reply.origin}{reply.destination}", long(reply.day)
    others = [*filled([f"{code:<3}" for code in reply.carriers], WIDTH - 4, "  ")] if carrier == "YY" else []
    filed = reply.lines[0].fare.amount.currency
    return [
        f"FSD {ends}/{carrier}/{reply.currency}", *(f"{'SEE' if not place else '':<4}{row.rstrip()}"
                                                   for place, row in enumerate(others)),
        f"1 NUC = {reply.rate:.6f} {filed} ROUNDING {DIRECTIONS[reply.direction]} TO {reply.unit:.2f} {filed}",
        columns((1, f"{day}*{day}/{carrier}"), (28, f"{ends}/{reply.indicator}/"),
                (49, f"/TPM {reply.miles}/MPM {reply.most}/{reply.currency}"))]


def world_row(line: FareLine, many: bool) -> str:
    fare, said = line.fare, line.conditions
    oneway, equal, both = (word.removesuffix(".00") for word in amount_of(line))
    season = f"{short(said.first_travel)} {short(said.last_travel)}" if said.first_travel and said.last_travel else ""
    return columns(
        (1, f"{line.line:02}"), (4, line.fare_basis or fare.fare_class), (14, fare.carrier if many else ""), (17, "/"),
        right(oneway, 26, 9), (27, equal), right(both, 41, 14), (42, f"/{fare.booking_class}"),
        *stays(line, (44, 48, 49, 52)), (54, f"/{season}"), (69, f"/{rule(line)}"))


# ---- by agreement

NETT = "LN  CXR  OW       RT       FBC/TC      RBD MIN/MAX TRVDATE         R"


def nett(reply: FareList) -> str:
    """What is paid to the carrier, under whose tour code, for how long a stay and which days of travel."""
    rows = [f"NETT FARE - {reply.pair}   TAX(ES) NOT INCLUDED",
            f"{long(reply.day)}  {reply.currency}/ADULT/{reply.indicator}",
            NETT]
    return "\n".join([*rows, *(row for line in reply.lines for row in nett_rows(line))])


def nett_rows(line: FareLine) -> list[str]:
    """01  MU   280.00            TA          T   00D/00D 01NOV14-31DEC14 NFN:01, then AP13 and the tour code."""
    fare, said = line.fare, line.conditions
    amount = (fare.terms.net if fare.terms else None) or line.amount or fare.amount
    travel = f"{long(said.first_travel)}-{long(said.last_travel)}" if said.first_travel and said.last_travel else ""
    first = columns(
        (1, f"{line.line:02}"), (5, fare.carrier), (10, amount if fare.oneway else ""),
        (19, "" if fare.oneway else amount), (28, line.fare_basis or fare.fare_class), (40, fare.booking_class),
        (44, f"{days(said.minimum)}/{days(said.maximum)}"), (52, travel), (68, f"NFN:{line.line:02}"))
    ahead = f"AP{said.advance}" if said.advance else ""
    code = fare.terms.tour_code if fare.terms else ""
    return [first, *[columns((5, ahead), (11, code)).rstrip()] * bool(ahead or code)]


def days(found: Stay | None) -> str:
    """00D for no limit, 03D, 03M."""
    count, unit = found or (0, "d")
    return f"{count:02}{unit[:1].upper()}" if count or unit == "d" else unit[:3].upper()
