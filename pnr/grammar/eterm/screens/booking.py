"""The PNR: names, segments, everything else by its number, the responsible office last."""
from datetime import date
from functools import singledispatch
from typing import Any

from ....commands.cancel import ItineraryCancelled
from ....commands.display import BookingDisplay
from ....engine.booking.booking import Booking
from ....engine.booking.elements import (
    Contact,
    Element,
    FareText,
    FormOfPayment,
    Information,
    IssuedTicket,
    Name,
    Remark,
    Seating,
    Segment,
    Service,
    StoredFare,
    Ticketing,
)
from ....engine.booking.groups import Group
from ....engine.booking.order import Line
from ....engine.booking.surface import ArrivalUnknown, OpenSegment
from ....values.dates import MONTHS, clock24, long, short, weekday
from ...columns import columns, filled, fitting
from ..order import FC, QUOTE, XN
from . import fares, screen

WIDTH, INDENT = 79, 4  # the last column belongs to the page marks
NAMES_IN_LINE = 6
LAST_MINUTE = 24 * 60 - 1  # of a day that is a time limit
MARRIED = "MARRIED SEGMENT EXIST IN THE PNR"
ELECTRONIC = "  **ELECTRONIC TICKET PNR**"
Pairs = tuple[tuple[str, str], ...]


@screen.register
def booking(reply: BookingDisplay) -> str:
    view = View(reply.booking, reply.lines, reply.today, reply.locators, reply.aliases)
    rows = [*headings(reply), *group_rows(reply), *name_rows(view, reply)]
    for line in reply.lines:
        rows += element_rows(line, view)
    return "\n".join([*rows, f"{last_number(reply) + 1:>2}.{view.office(reply.booking.office or reply.office.id)}"])


@screen.register
def itinerary_cancelled(reply: ItineraryCancelled) -> str:
    return booking(reply.display)


class View:
    """A display with what its lines refer to: passenger numbers, marriages, locators."""

    def __init__(self, booking: Booking, lines: tuple[Line, ...], today: date, locators: Pairs, aliases: Pairs):
        self.booking, self.today = booking, today
        self.locators, self.aliases = dict(locators), dict(aliases)
        self.names = [line for line in lines if isinstance(line.element, Name) and line.facet != XN]
        self.numbers = {line.element.tattoo: line.number for line in self.names}
        groups = dict.fromkeys(segment.married for segment in booking.segments if segment.married)
        self.marriages = {group: place for place, group in enumerate(groups, 1)}

    def of(self, passengers: tuple[int, ...]) -> str:
        """/P1/2, or nothing for an element that is about everybody."""
        found = sorted(self.numbers[tattoo] for tattoo in passengers if tattoo in self.numbers)
        return f"/P{'/'.join(map(str, found))}" if found else ""

    def some(self, passengers: tuple[int, ...]) -> str:
        """The same, but nothing when everybody is meant."""
        return self.of(passengers) if set(passengers) != set(self.numbers) else ""

    def office(self, name: str) -> str:
        """An office as eTerm agents call it."""
        return self.aliases.get(name, name)

    def segment(self, tattoo: int) -> str:
        """PEKSHA 1501 Y10DEC, behind what is asked of an airline for one flight."""
        flown = self.booking.element(tattoo)
        if not isinstance(flown, Segment):
            return ""
        return f" {flown.origin}{flown.destination} {flown.number} {flown.booking_class}{short(flown.date)}"


def headings(reply: BookingDisplay) -> list[str]:
    married = any(segment.married for segment in reply.booking.segments)
    ticketed = bool(reply.booking.each(IssuedTicket))
    return [MARRIED] * married + [ELECTRONIC] * ticketed


def last_number(reply: BookingDisplay) -> int:
    """Of the elements above the office; behind a group those of its seats are passed over."""
    return max(reply.booking.party if reply.booking.group else 0, *(line.number for line in reply.lines), 0)


