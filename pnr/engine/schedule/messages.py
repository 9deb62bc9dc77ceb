"""Schedule messages of airlines: SSM for periods, ASM for single days, in the form of IATA's SSIM, chapters 4 and 5.

What is read: CNL (cancellation), RIN (reinstatement) and EQT (equipment change) of whole flights, in local times (LT)
or UTC. Other actions are refused with their line, so that nothing is half understood.
"""
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ...errors import InvalidDate
from ...values.dates import DayMonth, placed

ACTIONS = ("CNL", "RIN", "EQT")
REFERENCE = re.compile(r"\d{2}[A-Z]{3}\d{5}E\d{3}(/.*)?")
FLIGHT = re.compile(r"(?P<carrier>[A-Z0-9]{2})(?P<number>\d{1,4})(/(?P<date>\d{1,2}[A-Z]{3}(\d{2})?))?")
PERIOD = re.compile(r"(?P<first>\d{1,2}[A-Z]{3}\d{2}) (?P<last>\d{1,2}[A-Z]{3}\d{2}) (?P<days>[1-7]{1,7})")
EQUIPMENT = re.compile(r"[A-Z] (?P<type>[A-Z0-9]{3}) [A-Z]*(\.(?P<layout>([FCWYJPM]\d{1,3})+))?")
CABINS = {"P": "F", "J": "C", "M": "Y"}  # other letters a configuration may have for a cabin
MOST_DAYS = 366
Line = tuple[int, str]


class Malformed(ValueError):
    """A message that cannot be read or carried out: its line and column in the file, both from 1, and why."""

    def __init__(self, line: int, reason: str, column: int = 1):
        super().__init__(f"line {line}, column {column}: {reason}")


@dataclass(frozen=True)
class Message:
    """One action on one flight on these days of departure; `utc` when those are days in UTC.

    `equipment` is a type of aircraft, `layout` its cabins as (F, C, W or Y, seats) where the message says them.
    """

    action: str
    carrier: str
    number: int
    days: tuple[date, ...]
    utc: bool
    line: int
    equipment: str = ""
    layout: tuple[tuple[str, int], ...] = ()


def read(text: str, today: date) -> list[Message]:
    """Every message of a file, in order; raises Malformed."""
    found: list[Message] = []
    for head, blocks in telegrams(numbered(text)):
        for block in blocks:
            found += messages(head[0][1] == "SSM", "LT" not in [text for _, text in head], block, today)
    return found


def numbered(text: str) -> list[Line]:
    lines = ((place, line.rstrip()) for place, line in enumerate(text.splitlines(), 1))
    return [(place, line) for place, line in lines if line and not line.startswith("SI ")]


def telegrams(lines: Sequence[Line]) -> Iterator[tuple[list[Line], list[list[Line]]]]:
    """Each SSM or ASM: its head, and its blocks between the lines of //."""
    starts = [at for at, (_, line) in enumerate(lines) if line in ("SSM", "ASM")]
    if lines and starts[:1] != [0]:
        raise wrong(lines[0], "SSM or ASM expected")
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        body = next((at for at in range(start + 1, end) if not in_head(lines[at][1])), end)
        blocks: list[list[Line]] = [[]]
        for line in lines[body:end]:
            if line[1] == "//":
                blocks.append([])
            else:
                blocks[-1].append(line)
        yield list(lines[start:body]), [block for block in blocks if block]


def in_head(line: str) -> bool:
    return line in ("UTC", "LT") or bool(REFERENCE.fullmatch(line))


def messages(periods: bool, utc: bool, block: Sequence[Line], today: date) -> Iterator[Message]:
    """An action with its flights, each with its days, and the equipment of all of them."""
    action = block[0][1].split()[0]
    if action not in ACTIONS:
        raise wrong(block[0], f"action {action} is not read; {', '.join(ACTIONS)} are")
    rest = list(block[1:])
    equipment = with_equipment(rest.pop()) if action == "EQT" and rest else {}
    if not rest or (action == "EQT" and not equipment):
        raise wrong(block[-1], "the message ends too soon")
    for flight, days in (with_periods(rest) if periods else ((line, []) for line in rest)):
        match = matching(FLIGHT, flight, "a flight")
        dated = [day for line in days for day in period(line)] if periods else [single(flight, match["date"], today)]
        yield Message(action, match["carrier"], int(match["number"]), tuple(dated), utc, flight[0], **equipment)


def with_periods(lines: Sequence[Line]) -> Iterator[tuple[Line, list[Line]]]:
    """Flights with the lines of their periods."""
    starts = [at for at, (_, line) in enumerate(lines) if FLIGHT.fullmatch(line)]
    if starts[:1] != [0]:
        raise wrong(lines[0], "a flight expected")
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        if end == start + 1:
            raise wrong(lines[start], "a period expected after the flight")
        yield lines[start], list(lines[start + 1:end])


def period(line: Line) -> list[date]:
    """The days between two, on some days of the week (1 Monday)."""
    match = matching(PERIOD, line, "a period")
    first, last = (day_of(line, match[name], date.min) for name in ("first", "last"))
    if not 0 <= (last - first).days < MOST_DAYS:
        raise wrong(line, "a period of no day, or of more than a year", match.start("last"))
    every = (first + timedelta(count) for count in range((last - first).days + 1))
    return [day for day in every if str(day.isoweekday()) in match["days"]]


def single(line: Line, text: str | None, today: date) -> date:
    if text is None:
        raise wrong(line, "a date expected after the flight", len(line[1]))
    return day_of(line, text, today)


def day_of(line: Line, text: str, today: date) -> date:
    try:
        return placed(DayMonth.read(text), today)
    except (InvalidDate, ValueError):
        raise wrong(line, f"no such date as {text}", line[1].index(text)) from None


def with_equipment(line: Line) -> dict:
    """Type and cabins of a line such as J 320 JY.C8Y150."""
    match = matching(EQUIPMENT, line, "equipment")
    cabins = re.findall(r"([A-Z])(\d+)", match["layout"] or "")
    return {"equipment": match["type"], "layout": tuple((CABINS.get(name, name), int(seats)) for name, seats in cabins)}


def matching(pattern: re.Pattern, line: Line, what: str) -> re.Match:
    match = pattern.fullmatch(line[1])
    if match is None:
        raise wrong(line, f"{what} expected")
    return match


def wrong(line: Line, reason: str, at: int = 0) -> Malformed:
    return Malformed(line[0], reason, at + 1)
