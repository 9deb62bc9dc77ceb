"""Places: live codes only, city and airport apart, Chinese names, ranked; and the airports flights may use."""
from datetime import date

from .geography import Airport

TODAY = date(2026, 11, 22).isoformat()  # the day the data was read
KINDS = {"A": "A", "C": "C", "CA": "CA", "O": "O", "R": "R", "B": "B", "H": "H", "P": "P",
         "CR": "CR", "CB": "CB", "CH": "CH", "CP": "CP"}
COLUMNS = ("code", "kind", "name", "name_zh", "city", "country", "state", "latitude", "longitude", "zone", "rank",
           "currency", "airports", "icao")
NAMES_ZH = {"PKX": "北京大兴国际机场", "PEK": "北京首都国际机场", "LON": "伦敦", "LHR": "伦敦希思罗机场",
            "LGW": "伦敦盖特威克机场", "NYC": "纽约", "JFK": "纽约肯尼迪国际机场"}


def live(row: dict[str, str]) -> bool:
    return not row["valid_until"] or row["valid_until"] > TODAY


def closed(row: dict[str, str], closures: frozenset[str]) -> bool:
    return "A" in row["location_type"] and row["iata_code"] in closures


def place_lines(rows: list[dict[str, str]], closures: frozenset[str]) -> list[str]:
    """Tab-separated lines in order of code; a code that is city and airport at once has a line for each."""
    kept = [row for row in rows if live(row) and row["latitude"] and not closed(row, closures)]
    ranks = {row["iata_code"]: rank(row) for row in sorted(kept, key=rank)}
    lines = [line for row in kept for line in lines_of(row, ranks)]
    return ["\t".join(COLUMNS), *sorted(lines)]


def rank(row: dict[str, str]) -> float:
    return float(row["page_rank"] or 0)


def lines_of(row: dict[str, str], ranks: dict[str, float]) -> list[str]:
    kinds = row["location_type"]
    airports = sorted(filter(ranks.__contains__, row["tvl_por_list"].split(",")), key=lambda code: (-ranks[code], code))
    return [line_of(row, kind, airports if kind == "C" else []) for kind in kinds]


def line_of(row: dict[str, str], kind: str, airports: list[str]) -> str:
    code = row["iata_code"]
    city = code if kind == "C" else row["city_code_list"].split(",")[0] or code
    served = airports or ([code] if kind == "C" and len(row["location_type"]) > 1 else [])
    return "\t".join((code, kind, row["name"].replace("\t", " "), NAMES_ZH.get(code, row["name_zh"]), city,
                      row["country_code"], row["adm1_code"], row["latitude"], row["longitude"], row["timezone"],
                      row["page_rank"], row["currency"], ",".join(served), row["icao_code"]))


def airports(rows: list[dict[str, str]], closures: frozenset[str]) -> dict[str, Airport]:
    """Every live airport by its code."""
    return {row["iata_code"]: Airport(row["iata_code"], row["city_code_list"].split(",")[0] or row["iata_code"],
                                      row["country_code"], row["timezone"], float(row["latitude"]),
                                      float(row["longitude"]), rank(row))
            for row in rows
            if "A" in row["location_type"] and live(row) and row["latitude"] and not closed(row, closures)}