def group_rows(reply: BookingDisplay) -> list[str]:
    """The group with all its seats, its passengers counted and its locator."""
    group = reply.booking.group
    return [f" 0.{text_of(group, '', None)} NM{len(reply.booking.names)} {reply.booking.locator}".rstrip()] \
        if group else []


def name_rows(view: View, reply: BookingDisplay) -> list[str]:
    """Names flow, the locator behind the last; those of a group only where they are asked for."""
    if view.booking.group and not reply.parts:
        return []
    words = [f"{line.number}.{name_text(line.element)}" for line in view.names if isinstance(line.element, Name)]
    if not words:
        return []
    if view.booking.locator and not view.booking.group:
        words[-1] += f" {view.booking.locator}"
    return [f" {row}" if row[1] == "." else row for row in filled(words, WIDTH - 1, " ", NAMES_IN_LINE)]


def name_text(name: Name) -> str:
    """测试乙CHD, SMITH/TIM CHD."""
    if name.type != "CHD":
        return name.text
    return f"{name.text} CHD" if name.given else f"{name.text}CHD"


def element_rows(line: Line, view: View) -> list[str]:
    element = line.element
    if isinstance(element, Group) or (isinstance(element, Name) and line.facet != XN):
        return []
    if isinstance(element, ArrivalUnknown | OpenSegment):
        return [stretch_row(f"{line.number:>2}.", element, view)]
    if isinstance(element, Segment) and not line.facet:
        return [segment_row(f"{line.number:>2}.", element, view)]
    return folded(f"{line.number:>2}.{text_of(element, line.facet, view)}")


def stretch_row(number: str, stretch: ArrivalUnknown | OpenSegment, view: View) -> str:
    """ARNK, or an open flight: in the columns of a segment."""
    when = [(17, weekday(stretch.date)), (19, day(stretch.date, view.today))] if stretch.date else []
    if isinstance(stretch, ArrivalUnknown):
        return columns((1, number), (8, "ARNK"), *when)
    return columns((1, number), (6, f"{stretch.carrier}OPEN"), (13, stretch.booking_class), *when,
                   (26, stretch.origin + stretch.destination), (58, "E"))


def segment_row(number: str, flown: Segment, view: View) -> str:
    """Filed, it shows E and who operates it; unfiled, what flies and where it stops."""
    operated = (65, f"OP-{flown.operating}") if flown.operating else (65, "")
    stops = max(len(flown.legs) - 1, 0)
    rest = [(54, flown.equipment), (60, stops), (66, "E")] if flown.unfiled else [(58, "E"), operated]
    married = view.marriages.get(flown.married, "")
    return columns(
        (1, number), (5, "*" if flown.operating else ""), (6, flight_text(flown)), (13, flown.booking_class),
        (14, married), (17, weekday(flown.date)), (19, day(flown.date, view.today)),
        (26, flown.origin + flown.destination), (33, f"{flown.status}{flown.seats}"), (39, clock24(flown.departs)),
        (44, arrival(flown)), *rest).rstrip()


def flight_text(flown: Segment) -> str:
    """CA1501, CA 967."""
    return f"{flown.carrier}{flown.number:>4}"


def day(flown: date, today: date) -> str:
    """The year only where it is not the coming one."""
    return short(flown) if 0 <= (flown - today).days < 365 else long(flown)


def arrival(flown: Segment) -> str:
    return clock24(flown.arrives) + (f"{flown.arrives_day:+}" if flown.arrives_day else "")


def folded(text: str) -> list[str]:
    """A line cut behind a stroke or a blank where it passes the margin; what follows is indented."""
    rows, room = [], WIDTH
    while len(text) > (cut := fitting(text, room)):
        breaks = [at + 1 for at, mark in enumerate(text[:cut]) if mark in "/ " and not text.startswith("/P", at)]
        cut = breaks[-1] if breaks and breaks[-1] > cut // 2 else cut
        rows.append(text[:cut].rstrip())
        text = " " * INDENT + text[cut:]
    return [*rows, text]


