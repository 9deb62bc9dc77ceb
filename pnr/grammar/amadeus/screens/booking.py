"""The PNR: header, names, air segments, then everything else by its number."""
from datetime import datetime, timedelta
from functools import singledispatch

from ....commands.display import BookingDisplay
from ....engine.booking.booking import Booking
from ....engine.booking.bought import StoredService
from ....engine.booking.elements import (
    PRIORITY,
    AssociatedRecord,
    Contact,
    Element,
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
from ....engine.booking.order import Line
from ....engine.booking.requests import AUXILIARY
from ....engine.booking.surface import ArrivalUnknown, OpenSegment
from ....values.dates import clock12, clock24, long, short
from ...columns import columns, cut, filled, right, wrapped
from ..messages import MESSAGES
from . import screen
from .parts import MARRIED, OWNED, belongs

WIDTH, INDENT = 64, 7
NAMES_IN_LINE = 3
UNFILED = "XXXXXX"  # in place of a locator
ELSEWHERE = "A"  # in place of a locator nobody knows
WHOLE = ("W",)  # part: a group with its names, which are not shown without it
MARK = 55  # column of A01
REISSUE = "TICKET REVALIDATION/REISSUE IS RECOMMENDED"
UNEVEN = " " * 24 + "***  NHP  ***"


@screen.register
def booking(reply: BookingDisplay) -> str:
    told = [REISSUE] * reply.outdated + [MESSAGES[code] for code in reply.notes] + [UNEVEN] * reply.uneven
    lines = told + header(reply)
    if reply.booking.group:
        lines.append(f"  0. {reply.booking.unnamed}{reply.booking.group.name} NM: {len(reply.booking.names)}")
    if reply.parts and reply.parts != WHOLE:
        return "\n".join([*lines, "RT" + ",".join(reply.parts), *parts(reply)])
    if not reply.booking.group or reply.parts:
        lines += name_lines(reply.lines)
    for line in reply.lines:
        lines += element_lines(line, reply)
    return "\n".join([*lines, *map(split_line, reply.booking.each(AssociatedRecord))])


def split_line(element: AssociatedRecord) -> str:
    """Below everything that has a number."""
    return f"  * {text_of(element)}"


def parts(reply: BookingDisplay) -> list[str]:
    """Only some elements, under the numbers they have in the whole."""
    lines: list[str] = []
    for part in reply.parts:
        chosen = tuple(filter(belongs(part), reply.lines))
        if not chosen:
            lines.append("NO ELEMENT FOUND")
        lines += name_lines(chosen)
        lines += [row for line in chosen for row in (*element_lines(line, reply), *marked(part, line, reply))]
    return lines


def marked(part: str, line: Line, reply: BookingDisplay) -> list[str]:
    """A01, A02: which segments are married to each other; or whose office sold them."""
    if part == OWNED:
        return [f"     OWNER {dict(reply.owners)[line.element.tattoo]}"]
    groups = list(dict.fromkeys(each.married for each in reply.booking.segments if each.married))
    if part != MARRIED or not isinstance(line.element, Segment) or not line.element.married:
        return []
    return [" " * (MARK - 1) + f"A{groups.index(line.element.married) + 1:02}"]


def header(reply: BookingDisplay) -> list[str]:
    held = reply.booking
    flags = flag_line(reply)
    if held.filed is None or held.created is None:
        return [*flags, f"RP/{reply.office.id}/", *priority(held)]
    at = datetime.fromisoformat(held.filed.at)
    made = datetime.fromisoformat(held.created.at)
    line = columns((1, f"RP/{held.office}/{held.office}"), (35, f"{held.filed.sign[-2:]}/{held.filed.duty}"),
                   right(unpadded(at), 48, 8), (49, f"/{at:%H%M}Z"), (58, held.locator or UNFILED))
    return [*flags, line, *priority(held), f"{held.created.office}/{held.created.sign}/{unpadded(made)}"]


def priority(held: Booking) -> list[str]:
    """What somebody wanted read first."""
    told = [f"M  {each.text}" for each in held.each(Remark) if each.type == PRIORITY]
    return ["------- PRIORITY", *told, "-------"] if told else []


def flag_line(reply: BookingDisplay) -> list[str]:
    services = reply.booking.each(StoredService)
    flags = ["TST"] * bool(reply.booking.fares) + ["TSM"] * bool(services) + ["RLR"] * reply.filed
    return [f"--- {' '.join(flags)} ---"] if flags else []


def unpadded(day: datetime) -> str:
    return long(day).lstrip("0")


def name_lines(lines: tuple[Line, ...]) -> list[str]:
    shown = [f"{line.number}.{name_text(line.element)}" for line in lines if isinstance(line.element, Name)]
    return [f"  {row}" if row[1] == "." else f" {row}" for row in filled(shown, WIDTH - 2, "   ", NAMES_IN_LINE)]


def name_text(name: Name) -> str:
    born = f"/{long(name.born)}" if name.born else ""
    kind = f"({name.type}{born})" if name.type != "ADT" or name.typed else ""
    identity = f"(ID{name.identity})" if name.identity else ""
    return f"{name.text}{kind}{identity}{infant_text(name)}"


def infant_text(name: Name) -> str:
    if not name.infant:
        return ""
    born = f"/{long(name.infant.born)}" if name.infant.born else ""
    return f"(INF{name.infant.surname or ''}/{name.infant.given}{born})"


def element_lines(line: Line, reply: BookingDisplay) -> list[str]:
    element = line.element
    if isinstance(element, Name | Group):
        return []
    if isinstance(element, ArrivalUnknown | OpenSegment):
        return [f"{line.number:>3}  {stretch_text(element)}".rstrip()]
    if isinstance(element, Segment):
        return [segment(line.number, element, reply), *messages(element, reply)]
    text = f"{line.number:>3} {text_of(element, line.facet)}{associations(element, reply)}"
    if isinstance(element, Seating):
        text = f"{line.number:>3} {seating_text(element, reply)}"
    return cut(text, WIDTH, INDENT) if line.facet == "FA" else wrapped(text, WIDTH, INDENT)


def segment(number: int, flown: Segment, reply: BookingDisplay) -> str:
    arrives = flown.date + timedelta(flown.arrives_day)
    return columns(
        (1, f"{number:>3}"), (6, flight_text(flown, joined(flown, reply))), (30, f"{flown.status}{flown.seats}"),
        right(clock(flown.departs, reply.office.hours), 39, 5), right(clock(flown.arrives, reply.office.hours), 44, 5),
        (46, short(arrives)), (53, "" if flown.own is not None else "E"), *known_as(flown, reply)).rstrip()


def known_as(flown: Segment, reply: BookingDisplay) -> list[tuple[int, str]]:
    """The airline's locator, once there is one; before that the stops and what flies."""
    locators = dict(reply.locators)
    if flown.own is not None:
        return [(56, f"{flown.carrier}/{flown.own}" if flown.own else ELSEWHERE)]
    if not flown.unfiled and flown.carrier in locators:
        return [(56, f"{flown.carrier}/{locators[flown.carrier]}")]
    return [(56, str(stops(flown))), (58, flown.equipment)]


def stretch_text(stretch: ArrivalUnknown | OpenSegment) -> str:
    """An open flight in the columns of others, ARNK alone; the same in history."""
    when = f"{short(stretch.date)} {stretch.date.isoweekday()}" if stretch.date else ""
    if isinstance(stretch, ArrivalUnknown):
        return f"ARNK{'      ' + when if when else ''}"
    standby = " SA" if stretch.standby else ""
    return f"{stretch.carrier}OPEN {stretch.booking_class} {when:<8}{stretch.origin}{stretch.destination}{standby}"


def stops(flown: Segment) -> int:
    return max(len(flown.legs) - 1, 0)


def clock(minute: int, hours: int) -> str:
    return clock12(minute) if hours == 12 else clock24(minute)


def joined(flown: Segment, reply: BookingDisplay) -> bool:
    """Whether something else it was sold with is still there."""
    return bool(flown.connection) and any(other.connection == flown.connection and other.tattoo != flown.tattoo
                                          for other in reply.booking.segments)


def flight_text(flown: Segment, joined: bool) -> str:
    """Airline to city pair, the same in a booking and in its history."""
    return (f"{flown.carrier}{f'{flown.number:03}':>4} {flown.booking_class} {short(flown.date)} "
            f"{flown.date.isoweekday()}{'*' if joined else ' '}{flown.origin}{flown.destination}")


def messages(flown: Segment, reply: BookingDisplay) -> list[str]:
    """What the airline says of a segment that was just sold."""
    if flown.tattoo not in reply.fresh:
        return []
    operated = [f"     OPERATED BY {flown.operating[:2]}"] if flown.operating else []
    return [*operated, "     SEE RTSVC"]


@singledispatch
def text_of(element: Element, facet: str = "") -> str:
    """The element as its line shows it, without number and associations."""
    raise NotImplementedError(type(element).__name__)


@text_of.register
def _(element: Contact, facet: str = "") -> str:
    if element.postal:
        return f"{element.medium} {element.text}"
    return f"AP{'' if element.office else element.medium} {element.text}"


@text_of.register
def _(element: AssociatedRecord, facet: str = "") -> str:
    return f"SP {short(element.date)}/{element.sign[-2:]}{element.duty}/{element.office}-{element.locator}"


@text_of.register
def _(element: Group, facet: str = "") -> str:
    return f"0. {element.size}{element.name}"


@text_of.register
def _(element: Ticketing, facet: str = "") -> str:
    time = f"/{clock24(element.time)}" if element.time is not None else ""
    carrier = f"//ET{element.carrier}" if element.carrier else ""
    return f"TK {element.type}{short(element.date)}/{element.office}{time}{carrier}"


@text_of.register
def _(element: Option, facet: str = "") -> str:
    return f"OP {element.office}/{short(element.date)}{'/' if element.text else ''}{element.text}"


@text_of.register
def _(element: Remark, facet: str = "") -> str:
    before = f"{element.category}/" if element.category else ""
    others = f"{','.join(element.owners[1:])}/" if element.owners[1:] else ""
    return f"{element.type} {before}{others}{element.text}"


@text_of.register
def _(element: Service, facet: str = "") -> str:
    if element.limit:
        return limit_text(element)
    asked = f" {element.status}{element.seats}" if element.status else ""
    kind = "SVC" if element.code in AUXILIARY else "SSR"
    return f"{kind} {element.code} {element.carrier}{asked} {element.text}".rstrip()


def limit_text(element: Service) -> str:
    """By when an airline wants a ticket: the text stands as BJS05DEC26/1830."""
    city, day, time = element.text[:3], element.text[3:8], element.text[-4:]
    return f"SSR {element.code} 1A TO {element.carrier} BY {day} {time} {city} OTHERWISE WILL BE XLD"


@text_of.register
def _(element: Information, facet: str = "") -> str:
    return f"OSI {element.carrier} {element.text}"


@text_of.register
def _(element: StoredFare, facet: str = "") -> str:
    return f"TST {element.number}"


def seating_text(element: Seating, reply: BookingDisplay) -> str:
    """Each seat with its passenger, and where to see more."""
    numbers = {line.element.tattoo: line.number for line in reply.lines[::-1]}
    seats = "/".join(f"{int(seat[:-1]):02}{seat[-1]}N,P{numbers[who]}" for who, seat in element.seats)
    return (f"SSR RQST {element.carrier} {element.status}{len(element.seats)} {element.origin}{element.destination}"
            f"/{seats}{associations(element, reply)}   SEE RTSTR")


def associations(element: Element, reply: BookingDisplay) -> str:
    """/S and /P with the numbers this screen shows; nothing for an element that is about everybody."""
    numbers = {line.element.tattoo: line.number for line in reply.lines[::-1]}
    segments = listed(numbers, () if getattr(element, "limit", "") else getattr(element, "segments", ()))
    alone = isinstance(element, IssuedTicket) and len(reply.booking.names) == 1
    people = listed(numbers, () if alone else getattr(element, "passengers", ()))
    served = listed(numbers, getattr(element, "services", ()))
    return (f"/S{segments}" if segments else "") + (f"/E{served}" if served else "") + (f"/P{people}" if people else "")


def listed(numbers: dict[int, int], tattoos: tuple[int, ...]) -> str:
    """Element numbers as agents list them: 3-4,6."""
    found = sorted({numbers[tattoo] for tattoo in tattoos if tattoo in numbers})
    runs: list[list[int]] = []
    for number in found:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ",".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
