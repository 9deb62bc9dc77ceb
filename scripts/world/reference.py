"""Aircraft and countries as small tables."""
from .fleet import TYPES


def aircraft_lines(rows: list[dict[str, str]]) -> list[str]:
    seats = {kind[0]: str(kind[1]) for kind in TYPES}
    lines = {"\t".join((row["iata_code"], row["icao_code"].strip("*"), row["manufacturer"], row["model"],
                        row["aircraft_type"], row["nb_engines"], seats.get(row["iata_code"], "")))
             for row in rows if row["iata_code"]}
    return ["\t".join(("code", "icao", "maker", "model", "category", "engines", "seats")), *sorted(lines)]


def country_lines(rows: list[dict[str, str]]) -> list[str]:
    lines = {"\t".join((row["iso_2char_code"], row["iso_3char_code"], row["name"], row["ccy_code"], row["cont_code"],
                        row["tel_pfx"])) for row in rows}
    return ["\t".join(("code", "code3", "name", "currency", "continent", "dialling")), *sorted(lines)]
