"""Every transcript shows exactly what it says, on every store, and twice alike."""
import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from conftest import STORES
from house.speech import errors
from terminal.stories import told

STORIES = sorted(path for path in (Path(__file__).parents[1] / "transcripts").iterdir()
                 if path.suffix in (".amadeus", ".eterm"))
SEEDS = ("1", "77")
UNHEARD = {  # what no transcript can bring about: the house's own faults, and what is no refusal by itself
    "cannot-say", "check-format", "conflict", "entry-error", "newer-schema", "office-cut-off", "pnr-error", "refusal",
    "store-unavailable", "terminal-held", "try-again", "unable-to-process", "unavailable",
    "pdf-unavailable",  # the tests have the library
    # what the filed data does not let happen: stock for 100,000, a rule for every fare, 16 segments, no flown coupon,
    # no flight that ends in the city it leaves
    "circular-routing", "no-open-coupon", "no-refund-rule", "too-many-coupons", "too-many-flights",
}
by_story = pytest.mark.parametrize("path", STORIES, ids=lambda path: path.name)


@cache
def in_memory(path: Path) -> dict:
    return told(path)


@cache
def under(seed: str) -> dict:
    """All stories in one process with this hash seed."""
    command = [sys.executable, str(Path(__file__).with_name("stories.py")), *map(str, STORIES)]
    seeded = os.environ | {"PYTHONHASHSEED": seed}
    done = subprocess.run(command, env=seeded, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


@by_story
@pytest.mark.parametrize("store", STORES)
def test_story(path, store, url_of):
    heard = in_memory(path) if store == "memory" else told(path, url_of(store))
    assert not heard["differs"], "\n".join(heard["differs"])
    assert heard["audit"] == []
    assert heard["digest"] == in_memory(path)["digest"]


@by_story
@pytest.mark.parametrize("seed", SEEDS)
def test_the_same_input_gives_the_same_database(path, seed):
    assert under(seed)[str(path)] == in_memory(path)


def test_every_code_is_provoked_by_a_transcript():
    heard = {code for path in STORIES for code in in_memory(path)["codes"]}
    missing = sorted({error.code for error in errors()} - heard - UNHEARD)
    assert not missing, missing
