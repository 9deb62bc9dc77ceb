"""Builds the demonstration tariff's tables in pnr/data/tariff: fare levels, classes, rates, units, airports, bands.

Run as `python scripts/build_tariff.py`; the same bytes every time. The fares are invented and labelled so: their level
follows published averages by distance, nothing in them was filed by an airline. Taxes, passenger discounts, filed
fares and the rule texts in that folder are kept by hand, each row with its source.
"""
import csv
import io
import lzma
from math import acos, cos, radians, sin
from pathlib import Path

from world.airlines import LOW_COST

HERE = Path(__file__).parent
OUT = HERE.parent / "pnr" / "data" / "tariff"
DEMONSTRATION = "demonstration"

# Average one-way fares in the middle of each band of miles, United States domestic 1997-2000 (US DOT, "Domestic
# Airline Fares Consumer Report"), and what fares have risen since; beyond 3,000 miles continued with a falling rate.
AVERAGES = ((0, 115), (150, 123), (450, 138), (800, 167), (1250, 189), (2250, 255), (3500, 320), (5000, 385),
            (7000, 455), (9000, 510), (13000, 590))
RISEN = 125  # percent
CHINA = ((0, 338), (1000, 1888), (3000, 4088), (5500, 6288))  # published Y in CNY by kilometres
LOW_COST_LEVEL = 65  # percent of the others

# letter, cabin, percent of the level by distance, percent of Y inside China, families
CLASSES = (
    ("F", "F", 900, 300, "F"), ("A", "F", 780, 270, "FS"), ("P", "F", 700, 260, "FS"),
    ("J", "C", 620, 250, "F"), ("C", "C", 580, 240, "F"), ("D", "C", 500, 220, "FS"), ("Z", "C", 450, 200, "FS"),
    ("I", "C", 410, 180, "FS"), ("R", "C", 370, 165, "FS"),
    ("W", "W", 260, 130, "F"), ("G", "W", 240, 120, "FS"),
    ("Y", "Y", 220, 100, "F"), ("B", "Y", 195, 90, "F"), ("M", "Y", 175, 80, "FS"), ("U", "Y", 160, 78, "FS"),
    ("H", "Y", 145, 75, "FS"), ("K", "Y", 130, 70, "FS"), ("L", "Y", 115, 60, "FS"), ("Q", "Y", 100, 50, "FS"),
    ("V", "Y", 90, 45, "FS"), ("E", "Y", 82, 42, "FSHL"), ("T", "Y", 75, 40, "FSHL"), ("S", "Y", 68, 35, "FS"),
    ("N", "Y", 62, 32, "FSP"), ("X", "Y", 56, 30, "FSP"), ("O", "Y", 50, 28, "P"),
)
TIERS = (("FAJCY", "D000"), ("PDWBMEU", "D001"), ("ZIRGHKLNQ", "D002"), ("VTSXO", "D003"))
# family, percent of the class, percent of twice the one-way fare for a return, rule, fare class by letter; without a
# name there is no such fare
FAMILIES = (("F", 100, 90, "YY/WORLD/WF00", "{}OW", "{}RT"), ("S", 80, 80, "YY/WORLD/WS07", "{}AP7OW", "{}AP7RT"),
            ("P", 70, 75, "YY/WORLD/WP14", "{}AP14OW", "{}AP14RT"), ("H", 78, 80, "YY/WORLD/WE1M", "", "{}HE1M"),
            ("L", 70, 76, "YY/WORLD/WE1M", "", "{}LE1M"))
CABINS = (("F", "2PC", "40K"), ("C", "2PC", "30K"), ("W", "1PC", "25K"), ("Y", "1PC", "20K"))
SEASONS = (("WORLD", 96, "2000-01-01", "2025-09-30"), ("WORLD", 100, "2025-10-01", ""),
           ("CN", 96, "2000-01-01", "2025-09-30"), ("CN", 100, "2025-10-01", ""))

