"""Give back through the gateway what documents were paid with: it is written with them, and asked for after that."""
from collections.abc import Iterable
from dataclasses import replace

from ...gateway.protocol import Gateway
from .charges import GIVEN, Payback, Reversal, paybacks
from .tickets import Payment, TicketSet

EXCHANGE = "X"  # why, beside V and R: a document was issued in exchange for another


def back_for(turn: int) -> str:
    """Why money goes back with the first, second … refund of a document."""
    return "R" if turn == 1 else f"R{turn}"


def give_back(work, tickets: TicketSet, why: str, payments: Iterable[Payment], void: bool = False,
              undone: Iterable[Payback] = ()) -> None:
    """These payments to the charges they came from; `undone` are earlier paybacks that did not happen after all."""
    ticket = tickets[0]
    backs = (*paybacks(payments, f"{why}{ticket.serial}", void),
             *(Payback(f"{each.key}-undone", each.key, each.amount, True) for each in undone))
    if not backs:
        return
    made = Reversal(ticket.booking, work.attempts.next_place(ticket.booking), ticket.number, why, backs)
    if work.gateway.instant:
        made = given(work.gateway, made)
    kept = work.attempts.keep(made, work.now)
    if not kept.over:
        work.attempts.ask_soon(kept)


def given(gateway: Gateway, reversal: Reversal) -> Reversal:
    """With everything given back; raises what keeps the gateway from doing so."""
    backs = tuple(each if each.over else each.hearing(gateway.ask(each.request)) for each in reversal.backs)
    return replace(reversal, backs=backs, state=GIVEN if all(each.over for each in backs) else reversal.state)


def given_back(work, number: str, booking: int, why: str) -> tuple[Payback, ...]:
    """What went back for a document, for this reason."""
    return tuple(back for each in work.attempts.of(booking) if isinstance(each, Reversal)
                 and (each.document, each.why) == (number, why) for back in each.backs)

