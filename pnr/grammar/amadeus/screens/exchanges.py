"""FXF, FXQ, FXE and FXO: the old document against the new fare, line by line."""
from collections.abc import Iterator

from ....commands.best_exchange import PriceBestExchange, StoreBestExchange
from ....commands.exchanges import Exchanged, ExchangeDisplay, PriceExchange, StoreExchange, TicketRevalidated
from ....engine.booking.elements import Segment
from ....engine.ticketing.tickets import conjunction
from ....values.dates import short
from ....values.money import Money
from ...columns import columns, right
from . import screen
from .price_entry import modifiers

CODES = {PriceExchange: "FXF", StoreExchange: "FXQ", PriceBestExchange: "FXE", StoreBestExchange: "FXO"}
FIGURES = (25, 39, 53)  # the last columns of old, new and the difference
HEADING = columns(right("OLD TICKET", 25, 12), right("NEW FARE", 39, 12), right("DIFFERENCE", 53, 12))


@screen.register
def exchange(reply: ExchangeDisplay) -> str:
    lines = [row for each in reply.exchanges for row in ("", *rows(each))]
    return "\n".join([typed(reply), *(moved(*each) for each in reply.rebooked), *lines])


def moved(segment: Segment, letter: str) -> str:
    """`REBOOK HU7603 Y 09DEC PEKSHA IN B`"""
    return (f"REBOOK {segment.carrier}{segment.number:>4} {segment.booking_class} {short(segment.date)} "
            f"{segment.origin}{segment.destination} IN {letter}")


def typed(reply: ExchangeDisplay) -> str:
    command = reply.command
    code = CODES[type(command)]
    named = [f"L{command.element}"] if command.element else [f"TKT{command.number}"] if command.number else []
    return "/".join([code, *modifiers(command), *named, *["INVOL"] * command.involuntary])


def rows(each: Exchanged) -> Iterator[str]:
    found, currency = each.found, each.old.fare.currency
    first = each.tickets[0]
    stored = f"TST{each.number:05}" if each.number else ""
    yield columns((1, f"{each.place:02} {each.passenger}{'(INF)' * each.infant}"),
                  (34, conjunction(first.number, first.count)), (54, stored)).rstrip()
    yield HEADING
    paid = each.old.fare + found.fare_difference
    yield line("FARE", currency, each.old.fare, paid, found.fare_difference)
    for tax in found.taxes:
        yield line(f"TAX {tax.code}", "", tax.old, tax.new, tax.difference)
    yield line("TOTAL", currency, each.old.total, each.new.total, each.new.total - each.old.total)
    yield figure("CHANGE FEE", "", found.penalty)
    yield from kept(each)
    yield figure("ADD COLLECT" if not found.back.minor else "REFUND", currency,
                 found.back if found.back.minor else found.to_pay)


def kept(each: Exchanged) -> Iterator[str]:
    """What of the old fare is neither used nor given back."""
    if each.found.residual.minor:
        yield figure("RESIDUAL VALUE", "", each.found.residual)
    if each.found.forfeited.minor:
        yield figure("FORFEITED", "", each.found.forfeited)


def line(words: str, currency: str, *amounts: Money) -> str:
    return columns((1, words), (11, currency), *(right(amount, last, 12)
                                                 for amount, last in zip(amounts, FIGURES, strict=True)))


def figure(words: str, currency: str, amount: Money) -> str:
    return columns((1, words), *([(37, currency)] if currency else []), right(amount, FIGURES[-1], 12))


@screen.register
def revalidated(reply: TicketRevalidated) -> str:
    return f"OK PROCESSED\n{screen(reply.display)}" if reply.display else "OK PROCESSED"