# currency, units to one USD, fare unit, direction, where the unit comes from
CURRENCIES = """
USD 1 1 nearest verified|GBP 0.745 1 nearest verified|EUR 0.857 1 up verified|HKD 7.79 10 up verified
TWD 31 1 up verified|CNY 7.1 10 up convention|CAD 1.38 1 nearest convention|JPY 150 100 up convention
KRW 1400 100 up convention|AUD 1.52 1 up convention|NZD 1.74 1 up convention|SGD 1.29 1 up convention
CHF 0.8 1 up convention|MYR 4.2 1 up convention|THB 32.5 5 up convention|INR 88 5 up convention
SEK 9.5 5 up convention|NOK 10.1 5 up convention|DKK 6.4 5 up convention|ZAR 17.3 10 up convention
MOP 8.02 10 up convention|AED 3.6725 10 up convention|QAR 3.64 10 up convention|XAF 562 100 up convention
XOF 562 100 up convention|XPF 102 100 up convention|BHD 0.376 1 up convention|KWD 0.307 1 up convention
OMR 0.385 1 up convention|JOD 0.709 1 up convention|SAR 3.75 1 up convention|PHP 58 1 up convention
BND 1.29 1 up convention|BGN 1.68 1 up convention|BWP 13.5 1 up convention|CLP 950 100 up convention
COP 4000 100 up convention|CZK 21 1 up convention|DOP 62 1 up convention|EGP 48 1 up convention
FJD 2.25 1 up convention|HUF 335 10 up convention|IDR 16500 1000 up convention|ILS 3.3 1 up convention
ISK 123 100 up convention|JMD 160 1 up convention|KES 129 5 up convention|KZT 530 1 up convention
LKR 303 100 up convention|MAD 9.1 5 up convention|MNT 3570 100 up convention|MUR 45 5 up convention
MVR 15.4 1 up convention|MXN 18.4 1 up convention|NPR 141 5 up convention|PAB 1 1 nearest convention
PEN 3.4 1 up convention|PGK 4.2 1 up convention|PKR 282 5 up convention|PLN 3.65 1 up convention
RON 4.35 1 up convention|RSD 100 1 up convention|TND 2.9 1 up convention|VND 26300 1000 up convention
BDT 121 1 up convention|GTQ 7.7 1 up convention|TZS 2450 100 up convention|UYU 40 1 up convention
BRL 5.4 1 up convention|DZD 130 5 up convention
"""
DOMESTIC = {"USD": "0.01", "CAD": "0.01"}  # what fares inside the country are rounded to, where it is not the unit
FEES = {"CNY": "1"}  # what percentages of fares are rounded to, where it is not the smallest coin
RATE_DATES = (("2000-01-01", "2025-12-31", 1010), ("2026-01-01", "", 1000))  # the last: thousandths of the rate
SELLING = 1004  # bankers' selling rates stand that many thousandths of the rate
CHARGES = {"LHR": (4500, 3000), "LGW": (2000, 1200), "MAN": (2100, 1500), "STN": (1600, 1200), "EDI": (1700, 1400)}
OTHER_CHARGE = (1400, 1200)
FACILITY_AIRPORTS, FACILITY_CHARGE = 150, 450
LEAST_RANK = 0.01
BANDS = ((2000, "A"), (5500, "B"), (99999, "C"))
LONDON, PARIS, FRANKFURT, HONG_KONG = (51.5, -0.13), (48.85, 2.35), (50.11, 8.68), (22.3, 114.17)
EARTH_MILES, EARTH_KILOMETRES = 3959, 6371
UNION = ("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK "  # and its economic area
         "IS LI NO CH")
