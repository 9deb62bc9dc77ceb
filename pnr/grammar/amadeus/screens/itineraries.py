"""IED IBD ITRD TTP/TKT: papers as travellers have them; IEP IBP ITR: what became of those posted."""
from ....commands.itineraries import PaperDisplay, PapersPosted
from ....commands.ticketing import TicketsMailed
from . import screen

NAMES = {"itinerary": "ITINERARY", "receipt": "ITINERARY RECEIPT", "confirmation": "CONFIRMATION"}
WHY = {"nobody": "NO {0} CONFIGURED", "": "{0} BUSY"}


@screen.register
def papers(reply: PaperDisplay) -> str:
    shown = "\n\n".join(paper.text for paper in reply.papers)
    return f"{became('confirmation', 'MAIL SERVER', reply)}\n{shown}" if reply.post else shown


@screen.register
def tickets(reply: TicketsMailed) -> str:
    """What became of the receipts is said before the booking."""
    mailed = f"OK ETICKET - {became('receipt', 'MAIL SERVER', reply)}"
    return f"{mailed}\n{screen(reply.display)}" if reply.display else mailed


@screen.register
def posted(reply: PapersPosted) -> str:
    if reply.printed and reply.state == "sent":
        return "OK PROCESSED"
    return became(reply.kind, "PRINTER" if reply.printed else "MAIL SERVER", reply)


def became(kind: str, carrier: str, reply: PaperDisplay | PapersPosted | TicketsMailed) -> str:
    """Handed over, waiting until it can be, or refused for good."""
    name = NAMES[kind]
    if reply.state == "sent":
        return f"{name} SENT"
    if reply.state == "refused":
        return f"{name} NOT SENT - ADDRESS REFUSED BY MAIL SERVER"
    return f"{name} QUEUED - {WHY.get(reply.reason, '{0} NOT AVAILABLE').format(carrier)}"
