"""FXD: recommendations in groups of one price, each with what it costs, its flights, and the entries that take it."""
from collections.abc import Iterator

from ....commands.shopping import OfferDisplay
from ....engine.pricing.quote import PricedFare
from ....values.dates import clock12, clock24, long, short
from ....values.money import Money, total
from ...columns import columns, right
from . import screen

HEADING = "  PTC       CUR                 TAX           FARE BASIS"


@screen.register
def offers(reply: OfferDisplay) -> str:
    lines, number = [summary(reply)], 0
    for place, group in enumerate(reply.groups, 1):
        for count, offer in enumerate(group.offers, 1):
            number += 1
            title = f" RECOMMENDATION {count} OF {len(group.offers)} IN GROUP {place} ({money(group.total)})"
            lines += ["", f"{'-' * 10}{title}{'-' * 10}", HEADING, *fares(offer.buy.fares),
                      *flights(offer, reply.office.hours), taking(number), *notes(offer.buy.fares),
                      *map(why, reply.reasons[number - 1])]
    return "\n".join(lines)


def summary(reply: OfferDisplay) -> str:
    """21 GROUPS AND 50 RECOMMENDATIONS RETURNED FROM EUR 69.85 TO 3253.54"""
    totals = [group.total for group in reply.groups]
    low, high = min(totals, key=lambda each: each.minor), max(totals, key=lambda each: each.minor)
    return f"{counted(len(totals), 'GROUP')} AND {counted(reply.count, 'RECOMMENDATION')} RETURNED " \
           f"FROM {money(low)} TO {high}"


def counted(count: int, word: str) -> str:
    return f"{count} {word}{'S' if count > 1 else ''}"


def money(amount: Money) -> str:
    return f"{amount.currency} {amount}"


def fares(priced: tuple[PricedFare, ...]) -> Iterator[str]:
    """A line for each type, with total and taxes of one passenger; then those of all."""
    for line, fare in enumerate(priced, 1):
        bases = "+".join(dict.fromkeys(part.fare_basis for part in fare.components))
        yield columns((1, line), (3, fare.type), *amounts(len(fare.passengers), fare.total, fare.tax_total),
                      (47, bases))
    currency, count = priced[0].total.currency, sum(len(fare.passengers) for fare in priced)
    yield columns((3, "TOTAL"), *amounts(
        count, total([fare.total * len(fare.passengers) for fare in priced], currency),
        total([fare.tax_total * len(fare.passengers) for fare in priced], currency)))


def amounts(count: int, whole: Money, taxes: Money) -> list[tuple[int, object]]:
    return [right(count, 11, 2), (13, whole.currency), right(whole, 25, 9), right(taxes, 35, 9)]


def flights(offer, hours: int) -> Iterator[str]:
    """A line a flight, the number of the direction on its first, the time it takes on its last."""
    letters = iter(offer.buy.classes)
    for place, way in enumerate(offer.trip.ways, 1):
        for flight in way.flights:
            later = f"{flight.arrives_day:+}" if flight.arrives_day else ""
            time = f"{way.minutes // 60:02}{way.minutes % 60:02}" if flight is way.flights[-1] else ""
            yield columns(
                (1, place if flight is way.flights[0] else ""), (5, flight.carrier),
                right(f"{flight.number:03}", 10, 4), (13, next(letters)), (16, short(flight.date)),
                (23, flight.origin), (29, flight.destination),
                right(clock(flight.departs, hours), 39, 5), right(clock(flight.arrives, hours), 45, 5), (46, later),
                (49, f"E{flight.stops}/{flight.equipment}"), (57, time)).rstrip()


def clock(minute: int, hours: int) -> str:
    return clock12(minute) if hours == 12 else clock24(minute)


def taking(number: int) -> str:
    return f">> FXS{number} TO SELECT  >> FXZ{number} TO BOOK  >> FXU{number} TO BOOK AND CREATE TST"


WHOSE = {"office": "OF THE OFFICE", "traveller": "OF THE TRAVELLERS"}


def why(reason) -> str:
    """A line for each habit an offer meets."""
    if reason.usual:
        return f"WHY: PRICE, {money(reason.usual)} USUALLY PAID BY {WHOSE[reason.whose].removeprefix('OF ')}"
    stops = {"0": "WITHOUT CONNECTION", "1": "1 CONNECTION"}.get(reason.value, f"{reason.value} CONNECTIONS")
    word = {"carrier": f"AIRLINE {reason.value}", "time": f"LEAVES {reason.value}"}.get(reason.kind, stops)
    return f"WHY: {word}, {reason.count} OF {reason.of} JOURNEYS {WHOSE[reason.whose]}"


def notes(priced: tuple[PricedFare, ...]) -> Iterator[str]:
    """Each with the line it is about."""
    for line, fare in enumerate(priced, 1):
        if not fare.refundable:
            yield f"{line} TICKETS ARE NON-REFUNDABLE"
        if fare.last_ticketing:
            yield f"{line} LAST TKT DTE{long(fare.last_ticketing)} - SEE ADV PURCHASE"