NEAR_GERMANY = f"{UNION} AL BA BY DZ GB LY MA MD ME MK RS RU TN TR UA XK"
NEAR_HONG_KONG = "CN TW MO JP KR PH VN TH KH LA MM BN MY SG ID IN BD NP LK MN"
# tax, where distances are counted from, the band of the countries named, they, bands of the others by kilometres
DISTANCE_BANDS = (
    ("IZ", PARIS, "EU", UNION, ((5500, "NEAR"), (99999, "FAR"))),
    ("O4", PARIS, "EU", UNION, ((5500, "NEAR"), (99999, "FAR"))),
    ("OY", FRANKFURT, "1", NEAR_GERMANY, ((2500, "1"), (6000, "2"), (99999, "3"))),
    ("I5", HONG_KONG, "SHORT", NEAR_HONG_KONG, ((1, "LONG"), (99999, "LONG"))),
)
SINCE = "2000-01-01"
LARGE = 3  # so many airports of a country charge as large ones
# country, code, currency, at large airports, at others, of who changes there, source
AIRPORT_CHARGES = (
    ("FR", "FR", "EUR", "16.40", "13.20", "16.40", DEMONSTRATION),
    ("FR", "QX", "EUR", "24.10", "12.80", "9.60", DEMONSTRATION),
    ("DE", "RA", "EUR", "29.80", "18.40", "14.90", DEMONSTRATION),
    ("DE", "DE", "EUR", "11.75", "9.80", "11.75", DEMONSTRATION),
    ("JP", "SW", "JPY", "2460", "1520", "1230", DEMONSTRATION),
    ("JP", "OI", "JPY", "620", "420", "620", DEMONSTRATION),
    ("SG", "SG", "SGD", "46.40", "46.40", "6.00", "mem"),
    ("SG", "L7", "SGD", "10.80", "10.80", "3.00", "mem"),
    ("CA", "SQ", "CAD", "38.00", "30.00", "", DEMONSTRATION),
    ("AU", "WY", "AUD", "33.50", "24.00", "", DEMONSTRATION),
)


