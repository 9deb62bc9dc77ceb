"""Lists of names, and what happened to a booking."""
from datetime import datetime

from ....commands.retrieve import HistoryDisplay, ListLine, NameList
from ....engine.booking.changes import Change, Envelope
from ....engine.booking.elements import (
    AssociatedRecord,
    Contact,
    Element,
    FareText,
    FormOfPayment,
    Information,
    IssuedTicket,
    Name,
    Option,
    Remark,
    Seating,
    Segment,
    Service,
    StoredFare,
    Ticketing,
)
from ....values.dates import short
from ...columns import columns, width
from . import screen
from .booking import clock, flight_text, name_text, text_of, unpadded

CODES: dict[type[Element], tuple[str, str, str, str]] = {  # as first filed, then added, changed, cancelled
    Name: ("ON", "AN", "CN", "XN"),
    Segment: ("OS", "AS", "CS", "XS"),
    Contact: ("OP", "AP", "CP", "XP"),
    Ticketing: ("OT", "AT", "CT", "XT"),
    Option: ("OT", "AT", "CT", "XT"),
    Service: ("OR", "SA", "SC", "SX"),
    Information: ("OO", "AO", "OC", "XO"),
    Remark: ("KO", "AR", "CR", "XR"),
    FormOfPayment: ("FO", "FA", "FC", "XF"),
    FareText: ("FO", "FA", "FC", "XF"),
    StoredFare: ("OF", "AF", "CF", "XF"),
    IssuedTicket: ("EO", "EA", "EC", "EX"),
    Seating: ("OR", "SA", "SC", "SX"),
    AssociatedRecord: ("SP", "SP", "SP", "SP"),
}
ACTIONS = {"added": 1, "changed": 2, "cancelled": 3}
LONGEST_NAME = 20


@screen.register
def name_list(reply: NameList) -> str:
    return "\n".join([f"RT/{reply.search}", *(list_line(number, line) for number, line in enumerate(reply.lines, 1))])


def list_line(number: int, line: ListLine) -> str:
    name = line.name.text if width(line.name.text) <= LONGEST_NAME else f"{line.name.text[:LONGEST_NAME - 1]}+"
    segment = line.segment
    trip = [(27, "NO ACTIVE ITINERARY")] if segment is None else [
        (27, segment.carrier), (31, segment.number), (36, segment.booking_class), (39, short(segment.date)),
        (46, segment.origin + segment.destination), (55, segment.seats)]
    return columns((1, f"{number:>3}"), (5, name), *trip, (57, line.locator))


@screen.register
def history(reply: HistoryDisplay) -> str:
    booking, filed, created = reply.booking, reply.booking.filed, reply.booking.created
    if filed is None or created is None:
        return ""
    at, made = datetime.fromisoformat(filed.at), datetime.fromisoformat(created.at)
    lines = [columns((1, f"RP/{booking.office}/{booking.office}"), (35, f"{filed.sign[-2:]}/{filed.duty}"),
                     (48 - len(unpadded(at)) + 1, unpadded(at)), (49, f"/{at:%H%M}Z"), (58, booking.locator)),
             f"{created.office}/{created.sign}/{unpadded(made)}"]
    turns: dict[int, int] = {}
    for envelope in reply.envelopes:
        lines += transaction(envelope, turns, reply.hours)
    return "\n".join(lines)


def transaction(envelope: Envelope, turns: dict[int, int], hours: int) -> list[str]:
    """Lines of one transaction; `turns` remembers in which one an element was made."""
    turn = envelope.version - 1
    lines = [change_line(change, turn, turns, hours) for change in envelope.changes]
    filing = envelope.filing
    at = datetime.fromisoformat(filing.at)
    source = envelope.received_from or ""
    return [*lines, f"    {turn:03} RF-{source} CR-{filing.office} {filing.duty} {filing.sign} {short(at)}{at:%H%M}Z"]


def change_line(change: Change, turn: int, turns: dict[int, int], hours: int) -> str:
    element = change.element
    made = turns.setdefault(element.tattoo, turn)
    code = CODES[type(element)][ACTIONS[change.action] if turn else 0]
    when = f"    {turn:03}" if made == turn else f"{made:03}/{turn:03}"
    return f"{when} {code}/{history_text(element, hours)}"


def history_text(element: Element, hours: int) -> str:
    if isinstance(element, Name):
        return name_text(element)
    if isinstance(element, Segment):
        times = f"{clock(element.departs, hours)} {clock(element.arrives, hours)}"
        return f"{flight_text(element, bool(element.connection))} {element.status}{element.seats} {times}"
    return text_of(element, "FA")
