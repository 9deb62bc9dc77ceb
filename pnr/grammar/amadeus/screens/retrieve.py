"""Lists of names, and what happened to a booking."""
from dataclasses import dataclass, field, replace
from datetime import datetime

from ....commands.retrieve import HistoryDisplay, ListLine, NameList
from ....engine.booking.bought import StoredService
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
from ....engine.booking.groups import Group
from ....engine.booking.security import Security
from ....engine.booking.surface import ArrivalUnknown, OpenSegment
from ....engine.queues.places import Placed
from ....values.dates import short
from ....values.numbers import masked
from ...columns import columns, width
from . import screen
from .booking import clock, flight_text, name_text, stretch_text, text_of, unpadded
from .parts import PARTS

CODES: dict[type[Element], tuple[str, str, str, str]] = {  # as first filed, then added, changed, cancelled
    Name: ("ON", "AN", "CN", "XN"),
    Group: ("ON", "AN", "CN", "XN"),
    Segment: ("OS", "AS", "CS", "XS"),
    Contact: ("OP", "AP", "CP", "XP"),
    Ticketing: ("OT", "AT", "CT", "XT"),
    Option: ("OQ", "AO", "CO", "XO"),
    Service: ("OR", "SA", "SC", "SX"),
    Information: ("OO", "AO", "OC", "XO"),
    Remark: ("KO", "AR", "CR", "XR"),
    FormOfPayment: ("FO", "FA", "FC", "XF"),
    FareText: ("FO", "FA", "FC", "XF"),
    StoredFare: ("OF", "AF", "CF", "XF"),
    StoredService: ("OF", "AF", "CF", "XF"),
    IssuedTicket: ("EO", "EA", "EC", "EX"),
    Security: ("OE", "AE", "CE", "XE"),
    Seating: ("OR", "SA", "SC", "SX"),
    OpenSegment: ("OS", "AS", "CS", "XS"),
    AssociatedRecord: ("SP", "SP", "SP", "SP"),
}
PAST = PARTS | {"Q": (), "F": (*PARTS["F"], StoredFare)}
HEAD = 2  # lines before the first transaction
ACTIONS = {"added": 1, "changed": 2, "cancelled": 3}
LONGEST_NAME = 20
FIRST = {"HK": "LK"}  # a segment that was sold was held before it was filed
BEFORE = {"HL": "PE", "HK": "NN", "HN": "NN"}  # and how it was asked for


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
    told = Told(reply.hours, reply.past, tuple(kind for part in reply.past for kind in PAST[part]))
    for envelope in reply.envelopes:
        lines += transaction(envelope, told)
    lines += [queue_line(each) for each in reply.placed or ()]
    return "\n".join(lines if len(lines) > HEAD else [*lines, "NO ELEMENT FOUND"])


def queue_line(each: Placed) -> str:
    """Where it was queued, when, and what for."""
    place, at = each.place, datetime.fromisoformat(each.at)
    remark = f"/{each.remark}" if each.remark else ""
    return (f"    QE/{place.office} Q{place.number}C{place.category}D{place.dates}{remark} "
            f"{short(at)}{at:%H%M}Z")


@dataclass
class Told:
    """What a reader of history must remember: in which transaction an element was made, and what status it had."""

    hours: int
    parts: tuple[str, ...] = ()
    kinds: tuple[type[Element], ...] = ()
    turns: dict[int, int] = field(default_factory=dict)
    statuses: dict[int, str] = field(default_factory=dict)

    def of(self, change: Change) -> bool:
        """A stretch nobody sells is never in history."""
        if isinstance(change.element, ArrivalUnknown):
            return False
        return not self.parts or isinstance(change.element, self.kinds)


def transaction(envelope: Envelope, told: Told) -> list[str]:
    """Lines of one transaction; none where it changed nothing of what is asked for."""
    turn = envelope.version - 1
    lines = [change_line(change, turn, told) for change in envelope.changes if told.of(change)]
    if envelope.offices and not told.parts:
        lines.append(f"    {turn:03} RP/{'-'.join(envelope.offices)}")
    if told.parts and not lines:
        return []
    filing = envelope.filing
    at = datetime.fromisoformat(filing.at)
    source = envelope.received_from or ""
    return [*lines, f"    {turn:03} RF-{source} CR-{filing.office} {filing.duty} {filing.sign} {short(at)}{at:%H%M}Z"]


def change_line(change: Change, turn: int, told: Told) -> str:
    element = change.element
    made = told.turns.setdefault(element.tattoo, turn)
    code = CODES[type(element)][ACTIONS[change.action] if turn else 0]
    when = f"    {turn:03}" if made == turn else f"{made:03}/{turn:03}"
    return f"{when} {code}/{history_text(change, told)}"


def history_text(change: Change, told: Told) -> str:
    element = change.element
    if isinstance(element, Name):
        return name_text(replace(element, identity=masked(element.identity, last=0)))
    if isinstance(element, Segment):
        times = f"{clock(element.departs, told.hours):>5}{clock(element.arrives, told.hours):>5}"
        return f"{flight_text(element, bool(element.connection))} {statuses(change, element, told)[0]}" \
               f"{element.seats}{times}/{statuses(change, element, told)[1]} *1A/E*"
    if isinstance(element, OpenSegment):
        return stretch_text(element)
    return text_of(element, "FA")


def statuses(change: Change, segment: Segment, told: Told) -> tuple[str, str]:
    """Of a segment after a change and before it; one that was added was held, or asked for, until it was filed."""
    if change.action == "added" and segment.own is not None:
        told.statuses[segment.tattoo] = segment.status
        return segment.status, segment.status
    if change.action == "added":
        told.statuses[segment.tattoo] = BEFORE.get(segment.status, segment.status)
        return FIRST.get(segment.status, segment.status), told.statuses[segment.tattoo]
    if isinstance(change.before, Segment) and change.before.status != segment.status:
        told.statuses[segment.tattoo] = change.before.status
    return segment.status, told.statuses.get(segment.tattoo, segment.status)
