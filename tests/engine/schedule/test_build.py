"""The builder makes the same bytes each time, and the shipped files are opened safely."""
import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from pnr.engine.schedule import files
from pnr.engine.schedule.flights import Timetable
from pnr.engine.schedule.snapshot import unpack

SCRIPTS = Path(__file__).resolve().parents[3] / "scripts"
SMALL = """
import sys
from hashlib import sha256
from world import airlines, network, places
from world.sources import read
from world.table import table
from world.timetable import timetable
airports = places.airports(read("places"), network.CLOSED)
segments = [row for row in read("airline_segments") if row["airline"] in ("HO", "FM", "KQ", "AY")]
routes = network.routes(segments, {"HO", "FM", "KQ", "AY"}, airports)
data = table(timetable(routes, airports, {"FM": "SkyTeam", "KQ": "SkyTeam"}), airports, airlines.LOW_COST)
sys.stdout.buffer.write(data)
"""


def built(seed: str) -> bytes:
    return subprocess.run([sys.executable, "-c", SMALL], check=True, capture_output=True, cwd=SCRIPTS, env={
        "PYTHONHASHSEED": seed, "PYTHONPATH": f"{SCRIPTS}:{SCRIPTS.parent}"}).stdout


def test_the_same_bytes_each_time():
    first = built("1")
    assert first == built("2")
    small = Timetable(first)
    assert small.carriers == ["AY", "FM", "HO", "KQ"] and len(small.departs) > 1500


def test_the_shipped_files_are_those_listed():
    listed = json.loads(files.packaged("world.json"))
    for name, facts in listed.items():
        data = files.unpacked(name)
        assert (len(data), hashlib.sha256(data).hexdigest()) == (facts["size"], facts["sha256"])


def test_unpacked_once_then_mapped(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    said: list[str] = []
    first = files.mapped("places.tsv", said.append)
    second = files.mapped("places.tsv", said.append)
    assert len(said) == 1 and first[:] == second[:]
    assert [path.name for path in (tmp_path / "pnr").iterdir()] == [files.cached_path("places.tsv").name]


def test_half_a_file_is_written_again(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    files.mapped("places.tsv")
    files.cached_path("places.tsv").write_bytes(b"half")
    assert len(files.mapped("places.tsv")) == files.contents()["places.tsv"]["size"]


def test_without_a_cache_it_stays_in_memory(monkeypatch, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert isinstance(files.mapped("places.tsv"), bytes)


def test_something_else_is_refused():
    with pytest.raises(ValueError):
        unpack(b"something else entirely")
