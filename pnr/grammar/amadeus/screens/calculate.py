"""Sums, units, connecting times."""
from itertools import groupby

from ....commands.calculate import ConnectingTime, ConnectingTimes, Result, UnitResult
from ...columns import columns, plainly
from . import screen

FLIGHTS = "CC FLTN-FLTR ORGN EQPTM-CC FLTN-FLTR DEST EQPTM     HMM"


@screen.register
def result(reply: Result) -> str:
    return f"DF{reply.expression.written()}\n{plainly(reply.value)}"


@screen.register
def unit_result(reply: UnitResult) -> str:
    given, wanted = reply.measure.names
    amount = plainly(reply.amount)
    return f"DK{reply.measure}{amount}\n{amount} {given} = {plainly(reply.value)} {wanted}"


@screen.register
def connecting_times(reply: ConnectingTimes) -> str:
    """Each pair of airports under its own heading."""
    groups = groupby(reply.times, key=lambda each: (each.arrive, each.leave, each.segments))
    return "\n".join(row for _, times in groups for row in pair_rows(list(times)))


def pair_rows(times: list[ConnectingTime]) -> list[str]:
    first = times[0]
    rows = [columns((1, f"{first.arrive}-{first.leave}"), (14, "FROM"), (24, "-"), (38, "TO")), FLIGHTS]
    rows += [columns((24, "-"), (48, f"{each.status:3}:{hours(each.minutes)}")) for each in times]
    if first.actual is not None:
        rows.append(f"ACTUAL CONNECTING TIME IS {hours(first.actual)}")
    if first.short:
        rows.append("CHECK MINIMUM CONNECTION TIME SEGMENT {}-{}".format(*first.segments))
    return rows


def hours(minutes: int) -> str:
    """146 for an hour and 46 minutes."""
    return f"{minutes // 60}{minutes % 60:02}"
