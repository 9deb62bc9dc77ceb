"""Codes, names, times."""
from ....commands.decode import (
    AirlineList,
    CityLines,
    DateDisplay,
    PlaceDisplay,
    PlaceList,
    TimeDifference,
    TimeDisplay,
)
from ....engine.schedule.places import Place
from ....values.dates import DAYS, long
from ...columns import ascii_capitals, columns, fitting
from . import screen


@screen.register
def place_list(reply: PlaceList) -> str:
    return "\n".join(row for city in reply.cities for row in city_rows(city))


@screen.register
def place_display(reply: PlaceDisplay) -> str:
    return "\n".join([place_row(reply.place), f"    LOCAL TIME {reply.local:%H%M} {long(reply.local.date())}"])


def city_rows(lines: CityLines) -> list[str]:
    return [place_row(lines.city), *(f"  {place_row(point)}" for point, _ in lines.points)]


def place_row(place: Place) -> str:
    """Code, name in both scripts, country."""
    name = place.name_zh[:fitting(place.name_zh, 19)]
    return columns((1, place.code), (6, ascii_capitals(place.name)[:33]), (40, name), (60, place.country)).rstrip()


@screen.register
def airline_list(reply: AirlineList) -> str:
    return "\n".join(columns((1, item.code or "--"), (5, item.accounting or "---"), (10, ascii_capitals(item.name)))
                     for item in reply.airlines)


@screen.register
def time_display(reply: TimeDisplay) -> str:
    return f"{reply.local:%H%M} {long(reply.local.date())} {reply.place}"


@screen.register
def date_display(reply: DateDisplay) -> str:
    return f"{long(reply.day)} {DAYS[reply.day.weekday()]}"


@screen.register
def time_difference(reply: TimeDifference) -> str:
    hours, minutes = divmod(abs(reply.minutes), 60)
    return f"{reply.place}{reply.other} {'-' if reply.minutes < 0 else '+'}{hours:02}{minutes:02}"
