"""The page of entries says what the grammars say."""
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).parents[2]


def test_the_page_is_what_the_grammars_give():
    command = [sys.executable, TOP / "scripts/command_table.py"]
    shown = subprocess.run(command, capture_output=True, text=True, check=True)
    assert (TOP / "ENTRIES.md").read_text(encoding="utf-8") == shown.stdout, "run scripts/command_table.py --write"
