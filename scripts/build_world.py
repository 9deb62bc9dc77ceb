"""Builds pnr/data's places, airlines, aircraft, countries and timetable from scripts/sources; same bytes each time."""
import json
import lzma
import sys
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from world import airlines, network, places, reference  # noqa: E402
from world.sources import read  # noqa: E402
from world.table import table  # noqa: E402
from world.timetable import timetable  # noqa: E402

DATA = ROOT / "pnr" / "data"


def text(lines: list[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode()


def build() -> dict[str, bytes]:
    """Every file, by name, not yet compressed."""
    spots, companies, segments = read("places"), read("airlines"), read("airline_segments")
    airports = places.airports(spots, network.CLOSED)
    routes = network.routes(segments, airlines.carriers(companies), airports)
    alliances = {row["iata2"]: airlines.ALLIANCES.get(row["alliance"], "") for row in
                 reversed(airlines.live_airlines(companies))}
    rows = timetable(routes, airports, alliances)
    home, seats = airlines.homes(segments, airports), airlines.mean_seats(segments)
    return {"timetable.bin": table(rows, airports, airlines.LOW_COST),
            "places.tsv": text(places.place_lines(spots, network.CLOSED)),
            "airlines.tsv": text(airlines.airline_lines(companies, home, seats)),
            "aircraft.tsv": text(reference.aircraft_lines(read("aircraft"))),
            "countries.tsv": text(reference.country_lines(read("countries")))}


def write(files: dict[str, bytes], folder: Path) -> None:
    """Large files compressed, with a list of what they hold."""
    contents = {}
    for name, data in files.items():
        contents[name] = {"sha256": sha256(data).hexdigest(), "size": len(data)}
        packed = lzma.compress(data, preset=9 | lzma.PRESET_EXTREME)
        (folder / f"{name}.xz").write_bytes(packed)
        print(f"{name:16} {len(data):>10,} {len(packed):>10,}")
    (folder / "world.json").write_text(json.dumps(contents, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    DATA.mkdir(exist_ok=True)
    write(build(), DATA)