def source(name: str) -> list[dict[str, str]]:
    text = lzma.decompress((HERE / "sources" / f"{name}.csv.xz").read_bytes()).decode("utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def write(name: str, columns: str, rows) -> None:
    with open(OUT / f"{name}.csv", "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(columns.split())
        table.writerows(rows)


def miles(one: tuple[float, float], other: tuple[float, float]) -> float:
    (north, east), (south, west) = ((radians(value) for value in point) for point in (one, other))
    return EARTH_MILES * acos(min(1.0, sin(north) * sin(south) + cos(north) * cos(south) * cos(east - west)))


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    return miles(one, other) * EARTH_KILOMETRES / EARTH_MILES


def levels() -> list[tuple]:
    """Points of a line between which a market's level is drawn: cents to whole units."""
    world = [("WORLD", "USD", distance, average * RISEN) for distance, average in AVERAGES]
    china = [("CN", "CNY", distance, amount * 100) for distance, amount in CHINA]
    return [(*row[:3], f"{row[3] / 100:.2f}", DEMONSTRATION) for row in world + china]


def classes() -> list[tuple]:
    tier = {letter: rule for letters, rule in TIERS for letter in letters}
    return [(letter, cabin, world, china, families, f"YY/DOMCN/{tier[letter]}")
            for letter, cabin, world, china, families in CLASSES]


def currencies() -> list[list[str]]:
    return [entry.split() for line in CURRENCIES.strip().splitlines() for entry in line.split("|")]


def rates(thousandths: int) -> list[tuple]:
    """Units of a currency to one dollar; the dollar itself stands still."""
    return [(currency, rate if currency == "USD" else f"{float(rate) * thousandths * part / 1e6:.6g}", first, last,
             DEMONSTRATION) for first, last, part in RATE_DATES for currency, rate, *_ in currencies()]


def located(places: list[dict[str, str]]) -> list[dict[str, str]]:
    return [place for place in places if place["latitude"] and not place["valid_until"]]


def airports(places: list[dict[str, str]]) -> list[tuple]:
    """Where passenger facility and service charges are due; the British amounts are invented."""
    flown = sorted((place for place in places if place["location_type"] in ("A", "CA") and place["page_rank"]),
                   key=lambda place: (-float(place["page_rank"]), place["iata_code"]))
    american = [place["iata_code"] for place in flown if place["country_code"] == "US"][:FACILITY_AIRPORTS]
    british = [place["iata_code"] for place in flown
               if place["country_code"] == "GB" and float(place["page_rank"]) > LEAST_RANK]
    rows = [("XF", code, "any", "USD", f"{FACILITY_CHARGE / 100:.2f}", SINCE, "", "14 CFR 158") for code in american]
    for code in british:
        departing, changing = CHARGES.get(code, OTHER_CHARGE)
        rows.append(("UB", code, "departing", "GBP", f"{departing / 100:.2f}", SINCE, "", DEMONSTRATION))
        rows.append(("UB", code, "changing", "GBP", f"{changing / 100:.2f}", SINCE, "", DEMONSTRATION))
    return sorted([*rows, *others(flown)])


def others(flown: list[dict[str, str]]) -> list[tuple]:
    """Charges at the airports of other countries: more at the large ones, less for who changes there."""
    rows = []
    for country, code, currency, large, small, changing, source in AIRPORT_CHARGES:
        ranked = [place["iata_code"] for place in flown
                  if place["country_code"] == country and float(place["page_rank"]) > LEAST_RANK]
        for number, airport in enumerate(ranked):
            amount = large if number < LARGE else small
            rows.append((code, airport, "departing", currency, amount, SINCE, "", source))
            if changing:
                rows.append((code, airport, "changing", currency, changing, SINCE, "", source))
    return rows


def bands(places: list[dict[str, str]], countries: list[dict[str, str]]) -> list[tuple]:
    """By tax, what band a country of destination is in: named, or by its capital's distance."""
    found = capitals(places, countries)
    rows = [("GB", country, "UK" if country in ("GB", "IM") else next(
        band for limit, band in BANDS if miles(LONDON, point) <= limit)) for country, point in found]
    for code, centre, home, named, limits in DISTANCE_BANDS:
        for country, point in found:
            band = home if country in named.split() else next(
                band for limit, band in limits if kilometres(centre, point) <= limit)
            rows.append((code, country, band))
    rows += [("CA", country, country if country in ("CA", "US") else "OTHER") for country, _ in found]
    return sorted(rows)


def capitals(places: list[dict[str, str]], countries: list[dict[str, str]]) -> list[tuple[str, tuple[float, float]]]:
    """Where each country's capital is, else its first city."""
    names = {country["iso_2char_code"]: country["cptl"] for country in countries}
    found: dict[str, tuple[float, float]] = {}
    for place in sorted(places, key=lambda place: -float(place["page_rank"] or 0)):
        country, point = place["country_code"], (float(place["latitude"]), float(place["longitude"]))
        if names.get(country) in (place["city_name"], place["name"]):
            found[country] = point
        found.setdefault(country, point)
    return [(country, point) for country, point in sorted(found.items()) if country]


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    places, countries = located(source("places")), source("countries")
    write("levels", "area currency distance amount source", levels())
    write("classes", "letter cabin world china families china_rule", classes())
    write("families", "family percent return_percent rule oneway return", FAMILIES)
    write("cabins", "cabin world china", CABINS)
    write("seasons", "area percent effective discontinue", SEASONS)
    write("carriers", "carrier percent source", ((code, LOW_COST_LEVEL, DEMONSTRATION) for code in sorted(LOW_COST)))
    write("agreements", "carrier partner electronic source",
          ((code, "*", "no", DEMONSTRATION) for code in sorted(LOW_COST)))
    write("units", "currency unit direction source fee domestic",
          ((code, *rest, FEES.get(code, ""), DOMESTIC.get(code, "")) for code, _, *rest in currencies()))
    write("roe", "currency rate effective discontinue source", rates(1000))
    write("bsr", "currency rate effective discontinue source", rates(SELLING))
    write("airports", "code airport when currency amount effective discontinue source", airports(places))
    write("bands", "code country band", bands(places, countries))


if __name__ == "__main__":
    main()
