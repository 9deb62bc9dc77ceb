"""Countries, states, aircraft, points."""
from ....commands.lookups import AircraftList, CompanyList, ConnectPointList, CountryList, PointList, StateList
from ...columns import ascii_capitals, columns, right
from . import screen
from .decode import LEGEND, city_rows, country, short_name

KINDS = {"J": "JET", "T": "TURBOPROP", "P": "PISTON", "H": "HELICOPTER", "S": "SURFACE"}
DECODED = {"car": "DNC", "hotel": "DNH"}


@screen.register
def country_list(reply: CountryList) -> str:
    rows = [columns((1, each.code), (5, each.code3), (10, ascii_capitals(each.name)[:40]), (52, each.currency),
                    (57, each.dialling)) for each in reply.countries]
    return "\n".join([f"DC{reply.search}", *rows])


@screen.register
def state_list(reply: StateList) -> str:
    rows = [columns((1, each.country), (5, each.code), (10, ascii_capitals(each.name))) for each in reply.states]
    return "\n".join([f"DNS{reply.search}", *rows])


@screen.register
def aircraft_list(reply: AircraftList) -> str:
    """`seats` as the timetable flies the type."""
    rows = [columns((1, each.code), (5, each.icao or "----"), (10, ascii_capitals(f"{each.maker} {each.model}")[:36]),
                    (48, KINDS.get(each.category, "")), (60, f"{each.seats} SEATS" if each.seats else ""))
            for each in reply.aircraft]
    return "\n".join([f"DNE{reply.search}", *(row.rstrip() for row in rows)])


@screen.register
def company_list(reply: CompanyList) -> str:
    rows = [columns((1, each.code), (5, each.name)) for each in reply.companies]
    return "\n".join([f"{DECODED[reply.kind]}{reply.search}", *rows])


@screen.register
def point_list(reply: PointList) -> str:
    cities = "".join(city.city.code for city in reply.cities)
    return "\n".join([f"DB{cities}", LEGEND, *(row for city in reply.cities for row in city_rows(city))])


@screen.register
def connect_points(reply: ConnectPointList) -> str:
    rows = [columns((1, point.code), (6, short_name(point)[:40]), right(far, 54, 6), (55, "K"), (57, country(point)))
            for point, far in reply.points]
    return "\n".join([f"DXCC{reply.origin}{reply.destination}", *rows])
