"""Lists of names, and what happened to a booking."""
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from ....commands.retrieve import HistoryDisplay, ListLine, NameList
from ....engine.booking.changes import Change, Envelope
from ....engine.booking.elements import Element, Name, Segment, Service
from ....engine.booking.order import Line, number
from ....engine.booking.surface import ArrivalUnknown, OpenSegment
from ....values.dates import long, short
from ...columns import columns
from ..order import ORDER, XN
from . import screen
from .booking import View, folded, name_text, segment_row, stretch_row, text_of

CANCELLED = "  *THIS PNR WAS ENTIRELY CANCELLED*"
SOLD, GONE = "DK", "XX"
SHIFT = 4  # columns a line of the history stands further right than in the booking

HOST, HOST_DUTY = "9983", "RM"  # how an airline's own host signs

@screen.register
def name_list(reply: NameList) -> str:
    rows = [list_row(number, line) for number, line in enumerate(reply.lines, 1)]
    return "\n".join([" MULTI", *rows, f"TOTAL NUMBER {len(rows)}"])


def list_row(number: int, line: ListLine) -> str:
    """Sequence, name, locator, and the next flight where one is still to come."""
    flown = line.segment
    trip = [] if flown is None else [
        (33, flown.booking_class), (35, f"{flown.status}{flown.seats}"), (40, flown.flight), (47, short(flown.date)),
        (53, flown.origin + flown.destination)]
    return columns((2, f"{number:03}"), (8, f"1{line.name.text}"[:17]), (26, line.locator), *trip)


@screen.register
def history(reply: HistoryDisplay) -> str:
    return "\n".join(history_rows(reply))


@dataclass
class Life:
    """An element over all transactions: in which it entered and went, and in which its status changed."""

    element: Element
    entered: int
    gone: int = 0
    statuses: list[tuple[str, int]] = field(default_factory=list)

    @property
    def shown(self) -> Element:
        """As it last was; what had a status has that of the gone."""
        return replace(self.element, status=GONE) if self.gone and self.statuses else self.element  # type: ignore[call-arg]

    def end(self, turn: int) -> None:
        """A booking that is cancelled whole takes everything with it."""
        if not self.gone:
            self.note(Change("cancelled", self.element), turn)

    def note(self, change: Change, turn: int) -> None:
        status = GONE if change.action == "cancelled" else getattr(change.element, "status", "")
        self.element, self.gone = change.element, turn if change.action == "cancelled" else 0
        if isinstance(self.element, Segment | Service) and self.statuses[-1:] != [(status, turn)]:
            self.statuses.append((status, turn))


def lives(envelopes: tuple[Envelope, ...]) -> dict[int, Life]:
    """Every element there ever was, by tattoo."""
    found: dict[int, Life] = {}
    for envelope in envelopes:
        for change in envelope.changes:
            life = found.setdefault(change.element.tattoo, Life(change.element, envelope.version))
            if isinstance(change.element, Segment) and not life.statuses:
                life.statuses.append((SOLD, envelope.version))
            life.note(change, envelope.version)
        if envelope.cancelled:
            for life in found.values():
                life.end(envelope.version)
    return found


def history_rows(reply: HistoryDisplay) -> list[str]:
    """The last transaction, every element with the first one it was in, then all transactions."""
    found = lives(reply.envelopes)
    whole = replace(reply.booking, elements=tuple(found[tattoo].shown for tattoo in sorted(found)))
    lines = number(whole, ORDER)
    turns = [turn_row(envelope, reply) for envelope in reply.envelopes]
    view = View(whole, lines, filed_on(reply.envelopes[0]), reply.locators, reply.aliases)
    rows = [turns[-1], names_row(view, found)]
    for line in lines:
        rows += life_rows(line, found[line.element.tattoo], view)
    return [*rows, f"001 {len(lines) + 1:>2}.{view.office(whole.office)}", *turns]


def filed_on(envelope: Envelope) -> date:
    return datetime.fromisoformat(envelope.filing.at).date()


def names_row(view: View, found: dict[int, Life]) -> str:
    """X1.测试甲(001) X2.测试乙(001) JT2D4W: X before what is gone."""
    words = []
    for line in view.names:
        life = found[line.element.tattoo]
        if isinstance(line.element, Name):
            words.append(f"{mark(life, line)}.{name_text(line.element)}({life.entered:03})")
    return " " * (5 if words and words[0].startswith("X") else 6) + " ".join([*words, view.booking.locator])


def mark(life: Life, line: Line) -> str:
    return f"X{line.number}" if life.gone else str(line.number)


def life_rows(line: Line, life: Life, view: View) -> list[str]:
    element = line.element
    if isinstance(element, Name) and line.facet != XN:
        return []
    head = f"{life.entered:03}{mark(life, line):>3}."
    if isinstance(element, ArrivalUnknown | OpenSegment):
        rows = [head + stretch_row("", element, view)[len(head) - SHIFT:]]
    elif isinstance(element, Segment) and not line.facet:
        rows = [head + segment_row("", element, view)[len(head) - SHIFT:]]
    else:
        rows = folded(head + text_of(element, line.facet, view))
    return [*rows, *status_row(life)] if not line.facet else rows


def status_row(life: Life) -> list[str]:
    changed = [f"{status}({turn:03})" for status, turn in life.statuses]
    return [" " * 7 + "  ".join(changed)] if changed else []


def turn_row(envelope: Envelope, reply: HistoryDisplay) -> str:
    """Number, office, agent, GMT, date."""
    filing, at = envelope.filing, datetime.fromisoformat(envelope.filing.at)
    office = dict(reply.aliases).get(filing.office, filing.office)
    who = f"{office}{filing.sign} {HOST}" if filing.duty == HOST_DUTY else f"{office} {filing.sign}"
    return f"{envelope.version:03}     {who} {at:%H%M} {long(at.date())}"
