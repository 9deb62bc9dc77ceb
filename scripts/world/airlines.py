"""Airlines: the live ones, the passenger airline first where two share a code, with their kind and home."""
from collections import Counter

from .geography import Airport

COLUMNS = ("code", "icao", "accounting", "name", "alliance", "country", "kind", "flights")
ALLIANCES = {"Oneworld": "OneWorld", "OneWorld": "OneWorld", "Star Alliance": "Star Alliance", "Skyteam": "SkyTeam"}
ENDED = frozenset({"AB", "BE", "KA"})  # not marked as ended in the source
LOW_COST_CODES = """0B 3K 3O 4B 4O 5J 6E 7C 7H 8Q 9C A6 AD AK AQ BC BX BY D7 D8 DD DI DP DS DY EC EW F9 FC FD FR FY
    FZ G3 G4 G8 G9 GK GX HD HV I2 I5 IG IT IX JD JQ JT JW KC LJ LQ LS MM N9 NK OD PC PN PQ QG QZ RS SG SL SY TO TR TT
    TW TZ U2 UO V7 VB VF VJ VY VZ W4 W6 W9 WG WN WS XG XJ XQ XT XW XY Y4 Y9 YP ZB ZE ZG Z2 Z9"""
LOW_COST = frozenset(LOW_COST_CODES.split())
ACCOUNTING = {"9C": "089", "HO": "018", "JD": "898", "HX": "851", "GX": "872", "RY": "989", "GJ": "891"}
REGIONAL_SEATS = 95


def live_airlines(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Rows without an end date; of a shared code the passenger airline comes first."""
    kept = [row for row in rows if not row["valid_to"] and row["name"] and (row["iata2"] or row["icao3"])
            and row["iata2"] not in ENDED and not row["pk"].startswith("gds-")]
    return sorted(kept, key=lambda row: (row["iata2"] or "~~", "C" in row["type"], not row["ticketing3"],
                                         -int(row["annual_flights"] or 0), row["icao3"], row["name"]))


def carriers(rows: list[dict[str, str]]) -> set[str]:
    """The codes that may fly passengers in the timetable."""
    return {row["iata2"] for row in live_airlines(rows) if len(row["iata2"]) == 2 and row["type"] not in ("C", "R")}


def homes(segments: list[dict[str, str]], airports: dict[str, Airport]) -> dict[str, str]:
    """Where an airline departs most is where it is at home."""
    seen: dict[str, Counter[str]] = {}
    for row in segments:
        if airport := airports.get(row["origin"]):
            seen.setdefault(row["airline"], Counter())[airport.country] += int(float(row["flights_per_month"]) * 100)
    return {code: min(places, key=lambda country: (-places[country], country)) for code, places in seen.items()}


def mean_seats(segments: list[dict[str, str]]) -> dict[str, float]:
    seats: Counter[str] = Counter()
    flights: Counter[str] = Counter()
    for row in segments:
        seats[row["airline"]] += int(float(row["seats_per_month"]))
        flights[row["airline"]] += int(float(row["flights_per_month"]) + 1)
    return {code: seats[code] / flights[code] for code in flights}


def kind_of(code: str, seats: float) -> str:
    """L low cost, R regional, F full service."""
    if code in LOW_COST:
        return "L"
    return "R" if seats < REGIONAL_SEATS else "F"


def airline_lines(rows: list[dict[str, str]], home: dict[str, str], seats: dict[str, float]) -> list[str]:
    lines = ["\t".join(COLUMNS)]
    for row in live_airlines(rows):
        code = row["iata2"]
        lines.append("\t".join((code, row["icao3"], row["ticketing3"] or ACCOUNTING.get(code, ""), row["name"],
                                ALLIANCES.get(row["alliance"], ""), home.get(code, ""),
                                kind_of(code, seats.get(code, 150.0)), row["annual_flights"])))
    return lines
