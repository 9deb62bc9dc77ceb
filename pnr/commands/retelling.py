"""How the last program at a terminal ended its work, told again from what the store kept."""
from ..engine.booking.areas import Held
from .command import Reply
from .display import shown
from .ending import Filed
from .refunds import RefundProcessed
from .ticketing import TicketsIssued, TicketVoided


def retold(held: Held, work) -> Reply | None:
    """The booking in hand, else the reply to the last filing; None when the terminal left nothing."""
    said = held.reply or {}
    if documents := said.get("documents"):
        return of_documents(said["kind"], documents, work)
    if not held.area.empty:
        return shown(work)
    return Filed(said["locator"]) if said.get("kind") == Filed.__name__ else None


def of_documents(kind: str, documents: list[str], work) -> Reply:
    """The reply of this kind about the sets these numbers begin."""
    sets = tuple(work.tickets.whole(number) for number in documents)
    first = sets[0][0]
    if kind == TicketsIssued.__name__:
        return TicketsIssued(first.locator, sets, None if work.area.empty else shown(work))
    if kind == TicketVoided.__name__ or first.refund is None:
        return TicketVoided(first.locator, sets[0], work.today, work.office)
    return RefundProcessed(first.refund, first, work.office, work.agent.sign, work.today)
