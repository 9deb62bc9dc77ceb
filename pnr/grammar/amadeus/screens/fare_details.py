"""FQR, FQS, FQK of a fare that was shown; FQM and FQNTAX of cities and countries."""
from collections.abc import Iterator

from ....commands.fare_details import BookingCodes, FareRouting, FareStays, Leg, MileageDisplay, TaxDisplay
from ....commands.fares import FareList
from ....values.dates import long
from ...columns import columns, right
from . import screen
from .fares import NOTES, listing, market


def head(title: str, fares: FareList | None) -> Iterator[str]:
    """What it is, and the line of the fare display again."""
    yield columns((1, f"**  {title}  **"), (NOTES, "DEMONSTRATION TARIFF"))
    if fares:
        yield market(fares)
        yield from listing(fares)


@screen.register
def routing(reply: FareRouting) -> str:
    return "\n".join([*head("ROUTING DISPLAY", reply.fares), *ways(reply)])


def ways(reply: FareRouting) -> Iterator[str]:
    """The lines of the map with stars and numbers, or the most miles."""
    fare = reply.fare
    if not fare.routing:
        yield f"MILEAGE FARE - MAXIMUM PERMITTED MILEAGE {fare.origin}{fare.destination} {reply.miles}"
        return
    yield columns((1, "ADDON"), (16, f"SPECIFIED  {fare.carrier}{fare.routing:>04}"), (35, "ADDON"),
                  (50, f"EFF{long(reply.effective)}"))
    for place, line in enumerate(reply.lines, 1):
        yield f"{place:>3} * {line}"


@screen.register
def codes(reply: BookingCodes) -> str:
    first, *below = reply.letters
    rows = [*head("BOOKING CODES", reply.fares), f"{reply.carrier}   {first}"]
    return "\n".join([*rows, f"     {' '.join(below)} PERMITTED AT THE SAME FARE"] if below else rows)


@screen.register
def stays(reply: FareStays) -> str:
    found = reply.stays
    least = f"RETURN NOT BEFORE {long(found.first)}" if found.first else "NONE"
    what = "TRAVEL COMPLETED BY" if found.complete else "RETURN NOT AFTER"
    return "\n".join([*head("STAY DISPLAY", reply.fares), columns((1, "MN.MIN STAY"), (18, least)),
                      columns((1, "MX.MAX STAY"), (18, f"{what} {long(found.last)}"))])


@screen.register
def mileage(reply: MileageDisplay) -> str:
    """A line a city: the sector, all so far, the most there may be, and what is to be paid for more."""
    rows = [f"FQM{''.join(reply.cities)}", "CTY     TPM    CUM    MPM  GI  EMS"]
    return "\n".join([*rows, *(leg(each, reply.indicator) for each in reply.legs)])


def leg(each: Leg, indicator: str) -> str:
    if not each.miles:
        return each.city
    more = "TOO FAR" if each.percent is None else f"{each.percent:>2}M"
    return columns((1, each.city), right(each.miles, 11, 6), right(each.flown, 18, 6), right(each.permitted, 25, 6),
                   (28, indicator), (32, more))


@screen.register
def taxes(reply: TaxDisplay) -> str:
    """Code and nature, how often it is due, the amount, since when."""
    rows = [f"FQNTAX/{reply.country}", "TAX NAT DUE               AMOUNT        EFFECTIVE  REFUND"]
    for row in reply.rows:
        amount = f"{row.percent.normalize():f} PERCENT" if row.percent else f"{row.currency} {row.amount}" \
            if row.amount else "BY AIRPORT"
        due = " ".join((row.kind, *row.bands, "".join(row.cabins))).upper()
        rows.append(columns((1, row.code), (5, row.nature), (9, due[:17]), (27, amount),
                            (41, long(row.effective)), (52, row.refundable.upper())))
    return "\n".join(rows)
