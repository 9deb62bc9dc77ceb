"""The fare calculation line: every amount of the price, in an order that adds up."""
from collections.abc import Iterator
from decimal import Decimal

from .built import Built
from .construct import Solution
from .filed import charges
from .itinerary import Itinerary
from .quote import Tax
from .rounding import written


def line(itinerary: Itinerary, solution: Solution, currency: str, rate: Decimal | None, taxes: tuple[Tax, ...]) -> str:
    """`PEK CA SHA 1960.00Y CNY1960.00END`, or in neutral units `NUC704.22END ROE7.1`; no rate: domestic.

    Of tours and bulk fares `LOS ET EWR M/BT TLPRUS END`.
    """
    airports = rate is None and itinerary.country == "CN"
    start = itinerary.segments[0]
    words = [start.origin if airports else start.origin_city]
    hidden = next((each.fare.terms.box for each in solution.components if each.fare.terms and each.fare.terms.box), "")
    words += _flown(itinerary, solution, airports, currency if rate is None else "", hidden)
    if hidden:
        return " ".join([*words, "END", *_domestic_charges(itinerary, taxes)])
    total = written(solution.total, currency if rate is None else "")
    words.append(f"{currency if rate is None else 'NUC'}{total}END")
    if rate is not None:
        words.append(f"ROE{plain(rate)}")
    return " ".join([*words, *_domestic_charges(itinerary, taxes)])


def _flown(itinerary: Itinerary, solution: Solution, airports: bool, currency: str, hidden: str) -> Iterator[str]:
    """Flight by flight, each fare behind its last; side trips stand in parentheses: `LH BRU (LH BJL ...) LH WAS`."""
    under = {place: built for built in solution.components for place in built.segments}
    trips = [gap for built in solution.components for gap in built.part.gaps]
    starts, ends = [start for start, _ in trips], [end for _, end in trips]
    for place, each in enumerate(itinerary.segments):
        built = under[place]
        if place and itinerary.surface(place - 1):
            yield f"/-{each.origin if airports else each.origin_city}"
        onward = next((other for other in built.segments if other > place), None)
        mark = "X/" if onward and itinerary.connection(place, onward) else ""
        words = [f"{each.carrier} {mark}{each.destination if airports else each.destination_city}"]
        words += _fare(built, currency, hidden) if onward is None else ()
        yield "(" * starts.count(place) + " ".join(words) + ")" * ends.count(place + 1)


def plain(rate: Decimal) -> str:
    """7.1, and 1.0 rather than 1."""
    text = f"{rate.normalize():f}"
    return text if "." in text else f"{text}.0"


def _fare(built: Built, currency: str, hidden: str) -> Iterator[str]:
    if hidden:  # an inclusive tour (IT) or bulk fare (BT) prints no amounts
        yield f"M/{hidden} {built.fare_basis}"
        return
    yield from (f"{code}{written(amount, currency)}" for code, amount in built.charges)
    yield f"{_mileage(built)}{written(built.value, currency)}{built.fare_basis}"


def _mileage(built: Built) -> str:
    """M where a point lies between the ends, and the surcharge in percent where the way is long."""
    if len(built.segments) == 1:
        return ""
    return f"{built.surcharge or ''}M"


def _domestic_charges(itinerary: Itinerary, taxes: tuple[Tax, ...]) -> Iterator[str]:
    """American segment and facility charges name their airports."""
    segment = [itinerary.segments[place].origin for tax in taxes if tax.code == "ZP" for place in tax.segments]
    if segment:
        yield f"ZP{''.join(segment)}"
    for tax in taxes:
        if tax.code == "XF":
            airports = [itinerary.segments[place].origin for place in tax.segments]
            yield "XF" + "".join(f"{code}{charges()['XF', code, 'any'].amount.normalize():f}" for code in airports)
