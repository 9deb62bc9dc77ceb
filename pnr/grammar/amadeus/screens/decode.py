"""Codes, names, times."""
from ....commands.decode import (
    AirlineList,
    CityLines,
    DateDisplay,
    PlaceDisplay,
    PlaceList,
    TimeDisplay,
)
from ....engine.schedule.places import Place
from ....values.dates import DAYS, long, short
from ...columns import ascii_capitals, columns
from . import screen

LEGEND = "A:APT B:BUS C:CITY G:GRD H:HELI O:OFF-PT R:RAIL S:ASSOC TOWN"


@screen.register
def place_list(reply: PlaceList) -> str:
    rows = [row for city in reply.cities for row in city_rows(city)]
    return "\n".join([f"DAN {reply.search}", LEGEND, *rows])


@screen.register
def place(reply: PlaceDisplay) -> str:
    at = reply.local
    offset = at.utcoffset()
    hours = (offset.total_seconds() / 3600) if offset else 0
    return "\n".join([
        f"DAC{reply.code}", LEGEND, *city_rows(reply.city),
        *(row for city in reply.others for row in city_rows(city)),
        f"    LATITUDE: {angle(reply.place.latitude, 'N', 'S')}    LONGITUDE: {angle(reply.place.longitude, 'E', 'W')}",
        f"    TIME DIFF: GMT {hours:+g}H      LOCAL TIME IS {at:%H%M} ON {DAYS[at.weekday()]}{short(at)}"])


def city_rows(lines: CityLines) -> list[str]:
    name = ascii_capitals(lines.city.name)[:44]
    rows = [columns((1, lines.city.code), (5, "C"), (8, name), (57, country(lines.city)))]
    for point, far in lines.points:
        away = f"- {far:>3}K" if far is not None else ""
        named = f"{point.code} - {short_name(point)}"[:25]
        rows.append(columns((5, point.kind), (8, named), (34, away), (57, country(point))))
    return rows


def short_name(point: Place) -> str:
    name = ascii_capitals(point.name)
    for word in (" INTERNATIONAL AIRPORT", " AIRPORT"):
        name = name.removesuffix(word)
    return name


def country(item: Place) -> str:
    return f"/{item.country}{item.state if item.country == 'US' else ''}"


def angle(degrees: float | None, positive: str, negative: str) -> str:
    """Degrees as 51 28'39"N."""
    seconds = round(abs(degrees or 0) * 3600)
    side = positive if (degrees or 0) >= 0 else negative
    return f"{seconds // 3600:02} {seconds // 60 % 60:02}'{seconds % 60:02}\"{side}"


@screen.register
def airline_list(reply: AirlineList) -> str:
    rows = [columns((1, item.code or "--"), (5, item.icao or "---"), (10, item.accounting or "---"),
                    (15, ascii_capitals(item.name))) for item in reply.airlines]
    return "\n".join([f"DNA{reply.search}", *rows])


@screen.register
def time_display(reply: TimeDisplay) -> str:
    return f"{DAYS[reply.local.weekday()]}{long(reply.local)} {reply.local:%H%M}"


@screen.register
def date_display(reply: DateDisplay) -> str:
    return f"{DAYS[reply.day.weekday()]}{short(reply.day)}"