@singledispatch
def text_of(element: Element, facet: str, view: Any) -> str:
    """An element as its line shows it, behind the number."""
    raise NotImplementedError(type(element).__name__)


@text_of.register
def _(element: Name, facet: str, view: View) -> str:
    infant = element.infant
    if infant is None:
        return element.text
    surname = infant.surname or element.surname
    name = f"{surname}/{infant.given}" if infant.given else surname
    born = f"({MONTHS[infant.born.month - 1]}{infant.born.year % 100:02})" if infant.born else ""
    return f"XN/IN/{name}INF{born}/P{view.numbers[element.tattoo]}"


@text_of.register
def _(element: Group, facet: str, view: View | None) -> str:
    return f"{element.size}{element.name}"


@text_of.register
def _(element: Segment, facet: str, view: View) -> str:
    return f"RMK {element.carrier}/{view.locators.get(element.carrier, '')}"


@text_of.register
def _(element: Contact, facet: str, view: View) -> str:
    return element.text + view.of(element.passengers)


@text_of.register
def _(element: Ticketing, facet: str, view: View) -> str:
    if element.type == "OK":
        return "T"
    minute = LAST_MINUTE if element.time is None else element.time
    return f"{element.type}/{clock24(minute)}/{short(element.date)}/{view.office(element.office)}"


@text_of.register
def _(element: Service, facet: str, view: View) -> str:
    if element.limit:
        return limit_text(element)
    flown = view.segment(element.segments[0]) if element.segments else ""
    infant = "INF" if element.infant and element.code == "TKNE" else ""
    text = f" {infant}{element.text}" if element.text else ""
    asked = f" {element.status}{element.seats}" if element.status else ""
    return f"SSR {element.code} {element.carrier}{asked}" + flown + text + view.of(element.passengers)


def limit_text(element: Service) -> str:
    """By when an airline wants a ticket, and what it cancels otherwise."""
    return f"SSR {element.code} 1E BY {element.text} OR CXL {element.carrier} ALL SEGS"


@text_of.register
def _(element: Seating, facet: str, view: View) -> str:
    seats, people = "".join(seat for _, seat in element.seats), tuple(who for who, _ in element.seats)
    asked = f"SSR SEAT {element.carrier} {element.status}{len(element.seats)}"
    return f"{asked}{view.segment(element.segments[0])} {seats}{view.of(people)}"


@text_of.register
def _(element: Information, facet: str, view: View) -> str:
    return f"OSI {element.carrier} {element.text}{view.of(element.passengers)}"


@text_of.register
def _(element: Remark, facet: str, view: View) -> str:
    return f"RMK {element.text}"


@text_of.register
def _(element: StoredFare, facet: str, view: View) -> str:
    if facet == QUOTE:
        return "RMK AUTOMATIC FARE QUOTE"
    text = fares.calculation(element) if facet == FC else fares.amounts(element, view.booking)
    return text + view.some(element.passengers)


@text_of.register
def _(element: FareText, facet: str, view: View) -> str:
    code = {"FT": "TC", "FO": "OI"}.get(element.code, "EI")
    text = fares.original(element.text) if code == "OI" else element.text
    return f"{code}/{'IN/' if element.infants else ''}{text}{view.some(element.passengers)}"


@text_of.register
def _(element: FormOfPayment, facet: str, view: View) -> str:
    return fares.payment(element, view.booking) + view.some(element.passengers)


@text_of.register
def _(element: IssuedTicket, facet: str, view: View) -> str:
    place = view.of((element.passenger,))
    match facet:
        case "ET":
            return f"SSR OTHS 1E 1 {element.carrier}AIRLINES ET PNR"
        case "PRINTED":
            return "SSR OTHS 1E 1 PNR RR AND PRINTED"
    return f"TN/{'IN/' if element.infant else ''}{element.number[:3]}-{element.number[3:]}{place}"
