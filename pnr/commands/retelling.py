"""What issuing, voiding or refunding answered, told again from the documents when the answer itself was lost."""
from .command import Reply
from .display import shown
from .refunds import RefundProcessed
from .ticketing import TicketsIssued, TicketVoided


def retold(kind: str, documents: list[str], work) -> Reply:
    """The reply of this kind about the sets these numbers begin."""
    sets = tuple(work.tickets.whole(number) for number in documents)
    first = sets[0][0]
    if kind == TicketsIssued.__name__:
        return TicketsIssued(first.locator, sets, None if work.area.empty else shown(work))
    if kind == TicketVoided.__name__ or first.refund is None:
        return TicketVoided(first.locator, sets[0], work.today, work.office)
    return RefundProcessed(first.refund, first, work.office, work.agent.sign, work.today)
