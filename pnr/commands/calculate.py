"""The host as a calculator: sums, units, and the time it takes to change aircraft."""
from dataclasses import dataclass
from decimal import Decimal, DivisionByZero, InvalidOperation
from itertools import pairwise

from ..engine.booking import order
from ..engine.booking.elements import Segment
from ..engine.booking.times import DAY, MINUTE, arrival, departure
from ..engine.schedule import connecting
from ..engine.store.weight import Weight
from ..errors import CannotCalculate, NoConnections, NoItinerary, NoSuchSegment
from ..values.arithmetic import Expression
from ..values.spans import Span
from ..values.units import Measure
from .command import Command, Reply, execute
from .decode import ShowDifference as ShowDifference
from .details import segment_tattoos

STATUSES = ("D/D", "D/I", "I/D", "I/I")  # from and to: domestic or international


@dataclass(frozen=True)
class Calculate(Command):
    expression: Expression
    weight = Weight.LOOK


@dataclass(frozen=True)
class ConvertUnit(Command):
    """An amount of one unit in the other; the amount may come first or last."""

    amount: Decimal
    measure: Measure
    weight = Weight.LOOK


@dataclass(frozen=True)
class DisplayConnectingTime(Command):
    """Of an airport or of every airport of a city; from one airport to another; or after a segment of the booking."""

    city: str | None = None
    other: str | None = None
    segment: Span | None = None
    weight = Weight.LOOK


@dataclass(frozen=True)
class CheckConnections(Command):
    """Of every change in the booking in hand."""

    weight = Weight.LOOK


@dataclass(frozen=True)
class Result(Reply):
    expression: Expression
    value: Decimal


@dataclass(frozen=True)
class UnitResult(Reply):
    amount: Decimal
    measure: Measure
    value: Decimal


@dataclass(frozen=True)
class ConnectingTime:
    """Minutes to change from one airport to another: `status` D/I from a domestic flight to an international one."""

    arrive: str
    leave: str
    status: str
    minutes: int
    actual: int | None = None  # what a booked connection has
    segments: tuple[int, int] = (0, 0)  # by their numbers on the screen

    @property
    def short(self) -> bool:
        return self.actual is not None and self.actual < self.minutes


@dataclass(frozen=True)
class ConnectingTimes(Reply):
    times: tuple[ConnectingTime, ...]


@execute.register
def calculate(command: Calculate, work) -> Result:
    """Raises CannotCalculate where something is divided by nothing."""
    try:
        return Result(command.expression, command.expression.value())
    except (DivisionByZero, InvalidOperation):
        raise CannotCalculate() from None


@execute.register
def convert_unit(command: ConvertUnit, work) -> UnitResult:
    return UnitResult(command.amount, command.measure, command.measure.convert(command.amount))


@execute.register
def display_connecting_time(command: DisplayConnectingTime, work) -> ConnectingTimes:
    """Raises NoItinerary, NoSuchSegment or UnknownPlace."""
    if command.segment:
        return after_segment(command.segment, work)
    places = work.world.places
    code = command.city or work.office.city
    if command.other:
        ends = places.place(code, "A").code, places.place(command.other, "A").code
        return ConnectingTimes(tuple(between(work, *ends)))
    served = work.world.timetable.places
    airports = [airport for airport in places.airports(code) if airport in served]
    if not airports:
        raise NoConnections()
    return ConnectingTimes(tuple(each for airport in airports for each in between(work, airport, airport)))


def between(work, arrive: str, leave: str) -> list[ConnectingTime]:
    """One line for each status; from one airport of a city to another it is the same for all."""
    if arrive == leave:
        return [ConnectingTime(arrive, leave, status, connecting.within(arrive, status[0] == "I", status[2] == "I"))
                for status in STATUSES]
    city = work.world.places.city_of
    if city(arrive) != city(leave):
        raise NoConnections()
    return [ConnectingTime(arrive, leave, "", connecting.between(city(leave)))]


def after_segment(span: Span, work) -> ConnectingTimes:
    segments = list(work.area.working.segments)
    if not segments:
        raise NoItinerary()
    tattoo, = segment_tattoos(work, (span,))[:1]
    found = [pair for pair in pairwise(segments) if pair[0].tattoo == tattoo and meet(work, *pair)]
    if not found:
        raise NoSuchSegment()
    return ConnectingTimes((booked(work, *found[0]),))


@execute.register
def check_connections(command: CheckConnections, work) -> ConnectingTimes:
    """Raises NoItinerary, or NoConnections where nobody changes within a day."""
    segments = work.area.working.segments
    if not segments:
        raise NoItinerary()
    found = [booked(work, *pair) for pair in pairwise(segments) if meet(work, *pair) and waits(work, *pair) < DAY]
    if not found:
        raise NoConnections()
    return ConnectingTimes(tuple(found))


def meet(work, earlier: Segment, later: Segment) -> bool:
    city = work.world.places.city_of
    return city(earlier.destination) == city(later.origin)


def waits(work, earlier: Segment, later: Segment) -> int:
    return (departure(later, work.world) - arrival(earlier, work.world)) // MINUTE


def booked(work, earlier: Segment, later: Segment) -> ConnectingTime:
    """What a change in the booking needs and has."""
    places = work.world.places
    country = places.place(later.origin).country
    abroad = ["DI"[places.place(code).country != country] for code in (earlier.origin, later.destination)]
    numbers = {line.element.tattoo: line.number for line in order.number(work.area.working, work.manners.order)
               if isinstance(line.element, Segment)}
    return ConnectingTime(
        earlier.destination, later.origin, "/".join(abroad), connecting.minimum(places, earlier, later),
        waits(work, earlier, later), (numbers[earlier.tattoo], numbers[later.tattoo]))
