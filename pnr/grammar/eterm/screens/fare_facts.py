"""PFR, XS FSL FSM FXT, FSC and FXP: routings, miles and taxes; rates and charges."""
from ....commands.fare_details import FareRouting, MileageDisplay, TaxDisplay
from ....commands.fare_facts import AmountConverted, FacilityCharge
from ....values.dates import long
from ....values.money import Money
from ...columns import columns, right
from . import screen
from .notes import of_a_fare

ROOM = 42  # for what a tax is levied on


@screen.register
def routing(reply: FareRouting) -> str:
    """The map of the fare, line by line; without one the miles that are permitted."""
    shown = of_a_fare(reply.fares) if reply.fares else [f"{reply.fare.carrier}/{reply.fare.fare_class}"]
    lines = [f"ROUTING {reply.fare.routing}", *(f" {line}" for line in reply.lines)]
    return "\n".join([*shown, *(lines if reply.lines else [f"MPM {reply.miles}"])])


@screen.register
def mileage(reply: MileageDisplay) -> str:
    """Each city with the miles to it and those so far, then what is permitted and what it costs to fly more."""
    first, *legs = reply.legs
    rows = [columns((1, leg.city), (6, "TPM"), right(leg.miles, 15, 5), (18, "CUM"), right(leg.flown, 27, 5))
            for leg in legs]
    whole = legs[-1]
    over = " EXCEEDED" if whole.percent is None else f" {whole.percent}M" if whole.percent else ""
    return "\n".join([f"FSM {' '.join(reply.cities)}", first.city, *rows, f"MPM {whole.permitted}{over}"])


@screen.register
def taxes(reply: TaxDisplay) -> str:
    """Code, nature, how much, since when and until when, and on what: flights, passengers, cabins, airports, bands."""
    rows = [f"FXT {reply.country} {long(reply.day)}"]
    for row in reply.rows:
        amount = f"{row.currency} {Money.of(row.amount, row.currency)}" if row.amount else ""
        amount = f"{row.percent.normalize():f}PCT" if row.percent else amount
        on = " ".join(filter(None, (row.scope.upper(), *row.passengers, *row.cabins, *row.airports, *row.bands)))
        rows.append(columns((1, row.code), (4, row.nature), (7, amount), (22, long(row.effective)),
                            (30, long(row.discontinue) if row.discontinue else ""), (38, on[:ROOM])))
    return "\n".join(rows)


@screen.register
def converted(reply: AmountConverted) -> str:
    return "\n".join([f"FSC {reply.amount}{reply.currency}/{reply.into} {long(reply.day)}",
                      f"RATE {reply.rate.normalize():f}", f"{reply.converted} {reply.into}"])


@screen.register
def facility(reply: FacilityCharge) -> str:
    return f"FXP {reply.airport} XF {reply.amount.currency} {reply.amount}"
