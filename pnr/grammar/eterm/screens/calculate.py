"""Sums, units, connecting times."""
from ....commands.calculate import ConnectingTimes, Result, UnitResult
from ....values.dates import clock24
from ...columns import plainly
from . import screen


@screen.register
def result(reply: Result) -> str:
    return f"{reply.expression}={plainly(reply.value)}"


@screen.register
def unit_result(reply: UnitResult) -> str:
    given, wanted = reply.measure.names
    return f"{plainly(reply.amount)} {given} = {plainly(reply.value)} {wanted}"


@screen.register
def connecting_times(reply: ConnectingTimes) -> str:
    """An airport a line: minutes from domestic and international flights to either."""
    airports = dict.fromkeys(each.arrive for each in reply.times)
    return "\n".join(" ".join([airport, *(f"{each.status} {clock24(each.minutes)}" for each in reply.times
                                          if each.arrive == airport)]) for airport in airports)
