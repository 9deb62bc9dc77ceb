"""Reads the open data kept beside the scripts (OpenTravelData and GeoNames, CC BY 4.0; see NOTICE)."""
import csv
import lzma
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "sources"


def read(name: str) -> list[dict[str, str]]:
    """Every row of sources/<name>.csv.xz under its column names."""
    with lzma.open(FOLDER / f"{name}.csv.xz", "rt", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
