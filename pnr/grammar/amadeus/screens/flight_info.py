"""Flight information: what is planned of a flight, in the times of each place."""
from collections.abc import Iterator
from datetime import timedelta

from ....commands.flight_info import FlightInfo, FlightInfoDisplay
from ....values.dates import clock24, elapsed, long, weekday
from ...columns import chunks, columns, right
from . import screen

HEADING = "APT ARR   DY DEP   DY CLASS/MEAL          EQP  GRND  EFT   TTL"
LETTERS_IN_ROW = 11
WRONG = {"not-flown": "FLIGHT NOT OPERATIONAL", "too-far": "REQUEST IS OUTSIDE SYSTEM DATE RANGE"}
NO_MEAL = "/-"  # the timetable knows of none


@screen.register
def flight_info(reply: FlightInfoDisplay) -> str:
    blocks = ["\n".join(block(each, reply)) for each in reply.flights]
    return "\n".join([f"DO{reply.asked}", "\n \n".join(blocks)])


def block(info: FlightInfo, reply: FlightInfoDisplay) -> Iterator[str]:
    if info.wrong:
        yield f"{info.carrier} {info.number} {long(info.date)[:5]}{info.date.year} {WRONG[info.wrong]}"
        return
    yield columns((1, "*1A PLANNED FLIGHT INFO*"), (39, info.carrier), right(info.number, 44, 4),
                  right((info.date - reply.today).days, 49, 4), (51, weekday(info.date)), (54, long(info.date)))
    yield HEADING
    yield from stops(info)
    yield " "
    yield "COMMENTS-"
    yield from (f"{number:>2}.{text}" for number, text in enumerate(comments(info), 1))
    yield " "
    yield "CONFIGURATION-"
    for leg, layout in zip(info.legs, info.layouts, strict=True):
        cabins = "   ".join(f"{name} {seats:>3}" for name, seats in layout)
        yield columns((16, leg.equipment), (21, cabins or "NO CONFIGURATION SET"))


def stops(info: FlightInfo) -> Iterator[str]:
    """Each airport: when one lands there, when it goes on, in what, how long it stands and flies."""
    landed, total = None, (info.legs[-1].lands - info.legs[0].leaves).total_seconds() // 60
    for leg, letters in zip(info.legs, info.classes, strict=True):
        ground = elapsed(int((leg.leaves - landed.lands).total_seconds()) // 60) if landed else ""
        first, *more = ["".join(part) for part in chunks(letters, LETTERS_IN_ROW)] or [""]
        yield columns(
            (1, leg.origin), *arrival(landed), (14, clock24(leg.departs)), (20, weekday(leg.date)),
            (23, first + ("" if more else NO_MEAL)), (43, leg.equipment), right(ground, 52, 5),
            right(elapsed(leg.minutes), 58, 5))
        yield from (columns((23, part + (NO_MEAL if part is more[-1] else ""))) for part in more)
        landed = leg
    yield columns((1, info.legs[-1].destination), *arrival(landed), right(elapsed(int(total)), 64, 5))


def arrival(leg) -> list[tuple[int, str]]:
    if leg is None:
        return []
    return [(5, clock24(leg.arrives)), (11, weekday(leg.date + timedelta(leg.arrives_day)))]


def comments(info: FlightInfo) -> Iterator[str]:
    ends = f"{info.legs[0].origin} {info.legs[-1].destination}"
    if info.operating:
        yield f"{ends}   - COMMERCIAL DUPLICATE - OPERATED BY {info.operating}"
    yield "ENTIRE FLT-  ET/ ELECTRONIC TKT CANDIDATE"
