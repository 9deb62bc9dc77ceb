"""FF: the stops of a flight. DSG: a flight in a class."""
from ....commands.flight_info import FlightInfoDisplay, SegmentInfo
from ....values.dates import clock24, elapsed, long, short, weekday
from ...columns import columns
from ..messages import MESSAGES
from . import screen
from .availability import UNKNOWN, offset

WRONG = {"not-flown": "no-such-flight", "too-far": "date-out-of-range"}


@screen.register
def flight_info(reply: FlightInfoDisplay) -> str:
    info = reply.flights[0]
    if info.wrong:
        return MESSAGES[WRONG[info.wrong]]
    rows, landed = [f" {info.carrier}{info.number:03}  {long(info.date)}"], None
    for leg in info.legs:
        rows.append(columns((1, leg.origin), (8, clock24(landed.arrives) if landed else ""), (16, clock24(leg.departs)),
                            (23, leg.equipment)))
        landed = leg
    last = info.legs[-1]
    rows.append(columns((1, last.destination), (8, clock24(last.arrives)), (12, offset(last.arrives_day))))
    return "\n".join(rows)


@screen.register
def segment_info(reply: SegmentInfo) -> str:
    flight = reply.flight
    return "\n".join([
        columns((1, f"{flight.carrier}{flight.number:03}"), (9, reply.booking_class),
                (12, f"({weekday(flight.date)}){short(flight.date)}"), (22, flight.origin),
                (27, clock24(flight.departs)), (34, flight.equipment), (41, flight.stops), (44, "E"), (47, UNKNOWN)),
        columns((22, flight.destination), (27, clock24(flight.arrives)), (31, offset(flight.arrives_day)),
                (47, UNKNOWN)),
        columns((12, "ELAPSED TIME"), (25, f"{elapsed(flight.minutes):>4}"), (34, f"DIST {reply.kilometres}M"))])
