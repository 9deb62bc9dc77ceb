"""The sessions the README shows are what the desk shows."""
import re
from pathlib import Path

from pnr.terminal.batch import differences

README = Path(__file__).parents[2] / "README.md"


def test_the_sessions_of_the_readme_happen_so(memory, tmp_path):
    sessions = re.findall(r"^```text\n(.*?)^```$", README.read_text(encoding="utf-8"), re.M | re.S)
    story = tmp_path / "readme.amadeus"
    story.write_text("\n".join(sessions), encoding="utf-8")
    assert len(sessions) >= 2
    assert differences(memory, story) == []
